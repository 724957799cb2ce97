"""What a crawl is asked to visit: platforms by name, and pages by their address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.discover_scope import scope_of
from scraper.site import Listing, Site

if TYPE_CHECKING:
    from scraper.config import Config


def sites_named(targets: Iterable[str], config: Config) -> list[Site]:
    """The platforms that are meant, each once, in order; none named: all with a site file.

    A name means the platform with all its lists, an address the platform that serves it
    with that page to begin at. Several addresses of one platform are one crawl. Raises
    UnknownSite and UsageError.
    """
    chosen: dict[str, Site] = {}
    for target in targets:
        site = site_at(target, config.site_of(target)) if "://" in target else config.site(target)
        known = chosen.get(site.name)
        chosen[site.name] = _together(known, site) if known else site
    return list(chosen.values()) or list(config.sites.values())


def site_at(url: str, site: Site) -> Site:
    """The site with the page at ``url`` to begin at, in the place of its own lists.

    Where the rules of the site tell its articles the page is one of its listings; else
    the page itself tells what it is, and the crawl keeps to the section it stands in.
    """
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if site.article_paths:
        return replace(site, listings=(Listing(path=path),), feeds=(), sitemaps=(), starts=())
    scopes = (scope_of(url),)
    return replace(site, listings=(), feeds=(), sitemaps=(), starts=(path,), scopes=scopes)


def _together(one: Site, other: Site) -> Site:
    """One site that begins wherever either of two does."""
    return replace(
        one,
        listings=tuple(dict.fromkeys((*one.listings, *other.listings))),
        feeds=tuple(dict.fromkeys((*one.feeds, *other.feeds))),
        sitemaps=tuple(dict.fromkeys((*one.sitemaps, *other.sitemaps))),
        starts=tuple(dict.fromkeys((*one.starts, *other.starts))),
        scopes=tuple(dict.fromkeys((*one.scopes, *other.scopes))),
    )
