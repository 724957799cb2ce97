"""Addresses as they stand in a page: made absolute, or reduced to a path of the site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from scraper.site import Site

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.:-]*(?:/(?!\.)[^/]*)*(?:[?#].*)?\Z")
#: Longer addresses are hardly ever met twice and would fill the memory.
_LONGEST_KEPT = 1000
#: White space, controls, and what no XML may hold: none of it is part of an address.
_UNWANTED = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_SLASHES = re.compile(r"^(https?):/{3,}", re.I)


def absolute(href: str | None, base: str) -> str | None:
    """``href`` as an absolute http(s) URL, otherwise as written; None if it is none."""
    if not href or href[0] == "#":
        return None
    return _known_absolute(href, base) if len(href) <= _LONGEST_KEPT else _absolute(href, base)


def _absolute(address: str, base: str) -> str | None:
    if not (address.isascii() and address.isprintable()) or " " in address:
        address = _UNWANTED.sub("", address)
    if not address or address[0] == "#":
        return None
    if ":///" in address:
        address = _SLASHES.sub(r"\1://", address)
    if (scheme := _SCHEME.match(address)) and scheme[0].lower() not in ("http:", "https:"):
        return None
    if _PLAIN.match(address):
        return address
    if address[0] == "/" and address[1:2] != "/" and "./" not in address:
        return _origin(base) + address if _origin(base) else None
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


_known_absolute = lru_cache(maxsize=2048)(_absolute)


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    """Scheme and host of a URL; empty if it has none."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""


def site_path(href: str | None, base: str, site: Site) -> str | None:
    """The path (with query) of a page of this site; the absolute URL of another's; or None."""
    url = absolute(href, base)
    if url is None:
        return None
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if not (site.is_own_host(host) or site.is_witness(host) or host == "default"):
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def slug_of(path: str | None) -> str | None:
    """The last segment of a path, if it is a name and no number."""
    if path is None:
        return None
    last = urlsplit(path).path.rstrip("/").rsplit("/", 1)[-1]
    return last if last and not last.isdigit() else None
