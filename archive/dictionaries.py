"""Compression dictionaries: what the pages of one platform have in common, stored once.

A platform gets one when enough of its pages are there to learn it from, and keeps it for
ever: bodies compressed with it cannot be read without it, so it is never replaced. With it
a page takes about half the room at the same cost. What was saved before it is compressed
again, some bodies after each batch.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from archive.codecs import Dictionary, compressed, decompressed, has_zstd, trained
from archive.errors import ClusternewsError, NotAnArchive
from archive.times import now

#: Bytes of a dictionary: 110 KB halved pages of 70 KB, 32 KB took a third off.
SIZE = 112_640
#: A platform gets one once it has so many distinct bodies, of so many bytes together.
FEWEST_BODIES, FEWEST_BYTES = 300, 20 * SIZE
#: Bodies that one is learned from, and the bytes of each that are looked at.
SAMPLES, SAMPLE_BYTES = 300, 200_000
#: Bodies that are compressed again after one batch.
AGAIN_AT_ONCE = 300

_SITE = "SELECT id FROM sites WHERE name = ?"
# An archive of two sites made one may have two; the older one is used.
_OF_SITE = "SELECT id, sha256 FROM dictionaries WHERE site_id = ? ORDER BY id LIMIT 1"
_SHA256 = "SELECT sha256 FROM dictionaries WHERE id = ?"
_CONTENT = "SELECT content FROM dictionaries WHERE id = ?"
_INSERT = "INSERT INTO dictionaries (site_id, made_at, content, sha256) VALUES (?, ?, ?, ?)"
_ENOUGH = """
SELECT count(*), coalesce(sum(b.size), 0) FROM bodies b WHERE b.sha256 IN (
  SELECT c.digest FROM pages p CROSS JOIN captures c ON c.page_id = p.id WHERE p.site_id = ?)
"""
# One body of each page: two of the same page would have its text in common, too.
_PAGES = """
SELECT max(c.digest), max(c.article_id IS NOT NULL)
FROM pages p CROSS JOIN captures c ON c.page_id = p.id WHERE p.site_id = ? GROUP BY p.id
"""
_PLAIN = """
SELECT b.id, b.sha256 FROM bodies b WHERE b.dictionary_id IS NULL AND b.id > ? AND EXISTS (
  SELECT 1 FROM captures c JOIN pages p ON p.id = c.page_id
  WHERE c.digest = b.sha256 AND p.site_id = ?)
