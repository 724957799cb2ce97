"""Bodies: kept once, given back exactly, or refused."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

import pytest
import zstandard

from archive.bodies import keep_body, read_body
from archive.errors import NotAnArchive
from archive.store import Archive

BODY = b"<html>" + b"a page of the platform " * 200 + b"</html>"
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def connection(archive: Archive) -> sqlite3.Connection:
    return archive.connection


@pytest.mark.parametrize("body", [BODY, b"", b"\0\xff" * 1000], ids=len)
def test_a_body_comes_back_as_it_was(connection: sqlite3.Connection, body: bytes) -> None:
    digest = hashlib.sha256(body).hexdigest()
    keep_body(connection, digest, body)
    keep_body(connection, digest, body)
    assert read_body(connection, digest) == body
    assert connection.execute("SELECT count(*), codec FROM bodies").fetchone()[:] == (1, "zstd")


def test_a_digest_that_is_not_the_bodys_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        keep_body(connection, "0" * 64, BODY)


def insert(connection: sqlite3.Connection, codec: str, content: bytes, dictionary: object) -> None:
    connection.execute(
        "INSERT INTO bodies (sha256, size, codec, dictionary_id, content) VALUES (?, ?, ?, ?, ?)",
        (DIGEST, len(BODY), codec, dictionary, content),
    )


def test_other_codecs_are_read(connection: sqlite3.Connection) -> None:
    insert(connection, "zlib", zlib.compress(BODY), None)
    assert read_body(connection, DIGEST) == BODY


def test_a_body_with_a_dictionary_is_read_with_it_alone(connection: sqlite3.Connection) -> None:
    dictionary = zstandard.ZstdCompressionDict(b"a page of the platform " * 20)
    content = zstandard.ZstdCompressor(dict_data=dictionary).compress(BODY)
    connection.execute("INSERT INTO sites VALUES (1, 'example', '', '', '', NULL)")
    connection.execute(
        "INSERT INTO dictionaries VALUES (5, 1, '2026-01-01', ?)", (dictionary.as_bytes(),)
    )
    insert(connection, "zstd", content, 5)
    assert read_body(connection, DIGEST) == BODY
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM dictionaries")
    with pytest.raises(NotAnArchive, match="dictionary 5"):
        read_body(connection, DIGEST)


@pytest.mark.parametrize(
    ("codec", "content"),
    [
        ("lzw", BODY),
        ("zstd", BODY),
        ("zstd", zstandard.compress(BODY + b"x")),
        ("zstd", zstandard.compress(BODY)[:-4]),
        ("zlib", BODY),
        ("zlib", zlib.compress(BODY)[:-9]),
        ("zlib", zlib.compress(bytes(10_000_000))),
    ],
)
def test_what_is_not_the_body_is_refused(
    connection: sqlite3.Connection, codec: str, content: bytes
) -> None:
    insert(connection, codec, content, None)
    with pytest.raises(NotAnArchive):
        read_body(connection, DIGEST)


def test_a_missing_body_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(NotAnArchive, match="no body"):
        read_body(connection, DIGEST)
