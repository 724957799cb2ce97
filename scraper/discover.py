"""What a page leads to: the articles of a listing, its further pages, sitemaps and feeds.

All of it takes what was received (bytes, or the one tree that was parsed of them) and
gives links for the frontier; nothing is fetched here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import lru_cache

from cssselect import HTMLTranslator
from lxml import etree

from archive.records import FoundLink, PageKind
from scraper.discover_feeds import FeedContent, read_feed
from scraper.discover_links import distinct, found_link, path_of_canonical
from scraper.discover_pagers import listing_key, next_pages
from scraper.discover_sitemaps import SitemapContent, read_sitemap
from scraper.discover_teasers import teaser_links, text_of
from scraper.site import Site
from scraper.urls import canonicalize, resolve

__all__ = [
    "FeedContent",
    "SitemapContent",
    "links_on_listing",
    "next_pages",
    "read_feed",
    "read_sitemap",
]

_PLAIN_HREF = re.compile(r"/(?!/)[\w/~-]+(?:\.[\w~-]+)*", re.A)
#: Where a page keeps what it shows everywhere: menus, side bars, the imprint.
_FURNITURE_TAGS = frozenset(["nav", "aside"])
_FURNITURE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog"]
)
_FURNITURE_NAMES = frozenset(
    [
        *("footer", "header", "navigation", "nav", "main-menu", "secondary-menu", "sidebar"),
        *("sidebar-first", "sidebar-second", "sidebar-left", "sidebar-right", "colophon"),
        *("footer-wrapper", "site-footer", "site-header", "main-navigation", "breadcrumbs"),
        *("breadcrumb", "region-footer", "region-header", "region-navigation", "footer-menu"),
        *("region-sidebar-first", "region-sidebar-second"),
    ]
)
#: These carry names of what a page has (``body.sidebar-first``), and hold the content.
_CONTENT_TAGS = frozenset(["html", "body", "main", "article"])


def links_on_listing(tree: etree._Element, page_url: str, site: Site) -> tuple[FoundLink, ...]:
    """The articles that a listing (a tag page, a front page) links to, each once, in order.

    Takes the whole tree, before any block is removed. Which links count: those that
    the listing's own selector finds; else those under the site's article paths; else,
    on a site of which nothing is known, those of teasers. Without a selector
    menus, side bars and the like are left out, so that an empty listing is empty.
    A link that will not be asked for is REFUSED and says why.
    """
    base = _base(tree, page_url)
    here = listing_key(canonicalize(page_url, site))
    listings = {listing_key(canonicalize(one.path, site)): one for one in site.listings}
    selector = listings[here].items if here in listings else ""
    others = {here, *listings}
    if not selector and not site.article_paths:
        return _links_of_teasers(tree, (base, canonicalize(page_url, site)), site, others)
    titles: dict[str, str] = {}
    for anchor in _anchors(tree, selector, site):
        href = (anchor.get("href") or "").strip()
        if href and not href.startswith("#"):
            titles[href] = titles.get(href) or text_of(anchor)
    links = distinct(
        [
            found_link(href, base, site, kind=PageKind.ARTICLE, title=title)
            for href, title in titles.items()
        ]
    )
    if selector:
        return links
    return tuple(link for link in links if _is_article(link, others, site))


def _links_of_teasers(
    tree: etree._Element, page: tuple[str, str], site: Site, others: Set[tuple[str, ...]]
) -> tuple[FoundLink, ...]:
    """The articles of the teasers on a page: what its links are taken from, and its address."""
    furniture: dict[etree._Element, bool] = {}
    anchors = (one for one in tree.iter("a") if not _in_furniture(one, furniture))
    language = (tree.get("lang") or "")[:2].lower() or None
    links = teaser_links(anchors, *page, site, language)
    if path_of_canonical(page[1]) == "/":
        # A front page also leads to what is no news; the pages themselves tell.
        links = [
            link if _is_dated(link) else replace(link, kind=PageKind.UNKNOWN) for link in links
        ]
    return tuple(link for link in links if _is_article(link, others, site))


def _is_dated(link: FoundLink) -> bool:
    """True for a teaser that states a day."""
    return link.announced is not None and link.announced.published_at is not None


def _anchors(tree: etree._Element, selector: str, site: Site) -> Iterator[etree._Element]:
    if selector:
        yield from _selected(tree, selector)
        return
    furniture: dict[etree._Element, bool] = {}
    for anchor in tree.iter("a"):
        fits = _may_be_article(anchor.get("href") or "", site)
        if fits and not _in_furniture(anchor, furniture):
            yield anchor


def _in_furniture(element: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """True if an element around is one of furniture; ``known`` keeps what was decided."""
    trail: list[etree._Element] = []
    found = False
    around = element.getparent()
    while around is not None and around.tag not in _CONTENT_TAGS and not found:
        if around in known:
            found = known[around]
            break
        trail.append(around)
        found = _is_furniture(around)
        around = around.getparent()
    known.update(dict.fromkeys(trail, found))
    return found


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    if element.tag in ("header", "footer"):
        # Inside of content these are the head and the foot of a teaser.
        return next(element.iterancestors("article", "main"), None) is None
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return not _FURNITURE_NAMES.isdisjoint(names.lower().split())


def _base(tree: etree._Element, page_url: str) -> str:
    """The address that relative links of the page are taken from."""
    declared = next((base.get("href") for base in tree.iter("base") if base.get("href")), None)
    return resolve(declared, page_url) if declared else page_url


@lru_cache(maxsize=128)
def _xpath(selector: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def _selected(tree: etree._Element, selector: str) -> Iterator[etree._Element]:
    for element in _xpath(selector)(tree):
        yield element if element.tag == "a" else next(element.iter("a"), element)


def _may_be_article(href: str, site: Site) -> bool:
    """False for the many menu links whose path, plain as it is, is no article's."""
    if "index." in href or not _PLAIN_HREF.fullmatch(href):
        return True
    return site.is_article_path(href.rstrip("/"))


def _is_article(link: FoundLink, listings: Set[tuple[str, ...]], site: Site) -> bool:
    """False for what leads to no article: the front page, listings and their pages."""
    path = path_of_canonical(link.url)
    if path == "/" or site.is_listing_path(path) or listing_key(link.url) in listings:
        return False
    return site.is_article_path(path) if site.article_paths else link.reason is None
