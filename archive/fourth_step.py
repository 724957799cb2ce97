"""What the rows of older archives become in version 4: every page gets its next visit."""

from __future__ import annotations

import sqlite3

from archive.plan import DEFAULT_PLAN, planned_facts

# What was received whole last: a crawl's own capture, complete, of a page that was read.
_WHOLE = """
UPDATE page_visits SET (capture_id, whole_at) = (
  SELECT c.id, c.captured_at FROM captures c
  WHERE c.page_id = page_visits.page_id AND c.form = 'http' AND c.complete = 1 AND c.status = 200
  ORDER BY c.captured_at DESC, c.id DESC LIMIT 1)
"""
_VISITED = "SELECT page_id FROM page_visits"
_SET_NEXT = "UPDATE page_visits SET next_visit_at = ? WHERE page_id = ?"


def plan_visits(connection: sqlite3.Connection) -> None:
    """Plans the next visit of every page that was visited."""
    connection.execute(_WHOLE)
    pages = [row[0] for row in connection.execute(_VISITED)]
    planned = [
        (DEFAULT_PLAN.next_visit(planned_facts(connection, page_id)), page_id) for page_id in pages
    ]
    connection.executemany(_SET_NEXT, planned)
