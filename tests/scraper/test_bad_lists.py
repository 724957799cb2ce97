"""Sitemaps and feeds that attack their reader: nothing is read or fetched, and all is told."""

from __future__ import annotations

import gzip
import re
import time
from pathlib import Path
from typing import Any

import pytest

import scraper
from archive.records import FoundLink, PageKind, PageState, Problem
from scraper import discover_feeds
from scraper.discover_feeds import read_feed
from scraper.discover_sitemaps import read_sitemap
from scraper.site import Site
from tests.crawling import rows, site_of, weighed
from tests.hostile import Hostile, article, response

BASE = "https://news.example"
SITE = Site(
    name="news", title="News", base_url=BASE, hosts=("news.example",), article_paths=(r"/news/",)
)
#: Name -> what is declared before the root element (places are filled in), and what uses it.
PAYLOADS: dict[str, tuple[str, str]] = {
    "laughs": (
        '<!DOCTYPE x [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        + "]>",
        "&a11;",
    ),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 20_000),
    "loop": ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "file": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file://{canary}">]>', "&e;"),
    "network": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}/e">]>', "&e;"),
    "parameter": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}/p"> %p;]>', ""),
    "outside": ('<!DOCTYPE x SYSTEM "{secret}/x.dtd">', ""),
}
Read = tuple[tuple[FoundLink, ...], tuple[Problem, ...]]


def sitemap_with(head: str, use: str) -> Read:
    own = "http://www.sitemaps.org/schemas/sitemap/0.9"
    entries = "".join(f"<url><loc>{BASE}/news/{name}</loc></url>" for name in ("ok", f"x{use}"))
    text = f'<?xml version="1.0"?>{head}<urlset xmlns="{own}">{entries}</urlset>'
    return read_sitemap(text.encode(), SITE)


def feed_with(head: str, use: str) -> Read:
    items = "".join(
        f"<item><title>A{use}</title><link>{BASE}/news/{name}</link></item>"
        for name in ("ok", f"x{use}")
    )
    text = f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{items}</channel></rss>'
    return read_feed(text.encode(), SITE)


@pytest.mark.parametrize("read", [sitemap_with, feed_with])
@pytest.mark.parametrize("name", PAYLOADS)
def test_entities_read_nothing_and_are_told(name: str, read: Any, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("CANARY")
    head, use = PAYLOADS[name]
    with Hostile() as secret:
        head = head.replace("{canary}", str(canary)).replace("{secret}", secret.base_url)
        began = time.process_time()
        links, problems = read(head, use)
        assert time.process_time() - began < 1
        assert secret.log == []
    assert "CANARY" not in str(links) + str(problems)
    assert {link.url for link in links} <= {f"{BASE}/news/ok", f"{BASE}/news/x"}
    assert bool(problems) == bool(use), problems


def test_a_feed_without_tricks_has_no_problem() -> None:
    """The control: a declaration that older feeds carry, and entities that all know."""
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    links, problems = feed_with(head, "&amp;b")
    assert [link.url for link in links] == [f"{BASE}/news/ok", f"{BASE}/news/x&b"]
    assert problems == ()


def test_feeds_are_read_from_bytes_alone() -> None:
    for text in ("http://news.example/feed", "/etc/passwd"):
        with pytest.raises(TypeError):
            read_feed(text, SITE)  # type: ignore[arg-type]
    folder = Path(scraper.__file__).parent
    calls = [
        found[0]
        for path in folder.rglob("*.py")
        for found in re.finditer(r"feedparser\.parse\(\s*\w+", path.read_text(encoding="utf-8"))
    ]
    assert [re.sub(r"\s+", "", call) for call in calls] == ["feedparser.parse(BytesIO"]


def test_a_feed_is_read_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover_feeds, "MAX_BYTES", 100_000)
    monkeypatch.setattr(discover_feeds, "MAX_MARKS", 2_000)
    entry = f"<item><link>{BASE}/news/a</link><description>{{}}</description></item>"
    for content in ("x" * 100_000, "<b/>" * 2_000, "&amp;" * 2_000):
        items = entry.format("") + entry.format(content)
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
        links, problems = read_feed(feed.encode(), SITE)
        assert [link.url for link in links] == [f"{BASE}/news/a"]
        assert [problem.code for problem in problems] == ["feed_too_large"]


def test_bombs_are_too_large_and_not_merely_broken(tmp_path: Path) -> None:
    archive = tmp_path / "t.db"
    spaces = b" " * (60 * 2**20)
    sitemap = gzip.compress(b'<?xml version="1.0"?><urlset>' + spaces, compresslevel=1)
    feed = gzip.compress(b'<rss version="2.0"><channel>' + spaces, compresslevel=1)
    with Hostile() as server:
        server.fallback = lambda path: response(article(path))
        server.routes = {
            "/robots.txt": response(b"", status="404 Not Found"),
            "/a.xml.gz": response(sitemap, kind="application/gzip"),
            "/b.xml": response(sitemap, "Content-Encoding: gzip", kind="text/xml"),
            "/c.rss.gz": response(feed, kind="application/gzip"),
            "/d.rss": response(feed, "Content-Encoding: gzip", kind="application/rss+xml"),
        }
        sitemaps, feeds = ("/a.xml.gz", "/b.xml"), ("/c.rss.gz", "/d.rss")
        site = site_of(server.base_url, listings=(), sitemaps=sitemaps, feeds=feeds)
        ended = weighed(site, archive)
    sql = """
    select substr(url, -8), p.state, p.reason, group_concat(q.code || ' ' || q.message)
    from pages p join visits v on v.page_id = p.id join problems q on q.visit_id = v.id
    where p.kind in ('sitemap', 'feed') group by 1
    """
    found = {path.rpartition("/")[2]: ends for path, *ends in rows(archive, sql)}
    assert set(found) == {"a.xml.gz", "b.xml", "c.rss.gz", "d.rss"}
    for state, reason, said in found.values():
        assert state != PageState.EMPTY
        assert re.search(r"larger than|more than \d+ MiB|too_large", f"{reason} {said}")
        assert "unreadable no sitemap" not in said
    assert ended.value < 170
    assert PageKind.FEED.value in {kind for (kind,) in rows(archive, "select kind from pages")}
