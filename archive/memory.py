"""What a writer remembers from one batch to the next: ids of rows, and what was said of pages.

Pages of one platform share most of their words and menus: what was found or added for one
need not be looked for again. It holds until anybody else writes to the archive, through
another connection or by other statements of this one; and it is bounded.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

#: Entries after which all is forgotten: some megabytes.
MOST_IDS, MOST_TOLD = 5_000, 20_000


@dataclass(slots=True)
class Memory:
    """Filled and read by :class:`~archive.terms.Terms`, ``Pages`` and ``Batch``."""

    sites: dict[str, int] = field(default_factory=dict)  #: ids by name
    ids: dict[tuple[Any, ...], int] = field(default_factory=dict)  #: of shared words
    labels: dict[tuple[int, str], str] = field(default_factory=dict)
    #: of a tag's id and label: since when it is noted to bear it
    told: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    #: what was last said of an address by those that link to it
    _moment: tuple[int, int] | None = None

    def forget(self) -> None:
        """Drops everything: must follow every rollback, which takes new rows with it."""
        for kept in (self.sites, self.ids, self.labels, self.told):
            kept.clear()

    def begin(self, connection: sqlite3.Connection) -> None:
        """Drops what may no longer hold, at the beginning of a transaction."""
        is_full = len(self.ids) > MOST_IDS or len(self.told) > MOST_TOLD
        if is_full or self._moment != _moment(connection):
            self.forget()
        self._moment = None

    def end(self, connection: sqlite3.Connection) -> None:
        """Notes, after the commit, up to where everything holds."""
        self._moment = _moment(connection)


def _moment(connection: sqlite3.Connection) -> tuple[int, int]:
    """Differs once another connection, or this one, has written anything."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0]), connection.total_changes
