"""Second copies: what differs from its copy is named with both values."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.second_copies import SUFFIX, look_at_second_copies
from archive.store import Archive
from tests.archive.making import BASE, visit


@pytest.fixture
def filled(path: Path) -> Path:
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(3)])
    return path


def changed_behind(path: Path, index: str, statement: str) -> list[tuple[str, str]]:
    """What is found after a change that an index has not heard of: places and messages."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT rowid, * FROM sqlite_master WHERE name = ?", (index,)
        ).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "INSERT INTO sqlite_master (rowid, type, name, tbl_name, rootpage, sql) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:
        return [(one.where, one.message) for one in look_at_second_copies(connection)]


def test_a_changed_value_is_named_with_the_one_of_the_copy(filled: Path) -> None:
    found = changed_behind(filled, "pages_twice", "UPDATE pages SET kind = 'other' WHERE id = 2")
    assert [where for where, _ in found] == ["pages:2"]
    assert "kind is 'other' and 'article'" in found[0][1]


def test_tables_without_row_numbers(filled: Path) -> None:
    statement = "UPDATE changes SET class = 'title' WHERE article_id = 1"
    ((where, message),) = changed_behind(filled, "changes_twice", statement)
    assert where.startswith("changes:1:2026-03-01")
    assert "class is 'title' and 'first'" in message


def test_rows_that_are_in_one_place_only(filled: Path) -> None:
    gone = changed_behind(filled, "labels_twice", "DELETE FROM labels WHERE id = 1")
    assert [where for where, _ in gone] == ["labels:1"] and "only its second copy" in gone[0][1]
    more = changed_behind(
        filled, "tags_twice", "INSERT INTO tags VALUES (77, 1, 'a', 'b', NULL, 0)"
    )
    assert ("tags:77" in more[-1][0]) and "second copy of the row is missing" in more[-1][1]


def test_every_copy_is_of_a_kind_that_no_plan_takes_up(path: Path) -> None:
    with Archive.open(path) as archive:
        rows = archive.connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE name LIKE '%!_twice' ESCAPE '!'"
        ).fetchall()
        assert len(rows) > 15
        for name, table, sql in rows:
            assert name == table + SUFFIX and " WHERE " in sql
            for select in (f"SELECT * FROM {table}", f"SELECT count(*) FROM {table}"):
                plan = archive.connection.execute(f"EXPLAIN QUERY PLAN {select}").fetchall()
                assert name not in str([step[3] for step in plan])
