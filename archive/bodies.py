"""The bytes of captures: stored once per content, compressed, checked on reading."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

import zstandard

from archive.errors import NotAnArchive

#: Level 3 is eight times cheaper than zlib-6 and smaller; no level above 9 pays.
_COMPRESSOR = zstandard.ZstdCompressor(level=3)

_IS_KNOWN = "SELECT 1 FROM bodies WHERE sha256 = ?"
_INSERT = "INSERT INTO bodies (sha256, size, codec, content) VALUES (?, ?, 'zstd', ?)"
_READ = "SELECT size, codec, dictionary_id, content FROM bodies WHERE sha256 = ?"
_DICTIONARY = "SELECT content FROM dictionaries WHERE id = ?"


def keep_body(connection: sqlite3.Connection, digest: str, body: bytes) -> None:
    """Stores ``body`` under its SHA-256 unless it is there already.

    Raises ValueError if ``digest`` is not that of ``body``: a wrong key would
    hand these bytes to every later capture with that digest.
    """
    if connection.execute(_IS_KNOWN, (digest,)).fetchone():
        return
    if hashlib.sha256(body).hexdigest() != digest:
        raise ValueError(f"digest {digest!r} is not the SHA-256 of the body")
    connection.execute(_INSERT, (digest, len(body), _COMPRESSOR.compress(body)))


def read_body(connection: sqlite3.Connection, digest: str) -> bytes:
    """The bytes whose SHA-256 is ``digest``.

    Raises NotAnArchive if they are missing, damaged, or need a codec or
    dictionary that is not at hand: never other bytes than those captured.
    """
    row = connection.execute(_READ, (digest,)).fetchone()
    if row is None:
        raise NotAnArchive(f"the archive holds no body {digest}")
    size, codec, dictionary_id, content = row
    body = _decompressed(connection, digest, codec, size, dictionary_id, content)
    if len(body) != size or hashlib.sha256(body).hexdigest() != digest:
        raise NotAnArchive(f"body {digest} is damaged: its bytes are not those captured")
    return body


def _decompressed(
    connection: sqlite3.Connection,
    digest: str,
    codec: str,
    size: int,
    dictionary_id: int | None,
    content: bytes,
) -> bytes:
    try:
        if codec == "zstd":
            dictionary = _dictionary(connection, digest, dictionary_id)
            reader = zstandard.ZstdDecompressor(dict_data=dictionary)
            return reader.decompress(content, max_output_size=size)
        if codec == "zlib" and dictionary_id is None:
            return zlib.decompressobj().decompress(content, size + 1)
    except (zstandard.ZstdError, zlib.error, MemoryError) as error:
        raise NotAnArchive(f"body {digest} is damaged: {error}") from error
    raise NotAnArchive(
        f"body {digest} is compressed with {codec!r}, which this clusternews cannot read",
        hint="use the clusternews that wrote it, or a newer one",
    )


def _dictionary(
    connection: sqlite3.Connection, digest: str, dictionary_id: int | None
) -> zstandard.ZstdCompressionDict | None:
    if dictionary_id is None:
        return None
    row = connection.execute(_DICTIONARY, (dictionary_id,)).fetchone()
    if row is None:
        raise NotAnArchive(
            f"body {digest} needs compression dictionary {dictionary_id}, which is missing",
            hint="restore the table `dictionaries` from a backup",
        )
    return zstandard.ZstdCompressionDict(row[0])
