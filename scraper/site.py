"""A platform as data: where its news are, and how its pages are read.

A site file (``scraper/sites/NAME.py``) holds one ``SITE`` of 30 to 80 lines.
What it leaves out, the generic rules answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from scraper.quiet import QuietHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One generation of a site's markup, known by tell-tales, never by the path."""

    name: str  #: ``drupal7``, ``drupal10`` ...
    tell_tales: tuple[str, ...]  #: CSS selectors; one that matches is enough
    selectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: per field of Article the CSS selectors tried in order; ``x::attr(name)`` reads an
    #: attribute. A redesign adds one and keeps the old.


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of teasers, with its pager."""

    path: str  #: relative to the site's base (``/news``)
    items: str = (
        ""  #: CSS selector of the links to articles; empty: every link that fits ``article_paths``
    )
    max_pages: int = 500  #: a walk longer than this is a trap


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A platform: addresses, discovery, and the rules for its fields."""

    name: str  #: short name used on the command line (``eccp``)
    title: str  #: the platform's own name
    base_url: str  #: scheme and host, no trailing slash
    hosts: tuple[str, ...]  #: hosts that serve the same pages (with and without www)
    witness_hosts: tuple[
        str, ...
    ] = ()  #: staging and preview: the same articles, never a second one
    language: str | None = None  #: main language, ISO 639-1
    encoding: str | None = None  #: stated where servers are known to lie
    listings: tuple[Listing, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()  #: pages a crawl begins at whose kind only the page can tell;
    #: of a site that names no lists of its own
    scopes: tuple[str, ...] = ("/",)  #: paths that such a crawl takes a sitemap's entries below
    article_paths: tuple[str, ...] = ()  #: regular expressions, matched at the start of the path
    listing_paths: tuple[str, ...] = ()  #: pages that hold links to articles (tag pages)
    ignored_paths: tuple[str, ...] = ()  #: never asked for (``/user/``)
    identity_parameters: tuple[
        str, ...
    ] = ()  #: query parameters that are part of a page's identity here
    templates: tuple[Template, ...] = ()
    boilerplate: tuple[str, ...] = ()  #: extra CSS selectors to remove
    title_suffixes: tuple[str, ...] = ()  #: what the platform appends to ``<title>``
    month_first: bool | None = None  #: numeric dates; None: the page's own evidence decides
    # The manners of a crawl are no part of what the reading of its pages depends on (repr).
    crawl_delay: float = field(default=1.0, repr=False)
    #: seconds between two requests to a host, at least
    quiet_hours: tuple[QuietHours, ...] | None = field(default=None, repr=False)
    #: when nothing is asked; None: what the config says of all sites; empty: never
    seen: Mapping[str, str] = field(default_factory=dict)  #: fact -> source it was read in
    inferred: Mapping[str, str] = field(
        default_factory=dict
    )  #: fact -> ground it is concluded from

    def with_manners(self, delay: float, quiet: tuple[QuietHours, ...]) -> Site:
        """The site with a least delay, and hours for it if it has none of its own."""
        hours = quiet if self.quiet_hours is None else self.quiet_hours
        if delay <= self.crawl_delay and hours == (self.quiet_hours or ()):
            return self
        return replace(self, crawl_delay=max(delay, self.crawl_delay), quiet_hours=hours)

    @property
    def finds_its_lists(self) -> bool:
        """True if nothing says where the news are: pages tell of feeds, listings, sitemaps."""
        return not (self.listings or self.feeds or self.sitemaps)

    def is_own_host(self, host: str) -> bool:
        """True if ``host`` (with port, lower case) serves this site's pages."""
        return host in self.hosts or host == urlsplit(self.base_url).netloc

    def is_witness(self, host: str) -> bool:
        """True if ``host`` is a staging, preview or mirror host of this site."""
        return host in self.witness_hosts

    def is_article_path(self, path: str) -> bool:
        """True if the path is one under which articles are published."""
        return any(re.match(pattern, path) for pattern in self.article_paths)

    def is_listing_path(self, path: str) -> bool:
        """True if the path is one of a page with links to articles."""
        return any(re.match(pattern, path) for pattern in self.listing_paths)

    def is_ignored_path(self, path: str) -> bool:
        """True if the path is never asked for."""
        return any(re.match(pattern, path) for pattern in self.ignored_paths)


def is_address(host: str) -> bool:
    """True if the host is an IP address (with or without a port), so that it has no www twin."""
    return bool(re.fullmatch(r"\[[0-9a-f:.]+\](:\d+)?|[\d.]+(:\d+)?|localhost(:\d+)?", host))


def site_for_url(url: str) -> Site:
    """A site for a platform without a site file: generic rules answer every field.

    Named by its host. It has no lists: a crawl begins at its front page, or at the pages
    that the caller puts into ``starts``, and finds them.
    """
    parts = urlsplit(url)
    host = _host(parts.scheme, parts.netloc)
    bare = host.removeprefix("www.")
    return Site(
        name=bare,
        title=bare,
        base_url=f"{parts.scheme}://{host}",
        hosts=(bare,) if is_address(bare) else (bare, f"www.{bare}"),
    )


def _host(scheme: str, netloc: str) -> str:
    """Host and port in ASCII, without a default port and secrets: one platform has one name."""
    host = netloc.rpartition("@")[2].lower()
    host = host.removesuffix({"http": ":80", "https": ":443"}.get(scheme, ":"))
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
