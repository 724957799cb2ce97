"""Ids of rows before they are written: a row that its seal covers is written with it at once."""

from __future__ import annotations

import sqlite3

_NEXT = {
    "visits": "SELECT coalesce(max(id), 0) + 1 FROM visits",
    "problems": "SELECT coalesce(max(id), 0) + 1 FROM problems",
}


class Numbering:
    """The ids that SQLite would give the next rows, while one transaction lasts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next: dict[str, int] = {}

    def forget(self) -> None:
        """Starts again from the rows that are there: must follow every rollback."""
        self._next.clear()

    def take(self, table: str) -> int:
        """The id for one more row of ``visits`` or ``problems``."""
        if table not in self._next:
            self._next[table] = int(self._connection.execute(_NEXT[table]).fetchone()[0])
        self._next[table] += 1
        return self._next[table] - 1
