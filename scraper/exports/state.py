"""What an export shows: the state of an archive, by its own account, and what was chosen of it."""

from __future__ import annotations

import sqlite3

from archive.exports import Export
from archive.times import utc

_LATEST = """
SELECT max(at) FROM (
  SELECT coalesce(max(finished_at), '') AS at FROM runs
  UNION ALL SELECT coalesce(max(started_at), '') FROM runs
  UNION ALL SELECT coalesce(max(coalesce(withdrawn_at, made_at)), '') FROM corrections
  UNION ALL SELECT coalesce(max(erased_at), '') FROM tombstones
  UNION ALL SELECT coalesce((SELECT saved_at FROM versions ORDER BY id DESC LIMIT 1), '')
)
"""
#: Of an archive in which nothing has happened yet.
_NEVER = "1970-01-01T00:00:00+00:00"


def archive_date(connection: sqlite3.Connection) -> str:
    """When something last wrote to the archive, UTC: two exports of one state have one date."""
    return utc(connection.execute(_LATEST).fetchone()[0] or _NEVER)


def chosen(export: Export) -> str:
    """Which articles were chosen, in words."""
    said = {"words": export.words, "limit": export.limit, **export.filters}
    parts = [f"{name} {_said(value)}" for name, value in said.items() if value]
    words = f"articles with {', '.join(parts)}" if parts else "all articles"
    return f"{words} {export.as_of}".rstrip()


def _said(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
