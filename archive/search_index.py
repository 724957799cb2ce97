"""Keeping the word index in step with the texts, once for each batch.

The index holds no copy of the text, so what leaves it must be named exactly as
it entered. It is changed after the last savepoint of a batch: a savepoint that
follows a change makes FTS5 write a segment of its own.
"""

from __future__ import annotations

import sqlite3

from archive.article_rows import INDEXED, Row

_COLUMNS = ", ".join(INDEXED)
_MARKS = ", ".join("?" * len(INDEXED))
_ADD = f"INSERT INTO article_search (rowid, {_COLUMNS}) VALUES (?, {_MARKS})"
#: Takes an article's texts out, which must be given as they entered.
REMOVE = f"""
INSERT INTO article_search (article_search, rowid, {_COLUMNS}) VALUES ('delete', ?, {_MARKS})
"""


class IndexChanges:
    """What a batch changes of the indexed texts, by article."""

    def __init__(self) -> None:
        self._staged: list[tuple[int, Row | None, Row]] = []
        self._before: dict[int, Row | None] = {}
        self._after: dict[int, Row] = {}

    def stage(self, article_id: int, before: Row | None, after: Row) -> None:
        """The indexed columns of an article before (None: it is new) and after a change."""
        self._staged.append((article_id, before, after))

    def forget(self) -> None:
        """Drops what was staged since the last :meth:`settle`: its savepoint is undone."""
        self._staged.clear()

    def settle(self) -> None:
        """Takes over what was staged: its savepoint is released."""
        for article_id, before, after in self._staged:
            self._before.setdefault(article_id, before)
            self._after[article_id] = after
        self._staged.clear()

    def write(self, connection: sqlite3.Connection) -> None:
        """Brings the index up to date, in ascending order, which makes one segment."""
        for article_id in sorted(self._after):
            before, after = self._before[article_id], self._after[article_id]
            if before == after:
                continue
            if before is not None:
                connection.execute(REMOVE, (article_id, *before))
            connection.execute(_ADD, (article_id, *after))
