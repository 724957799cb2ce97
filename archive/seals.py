"""Seals: a digest of each capture and visit with the rows that belong to it.

A capture is sealed with its evidence and removed blocks, a visit with its problems: no
other digest covers these rows, and SQLite notices a flipped bit in a value only by chance.
A row that is added has no seal; triggers take the seal away where a row or what belongs to
it is changed or deleted, whoever does it; and the end of every writing transaction seals
what has none (:func:`seal_open`). What is saved as it was given is sealed as it is written,
with :func:`seal_of`, which spares reading it back. So a row whose seal does not fit was
changed by no program that speaks SQL, but by decay.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.content import as_json

#: Bytes of a SHA-256 that are kept: enough against decay, which has no will.
SEAL_BYTES = 16
_TEXTS = (str, type(None))


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of another table that belong to a sealed row, in order."""

    table: str
    key: str  #: column with the id of the sealed row
    columns: str
    order: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows are sealed, together with the rows of others that belong to them."""

    table: str
    columns: str  #: all but the id and the seal
    parts: tuple[Part, ...]

    def rows(self, condition: str) -> str:
        """The SELECT of rows: id, seal, and what the seal covers."""
        return f"SELECT id, seal, {self.columns} FROM {self.table} WHERE {condition} ORDER BY id"


CAPTURES = Sealed(
    "captures",
    "page_id, article_id, run_id, url, captured_at, form, status, media_type, encoding, "
    "encoding_source, complete, witness, template, extractor, digest, headers, version_id",
    (
        Part(
            "evidence",
            "capture_id",
            "position, field, method, place, raw, confidence, chosen",
            "position",
        ),
        Part("removed_blocks", "capture_id", "position, rule, place, text_id", "position"),
    ),
)
VISITS = Sealed(
    "visits",
    "page_id, run_id, visited_at, kind, state, reason, outcome, capture_id",
    (Part("problems", "visit_id", "id, code, severity, field, message", "id"),),
)
SEALED = (CAPTURES, VISITS)


def seal_open(connection: sqlite3.Connection) -> int:
    """Seals every row that has no seal; returns how many. Within the caller's transaction."""
    count = 0
    for sealed in SEALED:
        seals = [one[1:] for one in _seals(connection, sealed, "seal IS NULL")]
        connection.executemany(f"UPDATE {sealed.table} SET seal = ? WHERE id = ?", seals)
        count += len(seals)
    return count


def seal_of(row_id: int, row: Sequence[object], *parts: Sequence[Sequence[object]]) -> bytes:
    """The seal of a row, from its columns and the rows of its parts as :data:`SEALED` has them,
    with the values that SQLite gives back."""
    text = as_json([row_id, *row, *parts]).encode("utf-8", "backslashreplace")
    return hashlib.sha256(text).digest()[:SEAL_BYTES]


def are_texts(values: Iterable[object]) -> bool:
    """True if all are texts or absent: SQLite gives back another value for a number in a column
    of texts, so that row is sealed when it is read back."""
    return all(issubclass(kind, _TEXTS) for kind in set(map(type, values)))


def broken_seals(connection: sqlite3.Connection, sealed: Sealed) -> Iterator[tuple[int, str]]:
    """The ids of rows whose seal does not fit, each with what is wrong with it."""
    try:
        rows = list(_unfit(connection, sealed, "id IS NOT NULL"))
    except sqlite3.DatabaseError:
        # One by one: a row that cannot be read does not hide the others.
        rows = list(_unfit_one_by_one(connection, sealed))
    yield from rows


def _unfit_one_by_one(connection: sqlite3.Connection, sealed: Sealed) -> Iterator[tuple[int, str]]:
    ids = [row[0] for row in connection.execute(f"SELECT id FROM {sealed.table} ORDER BY id")]
    for row_id in ids:
        try:
            yield from list(_unfit(connection, sealed, f"id = {int(row_id)}"))
        except sqlite3.DatabaseError as error:
            yield row_id, f"cannot be read: {error}"


def _unfit(
    connection: sqlite3.Connection, sealed: Sealed, condition: str
) -> Iterator[tuple[int, str]]:
    for stored, due, row_id in _seals(connection, sealed, condition):
        if stored is None:
            yield row_id, "has no seal: another program has changed it"
        elif stored != due:
            yield row_id, "is not what was saved: its seal differs"


def _seals(
    connection: sqlite3.Connection, sealed: Sealed, condition: str
) -> Iterator[tuple[bytes | None, bytes, int]]:
    """The seals that the rows which meet a condition have and should have, and their ids."""
    parts = [_grouped(connection, sealed, part, condition) for part in sealed.parts]
    for row in connection.execute(sealed.rows(condition)):
        row_id = int(row[0])
        yield row[1], seal_of(row_id, row[2:], *(part.of(row_id) for part in parts)), row_id


class _Groups:
    """Rows of a part by the row that they belong to, read along with these in one pass."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, row_id: int) -> list[tuple[Any, ...]]:
        """Those of a row; rows are asked for in ascending order."""
        while self._next is not None and self._next[0] < row_id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != row_id:
            return []
        return [tuple(row[1:]) for row in self._next[1]]


def _grouped(connection: sqlite3.Connection, sealed: Sealed, part: Part, condition: str) -> _Groups:
    chosen = f"SELECT id FROM {sealed.table} WHERE {condition}"
    return _Groups(
        connection.execute(
            f"SELECT {part.key}, {part.columns} FROM {part.table} "
            f"WHERE {part.key} IN ({chosen}) ORDER BY {part.key}, {part.order}"
        )
    )
