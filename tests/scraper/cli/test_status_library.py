"""``clusternews status``: what it says of the SQLite library."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.store import Archive
from archive.upkeep import library_findings
from tests.command import Command


@pytest.mark.parametrize(("version", "noted"), [((3, 51, 2), True), ((3, 51, 3), False)])
def test_a_fault_of_the_library_is_noted_for_programs_only(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, int, int],
    noted: bool,
) -> None:
    Archive.open(tmp_path / "t.db").close()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    call = Command(tmp_path / "t.db", capsys)
    shown = call("status", "--json").json()["sqlite"]
    expected = next(library_findings(version), None)
    assert shown["version"] == sqlite3.sqlite_version
    assert shown["note"] == (expected.message if expected else None)
    assert (shown["note"] is not None) == noted
    plain = call("status")
    assert "WAL-reset" not in plain.out + plain.err
