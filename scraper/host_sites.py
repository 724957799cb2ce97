"""Platforms without a site file: named by their host, known to the archive, later taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.errors import ClusternewsError
from archive.opening import open_reading
from archive.platforms import KnownPlatform, platforms
from scraper.site import Site, is_address, site_for_url
from scraper.urls import canonicalize

if TYPE_CHECKING:
    from archive.store import Archive


def archived_site(archive: Path, name: str) -> Site | None:
    """The platform that the archive keeps under the name of its host; None if there is none.

    Its pages go on under the address that they were first kept under, and a crawl begins
    where earlier ones did.
    """
    from scraper.discover_scope import scope_of  # noqa: PLC0415 - with lxml, for crawls alone

    for known in kept_platforms(archive):
        site = site_for_url(known.base_url)
        if known.name == name == site.name:
            scopes = tuple(dict.fromkeys(map(scope_of, known.starts))) or site.scopes
            return replace(site, starts=tuple(map(_path, known.starts)), scopes=scopes)
    return None


def site_of_host(archive: Path, url: str) -> Site:
    """The platform without a site file that serves ``url``: as archived, else a new one."""
    site = site_for_url(url)
    return archived_site(archive, site.name) or site


def take_over(archive: Archive, sites: Iterable[Site]) -> list[str]:
    """Give each of ``sites`` what the archive keeps under the names of its hosts.

    A site file that comes later loses nothing so. Returns the names taken over.
    """
    taken: list[str] = []
    for site in sites:
        twins = _with_twins(site)
        former = sorted({host.removeprefix("www.") for host in twins.hosts} - {site.name})
        taken += archive.adopt_site(site.name, former, partial(canonicalize, site=twins))
    return taken


def note_starts(archive: Archive, sites: Iterable[Site]) -> None:
    """Keep where the crawls of platforms without lists of their own begin."""
    for site in sites:
        if site.finds_its_lists and site.starts:
            archive.note_starts(site.name, [site.base_url + path for path in site.starts])


def _with_twins(site: Site) -> Site:
    """The site with every host under whose name its pages may have been kept."""
    hosts = {*site.hosts, *site.witness_hosts, urlsplit(site.base_url).netloc}
    bare = {host.removeprefix("www.") for host in hosts}
    www = {f"www.{host}" for host in bare if not is_address(host)}
    return replace(site, hosts=tuple(sorted({*hosts, *bare, *www})))


def kept_platforms(archive: Path) -> list[KnownPlatform]:
    """The platforms in the archive at this path; none where there is no archive to be read."""
    if not archive.is_file():
        return []
    try:
        connection = open_reading(archive)
    except ClusternewsError:
        # Whoever opens it next, to write or to ask, says what is wrong with it.
        return []
    try:
        return platforms(connection)
    finally:
        connection.close()


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
