"""The robots.txt that earlier runs have left in the archive."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archive.errors import ClusternewsError
from archive.stored_captures import capture_by_id
from scraper.robots import Robots, read_robots
from scraper.site import Site
from scraper.urls import canonicalize, origin_of

#: A copy older than this says nothing any more (RFC 9309, 2.4).
MAX_AGE = timedelta(hours=24)

_LAST_GOOD = """
SELECT v.visited_at, v.capture_id FROM visits v JOIN pages p ON p.id = v.page_id
WHERE p.url = ? AND v.visited_at >= ? AND v.capture_id IS NOT NULL
  AND v.state IN ('fetched', 'not_modified')
ORDER BY v.visited_at DESC, v.id DESC LIMIT 1
"""


def archived_robots(
    connection: sqlite3.Connection,
    site: Site,
    origin: str | None = None,
    newer_than: timedelta = MAX_AGE,
) -> Robots | None:
    """The rules as a run last found them, with ``read_at``; None: not within ``newer_than``.

    Kept are those of the site's own ``base_url``; ``origin`` (scheme and host; None: that one)
    is only asked whether it is the same. An answer that meant "no rules" counts, one that
    meant "stay away" does not.
    """
    own = origin_of(site.base_url)
    if (origin or own) != own:
        return None
    since = (datetime.now(UTC) - newer_than).isoformat(timespec="seconds")
    row = connection.execute(_LAST_GOOD, (canonicalize("/robots.txt", site), since)).fetchone()
    if row is None:
        return None
    captured = capture_by_id(connection, row[1])
    try:
        body = captured.body(connection)
    except ClusternewsError:  # erased, or damaged
        return None
    robots = read_robots(captured.url, captured.status or 200, body)
    if robots.unreachable is not None or not captured.complete:
        return None
    return replace(robots, read_at=row[0])
