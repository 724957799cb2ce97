"""robots.txt, sitemaps and feeds, with the faults they have in the wild."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from scraper.example import markup
from scraper.example.others import DISALLOWED
from scraper.example.story import Story

#: What Drupal prints as host when a sitemap is built without knowing its address.
DEFAULT_HOST = "http://default"

_THEME_DEBUG = """

<!-- THEME DEBUG -->
<!-- THEME HOOK: 'views_view_rss' -->
<!-- 💡 BEGIN CUSTOM TEMPLATE OUTPUT from 'themes/custom/eccp/views-view-rss.html.twig' -->
"""


def robots(base_url: str, crawl_delay: float) -> str:
    """The rules for everybody; a delay of 0 is left out."""
    delay = f"Crawl-delay: {crawl_delay:g}\n" if crawl_delay else ""
    rules = "".join(f"Disallow: {path}\n" for path in DISALLOWED)
    return f"User-agent: *\n{delay}{rules}\nSitemap: {base_url}/sitemap.xml\n"


def sitemap_index(parts: int, changed: datetime) -> str:
    """The index; its entries have the wrong host."""
    entries = "".join(
        f"<sitemap><loc>{DEFAULT_HOST}/sitemap.xml?page={number + 1}</loc>"
        f"<lastmod>{lastmod(changed)}</lastmod></sitemap>\n"
        for number in range(parts)
    )
    return _xml(f'<sitemapindex xmlns="{_NAMESPACE}">\n{entries}</sitemapindex>')


def sitemap(stories: Iterable[Story], others: Iterable[str], base_url: str) -> str:
    """One part: articles, some of them by their node number, and pages of other kinds."""
    entries = [(_location(story, base_url), story.changed) for story in stories]
    lines = [
        f"<url><loc>{location}</loc><lastmod>{lastmod(changed)}</lastmod></url>"
        for location, changed in entries
    ]
    lines += [f"<url><loc>{DEFAULT_HOST}{path}</loc></url>" for path in others]
    return _xml(f'<urlset xmlns="{_NAMESPACE}">\n' + "\n".join(lines) + "\n</urlset>")


def feed(title: str, path: str, stories: Sequence[Story], base_url: str, *, debug: bool) -> str:
    """RSS as Drupal writes it: something stands before the declaration, always."""
    items = "".join(_item(story, base_url) for story in stories)
    xml = _xml(
        f'<rss version="2.0" xml:base="{base_url}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{escape(title)}</title>\n<link>{base_url}{path}</link>\n"
        f"<description></description>\n<language>en</language>\n{items}</channel>\n</rss>"
    )
    return (_THEME_DEBUG if debug else "\n\n") + xml


def lastmod(moment: datetime) -> str:
    """A time without seconds."""
    return f"{moment:%Y-%m-%dT%H:%MZ}"


_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _xml(root: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'


def _location(story: Story, base_url: str) -> str:
    if story.number % 20 == 3 and story.reach == "all":
        return f"{DEFAULT_HOST}/node/{story.node}"
    return (base_url if story.number % 4 == 0 else DEFAULT_HOST) + story.path


def _item(story: Story, base_url: str) -> str:
    link = base_url + story.path
    query = "?fbclid=IwAR0xExample" if story.number % 5 == 0 else ""
    creator = f"<dc:creator>{escape(story.author)}</dc:creator>\n" if story.author else ""
    return (
        f"<item>\n<title>{escape(story.title)}</title>\n<link>{link}{query}</link>\n"
        f"<description>{escape(markup.body_html(story.body[:1]))}</description>\n"
        f"<pubDate>{format_datetime(story.published)}</pubDate>\n{creator}"
        f'<guid isPermaLink="false">{story.node} at {base_url}</guid>\n</item>\n'
    )
