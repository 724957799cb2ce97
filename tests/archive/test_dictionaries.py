"""Dictionaries: made once, kept for ever, and every body comes back as it was."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from archive import dictionaries
from archive.bodies import read_body
from archive.errors import NotAnArchive
from archive.opening import open_reading
from archive.records import PageKind, PageState, Severity, Visit
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, bare, capture

chance = random.Random(11)
FURNITURE = bytes(chance.choices(b"abcdefghij <>/", k=12_000))


def body(number: int) -> bytes:
    own = bytes(random.Random(number).choices(b"klmnopqrstuv ", k=900))
    return FURNITURE[:6000] + own + FURNITURE[6000:]


def page(number: int, site: str = "example") -> Visit:
    url = f"{BASE}/{site}/{number}"
    received = capture(url, body(number) if site == "example" else b"other" * 90 + bytes([number]))
    return bare(url, PageState.FETCHED, kind=PageKind.OTHER, capture=received, site=site)


def save(archive: Archive, numbers: Iterable[int], site: str = "example") -> None:
    archive.save([page(number, site) for number in numbers])


def with_dictionary(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    found = connection.execute(
        "SELECT dictionary_id, count(*) FROM bodies WHERE dictionary_id IS NOT NULL GROUP BY 1"
    )
    return [tuple(row) for row in found]


def all_come_back(connection: sqlite3.Connection, numbers: Iterable[int]) -> bool:
    bodies = [body(number) for number in numbers]
    return all(read_body(connection, hashlib.sha256(one).hexdigest()) == one for one in bodies)


def test_a_platform_gets_its_dictionary_at_300_bodies_and_keeps_it(path: Path) -> None:
    with Archive.open(path) as archive:
        save(archive, range(299))
        assert with_dictionary(archive.connection) == []
        before = stored(archive.connection)
        save(archive, range(299, 301))
        assert with_dictionary(archive.connection) == [(1, 300)]
        assert stored(archive.connection) < before / 3
        save(archive, range(301, 320))
        assert with_dictionary(archive.connection) == [(1, 320)]
        assert all_come_back(archive.connection, range(320))
        made = archive.connection.execute("SELECT content FROM dictionaries").fetchall()
    with Archive.open(path) as archive:
        save(archive, range(320, 700))
        assert with_dictionary(archive.connection) == [(1, 700)]
        assert archive.connection.execute("SELECT content FROM dictionaries").fetchall() == made
    with closing(open_reading(path)) as connection:
        assert all_come_back(connection, range(700))
        assert [one for one in check(connection) if one.severity != Severity.NOTE] == []


def stored(connection: sqlite3.Connection) -> int:
    found = connection.execute("SELECT sum(length(content)) FROM bodies WHERE id < 299")
    return int(found.fetchone()[0])


def test_earlier_bodies_are_compressed_again_some_after_each_batch(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "AGAIN_AT_ONCE", 120)
    with Archive.open(path) as archive:
        save(archive, range(310))
        assert with_dictionary(archive.connection) == [(1, 120)]
    with Archive.open(path) as archive:
        save(archive, [310])
        assert with_dictionary(archive.connection) == [(1, 241)]
        save(archive, [311])
        save(archive, [312])
        assert with_dictionary(archive.connection) == [(1, 313)]
        assert all_come_back(archive.connection, range(313))


def test_small_bodies_get_none(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([page(number % 256, "small") for number in range(400)])
        assert archive.connection.execute("SELECT count(*) FROM dictionaries").fetchone()[0] == 0


def test_a_platform_does_not_use_anothers(path: Path) -> None:
    with Archive.open(path) as archive:
        save(archive, range(300))
        save(archive, [7], "small")
        plain = archive.connection.execute(
            "SELECT count(*) FROM bodies WHERE dictionary_id IS NULL"
        )
        assert plain.fetchone()[0] == 1


def test_a_damaged_body_is_not_compressed_again(path: Path) -> None:
    with Archive.open(path) as archive:
        save(archive, range(299))
        archive.connection.execute("UPDATE bodies SET content = x'00' WHERE id = 5")
        save(archive, [299])
        row = archive.connection.execute("SELECT dictionary_id, content FROM bodies WHERE id = 5")
        assert row.fetchone() == (None, b"\0")
        assert with_dictionary(archive.connection) == [(1, 299)]


def test_a_damaged_dictionary_is_refused_and_named(path: Path) -> None:
    with Archive.open(path) as archive:
        save(archive, range(301))
        content = bytearray(
            archive.connection.execute("SELECT content FROM dictionaries").fetchone()[0]
        )
        content[9000] ^= 4
        # Not through the cache: another process reads it from the file.
        digest = hashlib.sha256(b"another").hexdigest()
        values = (bytes(content), digest)
        archive.connection.execute("UPDATE dictionaries SET content = ?, sha256 = ?", values)
        with pytest.raises(NotAnArchive, match="dictionary 1 is damaged"):
            read_body(archive.connection, hashlib.sha256(body(3)).hexdigest())
    with closing(open_reading(path)) as connection:
        codes = {one.code for one in check(connection)}
    assert {"dictionary", "body"} <= codes
