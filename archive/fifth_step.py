"""What the rows of older archives become in version 5: how each date is known is noted."""

from __future__ import annotations

import sqlite3

_NOTE = """
UPDATE articles SET dated = (SELECT method FROM date_evidence WHERE article_id = articles.id)
"""


def note_dated(connection: sqlite3.Connection) -> None:
    """Notes of every article how its date is known."""
    connection.execute(_NOTE)
