"""The texts that bytes of a page may be read as, and what stands for bytes that were erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator

from archive.bodies import ERASED_CODEC, read_body
from archive.codecs import compressed
from archive.times import now

#: Encodings of pages that do not say theirs, beside UTF-8.
_OLD_ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1253", "iso-8859-2")
_WIDE = ("utf-16-le", "utf-16-be")
_ERASE = """
INSERT INTO bodies (sha256, size, codec, content) VALUES (?, ?, ?, ?)
ON CONFLICT (sha256) DO UPDATE SET codec = excluded.codec, dictionary_id = NULL,
  content = excluded.content
WHERE codec <> excluded.codec
"""
_BODIES = "SELECT sha256, size FROM bodies WHERE codec <> ? ORDER BY id"
_READ_AS = "SELECT DISTINCT encoding, url FROM captures WHERE digest = ?"
_DICTIONARIES = "SELECT id, site_id, content FROM dictionaries ORDER BY id"
_WITH_DICTIONARY = "SELECT sha256 FROM bodies WHERE dictionary_id = ? ORDER BY id"
_REPLACE = "UPDATE bodies SET codec = ?, dictionary_id = NULL, content = ? WHERE sha256 = ?"


def texts_of(body: bytes, encodings: Iterable[str | None]) -> Iterator[str]:
    """The body decoded in every way it may be meant, each text once."""
    names = [name for name in encodings if name]
    try:
        body.decode("utf-8")
        names.append("utf-8")
    except UnicodeDecodeError:
        names += ["utf-8", *_OLD_ENCODINGS]
    if b"\0" in body[:4096]:
        names += _WIDE
    seen: set[str] = set()
    for name in dict.fromkeys(map(str.lower, names)):
        try:
            text = body.decode(name, "replace")
        except (LookupError, UnicodeError):
            continue
        if text not in seen:
            seen.add(text)
            yield text


def erase_body(connection: sqlite3.Connection, digest: str, size: int) -> None:
    """Puts a mark in the place of a body, or where it would be kept."""
    connection.execute(_ERASE, (digest, size, ERASED_CODEC, now().encode()))


def erase_bodies(
    connection: sqlite3.Connection,
    is_in: Callable[[str, str], bool],
    known: Collection[str],
) -> int:
    """Erases the bodies whose digests are ``known``, and all whose text ``is_in`` finds
    (it takes a text and the address it came from); how many."""
    count = 0
    for digest, size in connection.execute(_BODIES, (ERASED_CODEC,)).fetchall():
        if digest in known or _is_in_body(connection, digest, is_in):
            erase_body(connection, digest, size)
            count += 1
    return count


def _is_in_body(
    connection: sqlite3.Connection, digest: str, is_in: Callable[[str, str], bool]
) -> bool:
    rows = connection.execute(_READ_AS, (digest,)).fetchall()
    body = read_body(connection, digest)
    places = [url for _, url in rows] or [""]
    texts = texts_of(body, [encoding for encoding, _ in rows])
    return any(is_in(text, places[0]) for text in texts)


def drop_dictionaries(
    connection: sqlite3.Connection, is_due: Callable[[int, str], bool]
) -> tuple[int, int]:
    """Takes compression dictionaries away that hold pieces of what was erased.

    ``is_due`` takes the id of a platform and the text in a dictionary. What was compressed
    with one is compressed without; a later batch makes another. How many dictionaries and
    bodies.
    """
    count = bodies = 0
    for dictionary_id, site_id, content in connection.execute(_DICTIONARIES).fetchall():
        if not is_due(site_id, content.decode("utf-8", "replace")):
            continue
        for (digest,) in connection.execute(_WITH_DICTIONARY, (dictionary_id,)).fetchall():
            codec, packed = compressed(read_body(connection, digest))
            connection.execute(_REPLACE, (codec, packed, digest))
            bodies += 1
        connection.execute("DELETE FROM dictionaries WHERE id = ?", (dictionary_id,))
        count += 1
    return count, bodies
