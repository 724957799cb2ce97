"""Asking only for what has changed, and what it means when nothing has."""

from __future__ import annotations

from dataclasses import replace

from archive.page_visits import validators
from archive.records import CapturedPage, PageState, Visit
from scraper.asked import Asked
from scraper.site import Site

NOT_MODIFIED = 304


def conditions(asked: Asked) -> dict[str, str]:
    """The headers that make a request conditional; none for a page that is asked for whole.

    Both validators are sent back just as they came (RFC 9110, 13.1).
    """
    known = asked.known
    if known is None or not asked.if_changed:
        return {}
    sent = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in sent.items() if value is not None}


def is_same(captured: CapturedPage, asked: Asked) -> bool:
    """True if the very bytes came that the page was read from last."""
    known = asked.known
    return known is not None and known.is_settled and captured.digest == known.digest


def says_same(captured: CapturedPage, asked: Asked) -> bool:
    """True if the page came whole with the validators that it had before."""
    known = asked.known
    if known is None or not known.is_settled or asked.if_changed:
        return False
    etag, modified = validators(captured)
    if etag is not None or known.etag is not None:
        return etag == known.etag
    return modified is not None and modified == known.last_modified


def as_it_was(asked: Asked, site: Site, captured: CapturedPage, read: Visit | None = None) -> Visit:
    """The visit of a page that came whole and unchanged; of a list with what it links to."""
    state, reason = PageState.NOT_MODIFIED, "the same bytes"
    if read is not None:
        return replace(
            read, state=state, reason=reason, article=None, removed=(), blocks=(), capture=captured
        )
    return still(asked, site, reason, captured)


def still(asked: Asked, site: Site, reason: str, captured: CapturedPage | None = None) -> Visit:
    """The visit of a page that is as it was when it was last read."""
    visit = asked.visit(site.name, PageState.NOT_MODIFIED, reason, capture=captured)
    return visit if asked.known is None else replace(visit, kind=asked.known.kind)
