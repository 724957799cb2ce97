"""The platforms known: one module each, found by their names here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.errors import UnknownSite
from scraper.site import Site
from scraper.sites import eccp

_SITES = {site.name: site for site in (eccp.SITE,)}


def known_sites() -> dict[str, Site]:
    """All platforms with a site file, by name."""
    return dict(_SITES)


def find_site(name: str) -> Site:
    """The platform of this name; raises UnknownSite with the nearest name known."""
    if name in _SITES:
        return _SITES[name]
    near = difflib.get_close_matches(name, _SITES, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(_SITES)}"
    raise UnknownSite(f"no platform is called {name!r}", hint=hint)


def site_of_url(url: str, sites: Iterable[Site] = tuple(_SITES.values())) -> Site | None:
    """Which of ``sites`` serves this URL, witness hosts included; None if none does."""
    try:
        host = urlsplit(url).netloc.lower()
    except ValueError:
        return None
    for site in sites:
        if site.is_own_host(host) or site.is_witness(host):
            return site
    return None
