"""Visits in the order in which they were made, whatever the clock says.

What a page says now is told from what it said before by the times of the visits. A clock that
is set back would make a new text look like an old one, and edits would go unnoticed.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace

from archive.records import Visit
from archive.times import utc_or_none

log = logging.getLogger(__name__)

_LATEST = """
SELECT max(max(started_at, coalesce(heartbeat_at, ''), coalesce(finished_at, ''))) FROM runs
WHERE verb IN ('crawl', 'refresh')
"""


class InOrder:
    """Notes no visit of a run at an earlier time than the last one before it.

    Times stay at the latest that was noted until the clock has passed it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._latest: str = connection.execute(_LATEST).fetchone()[0] or ""
        self._told = False

    def __call__(self, visit: Visit) -> Visit:
        """The visit, at the latest time known if the clock is behind that."""
        visited_at = utc_or_none(visit.visited_at)
        if visited_at is None:
            return visit
        if visited_at >= self._latest:
            self._latest = visited_at
            return visit
        if not self._told:
            self._told = True
            log.warning(
                "the clock shows %s, and a visit was noted at %s already: visits are noted then",
                *(visited_at, self._latest),
            )
        capture = visit.capture and replace(visit.capture, captured_at=self._latest)
        return replace(visit, visited_at=self._latest, capture=capture)
