"""The bytes of captures: stored once per content, compressed, checked on reading."""

from __future__ import annotations

import hashlib
import sqlite3

from archive.codecs import Dictionary, compressed, decompressed
from archive.dictionaries import dictionary_by_id, dictionary_of
from archive.errors import BodyAbsent, NotAnArchive

#: Codec of a body whose bytes were left out of a copy, with the contacts in them.
LEFT_OUT_CODEC = "left-out"
#: Codec of a body whose bytes were erased on request; its content is the time of that, UTC.
ERASED_CODEC = "erased"

_IS_KNOWN = "SELECT 1 FROM bodies WHERE sha256 = ?"
_INSERT = """
INSERT INTO bodies (sha256, size, codec, dictionary_id, content) VALUES (?, ?, ?, ?, ?)
"""
_READ = "SELECT size, codec, dictionary_id, content FROM bodies WHERE sha256 = ?"


def keep_body(connection: sqlite3.Connection, digest: str, body: bytes, site_id: int) -> None:
    """Stores ``body`` under its SHA-256 unless it is there already.

    It is compressed with the dictionary of the platform ``site_id``, if that has one.
    Raises ValueError if ``digest`` is not that of ``body``: a wrong key would
    hand these bytes to every later capture with that digest.
    """
    if connection.execute(_IS_KNOWN, (digest,)).fetchone():
        return
    if hashlib.sha256(body).hexdigest() != digest:
        raise ValueError(f"digest {digest!r} is not the SHA-256 of the body")
    dictionary_id, dictionary = dictionary_of(connection, site_id) or (None, None)
    codec, content = compressed(body, dictionary)
    needs = dictionary_id if codec == "zstd" else None
    connection.execute(_INSERT, (digest, len(body), codec, needs, content))


def read_body(connection: sqlite3.Connection, digest: str) -> bytes:
    """The bytes whose SHA-256 is ``digest``.

    Raises NotAnArchive if they are missing, damaged, or need a codec or
    dictionary that is not at hand: never other bytes than those captured.
    Raises BodyAbsent, which is one, if they were left out of a copy of the archive,
    or erased on request.
    Raises MissingExtra if they need zstandard, and it is not installed.
    """
    row = connection.execute(_READ, (digest,)).fetchone()
    if row is None:
        raise NotAnArchive(f"the archive holds no body {digest}")
    size, codec, dictionary_id, content = row
    if codec == LEFT_OUT_CODEC:
        raise BodyAbsent(
            f"the bytes of body {digest} were left out of this archive",
            hint="the archive it was exported from has them",
        )
    if codec == ERASED_CODEC:
        when = bytes(content).decode("ascii", "replace")
        raise BodyAbsent(f"the bytes of body {digest} were erased on request at {when}")
    dictionary = _dictionary(connection, digest, dictionary_id)
    try:
        body = decompressed(codec, content, size, dictionary)
    except ValueError as error:
        raise NotAnArchive(f"body {digest} is damaged: {error}") from error
    except LookupError as error:
        raise NotAnArchive(
            f"body {digest} is compressed with {codec!r}, which this clusternews cannot read",
            hint="use the clusternews that wrote it, or a newer one",
        ) from error
    if len(body) != size or hashlib.sha256(body).hexdigest() != digest:
        raise NotAnArchive(f"body {digest} is damaged: its bytes are not those captured")
    return body


def _dictionary(
    connection: sqlite3.Connection, digest: str, dictionary_id: int | None
) -> Dictionary | None:
    if dictionary_id is None:
        return None
    dictionary = dictionary_by_id(connection, dictionary_id)
    if dictionary is None:
        raise NotAnArchive(
            f"body {digest} needs compression dictionary {dictionary_id}, which is missing",
            hint="restore the table `dictionaries` from a backup",
        )
    return dictionary
