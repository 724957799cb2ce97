"""Rows of page_visits: of every address visited what the last visits were, and when it is due."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from archive.plan import Plan, planned_facts
from archive.records import READ_STATES, CapturedPage, Form, FoundLink, PageState, Visit
from archive.times import utc_or_none

#: Ends without the page: it is asked for again, each time later.
_WITHOUT = frozenset(
    {
        PageState.FAILED,
        PageState.INCOMPLETE,
        PageState.MISSING,
        PageState.GONE,
        PageState.DENIED,
        PageState.UNREADABLE,
        PageState.WALL,
        PageState.SOFT_404,
    }
)
#: Longer ones are nothing that a server would know again.
_LONGEST_VALIDATOR = 1000

# What was claimed before the visit is covered by it.
_UPSERT = """
INSERT INTO page_visits (page_id, last_visited_at, last_run_id, visited_lastmod, failures)
SELECT id, :visited_at, :run_id, lastmod, :without FROM pages WHERE id = :page_id
ON CONFLICT (page_id) DO UPDATE SET last_visited_at = excluded.last_visited_at,
  last_run_id = excluded.last_run_id, visited_lastmod = excluded.visited_lastmod,
  failures = CASE WHEN :without THEN failures + 1 ELSE 0 END
"""
_SET_WHOLE = """
UPDATE page_visits SET whole_at = ?, capture_id = ?, etag = ?, last_modified = ? WHERE page_id = ?
"""
_SET_NEXT = """
UPDATE page_visits SET next_visit_at = ? WHERE page_id = ? AND next_visit_at IS NOT ?
"""
_READ_ELSEWHERE = """
INSERT INTO page_visits (page_id, last_visited_at, last_run_id, visited_lastmod)
SELECT id, ?, ?, lastmod FROM pages WHERE id = ?
"""
# A claim made in the run of the last visit, or not later than that visit where no
# earlier claim is known, says nothing new: a feed and a sitemap may give different
# times for the same page, and a page may be read before the sitemap that lists it.
_COVER = """
UPDATE page_visits SET visited_lastmod = :lastmod
WHERE page_id = (SELECT id FROM pages WHERE url = :url)
  AND :lastmod > coalesce(visited_lastmod, '')
  AND (last_run_id >= :first_run_id OR visited_lastmod IS NULL AND :lastmod <= last_visited_at)
"""
_GO_ON_THERE = """
UPDATE page_visits SET next_visit_at = :found_at
WHERE page_id = (SELECT id FROM pages WHERE url = :url)
"""


class PageVisits:
    """Notes visits within one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run_id: int | None,
        plan: Plan,
        first_run_id: int | None,
    ) -> None:
        """``first_run_id``: of the runs that count as one with ``run_id``."""
        self._connection = connection
        self._run_id = run_id
        self._plan = plan
        self._first_run_id = first_run_id

    def note(self, visit: Visit, page_id: int, visited_at: str, capture_id: int | None) -> None:
        """Notes the latest visit of a page, after all else that it did is saved."""
        values = {
            "page_id": page_id,
            "visited_at": visited_at,
            "run_id": self._run_id,
            "without": int(visit.state in _WITHOUT),
        }
        self._connection.execute(_UPSERT, values)
        if capture_id is not None and visit.capture is not None and _is_whole(visit):
            row = (visited_at, capture_id, *validators(visit.capture), page_id)
            self._connection.execute(_SET_WHOLE, row)
        self.plan(page_id)

    def plan(self, page_id: int) -> None:
        """Says when a visited page is due next."""
        due = self._plan.next_visit(planned_facts(self._connection, page_id))
        self._connection.execute(_SET_NEXT, (due, page_id, due))

    def note_read_elsewhere(self, page_id: int, visited_at: str) -> None:
        """Notes that what stands at an address never asked for was read at another."""
        self._connection.execute(_READ_ELSEWHERE, (visited_at, self._run_id, page_id))
        self.plan(page_id)

    def note_claims(self, links: Sequence[FoundLink], found_at: str) -> None:
        """Takes in what links say of pages visited already: claimed changes that the visit
        covers, and that a run goes on there."""
        for link in links:
            values = {"url": link.url, "found_at": found_at, "first_run_id": self._first_run_id}
            lastmod = utc_or_none(link.lastmod)
            if lastmod is not None:
                self._connection.execute(_COVER, {**values, "lastmod": lastmod})
            if link.due:
                self._connection.execute(_GO_ON_THERE, values)


def validators(capture: CapturedPage) -> tuple[str | None, str | None]:
    """ETag and Last-Modified as the server sent them; None for one that it did not send."""
    sent = {name.lower(): value for name, value in reversed(capture.headers)}
    etag, modified = (sent.get(name) for name in ("etag", "last-modified"))
    return _short(etag), _short(modified)


def _short(value: str | None) -> str | None:
    if value is None or not value.strip() or len(value) > _LONGEST_VALIDATOR:
        return None
    return value if value.isascii() and value.isprintable() else None


def _is_whole(visit: Visit) -> bool:
    capture = visit.capture
    assert capture is not None
    is_read = visit.state in READ_STATES or visit.state == PageState.NOT_MODIFIED
    return is_read and capture.complete and capture.form == Form.HTTP
