"""``check`` and ``backup`` from the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.lock import hold
from archive.store import Archive
from tests.archive.making import BASE, visit
from tests.command import Command
from tests.fresh import fresh

BANNER = "We use cookies on this site to enhance your user experience."


@pytest.fixture
def filled(clusternews: Command) -> Command:
    with fresh(clusternews.archive) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(2)])
    return clusternews


def spoil(command: Command, statement: str) -> None:
    with closing(sqlite3.connect(command.archive)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_whole_archive(filled: Command) -> None:
    ended = filled("check")
    assert ended.code == 0 and ended.err.endswith("whole\n")


def test_damage_is_named_and_mended_only_when_asked(filled: Command) -> None:
    spoil(filled, "DELETE FROM links WHERE article_id = 1")
    ended = filled("check")
    assert ended.code == 1
    assert f"rows: Rows of links are not those of the current version. ({BASE}/0" in ended.out
    would = filled("check", "--repair", "--dry-run")
    assert would.code == 1
    assert f"would make the rows of {BASE}/0 again" in would.err
    assert filled("check").code == 1
    did = filled("check", "--repair")
    assert did.code == 0
    assert f"will make the rows of {BASE}/0 again" in did.err and "did all 2" in did.err
    assert filled("check").code == 0


def test_what_cannot_be_mended_stays_named(filled: Command) -> None:
    spoil(filled, "UPDATE bodies SET content = x'00' WHERE id = 1")
    ended = filled("check", "--repair", "--json")
    assert ended.code == 1
    said = ended.json()
    assert said["repairs"] == []
    assert "body" in {one["code"] for one in said["findings"]}


def test_a_repair_waits_for_no_run(filled: Command) -> None:
    spoil(filled, "DELETE FROM links WHERE article_id = 1")
    with hold(filled.archive):
        assert filled("check", "--repair").code == 75
    assert filled("check", "--dry-run").code == 2


def test_leaks_are_a_flag_of_their_own(filled: Command) -> None:
    leaked = f"A text.\n\n{BANNER}\n\nThe end."
    about = "Cookies are eaten.\n\nThe regulator says that sites use cookies to follow people."
    judged = "Words.\n\nThis site uses cookies to improve your experience. Read our cookie policy."
    with Archive.open(filled.archive) as archive:
        archive.save(
            [
                visit(f"{BASE}/leaked", body_text=leaked, banner_sentences=(BANNER,)),
                visit(f"{BASE}/about", body_text=about, banner_sentences=(BANNER,)),
                visit(f"{BASE}/judged", body_text=judged),
            ]
        )
    assert filled("check").code == 0
    ended = filled("check", "--leaks")
    assert ended.code == 1 and "1 leaked" in ended.err
    assert f"({BASE}/leaked version 1)" in ended.out
    assert f"{BASE}/about" not in ended.out
    codes = {one["where"]: one["code"] for one in filled("check", "--leaks", "--json").json()}
    assert codes[f"{BASE}/leaked version 1"] == "leak"
    assert codes[f"{BASE}/judged version 1"] == "maybe_leak"


def test_a_backup_says_where_it_is(filled: Command, tmp_path: Path) -> None:
    ended = filled("backup", tmp_path / "copy.db", "--verify")
    assert ended.code == 0 and ended.out == f"{tmp_path / 'copy.db'}\n"
    assert "2 articles" in ended.err
    again = filled("backup", tmp_path / "copy.db")
    assert again.code == 2 and "there already" in again.err
    said = filled("backup", "--keep", "1", "--json").json()
    assert said["articles"] == 2 and Path(said["path"]).stat().st_size == said["bytes"]
    assert filled("backup", "--keep", "0").code == 2
    spoil(filled, "UPDATE article_texts SET body_text = 'x' WHERE article_id = 1")
    damaged = filled("backup", tmp_path / "other.db")
    assert damaged.code == 3 and "older backups were left alone" in damaged.err
