"""What an address alone says of a page."""

from __future__ import annotations

import pytest

from scraper.discover_scope import scope_of
from scraper.discover_shapes import (
    is_calendar,
    is_feed_address,
    is_list_file,
    is_news_section,
    is_no_article,
    looks_like_article,
)

BASE = "https://platform.example"


@pytest.mark.parametrize(
    "path",
    [
        "/news/cluster-opens-new-laboratory",
        "/2026/05/14/opening/",
        "/?p=7438",
        "/news/5963",
        "/nyhed.aspx?Action=1&NewsId=965",
        "/news.php?id=86",
        "/index.php?option=com_content&view=article&id=1074:klaster&catid=1:vesti",
        "/artikel/20181114_eccp_weeks.html",
        "/news/113-smart-food.html",
        "/energie/verbund-waechst-a-12345",
        "/nouvelles/l%C3%A9quipe-du-p%C3%B4le-grandit",
    ],
)
def test_addresses_of_articles(path: str) -> None:
    assert looks_like_article(BASE + path)


@pytest.mark.parametrize(
    "path",
    [
        "/tag/clean-energy-and-water",
        "/schlagwort/saubere-energie-und-wasser/",
        "/autor/anna-maria-berg/",
        "/2026/05/",
        "/news/2026",
        "/kalender/2026-05/",
        "/events?month=2026-05",
        "/mitglieder/anmelden/",
        "/suche/neue-labore-im-land",
        "/datenschutzerklaerung",
        "/über-uns",
        "/wp-content/uploads/2026/05/a-long-name",
    ],
)
def test_addresses_of_what_is_no_article(path: str) -> None:
    assert is_no_article(BASE + path)
    assert not looks_like_article(BASE + path)


def test_calendars_feeds_and_sections() -> None:
    assert is_calendar(f"{BASE}/events?date=2026-05-01")
    assert not is_calendar(f"{BASE}/news/2026/05/opening")
    assert is_feed_address(f"{BASE}/feed/") and is_feed_address(f"{BASE}/rss.xml")
    assert is_feed_address(f"{BASE}/?feed=rss2")
    assert not is_feed_address(f"{BASE}/comments/feed/")
    assert not is_feed_address(f"{BASE}/news/how-to-feed-the-world")
    assert not is_feed_address(f"{BASE}/news/fish-feed")
    assert is_list_file(f"{BASE}/sitemap.xml.gz") and not is_list_file(f"{BASE}/news/")
    assert is_news_section(f"{BASE}/de/aktuelles/")
    assert not is_news_section(f"{BASE}/news/one-of-them")
    assert not is_news_section(f"{BASE}/news.php?id=86")


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/", "/"),
        ("/news", "/news/"),
        ("/news/page/3/", "/news/"),
        ("/en/media/news/?page=2", "/en/media/news/"),
        ("/news/cluster-opens-new-laboratory", "/news/"),
        ("/2026/05/14/opening/", "/"),
        ("/feed/", "/"),
        ("/sitemap.xml", "/"),
        ("/aktuelles/liste.php", "/aktuelles/"),
    ],
)
def test_a_crawl_keeps_to_the_section_it_begins_in(path: str, scope: str) -> None:
    assert scope_of(BASE + path) == scope
