"""A few flips, and that the benchmark can fail."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from archive.opening import open_reading
from benchmarks import bit_flips
from benchmarks.bit_flips import flip, seen
from benchmarks.full_archive import fill


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flips") / "whole.db"
    fill(path)
    return path


def test_every_flip_that_matters_is_found(whole: Path, tmp_path: Path) -> None:
    before = seen(whole)
    flips = [flip(whole, tmp_path, before, seed) for seed in range(40)]
    assert [one for one in flips if one.changed and not one.found] == []
    assert sum(bool(one.changed) for one in flips) > 8
    assert list(tmp_path.iterdir()) == []


def test_a_check_that_finds_nothing_is_seen_to_miss(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bit_flips, "check", lambda connection: [])
    before = seen(whole)
    flips = [flip(whole, tmp_path, before, seed) for seed in range(10)]
    assert [one for one in flips if one.changed and not one.found]


def test_the_archive_has_rows_of_every_kind(whole: Path) -> None:
    with closing(open_reading(whole)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        empty = [
            name
            for (name,) in tables
            if not connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()
        ]
    # Made by `ties`; no reader sees them.
    assert set(empty) <= {"sketches", "untied"}
