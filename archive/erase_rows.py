"""Deleting rows with everything that points to them, and what nobody uses afterwards."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.article_rows import INDEXED, SELECT_TEXTS
from archive.search_index import REMOVE

_TABLES = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""
_POINTERS = """
SELECT f."table", f."from", c."notnull" OR c.pk > 0
FROM pragma_foreign_key_list(:table) f JOIN pragma_table_info(:table) c ON c.name = f."from"
WHERE f."to" = 'id' AND f.id NOT IN (
  SELECT id FROM pragma_foreign_key_list(:table) WHERE seq > 0)
"""
#: Rows that many others share: table, and what uses it.
SHARED: dict[str, tuple[str, str]] = {
    "tags": ("article_tags", "tag_id"),
    "labels": ("article_labels", "label_id"),
    "people": ("article_people", "person_id"),
    "removed_texts": ("removed_blocks", "text_id"),
}
_USED = {
    "tags": "SELECT tag_id FROM article_tags WHERE article_id = ?",
    "labels": "SELECT label_id FROM article_labels WHERE article_id = ?",
    "people": "SELECT person_id FROM article_people WHERE article_id = ?",
    "removed_texts": "SELECT text_id FROM removed_blocks WHERE capture_id = ?",
}
_AT_ONCE = 500
_SEEN = "SELECT site_id, seen FROM template_pages WHERE article_id = ?"
_BLOCKS = "SELECT block, place FROM template_blocks WHERE site_id = ?"
_PLACES = "SELECT place FROM template_places WHERE site_id = ?"
_UNCOUNT_BLOCK = """
UPDATE template_blocks SET pages = pages - 1, example = CASE WHEN pages > 2 THEN example END
WHERE site_id = ? AND block = ?
"""
_UNCOUNT_PLACE = """
UPDATE template_places SET pages = max(0, pages - ?), sightings = max(0, sightings - ?)
WHERE site_id = ? AND place = ?
"""
_FORGET = (
    "DELETE FROM template_blocks WHERE site_id = ? AND pages < 1 AND verdict IS NULL",
    "DELETE FROM template_places WHERE site_id = ? AND pages < 1",
)


@dataclass(slots=True)
class Tally:
    """What an erasure does, counted."""

    removed: Counter[str] = field(default_factory=Counter)  #: rows, by table
    changed: Counter[str] = field(default_factory=Counter)  #: rows, by table
    bodies: int = 0  #: captured bytes that were replaced by a mark
    articles: dict[str, str] = field(default_factory=dict)
    #: address -> ``removed`` or ``changed``
    emails: set[str] = field(default_factory=set)  #: of contacts with the name; they stay
    spelt: list[str] = field(default_factory=list)  #: addresses that spell the name; they stay

    def as_plain(self) -> dict[str, object]:
        """The same as plain objects; tables without a change are left out."""
        return {
            "removed": dict(+self.removed),
            "changed": dict(+self.changed),
            "bodies": self.bodies,
            "articles": self.articles,
            "emails": sorted(self.emails),
            "spelt": self.spelt,
        }


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """Every ordinary table."""
    return [row[0] for row in connection.execute(_TABLES).fetchall()]


def used_by(connection: sqlite3.Connection, table: str, owner: int) -> set[int]:
    """Ids of shared rows that an article uses (of removed texts: a capture)."""
    return {row[0] for row in connection.execute(_USED[table], (owner,))}


class Deletion:
    """Deletes rows by id within one transaction; follows every reference declared."""

    def __init__(self, connection: sqlite3.Connection, tally: Tally) -> None:
        self._connection = connection
        self._tally = tally
        self._pointers: dict[str, list[tuple[str, str, bool]]] = {}
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in tables_of(connection):
            for parent, column, needed in connection.execute(_POINTERS, {"table": table}):
                self._pointers.setdefault(parent, []).append((table, column, bool(needed)))

    def delete(self, table: str, ids: Iterable[int]) -> None:
        """Deletes rows; rows that need one of them go too, others only forget it."""
        for some in _chunks(sorted(ids)):
            marks = ", ".join("?" * len(some))
            for child, column, needed in self._pointers.get(table, ()):
                if not needed:
                    sql = f"UPDATE {child} SET {column} = NULL WHERE {column} IN ({marks})"
                    self._connection.execute(sql, some)
                elif child in self._pointers:
                    sql = f"SELECT id FROM {child} WHERE {column} IN ({marks})"
                    rows = self._connection.execute(sql, some).fetchall()
                    self.delete(child, [row[0] for row in rows])
                else:
                    self._run(child, f"{column} IN ({marks})", some)
            self._run(table, f"id IN ({marks})", some)

    def delete_article(self, article_id: int) -> None:
        """Deletes an article, what the word index holds of it, and what it counted for."""
        texts = self._connection.execute(SELECT_TEXTS, (article_id,)).fetchone()
        if texts is not None:
            self._connection.execute(REMOVE, (article_id, *texts[: len(INDEXED)]))
        _uncount(self._connection, article_id)
        self.delete("articles", [article_id])

    def delete_unused(self, table: str, ids: Iterable[int]) -> None:
        """Deletes those of some shared rows that nothing uses any more."""
        uses, column = SHARED[table]
        sql = f"SELECT 1 FROM {uses} WHERE {column} = ? LIMIT 1"
        unused = [one for one in ids if not self._connection.execute(sql, (one,)).fetchone()]
        self.delete(table, unused)

    def delete_bodies(self, digests: Iterable[str]) -> None:
        """Deletes those bodies that no capture has any more."""
        for digest in digests:
            clause = "sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM captures WHERE digest = ?1)"
            self._run("bodies", clause, (digest,))

    def _run(self, table: str, clause: str, values: Sequence[object]) -> None:
        cursor = self._connection.execute(f"DELETE FROM {table} WHERE {clause}", values)
        self._tally.removed[table] += cursor.rowcount


def _uncount(connection: sqlite3.Connection, article_id: int) -> None:
    """Takes the blocks of an article out of the counts of its site."""
    row = connection.execute(_SEEN, (article_id,)).fetchone()
    if row is None:
        return
    site_id, seen = row[0], frozenset(array("I", row[1]))
    blocks = connection.execute(_BLOCKS, (site_id,)).fetchall()
    shown = [(block, place) for block, place in blocks if block & 0xFFFFFFFF in seen]
    sightings = Counter(place for _, place in shown)
    connection.executemany(_UNCOUNT_BLOCK, [(site_id, block) for block, _ in shown])
    places = [row[0] for row in connection.execute(_PLACES, (site_id,)) if row[0] in seen]
    values = [(1, sightings[place], site_id, place) for place in places]
    connection.executemany(_UNCOUNT_PLACE, values)
    for statement in _FORGET:
        connection.execute(statement, (site_id,))


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
