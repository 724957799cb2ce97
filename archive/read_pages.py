"""What became of the pages below one address, in all runs so far."""

from __future__ import annotations

import sqlite3

_READ_BELOW = """
SELECT url, article_id FROM pages
WHERE url >= ? AND url < ? AND state IN ('fetched', 'empty', 'unreadable', 'gone', 'soft_404')
LIMIT ?
"""
#: Stands behind every character of a canonical address, which is ASCII.
_LAST = "\x7f"


def read_below(
    connection: sqlite3.Connection, start: str, limit: int
) -> list[tuple[str, int | None]]:
    """``(url, id of its article)`` of pages that were read and whose address begins so.

    At most ``limit``, in the order of their addresses; the id is None where a page
    holds no article.
    """
    return list(connection.execute(_READ_BELOW, (start, start + _LAST, limit)))