ORDER BY b.id LIMIT ?
"""
_BODY = "SELECT codec, content, size FROM bodies WHERE sha256 = ? AND dictionary_id IS NULL"
_REPLACE = "UPDATE bodies SET codec = ?, dictionary_id = ?, content = ? WHERE id = ?"


def dictionary_of(connection: sqlite3.Connection, site_id: int) -> tuple[int, Dictionary] | None:
    """The dictionary that bodies of a platform are compressed with, after its id."""
    row = connection.execute(_OF_SITE, (site_id,)).fetchone() if has_zstd() else None
    return None if row is None else (row[0], _dictionary(connection, *row))


def dictionary_by_id(connection: sqlite3.Connection, dictionary_id: int) -> Dictionary | None:
    """A dictionary; None if it is missing."""
    row = connection.execute(_SHA256, (dictionary_id,)).fetchone()
    return None if row is None else _dictionary(connection, dictionary_id, row[0])


def _dictionary(connection: sqlite3.Connection, dictionary_id: int, sha256: str) -> Dictionary:
    def load() -> bytes:
        content: bytes = connection.execute(_CONTENT, (dictionary_id,)).fetchone()[0]
        if hashlib.sha256(content).hexdigest() != sha256:
            raise NotAnArchive(
                f"compression dictionary {dictionary_id} is damaged: its SHA-256 differs",
                hint="restore the table `dictionaries` from a backup",
            )
        return content

    return Dictionary(sha256, load)


class Dictionaries:
    """Sees to it, after each batch, that platforms get their dictionaries."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._transaction = transaction
        self._waits: dict[str, int] = {}  #: bodies to come before a site is counted again
        self._done: dict[str, int | None] = {}
        #: id of the last body looked at again; None: all were, or nothing can be done

    def look_after(self, sites: Iterable[str]) -> None:
        """Takes the names of the platforms that bodies came from, one for each body.

        Makes dictionaries that are due, each outside of any transaction but for one that
        stores it, and compresses some earlier bodies again.
        """
        if not has_zstd():
            return
        saved: dict[str, int] = {}
        for site in sites:
            saved[site] = saved.get(site, 0) + 1
        for site, bodies in saved.items():
            self._waits[site] = self._waits.get(site, 0) - bodies
            if self._waits[site] <= 0 and self._done.get(site, 0) is not None:
                try:
                    self._look_after(site)
                except (ClusternewsError, sqlite3.DatabaseError):
                    # What was to be saved is saved; a full disk stops the next batch.
                    self._done[site] = None

    def _look_after(self, site: str) -> None:
        row = self._connection.execute(_SITE, (site,)).fetchone()
        if row is None:
            return
        found = dictionary_of(self._connection, row[0])
        if found is None:
            found = self._made(site, row[0])
        if found is not None:
            with self._transaction():
                self._done[site] = _again(self._connection, row[0], found, self._done.get(site, 0))

    def _made(self, site: str, site_id: int) -> tuple[int, Dictionary] | None:
        count, size = self._connection.execute(_ENOUGH, (site_id,)).fetchone()
        if count < FEWEST_BODIES or size < FEWEST_BYTES:
            few = count < FEWEST_BODIES
            self._waits[site] = FEWEST_BODIES - count if few else count // 10
            return None
        content = trained(_samples(self._connection, site_id), SIZE)
        if content is None:
            self._done[site] = None
            return None
        with self._transaction():
            sha256 = hashlib.sha256(content).hexdigest()
            self._connection.execute(_INSERT, (site_id, now(), content, sha256))
        return dictionary_of(self._connection, site_id)


def _samples(connection: sqlite3.Connection, site_id: int) -> list[bytes]:
    """Bodies from all times of the platform; of articles, if it has enough of them."""
    pages = connection.execute(_PAGES, (site_id,)).fetchall()
    of_articles = list(dict.fromkeys(digest for digest, is_article in pages if is_article))
    enough = len(of_articles) >= FEWEST_BODIES
    every = of_articles if enough else list(dict.fromkeys(digest for digest, _ in pages))
    step = max(1.0, len(every) / SAMPLES)
    chosen = [every[int(number * step)] for number in range(min(SAMPLES, len(every)))]
    bodies = (_plain(connection, digest)[0] for digest in chosen)
    return [body[:SAMPLE_BYTES] for body in bodies if body]


def _plain(connection: sqlite3.Connection, digest: str) -> tuple[bytes | None, int]:
    """A body that was stored without a dictionary, None if it is damaged or has one; and the
    bytes that it takes."""
    row = connection.execute(_BODY, (digest,)).fetchone()
    if row is None:
        return None, 0
    codec, content, size = row
    try:
        body = decompressed(codec, content, size, None)
    except (ValueError, LookupError):
        return None, 0
    return body if hashlib.sha256(body).hexdigest() == digest else None, len(content)


def _again(
    connection: sqlite3.Connection, site_id: int, found: tuple[int, Dictionary], after: int | None
) -> int | None:
    """Compresses further bodies of a platform with its dictionary where that pays; the id of
    the last one looked at, None if there are no more."""
    dictionary_id, dictionary = found
    rows = connection.execute(_PLAIN, (after or 0, site_id, AGAIN_AT_ONCE)).fetchall()
    for body_id, digest in rows:
        body, taken = _plain(connection, digest)
        if body is None:
            continue  # damaged: left as it is, for `check` to name
        codec, content = compressed(body, dictionary)
        if len(content) < taken:
            connection.execute(_REPLACE, (codec, dictionary_id, content, body_id))
    return rows[-1][0] if len(rows) == AGAIN_AT_ONCE else None
