"""Whole crawls of small sites: what is asked for, in which order, and what is never asked."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scraper.site import Listing
from tests.crawling import crawl, rows, site_of, states
from tests.hostile import Hostile, article, listing, redirect, response


@pytest.fixture
def server() -> Iterator[Hostile]:
    """A server on which every path under /news/ is an article."""
    with Hostile() as running:
        missing = response("<title>Page not found</title>", status="404 Not Found")
        running.fallback = lambda path: (
            response(article(f"Story of {path[6:]}")) if path.startswith("/news/") else missing
        )
        yield running


def xml(text: str) -> bytes:
    return response(text, kind="application/xml")


def urlset(base_url: str, entries: dict[str, str]) -> bytes:
    items = "".join(
        f"<url><loc>{base_url}{path}</loc><lastmod>{lastmod}</lastmod></url>"
        for path, lastmod in entries.items()
    )
    return xml(f"<urlset>{items}</urlset>")


def articles(archive: Path, server: Hostile) -> set[str]:
    return {
        url.removeprefix(server.base_url) for (url,) in rows(archive, "select url from articles")
    }


class TestListings:
    def test_a_pager_is_walked_to_its_end_and_no_page_twice(
        self, server: Hostile, archive: Path
    ) -> None:
        for number in range(4):
            pager = "".join(f'<a href="/news?page={n}">{n}</a>' for n in range(4) if n != number)
            page = response(listing(f"/news/{number}a", f"/news/{number}b", pager=pager))
            server.routes["/news" if number == 0 else f"/news?page={number}"] = page
        ended = crawl(site_of(server.base_url), archive)
        assert ended.code == 0
        assert len(articles(archive, server)) == 8
        assert max(Counter(server.paths).values()) == 1
        assert len(server.paths) == 1 + 4 + 8

    def test_it_stops_where_pages_repeat_themselves(self, server: Hostile, archive: Path) -> None:
        """Drupal 7 shows its last page for any page beyond it."""
        for number in range(9):
            pager = f'<a href="/news?page={number + 1}">next</a>'
            items = f"/news/{min(number, 3)}a"
            page = response(listing(items, pager=pager))
            server.routes["/news" if number == 0 else f"/news?page={number}"] = page
        crawl(site_of(server.base_url), archive)
        assert [path for path in server.paths if path.startswith("/news?")] == [
            f"/news?page={number}" for number in (1, 2, 3, 4)
        ]

    def test_several_pagers_of_one_page_never_multiply(
        self, server: Hostile, archive: Path
    ) -> None:
        def page(first: int, second: int) -> bytes:
            """Two lists of four pages each, both shown, both paged by one parameter."""
            pager = f'<a href="/news?page={first + 1}%2C{second}">a</a>' * (first < 3)
            pager += f'<a href="/news?page={first}%2C{second + 1}">b</a>' * (second < 3)
            return response(listing(f"/news/a{first}", f"/news/b{second}", pager=pager))

        for first in range(5):
            for second in range(5):
                server.routes[f"/news?page={first}%2C{second}"] = page(first, second)
                server.routes[f"/news?page={first},{second}"] = page(first, second)
        server.routes["/news"] = page(0, 0)
        crawl(site_of(server.base_url), archive)
        assert articles(archive, server) == {f"/news/{x}{n}" for x in "ab" for n in range(4)}
        assert sum(path.startswith("/news?") for path in server.paths) == 6

    def test_a_walk_that_never_ends_is_cut_and_says_so(
        self, server: Hostile, archive: Path
    ) -> None:
        def answer(path: str) -> bytes:
            number = int(path.rpartition("=")[2]) if "=" in path else 0
            if path.startswith("/news/"):
                return response(article(path))
            return response(
                listing(f"/news/{number}", pager=f'<a href="/news?page={number + 1}">next</a>')
            )

        server.fallback = answer
        endless = site_of(server.base_url, listings=(Listing(path="/news", max_pages=5),))
        crawl(endless, archive)
        assert sum(not path.startswith("/news/") for path in server.paths) == 1 + 5
        assert len(articles(archive, server)) == 5
        assert rows(archive, "select code from problems where code = 'listing_cut'")

    def test_a_failed_page_leaves_the_rest(self, server: Hostile, archive: Path) -> None:
        server.routes["/news"] = response(
            listing("/news/a", pager='<a href="/news?page=1">next</a>')
        )
        server.routes["/news?page=1"] = response(b"", status="500 Oops")
        ended = crawl(site_of(server.base_url), archive)
        assert (ended.code, articles(archive, server)) == (1, {"/news/a"})


class TestSitemapsAndFeeds:
    def site(self, server: Hostile, **facts: Any) -> Any:
        known = {"sitemaps": ("/sitemap.xml",), "feeds": ("/rss.xml",), "listings": ()}
        return site_of(server.base_url, **{**known, **facts})

    def test_each_article_once_whatever_names_it(self, server: Hostile, archive: Path) -> None:
        index = "<sitemap><loc>http://default/sitemap.xml?page=1</loc></sitemap>"
        index += f"<sitemap><loc>{server.base_url}/more.xml.gz</loc></sitemap>"
        server.routes["/sitemap.xml"] = xml(f"<sitemapindex>{index}</sitemapindex>")
        server.routes["/sitemap.xml?page=1"] = urlset(
            "http://default", {"/news/a": "2026-04-04T08:00Z", "/about": "2026-01-01"}
        )
        packed = gzip.compress(
            f"<urlset><url><loc>{server.base_url}/news/b</loc></url></urlset>".encode()
        )
        server.routes["/more.xml.gz"] = response(packed, kind="application/gzip")
        item = f"<item><title>A</title><link>{server.base_url}/news/a</link></item>"
        rss = f"<?xml version='1.0'?><rss version='2.0'><channel>{item}</channel></rss>"
        server.routes["/rss.xml"] = xml(f"<!-- debug -->\n{rss}")
        ended = crawl(self.site(server), archive)
        assert ended.code == 0
        assert articles(archive, server) == {"/news/a", "/news/b"}
        assert max(Counter(server.paths).values()) == 1
        assert "/about" not in server.paths

    def test_a_second_crawl_asks_only_for_lists(self, server: Hostile, archive: Path) -> None:
        server.routes["/news"] = response(listing("/news/a", "/news/x", "/news/loop"))
        server.routes["/news/x"] = redirect("/news/y")
        server.routes["/news/loop"] = redirect("/news/loop")
        server.routes["/rss.xml"] = xml("<rss version='2.0'><channel></channel></rss>")
        days = {"/news/a": "2026-04-04T08:00Z", "/news/gone": "2026-04-04"}
        server.routes["/sitemap.xml"] = urlset(server.base_url, days)
        server.routes["/news/gone"] = response(b"", status="410 Gone")
        site = self.site(server, listings=(Listing(path="/news"),))
        crawl(site, archive)
        before = rows(archive, "select * from articles"), rows(archive, "select * from versions")
        server.log.clear()
        ended = crawl(site, archive)
        assert sorted(server.paths) == ["/news", "/robots.txt", "/rss.xml", "/sitemap.xml"]
        assert ended.code == 0
        assert before == (
            rows(archive, "select * from articles"),
            rows(archive, "select * from versions"),
        )

    def test_a_changed_page_is_due_when_the_sitemap_says_so(
        self, server: Hostile, archive: Path
    ) -> None:
        site = self.site(server, feeds=())
        days = {"/news/a": "2026-04-04T08:00Z", "/news/b": "2026-04-04T08:00Z"}
        server.routes["/sitemap.xml"] = urlset(server.base_url, days)
        crawl(site, archive)
        server.log.clear()
        server.routes["/news/b"] = response(article("Another story altogether"))
        server.routes["/sitemap.xml"] = urlset(
            server.base_url, {**days, "/news/b": "2036-05-05T08:00Z"}
        )
        ended = crawl(site, archive)
        assert sorted(server.paths) == ["/news/b", "/robots.txt", "/sitemap.xml"]
        assert ended.verdict is not None
        assert (ended.verdict.changed, ended.verdict.new) == (1, 0)

    def test_full_asks_again_for_every_article(self, server: Hostile, archive: Path) -> None:
        server.routes["/news"] = response(listing("/news/a"))
        site = site_of(server.base_url)
        crawl(site, archive)
        server.routes["/news"] = response(listing("/news/b"))
        server.log.clear()
        ended = crawl(site, archive, full=True)
        assert sorted(server.paths) == ["/news", "/news/a", "/news/b", "/robots.txt"]
        assert ended.verdict is not None
        assert (ended.verdict.new, ended.verdict.unchanged) == (1, 1)

    def test_robots_txt_names_the_sitemap_where_the_site_does_not(
        self, server: Hostile, archive: Path
    ) -> None:
        rules = f"Sitemap: {server.base_url}/hidden.xml\nSitemap: http://elsewhere.example/x.xml\n"
        server.routes["/robots.txt"] = response(rules, kind="text/plain")
        server.routes["/hidden.xml"] = urlset(server.base_url, {"/news/a": "2026-04-04"})
        crawl(self.site(server, sitemaps=(), feeds=()), archive)
        assert articles(archive, server) == {"/news/a"}
        assert states(archive, server.base_url)["http://elsewhere.example/x.xml"] == (
            "refused",
            "off-site",
        )

    def test_sitemaps_do_not_nest_for_ever(self, server: Hostile, archive: Path) -> None:
        def answer(path: str) -> bytes:
            inner = f"<sitemap><loc>{server.base_url}{path}x</loc></sitemap>"
            itself = f"<sitemap><loc>{server.base_url}{path}</loc></sitemap>"
            return xml(f"<sitemapindex>{itself}{inner}</sitemapindex>")

        server.fallback = answer
        server.routes["/robots.txt"] = response(b"", status="404 Not Found")
        crawl(self.site(server, feeds=()), archive)
        assert server.paths == ["/robots.txt", *(f"/sitemap.xml{'x' * n}" for n in range(4))]
        deepest = states(archive, server.base_url)["/sitemap.xmlxxxx"]
        assert deepest == ("refused", "sitemaps nested deeper than 3")

    def test_fifty_thousand_foreign_entries_are_no_rows_and_no_look_ups(
        self, server: Hostile, archive: Path
    ) -> None:
        foreign = "".join(
            f"<url><loc>http://h{n}.invalid/news/a</loc></url>" for n in range(50_000)
        )
        server.routes["/sitemap.xml"] = xml(f"<urlset>{foreign}</urlset>")
        crawl(self.site(server, feeds=()), archive)
        assert len(rows(archive, "select 1 from pages")) < 30
        ((message,),) = rows(
            archive, "select message from problems where code = 'sitemap_entries_refused'"
        )
        assert message.startswith("50,000 entries")

    def test_broken_xml_is_a_problem_and_not_empty(self, server: Hostile, archive: Path) -> None:
        server.routes["/sitemap.xml"] = response("<html><title>Log in</title></html>")
        server.routes["/rss.xml"] = response("<html><title>Log in</title></html>")
        ended = crawl(self.site(server), archive)
        assert (ended.code, ended.verdict and ended.verdict.reason) == (3, "failed")
        assert rows(archive, "select count(*) from problems where code = 'list_unusable'") == [(2,)]
        found = states(archive, server.base_url)
        assert found["/sitemap.xml"][0] != "empty"
        assert found["/rss.xml"][0] != "empty"


class TestTwins:
    def test_a_site_that_moves_to_its_other_host_is_followed_once(
        self, server: Hostile, archive: Path
    ) -> None:
        """The canonical address stays; the host that the server prefers is learned."""
        with Hostile() as old:
            old.fallback = lambda path: redirect(server.base_url + path)
            server.routes["/news"] = response(listing("/news/a", "/news/b", "/news/c"))
            hosts = (old.base_url.partition("://")[2], server.base_url.partition("://")[2])
            crawl(site_of(old.base_url, hosts=hosts), archive)
            assert old.paths == ["/robots.txt", "/news"]
            assert sorted(server.paths) == sorted(
                ["/robots.txt", "/robots.txt", "/news", "/news/a", "/news/b", "/news/c"]
            )
            found = {url for (url,) in rows(archive, "select url from articles")}
            assert found == {f"{old.base_url}/news/{name}" for name in "abc"}

    def test_twins_that_redirect_to_each_other_are_a_loop(
        self, server: Hostile, archive: Path
    ) -> None:
        with Hostile() as other:
            hosts = (other.base_url.partition("://")[2], server.base_url.partition("://")[2])
            server.routes["/news"] = redirect(f"{other.base_url}/news")
            other.routes["/news"] = redirect(f"{server.base_url}/news")
            crawl(site_of(server.base_url, hosts=hosts), archive)
            state, reason = states(archive, server.base_url)["/news"]
            assert state == "redirected"
            assert reason is not None
            assert reason.startswith("redirect loop")
            assert (server.paths.count("/news"), other.paths.count("/news")) == (1, 1)

    def test_what_a_listing_writes_with_a_slash_is_asked_with_it(
        self, server: Hostile, archive: Path
    ) -> None:
        server.fallback = lambda path: (
            response(article(path)) if path.endswith("/") else redirect(path + "/")
        )
        server.routes["/news"] = response(listing("/news/a/", "/news/b/"))
        server.routes["/robots.txt"] = response(b"", status="404 Not Found")
        crawl(site_of(server.base_url), archive)
        assert sorted(server.paths) == ["/news", "/news/a/", "/news/b/", "/robots.txt"]
        assert articles(archive, server) == {"/news/a", "/news/b"}
        server.log.clear()
        crawl(site_of(server.base_url), archive, full=True)
        assert sorted(server.paths) == ["/news", "/news/a/", "/news/b/", "/robots.txt"]

    def test_a_listing_that_redirects_is_still_walked(self, server: Hostile, archive: Path) -> None:
        server.routes["/news"] = redirect("/en/news")
        pager = '<a href="/en/news?page=1">next</a>'
        server.routes["/en/news"] = response(listing("/news/a", pager=pager))
        server.routes["/en/news?page=1"] = response(listing("/news/b"))
        crawl(site_of(server.base_url), archive)
        assert articles(archive, server) == {"/news/a", "/news/b"}
