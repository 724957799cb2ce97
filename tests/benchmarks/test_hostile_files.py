"""Damaged and malicious archives: none of them takes a process down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import ArchiveUnwritable
from archive.opening import connect_reading, open_reading
from archive.store import Archive
from archive.upkeep import check
from benchmarks.full_archive import fill
from benchmarks.hostile_files import ends, hostile, looked_at
from tests.archive.making import visit

FILES = 100


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "whole.db"
    fill(path)
    return path


def test_no_changed_file_crashes_or_ends_with_a_traceback(whole: Path) -> None:
    found = dict(ends(whole, range(7_000_000, 7_000_000 + FILES), verbs=1))
    assert len(found) == FILES
    assert {seed: end for seed, end in found.items() if end not in ("answered", "refused")} == {}
    assert list(found.values()).count("refused") > FILES / 4


def test_the_same_seed_gives_the_same_file(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    for seed in range(4):
        one, other = tmp_path / "one.db", tmp_path / "other.db"
        if hostile(one, content, seed) in ("bytes", "pages", "cut"):
            hostile(other, content, seed)
            assert one.read_bytes() == other.read_bytes() != content


def evil(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)


def test_functions_with_effects_are_not_called_from_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "evil.db"
    Archive.open(path).close()
    evil(path, "CREATE VIEW trap AS SELECT load_extension('evil.so') AS id")
    for opens in (open_reading, connect_reading):
        with (
            closing(opens(path)) as connection,
            pytest.raises(sqlite3.OperationalError, match="unsafe use of load_extension"),
        ):
            connection.execute("SELECT * FROM trap")


def test_a_trigger_that_is_not_ours_is_named(tmp_path: Path) -> None:
    path = tmp_path / "evil.db"
    Archive.open(path).close()
    evil(path, "CREATE TRIGGER evil AFTER INSERT ON visits BEGIN DELETE FROM tags; END")
    with closing(open_reading(path)) as connection:
        assert any("evil" in f"{one.message} {one.where}" for one in check(connection))
    evil(
        path,
        "DROP TRIGGER evil; CREATE TRIGGER evil AFTER INSERT ON visits "
        "BEGIN SELECT load_extension('evil.so'); END",
    )
    with Archive.open(path) as archive, pytest.raises(ArchiveUnwritable, match="unsafe use"):
        archive.save([visit()])


def test_a_damaged_page_met_while_reading_is_told_in_a_line(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    data = bytearray(whole.read_bytes())
    with closing(sqlite3.connect(whole)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'articles'"
        root = connection.execute(sql).fetchone()[0]
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)
    assert {looked_at(path, words) for words in (("search", "x"), ("status",))} == {"refused"}
