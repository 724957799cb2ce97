"""Under which address an article is kept: one key, however it was reached."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from archive.records import Article, CapturedPage, Problem, Severity
from scraper.clean.index import PageIndex
from scraper.extract.address import absolute
from scraper.extract.text import slugify
from scraper.site import Site
from scraper.urls import canonicalize

_SUFFIX = re.compile(r"-\d{1,2}$")
_NODE = re.compile(r"/(node/\d+)/?$")

#: Share of the words of a slug that must stand in the title to prove that it is its page's.
PROOF = 0.6


def article_key(article: Article, visited: str, site: Site) -> tuple[str, tuple[Problem, ...]]:
    """The address that is the article's key, and a note where the page claims another.

    The canonical link counts if it is plausible: a page of this site that is no front
    page, and that is the visited one by its slug, its node or its title. A site-wide
    wrong canonical link would otherwise fold all articles into one.
    """
    if article.canonical_url is None or article.canonical_url == visited:
        return visited, ()
    claimed = canonicalize(article.canonical_url, site)
    if claimed == visited or _is_plausible(claimed, visited, article, site):
        return claimed, ()
    message = f"the page calls {article.canonical_url[:200]} its own address, which does not fit"
    return visited, (Problem("canonical_doubtful", message, Severity.NOTE, "canonical_url"),)


def own_address(index: PageIndex, visited: str, captured: CapturedPage, site: Site) -> str:
    """The address that a saved page gives itself, if it is one of the site; else ``visited``."""
    for element in index.with_tag("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            href = absolute(element.get("href"), captured.url or site.base_url)
            url = canonicalize(href, site) if href else ""
            if url and _is_page_of(url, site):
                return url
    return visited


def _is_page_of(url: str, site: Site) -> bool:
    """True for the address of a page of the site other than its front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return site.is_own_host(parts.netloc) and parts.path not in ("", "/")


def _is_plausible(claimed: str, visited: str, article: Article, site: Site) -> bool:
    try:
        here, there = urlsplit(visited), urlsplit(claimed)
    except ValueError:
        return False
    if not site.is_own_host(there.netloc) or there.path in ("", "/"):
        return False
    if site.is_listing_path(there.path) or any(there.path == one.path for one in site.listings):
        return False
    if _slug(there.path) == _slug(here.path) and there.query == here.query:
        return True
    if article.source_id:
        nodes = {match[1] for path in (here.path, there.path) if (match := _NODE.search(path))}
        if article.source_id in nodes:
            return True
    return _names_title(there.path, article.title)


def _slug(path: str) -> str:
    """The last segment without the extension of a collision (``-0``)."""
    return _SUFFIX.sub("", path.rstrip("/").rsplit("/", 1)[-1])


def _names_title(path: str, title: str) -> bool:
    """True if the slug of ``path`` is made of the title's words."""
    slug = slugify(unquote(_slug(path)).rsplit(".", 1)[0])
    words, in_title = set(slug.split("-")), set(slugify(title).split("-"))
    return len(words) >= 3 and len(words & in_title) >= PROOF * len(words)
