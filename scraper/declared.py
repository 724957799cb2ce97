"""Which page a capture is, by what it says itself: its own link, or the margin of a print."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from scraper.site import Site


def declared_url(body: bytes) -> str | None:
    """The absolute address a saved page declares for itself; None if it declares none."""
    head = body[:200_000].decode("latin-1")
    for pattern in _DECLARED:
        if match := pattern.search(head):
            return unescape(match[1])
    return None


def printed_url(body: bytes, site: Site) -> str | None:
    """The address a browser printed in the margin of each sheet; None if there is none.

    It stands alone on its line, but for the number of the sheet or the time of printing.
    """
    for match in _IN_MARGIN.finditer(body.decode("utf-8", "replace")):
        if site.is_own_host(urlsplit(match[1]).netloc.lower()) and urlsplit(match[1]).path > "/":
            return match[1]
    return None


_IN_MARGIN = re.compile(
    r"^[ \t\f]*(?:[\d/.:, ]{6,20}(?:[AP]M)?\s{2,})?"
    r"(https?://[^\s<>\"()\[\]]+)[ \t]*(?:\d+\s?/\s?\d+)?[ \t]*$",
    re.M,
)
#: ``rel=canonical`` and ``og:url`` with their attributes in either order, and the mark
#: that browsers leave in a page they save (``saved from url=(0042)https://...``).
_DECLARED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"""<link[^>]+rel=["']?canonical["']?\s[^>]*href=["']?(https?://[^"'\s>]+)""",
        r"""<link[^>]+href=["']?(https?://[^"'\s>]+)["']?\s[^>]*rel=["']?canonical["'\s>]""",
        r"""<meta[^>]+property=["']?og:url["']?\s[^>]*content=["']?(https?://[^"'\s>]+)""",
        r"""<meta[^>]+content=["']?(https?://[^"'\s>]+)["']?\s[^>]*property=["']?og:url["'\s>]""",
        r"<!-- saved from url=\(\d+\)(https?://\S+)",
    )
)
