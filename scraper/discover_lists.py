"""Where the news of a platform are, as the page says that a crawl begins at.

Feeds and sitemaps that it announces or links to, and the sections of news that a front
page, or an article, leads to.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.records import FoundLink, PageKind, PageState
from scraper.discover_links import distinct, found_link, path_of_canonical
from scraper.discover_shapes import is_feed_address, is_news_section, segments
from scraper.site import Site

#: Feeds and sections taken from one page; platforms announce a feed for each of their terms.
MAX_FEEDS = 10
MAX_SECTIONS = 5
#: Different links of one page that are looked at.
MAX_LINKS = 2000
_FEED_TYPES = frozenset(["application/rss+xml", "application/atom+xml", "application/rdf+xml"])
_COMMENTS = ("comment", "kommentar", "commentaire", "comentario", "commenti", "reacties")
#: A section stands at most so deep (``/en/media/news``).
_MAX_DEPTH = 3


def lists_on(tree: etree._Element, page_url: str, site: Site, kind: PageKind) -> list[FoundLink]:
    """Feeds, sitemaps and sections of news that the page leads to, for the frontier.

    ``kind`` is what the page itself is. Sections are taken from a front page, which
    shows the latest news only, and from an article, whose listing stands above it. Of
    the feeds those of the page's own section come alone, where there are such.
    """
    heads = list(_announced(tree, page_url, site))
    anchors = list(_linked(tree, page_url, site))
    feeds = [link for link in (*heads, *anchors) if link.kind is PageKind.FEED]
    near = [link for link in feeds if _stands_below(link.url, site.scopes)]
    sitemaps = [link for link in heads if link.kind is PageKind.SITEMAP]
    sections = _sections(anchors, page_url, kind)[:MAX_SECTIONS]
    chosen = distinct(near or feeds)[:MAX_FEEDS]
    return list(distinct([*sitemaps, *chosen, *sections]))


def _announced(tree: etree._Element, page_url: str, site: Site) -> Iterator[FoundLink]:
    for element in tree.iter("link"):
        href = (element.get("href") or "").strip()
        rels = (element.get("rel") or "").lower().split()
        media_type = (element.get("type") or "").partition(";")[0].strip().lower()
        title = (element.get("title") or "").lower()
        if not href or any(word in f"{title} {href.lower()}" for word in _COMMENTS):
            continue
        if "sitemap" in rels:
            yield from _kept(href, page_url, site, PageKind.SITEMAP)
        elif media_type in _FEED_TYPES and {"alternate", "feed"} & set(rels):
            yield from _kept(href, page_url, site, PageKind.FEED)


def _linked(tree: etree._Element, page_url: str, site: Site) -> Iterator[FoundLink]:
    """Links to feeds, and to what may be a section of news."""
    seen: set[str] = set()
    for element in tree.iter("a"):
        href = (element.get("href") or "").strip()
        if not href or href[0] == "#" or href in seen:
            continue
        if len(seen) >= MAX_LINKS:
            return
        seen.add(href)
        if is_feed_address(href):
            yield from _kept(href, page_url, site, PageKind.FEED)
        elif len(href) < 200 and "?" not in href:
            yield from _kept(href, page_url, site, PageKind.LISTING)


def _kept(href: str, page_url: str, site: Site, kind: PageKind) -> Iterator[FoundLink]:
    link = found_link(href, page_url, site, kind=kind)
    if link.state is not PageState.REFUSED:
        yield link


def _sections(links: list[FoundLink], page_url: str, kind: PageKind) -> list[FoundLink]:
    pages = [link for link in links if link.kind is PageKind.LISTING]
    here = segments(path_of_canonical(page_url.partition("#")[0]))
    if kind is PageKind.ARTICLE:
        above = [link for link in pages if _is_above(link.url, here)]
        if above:
            return [max(above, key=lambda link: len(link.url))]
    elif len(here) > 1 or (here and len(here[0]) > 5):
        # A listing of its own, and no front page (of a language: ``/en``).
        return []
    return [link for link in pages if _is_section(link.url)]


def _is_section(url: str) -> bool:
    return is_news_section(url) and len(segments(path_of_canonical(url))) <= _MAX_DEPTH


def _is_above(url: str, here: tuple[str, ...]) -> bool:
    """True for a path that the article's begins with, other than the front page's."""
    names = segments(path_of_canonical(url))
    return bool(names) and len(names) < len(here) and here[: len(names)] == names


def _stands_below(url: str, scopes: tuple[str, ...]) -> bool:
    return "/" not in scopes and path_of_canonical(url).startswith(scopes)
