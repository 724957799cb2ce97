"""Bodies: kept once, given back exactly, or refused."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import zstandard

from archive.bodies import keep_body, read_body
from archive.errors import NotAnArchive
from archive.store import Archive
from tests.archive.making import visit

ROOT = Path(__file__).parents[2]
BODY = b"<html>" + b"a page of the platform " * 200 + b"</html>"
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def connection(archive: Archive) -> sqlite3.Connection:
    return archive.connection


@pytest.mark.parametrize("body", [BODY, b"", b"\0\xff" * 1000], ids=len)
def test_a_body_comes_back_as_it_was(connection: sqlite3.Connection, body: bytes) -> None:
    digest = hashlib.sha256(body).hexdigest()
    keep_body(connection, digest, body, 1)
    keep_body(connection, digest, body, 1)
    assert read_body(connection, digest) == body
    assert connection.execute("SELECT count(*), codec FROM bodies").fetchone()[:] == (1, "zstd")


def test_a_digest_that_is_not_the_bodys_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        keep_body(connection, "0" * 64, BODY, 1)


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
    raw = dictionary.as_bytes()
    values = (raw, hashlib.sha256(raw).hexdigest())
    connection.execute("INSERT INTO dictionaries VALUES (5, 1, '2026-01-01', ?, ?)", values)
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


#: A Python in which zstandard cannot be imported.
WITHOUT_ZSTANDARD = """
import sys
sys.modules["zstandard"] = None
from pathlib import Path
from archive.bodies import read_body
from archive.errors import ClusternewsError
from archive.store import Archive
from tests.archive.making import BASE, visit
with Archive.open(Path(sys.argv[1])) as archive:
    if sys.argv[2] == "save":
        archive.save([visit(f"{BASE}/without", body=b"saved without" * 99)])
    for digest, codec in archive.connection.execute("SELECT sha256, codec FROM bodies ORDER BY id"):
        try:
            print(codec, len(read_body(archive.connection, digest)))
        except ClusternewsError as error:
            print(codec, type(error).__name__, error, error.hint)
"""


def without_zstandard(path: Path, what: str) -> list[str]:
    command = [sys.executable, "-c", WITHOUT_ZSTANDARD, str(path), what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_without_zstandard_bodies_are_zlib_and_others_name_what_they_need(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit()])
    said = without_zstandard(path, "save")
    assert "zstandard is not installed pip install zstandard" in said[0]
    assert said[1:] == [f"zlib {13 * 99}"]
    with Archive.open(path) as archive:
        digest = archive.connection.execute("SELECT sha256 FROM bodies WHERE id = 2").fetchone()[0]
        assert read_body(archive.connection, digest) == b"saved without" * 99


def test_a_missing_body_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(NotAnArchive, match="no body"):
        read_body(connection, DIGEST)
