"""What a redirect means: the same page under another spelling, another page, or an end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.records import FoundLink, PageState, Problem, Visit
from scraper.asked import Asked
from scraper.discover_links import found_link
from scraper.site import Site
from scraper.urls import address, origin_of, resolve

#: Hops from page to page; browsers follow 20, honest sites need two or three.
MAX_HOPS = 8
_LOGIN = re.compile(r"/(?:user/)?(?:log-?in|sign-?in|anmelden|connexion|cas/login)\b", re.I)


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a redirect leads: how the page asked for ends, and what to ask for next.

    Without a visit the answer is still to come: ``follow`` is the same page under
    the spelling that the server insists on.
    """

    visit: Visit | None
    follow: Asked | None = None


def read_redirect(asked: Asked, status: int, location: bytes, site: Site) -> Redirect:
    """What becomes of a page that is answered with ``status`` and a ``Location``."""
    if not location.strip():
        return Redirect(asked.visit(site.name, PageState.FAILED, f"status {status}, nowhere to go"))
    found = resolve(_text(location), asked.address)
    link = found_link(found, asked.address, site, kind=asked.kind, lastmod=asked.lastmod)
    if link.state is PageState.REFUSED:
        return Redirect(_refused(asked, link, site))
    if link.url == asked.url:
        return _twin(asked, found, site)
    if link.url in asked.came_from:
        return _circle(asked, link.url, site, f"redirect loop: {_way(asked, link.url)}")
    if len(asked.came_from) >= MAX_HOPS:
        reason = f"more than {MAX_HOPS} redirects: {_way(asked, link.url)}"
        # Where it would go on is not noted, or the next run would go on from there.
        return _circle(asked, None, site, reason)
    visit = asked.visit(
        site.name, PageState.REDIRECTED, f"status {status}", redirected_to=link.url, links=(link,)
    )
    follow = replace(
        asked,
        url=link.url,
        addresses=(address(found, site, origin=_own_origin(found, site)),),
        came_from=(*asked.came_from, asked.url),
    )
    return Redirect(visit, follow)


def _twin(asked: Asked, found: str, site: Site) -> Redirect:
    """The same page at another of the site's hosts, or with a slash more or less."""
    origin = _own_origin(found, site)
    if origin is None:
        reason = f"redirects to {origin_of(found)}, which is only a witness"
        return Redirect(asked.visit(site.name, PageState.REFUSED, reason))
    twin = address(found, site, origin=origin)
    if twin == asked.address:
        return _circle(asked, asked.url, site, "redirects to itself")
    if twin in asked.addresses or len(asked.addresses) >= MAX_HOPS:
        reason = f"redirect loop: {' -> '.join((*asked.addresses, twin))}"
        return _circle(asked, asked.url, site, reason)
    return Redirect(None, replace(asked, addresses=(*asked.addresses, twin)))


def _own_origin(url: str, site: Site) -> str | None:
    """Scheme and host of a URL if it is one of the site's own hosts."""
    origin = origin_of(url)
    return origin if site.is_own_host(origin.rpartition("/")[2]) else None


def _refused(asked: Asked, link: FoundLink, site: Site) -> Visit:
    if link.reason == "off-site":
        state, reason = PageState.REFUSED, f"redirects off-site: {link.url}"
    elif _LOGIN.search(link.url):
        state, reason = PageState.WALL, f"redirects to a login page: {link.url}"
    else:
        state, reason = PageState.REFUSED, f"redirects to {link.url}: {link.reason}"
    return asked.visit(site.name, state, reason, redirected_to=link.url, links=(link,))


def _circle(asked: Asked, url: str | None, site: Site, reason: str) -> Redirect:
    """No page at the end of it: settled, because asking again would lead the same way."""
    problem = Problem("redirect_loop", reason[:500])
    return Redirect(
        asked.visit(
            site.name, PageState.REDIRECTED, reason[:500], redirected_to=url, problems=(problem,)
        )
    )


def _way(asked: Asked, url: str) -> str:
    return " -> ".join((*asked.came_from, asked.url, url))


def _text(location: bytes) -> str:
    """The header as text: UTF-8, as browsers take it, else Latin-1."""
    try:
        return location.decode("utf-8")
    except UnicodeDecodeError:
        return location.decode("latin-1")
