"""What sitemaps and feeds lead to."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from archive.records import PageKind, PageState, Severity
from scraper.discover import read_feed, read_sitemap
from scraper.discover_sitemaps import MAX_ENTRIES, MAX_REFUSED
from scraper.site import site_for_url
from tests.scraper.test_discover import BASE, PAGES, SITE, urls


def urlset(*entries: str, declaration: str = '<?xml version="1.0"?>') -> bytes:
    items = "".join(f"<url>{entry}</url>" for entry in entries)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{declaration}<urlset xmlns="{namespace}">{items}</urlset>'.encode()


LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">'
    for inner, name in zip("abcdefgh", "bcdefghx", strict=True)
)


class TestSitemaps:
    def test_entries_with_their_change_times(self) -> None:
        body = urlset(
            "<loc>http://default/news/a</loc><lastmod>2026-04-04T08:00Z</lastmod>",
            "<loc> https://example.eu/content/b </loc><lastmod>2026-04-05</lastmod>",
            "<loc>/news/c</loc><lastmod>yesterday</lastmod><priority>0.5</priority>",
        )
        links, problems = read_sitemap(body, SITE)
        assert [(link.url, link.lastmod, link.kind) for link in links] == [
            (f"{BASE}/news/a", "2026-04-04T08:00:00+00:00", PageKind.ARTICLE),
            (f"{BASE}/content/b", "2026-04-05", PageKind.ARTICLE),
            (f"{BASE}/news/c", None, PageKind.ARTICLE),
        ]
        assert problems == ()

    def test_an_index_leads_to_sitemaps(self) -> None:
        body = b"<sitemapindex><sitemap><loc>http://default/sitemap.xml?page=1</loc></sitemap>"
        body += b"<sitemap><loc>https://www.example.eu/more.xml.gz</loc></sitemap></sitemapindex>"
        links, _ = read_sitemap(body, SITE)
        assert urls(links) == ["/sitemap.xml?page=1", "/more.xml.gz"]
        assert {link.kind for link in links} == {PageKind.SITEMAP}

    @pytest.mark.parametrize(
        "body",
        [
            b"\xef\xbb\xbf" + urlset("<loc>/news/a</loc>"),
            b"\n\n<!-- THEME DEBUG -->\n" + urlset("<loc>/news/a</loc>"),
            b"<urlset><url><loc>/news/a</loc></url></urlset>",
            gzip.compress(urlset("<loc>/news/a</loc>")),
            urlset("<loc>/news/a</loc>").decode().encode("utf-16"),
            urlset('<i:image xmlns:i="urn:i"><i:loc>/news/p</i:loc></i:image><loc>/news/a</loc>'),
            b"<rss version='2.0'><channel><item><link>/news/a</link></item></channel></rss>",
        ],
        ids=["bom", "debug", "no namespace", "gzip", "utf-16", "images", "rss"],
    )
    def test_forms_met_in_the_wild(self, body: bytes) -> None:
        links, problems = read_sitemap(body, SITE)
        assert urls(links) == ["/news/a"]
        assert problems == ()

    def test_a_bare_ampersand_loses_no_parameter(self) -> None:
        links, problems = read_sitemap(urlset("<loc>/content/a?b=1&c=2</loc>"), SITE)
        assert urls(links) == ["/content/a?b=1&c=2"]
        assert [problem.code for problem in problems] == ["sitemap_malformed"]

    @pytest.mark.parametrize(
        ("body", "code", "kept"),
        [
            (b"", "sitemap_unreadable", 0),
            (b"not xml", "sitemap_unreadable", 0),
            (b"<!DOCTYPE html><html><title>Log in</title></html>", "sitemap_unreadable", 0),
            (urlset("<loc>/news/a</loc>")[:-20] + b"<url><loc", "sitemap_malformed", 1),
            (gzip.compress(urlset("<loc>/news/a</loc>"))[:-20], "sitemap_damaged", None),
            (b"\x1f\x8bjunk", "sitemap_damaged", 0),
            (gzip.compress(b" " * (51 * 2**20), 1), "sitemap_too_large", 0),
        ],
        ids=["empty", "text", "html", "cut", "gzip cut", "gzip junk", "bomb"],
    )
    def test_what_is_wrong_is_a_problem(self, body: bytes, code: str, kept: int | None) -> None:
        links, problems = read_sitemap(body, SITE)
        assert code in [problem.code for problem in problems]
        assert problems[0].severity is Severity.ERROR
        assert kept is None or len(links) == kept

    @pytest.mark.parametrize(
        "declared",
        [
            '<!ENTITY x SYSTEM "file:///etc/passwd">',
            '<!ENTITY x "y">',
            LAUGHS,
        ],
        ids=["file", "internal", "laughs"],
    )
    def test_entities_are_not_resolved(self, declared: str) -> None:
        doctype = f'<?xml version="1.0"?><!DOCTYPE urlset [{declared}]>'
        body = urlset("<loc>/news/&x;</loc>", "<loc>/news/b</loc>", declaration=doctype)
        links, problems = read_sitemap(body, SITE)
        assert set(urls(links)) <= {"/news/b"}
        assert problems

    def test_foreign_hosts_are_counted_and_not_recorded_by_the_thousand(self) -> None:
        foreign = [f"<loc>http://h{number}.invalid/news/a</loc>" for number in range(1000)]
        links, problems = read_sitemap(urlset(*foreign, "<loc>/news/a</loc>"), SITE)
        assert len(links) == MAX_REFUSED + 1
        assert [link.reason for link in links[:MAX_REFUSED]] == ["off-site"] * MAX_REFUSED
        (problem,) = problems
        assert problem.code == "sitemap_entries_refused"
        assert "1,000" in problem.message

    def test_pages_that_are_no_articles_are_counted(self) -> None:
        links, (problem,) = read_sitemap(urlset("<loc>/about</loc>", "<loc>/news/a</loc>"), SITE)
        assert urls(links) == ["/news/a"]
        assert (problem.code, problem.severity) == ("sitemap_entries_skipped", Severity.NOTE)

    def test_a_site_without_article_paths_takes_all(self) -> None:
        site = replace(site_for_url(f"{BASE}/news"), sitemaps=("/sitemap.xml",))
        links, _ = read_sitemap(urlset("<loc>/about</loc>", "<loc>/x/y</loc>"), site)
        assert urls(links) == ["/about", "/x/y"]

    def test_no_more_entries_than_the_protocol_allows(self) -> None:
        body = urlset(*(f"<loc>/news/{number}</loc>" for number in range(MAX_ENTRIES + 5)))
        links, (problem,) = read_sitemap(body, SITE)
        assert len(links) == MAX_ENTRIES
        assert problem.code == "sitemap_too_long"


ITEM = "<item><title>A &amp; B</title><link>http://default/news/a</link></item>"
RSS = f'<?xml version="1.0"?><rss version="2.0"><channel>{ITEM}</channel></rss>'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><id>urn:1</id>'
    '<link href="https://example.eu/news/a?utm_medium=feed"/>'
    "<published>2024-01-01T00:00:00Z</published><updated>2024-02-03T04:05:06+01:00</updated>"
    "</entry></feed>"
)


class TestFeeds:
    @pytest.mark.parametrize("before", ["", "\n\n", "<!-- THEME DEBUG -->\n<!-- x -->\n", "\ufeff"])
    def test_rss_whatever_stands_before_it(self, before: str) -> None:
        links, problems = read_feed((before + RSS).encode(), SITE)
        assert [(link.url, link.title) for link in links] == [(f"{BASE}/news/a", "A & B")]
        assert links[0].kind is PageKind.ARTICLE
        assert problems == ()

    def test_atom_claims_a_change_time_and_rss_only_a_publication(self) -> None:
        (link,), _ = read_feed(ATOM.encode(), SITE)
        assert (link.url, link.lastmod) == (f"{BASE}/news/a", "2024-02-03T03:05:06+00:00")
        dated = RSS.replace("</item>", "<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate></item>")
        (link,), _ = read_feed(dated.encode(), SITE)
        assert link.lastmod is None

    def test_a_feed_of_a_real_drupal_7_site(self) -> None:
        site = site_for_url("https://www.clustercollaboration.eu/rss.xml")
        links, problems = read_feed((PAGES / "rss.xml").read_bytes(), site)
        assert len(links) == 10
        assert all("/news/" in link.url for link in links)
        assert problems == ()

    def test_an_id_may_be_the_address(self) -> None:
        body = "<rss version='2.0'><channel><item><guid>https://example.eu/news/a</guid></item>"
        links, _ = read_feed(f"{body}</channel></rss>".encode(), SITE)
        assert urls(links) == ["/news/a"]

    @pytest.mark.parametrize(
        ("body", "code", "kept"),
        [
            (b"", "feed_unreadable", 0),
            (b"<html><title>Log in</title></html>", "feed_unreadable", 0),
            (RSS[:-20].encode(), "feed_malformed", 1),
        ],
        ids=["empty", "html", "cut"],
    )
    def test_what_is_wrong_is_a_problem(self, body: bytes, code: str, kept: int) -> None:
        links, problems = read_feed(body, SITE)
        assert [problem.code for problem in problems] == [code]
        assert len(links) == kept

    def test_bytes_are_never_taken_for_a_file_or_an_address(self, tmp_path: Path) -> None:
        path = tmp_path / "feed.xml"
        path.write_text(RSS, encoding="utf-8")
        for name in (str(path), path.as_uri(), "http://127.0.0.1:1/"):
            assert read_feed(name.encode(), SITE).links == ()

    def test_foreign_articles_are_refused(self) -> None:
        body = RSS.replace("http://default/news/a", "http://127.0.0.2/secret")
        (link,), _ = read_feed(body.encode(), SITE)
        assert (link.state, link.reason) == (PageState.REFUSED, "off-site")
