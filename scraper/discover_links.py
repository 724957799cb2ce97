"""From a link as it stands on a page to a row of the frontier."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Announced, FoundLink, PageKind, PageState
from scraper.extract.text import clean_text
from scraper.site import Site
from scraper.urls import MAX_LENGTH, read_url, resolve

_MAX_TITLE = 500


def found_link(
    href: str,
    page_url: str,
    site: Site,
    *,
    kind: PageKind = PageKind.UNKNOWN,
    lastmod: str | None = None,
    title: str | None = None,
    announced: Announced | None = None,
) -> FoundLink:
    """The link ``href`` of the page at ``page_url``, canonicalised; REFUSED with its reason.

    ``kind`` UNKNOWN becomes ARTICLE where the path is one of the site's articles.
    """
    url, asked, reason = read_url(resolve(href, page_url), site, kind=kind)
    link = FoundLink(
        url=url[:MAX_LENGTH],
        kind=kind,
        lastmod=lastmod,
        title=(clean_text(title)[:_MAX_TITLE] or None) if title else None,
        announced=announced,
    )
    if reason is not None:
        return replace(link, state=PageState.REFUSED, reason=reason)
    if kind is PageKind.UNKNOWN and site.is_article_path(path_of_canonical(url)):
        link = replace(link, kind=PageKind.ARTICLE)
    return replace(link, address=asked) if asked != url else link


def path_of_canonical(url: str) -> str:
    """The path of a canonical web address, without its query."""
    start = url.find("/", url.find("://") + 3)
    return url[start:].partition("?")[0] if start >= 0 else "/"


def distinct(links: list[FoundLink]) -> tuple[FoundLink, ...]:
    """Each page once, in order, with the first title and statement that its links have."""
    found: dict[str, FoundLink] = {}
    for link in links:
        first = found.setdefault(link.url, link)
        if first.title is None and link.title is not None:
            first = found[link.url] = replace(first, title=link.title)
        if first.announced is None and link.announced is not None:
            found[link.url] = replace(first, announced=link.announced)
    return tuple(found.values())
