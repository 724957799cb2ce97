"""One address per page: what is identity in a URL, what is noise, and what is never asked for.

Three forms of a URL are told apart. The one *found* on a page; its *address*
(:func:`address`), which is asked for; and its *canonical* form
(:func:`canonicalize`), under which the page is known. The address keeps what a
server may insist on (a slash at the end, ``index.php/``, a cache hash); the
canonical form folds the spellings of one page into one key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from archive.records import PageKind
from scraper.site import Site
from scraper.urls_noise import (
    DIRECTORY_INDEXES,
    FILE_ENDINGS,
    is_session_parameter,
    is_view_parameter,
    without_calendar_view,
)
from scraper.urls_parts import (
    cleaned,
    host_of,
    path_of,
    printable,
    query_parts,
    scheme_of,
    split_web,
)

#: Longest address asked for: what browsers and servers were built for.
MAX_LENGTH = 2083
#: More path segments than this, or a run of them repeated more often, is a trap
#: (the limits of Heritrix).
MAX_SEGMENTS = 20
MAX_REPEATS = 2

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]|%[01][0-9A-Fa-f]|%7[Ff]")


class _Parts(NamedTuple):
    """A web address taken apart; ``own`` if this site serves it."""

    scheme: str
    host: str
    path: str
    query: str
    own: bool
    userinfo: bool


class SiteUrl(NamedTuple):
    """A URL as one site sees it."""

    canonical: str  #: see :func:`canonicalize`
    address: str  #: see :func:`address`
    refusal: str | None  #: see :func:`refusal`


def read_url(url: str, site: Site, *, kind: PageKind = PageKind.UNKNOWN) -> SiteUrl:
    """All that is to be known of a URL found, in one go; never raises."""
    parts = _take_apart(url, site)
    if parts is None:
        recorded = printable(cleaned(url))
        return SiteUrl(recorded, recorded, _refusal(url, None, recorded, site, kind))
    asked = _address(parts, site.base_url, site)
    return SiteUrl(_canonical(parts, site), asked, _refusal(url, parts, asked, site, kind))


def canonicalize(url: str, site: Site) -> str:
    """The one spelling under which a page is known; idempotent, never raises.

    Twins of the site (http and https, with and without ``www``, witness hosts, the
    ``http://default/`` of Drupal's command line) come out under ``site.base_url``.
    What is no web address comes back only cleaned; :func:`refusal` says why it is
    refused.
    """
    parts = _take_apart(url, site)
    return printable(cleaned(url)) if parts is None else _canonical(parts, site)


def address(url: str, site: Site, *, origin: str | None = None) -> str:
    """The URL to ask for: as it was found, without fragment, tracking and session.

    A page of the site is asked for at ``origin`` (scheme and host; None: the site's
    base), so that twins are one host with one politeness. Never raises.
    """
    parts = _take_apart(url, site)
    if parts is None:
        return printable(cleaned(url))
    return _address(parts, origin or site.base_url, site)


def refusal(url: str, site: Site, *, kind: PageKind = PageKind.UNKNOWN) -> str | None:
    """Why this URL is never asked for; None if it may be.

    Takes a URL as found or in canonical form. Files (pictures, documents, archives)
    are refused as pages, but not where a feed or a sitemap is expected.
    """
    return read_url(url, site, kind=kind).refusal


@lru_cache(maxsize=64)
def origin_of(url: str) -> str:
    """Scheme and host (with a port that is not the default one); empty if there is none."""
    split = split_web(cleaned(url))
    host = host_of(split[0], split[1]) if split else None
    return f"{split[0]}://{host}" if split and host else ""


def resolve(href: str, page_url: str) -> str:
    """``href`` as found on the page at ``page_url``, made absolute; never raises."""
    text = cleaned(href)
    if text.startswith(("http://", "https://")):
        return text
    if text.startswith("/") and not text.startswith("//"):
        return origin_of(page_url) + text
    try:
        return urljoin(page_url, text)
    except ValueError:
        return text


def _canonical(parts: _Parts, site: Site) -> str:
    query = _canonical_query(parts.query, site) if parts.query else ""
    return _joined(parts, site.base_url, _canonical_path(parts.path, query), query)


def _address(parts: _Parts, origin: str, site: Site) -> str:
    query = parts.query and "&".join(map("".join, _parameters(parts.query, site)))
    return _joined(parts, origin, parts.path, query)


def _refusal(url: str, parts: _Parts | None, asked: str, site: Site, kind: PageKind) -> str | None:
    text = cleaned(url)
    scheme = parts.scheme if parts else scheme_of(text)
    if _CONTROL.search(text):
        return "control characters in the address"
    if scheme not in ("", "http", "https"):
        return f"scheme {scheme[:20]} is not asked for"
    if "\\" in text:
        return "backslash in the address"
    if parts is None:
        return "not a web address"
    if parts.userinfo:
        return "user name or password in the address"
    if len(asked) > MAX_LENGTH:
        return f"address longer than {MAX_LENGTH} characters"
    if not parts.own:
        return "off-site"
    return _path_refusal(parts.path, site, kind)


def _path_refusal(path: str, site: Site, kind: PageKind) -> str | None:
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return f"more than {MAX_SEGMENTS} path segments"
    if _repeats(segments):
        return "path repeats itself"
    if site.is_ignored_path(path) or (path[-1] == "/" and site.is_ignored_path(path[:-1] or "/")):
        return "path is ignored on this site"
    _, dot, ending = segments[-1].rpartition(".") if segments else ("", "", "")
    if kind not in (PageKind.SITEMAP, PageKind.FEED) and dot and ending.lower() in FILE_ENDINGS:
        return "a file, not a page"
    return None


def _repeats(segments: list[str]) -> bool:
    """True if a run of segments stands more than ``MAX_REPEATS`` times in a row."""
    times = MAX_REPEATS + 1
    if len(segments) < times:
        return False
    for size in range(1, len(segments) // times + 1):
        for start in range(len(segments) - times * size + 1):
            run = segments[start : start + size]
            if segments[start : start + times * size] == run * times:
                return True
    return False


def _take_apart(url: str, site: Site) -> _Parts | None:
    """The parts of a web address; None for what is none (other schemes, bad hosts)."""
    split = split_web(cleaned(url), site.base_url)
    if split is None:
        return None
    scheme, netloc, raw_path, query = split
    host = host_of(scheme, netloc)
    if host is None:
        return None
    own = host == "default" or site.is_own_host(host) or site.is_witness(host)
    return _Parts(scheme, host, path_of(raw_path), query, own, "@" in netloc)


def _joined(parts: _Parts, origin: str, path: str, query: str) -> str:
    start = origin_of(origin) if parts.own else f"{parts.scheme}://{parts.host}"
    if parts.userinfo:
        # Kept apart from the page itself, and the secret kept out of the record.
        start = start.replace("://", "://***@", 1)
    return f"{start}{path}?{query}" if query else f"{start}{path}"


def _canonical_path(path: str, query: str) -> str:
    """Without ``index.php/`` before it, a directory index, or a slash at its end."""
    folded = path
    while True:
        before = folded
        if folded.startswith("/index.php/"):
            folded = folded.removeprefix("/index.php")
        folded = folded.rstrip("/")
        head, _, last = folded.rpartition("/")
        # With a query, index.php is the program that answers it and no directory index.
        if last.lower() in DIRECTORY_INDEXES and not query:
            folded = head
        if folded == before:
            return folded or "/"


def _canonical_query(query: str, site: Site) -> str:
    kept = [
        (name, rest.replace("%20", "+"))
        for name, rest in without_calendar_view(_parameters(query, site))
        if name in site.identity_parameters or not is_view_parameter(name, rest[1:])
    ]
    return "&".join(name + rest for name, rest in sorted(kept, key=lambda pair: pair[0]))


def _parameters(query: str, site: Site) -> list[tuple[str, str]]:
    """The parameters that are neither session nor tracking."""
    return [
        (name, rest)
        for name, rest in query_parts(query)
        if name in site.identity_parameters or not is_session_parameter(name, rest[1:])
    ]
