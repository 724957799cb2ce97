"""What a visit is beside what is known of its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from archive.pages import FoundPage
from archive.records import READ_STATES, Form, PageState, Visit

_CUT = "the body was cut short or damaged"
#: A page not found twice is gone if the visits are of different runs, or so far apart.
_APART = timedelta(hours=6)


def as_it_counts(
    visit: Visit, known: FoundPage | None, first_run_id: int | None, visited_at: str
) -> Visit:
    """The visit with the state that it has beside what is known of its page.

    Raises ValueError for one that says to be as it was where nothing is kept.
    """
    if visit.state == PageState.FETCHED and visit.capture and not visit.capture.complete:
        return replace(visit, state=PageState.INCOMPLETE, reason=visit.reason or _CUT)
    if visit.state == PageState.GONE and known and _is_first_miss(known, first_run_id, visited_at):
        return replace(visit, state=PageState.MISSING)
    if visit.state == PageState.NOT_MODIFIED and (known is None or known.capture_id is None):
        raise ValueError("nothing is kept that could be as it was")
    return visit


def is_same(visit: Visit, known: FoundPage) -> bool:
    """True for a page without an article that came as it was the last time."""
    capture = visit.capture
    if capture is None or visit.article is not None or visit.state not in READ_STATES:
        return False
    is_whole = capture.complete and capture.form == Form.HTTP
    return is_whole and known.state in READ_STATES and capture.digest == known.digest


def _is_first_miss(known: FoundPage, first_run_id: int | None, visited_at: str) -> bool:
    """True for an article's page that is not found for the first time, in a run and those
    that it goes on with."""
    if first_run_id is None or known.article_id is None or known.last_visited_at is None:
        return False
    if visited_at < known.last_visited_at or known.state == PageState.GONE:
        return False
    if known.state != PageState.MISSING:
        return True
    apart = datetime.fromisoformat(visited_at) - datetime.fromisoformat(known.last_visited_at)
    return (known.last_run_id or 0) >= first_run_id and apart < _APART
