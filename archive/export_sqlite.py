"""An archive of some articles of another: the same schema, and all that belongs to them.

Rows keep their ids, digests and seals; the word index is made anew. Tombstones go along,
without the keys that would let a reader try out names: they no longer keep anything from
coming back. The file has a rollback journal, as one that is published needs no other file
beside it, and two exports of the same articles are the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from archive.errors import ArchiveUnwritable, NotAnArchive, OutputFailed, UsageError
from archive.export_contacts import Contacts
from archive.exports import Export
from archive.keys import derived_keys
from archive.seals import seal_open
from archive.store import Archive
from archive.subset_contacts import MaskedRows
from archive.subset_plan import CAPTURES_OF, LOOSE_ENDS, OF_BATCH, OF_WHOLE, PAGES_OF

#: So many articles at once: memory does not grow with the choice.
BATCH = 200

_WHILE_COPYING = (
    "PRAGMA foreign_keys = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA secure_delete = OFF",
)
_FINISH = (
    "INSERT INTO article_search (article_search) VALUES ('rebuild')",
    "COMMIT",
    # Statistics from a sample, as a run that writes to it would leave them.
    "PRAGMA analysis_limit = 1000",
    "ANALYZE",
    "PRAGMA journal_mode = DELETE",
    "VACUUM",
)
#: How SQLite names a full or failing disk.
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR")
# Sketches were made of the words as they were: they are made anew where they are needed.
_UNTIE = "INSERT OR IGNORE INTO untied (article_id) SELECT id FROM articles"
_IS_AS_OF = "SELECT 1 FROM temp.sqlite_master WHERE name = 'articles'"


def write_sqlite(export: Export, out: Path) -> int:
    """Writes an archive of the articles to a new file; returns how many.

    Where contacts are hashed or left out, so they are in every text, version and removed
    block, all digests are of what is written, and the bytes of the pages are left out.
    Raises UsageError for an archive as of a day (a copy has the whole history),
    OutputFailed for a full disk, and NotAnArchive if what was copied does not hold
    together, or the key is missing.
    """
    if export.connection.execute(_IS_AS_OF).fetchone():
        raise UsageError(
            "an SQLite export has the whole history of its articles: it is of no one day",
            hint="leave out --as-of here, and give it when you ask the copy",
        )
    try:
        copy = Archive.open(out).connection
    except ArchiveUnwritable as error:
        raise OutputFailed(f"the copy cannot be written: {error.__cause__ or error}") from error
    try:
        return _write(export, copy)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(_NO_ROOM):
            raise
        raise OutputFailed(f"the copy cannot be written: {error}") from error
    finally:
        copy.close()


def _write(export: Export, copy: sqlite3.Connection) -> int:
    for setting in _WHILE_COPYING:
        copy.execute(setting)
    copy.execute("BEGIN")
    count = _Copying(export, copy).copy_all()
    for statement in _FINISH:
        copy.execute(statement)
    return count


class _Copying:
    def __init__(self, export: Export, copy: sqlite3.Connection) -> None:
        self._export = export
        self._source = export.connection
        self._copy = copy
        policy = export.policy()
        self._masked = None
        if policy.contacts is not Contacts.KEEP:
            self._masked = MaskedRows(self._source, policy)

    def copy_all(self) -> int:
        """Copies the articles with what belongs to them; returns how many."""
        self._copy.execute("DELETE FROM _sqlite_migrations")
        count = 0
        ids = self._export.ids()
        while batch := list(islice(ids, BATCH)):
            self._copy_batch(batch)
            count += len(batch)
        for table, chosen in OF_WHOLE.items():
            if chosen is None:
                self._copy_rows(table, "1", {})
            else:
                shared = [row[0] for row in self._copy.execute(chosen[1])]
                self._copy_rows(table, chosen[0], {"ids": json.dumps(shared)})
        for statement in LOOSE_ENDS:
            self._copy.execute(statement)
        if self._masked is not None:
            self._copy.execute(_UNTIE)
        self._replace_keys()
        seal_open(self._copy)
        self._require_whole()
        return count

    def _copy_batch(self, articles: list[int]) -> None:
        values = {"articles": json.dumps(articles)}
        for name, select in (("pages", PAGES_OF), ("captures", CAPTURES_OF)):
            ids = [row[0] for row in self._source.execute(select, values)]
            values[name] = json.dumps(ids)
        for table, condition in OF_BATCH.items():
            self._copy_rows(table, condition, values)

    def _copy_rows(self, table: str, condition: str, values: dict[str, str]) -> None:
        cursor = self._source.execute(f"SELECT * FROM {table} WHERE {condition}", values)
        names = [column[0] for column in cursor.description]
        rows: Iterable[tuple[object, ...]] = map(tuple, cursor)
        if self._masked is not None:
            rows = self._masked.rows(table, names, rows)
        # What two batches share is there already.
        marks = ", ".join("?" * len(names))
        insert = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"
        self._copy.executemany(insert, rows)

    def _replace_keys(self) -> None:
        self._copy.execute("DELETE FROM secrets")
        keys = derived_keys(self._source, "subset")
        self._copy.executemany("INSERT INTO secrets (name, value) VALUES (?, ?)", keys)

    def _require_whole(self) -> None:
        for table, row, parent, _ in self._copy.execute("PRAGMA foreign_key_check"):
            raise NotAnArchive(
                f"row {row} of {table} points to no row of {parent}: the archive is damaged",
                hint="`clusternews check` lists all that is damaged",
            )
