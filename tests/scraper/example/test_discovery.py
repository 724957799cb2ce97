"""robots.txt, sitemaps and feeds are right in substance, and wrong where real ones are."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree
from protego import Protego

from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Visitor


def test_robots_ask_for_a_delay_and_close_a_linked_page(
    platform: ExamplePlatform, visitor: Visitor
) -> None:
    rules = Protego.parse(visitor.ask("/robots.txt").text)
    last = visitor.ask("/news?page=400").hrefs("//span[@class='field-content']/a")
    closed = [href for href in last if not rules.can_fetch(href, "clusternews")]

    assert rules.crawl_delay("clusternews") == 0.1
    assert f"{platform.base_url}/content/draft-annual-programme" in closed
    assert rules.can_fetch(platform.articles[0].url, "clusternews")


def test_the_sitemap_names_a_host_that_does_not_exist(
    platform: ExamplePlatform, visitor: Visitor
) -> None:
    parts = _locations(visitor.ask("/sitemap.xml").body)
    found = [url for part in parts for url in _locations(visitor.ask(_path(part)).body)]

    assert parts == [f"http://default/sitemap.xml?page={number}" for number in (1, 2)]
    assert sum(url.startswith("http://default/") for url in found) > 60
    ends = {visitor.follow(_path(url)).url for url in found if "/content/ping" not in url}
    inside = {article.url for article in platform.articles if article.reach in ("all", "sitemap")}
    assert inside <= ends
    assert not {article.url for article in platform.articles} - inside & ends


def test_change_times_have_no_seconds(visitor: Visitor) -> None:
    times = re.findall(r"<lastmod>(.*?)</lastmod>", visitor.ask("/sitemap.xml?page=1").text)

    assert len(times) > 50
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", time) for time in times)


def test_something_stands_before_the_declaration_of_each_feed(
    platform: ExamplePlatform, visitor: Visitor
) -> None:
    news, term = visitor.ask("/rss.xml"), visitor.ask("/taxonomy/term/3703/feed")
    links = [link for link in _links(news.body) if link]

    assert news.body.startswith(b"\n")
    assert "THEME DEBUG" in term.text.partition("<?xml")[0]
    assert _links(term.body)
    lonely = next(article.url for article in platform.articles if article.reach == "feed")
    assert lonely in {link.partition("?")[0] for link in links}


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _locations(xml: bytes) -> list[str]:
    return [str(found.text) for found in etree.fromstring(xml).iter("{*}loc")]


def _links(feed: bytes) -> list[str]:
    root = etree.fromstring(feed[feed.index(b"<?xml") :])
    return [str(found.text) for found in root.iter("link")][1:]
