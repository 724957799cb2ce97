"""Repair: rebuilds what can be rebuilt, leaves the rest alone, and says which is which."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.opening import open_reading
from archive.records import Severity
from archive.repair import plan_repairs
from archive.seals import seal_open
from archive.search import search
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, LATER, LATEST, dump, gone, visit


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "news.db"
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(3)])
        archive.save([visit(f"{BASE}/0", at=LATER, title="Changed", body_text="Quite other.")])
        archive.save([gone(f"{BASE}/2", at=LATER), visit(f"{BASE}/2", at=LATEST)])
    return path.read_bytes()


@pytest.fixture
def filled(whole: bytes, path: Path) -> Path:
    path.write_bytes(whole)
    return path


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def repaired(path: Path) -> tuple[list[str], list[str]]:
    """What was done, and the codes of what was left."""
    with closing(open_reading(path)) as connection:
        repairs, left = plan_repairs(connection, check(connection))
    with Archive.open(path) as archive:
        archive.mend(repairs)
    return [one.message for one in repairs], [one.code for one in left]


def damage(path: Path) -> list[str]:
    with closing(open_reading(path)) as connection:
        return [one.code for one in check(connection) if one.severity != Severity.NOTE]


def rows(path: Path) -> list[str]:
    """All rows but the insides of the word index and SQLite's statistics."""
    with closing(sqlite3.connect(path)) as connection:
        lines = [line for line in dump(connection) if line.startswith(("INSERT", "CREATE"))]
    return sorted(line for line in lines if "article_search_" not in line and "sqlite_" not in line)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE articles SET title = 'x', language = 'xx' WHERE id = 1", "rows of"),
        ("UPDATE article_texts SET summary = NULL WHERE article_id = 1", "rows of"),
        ("DELETE FROM links WHERE article_id = 1", "rows of"),
        ("UPDATE contacts SET email = 'x' WHERE article_id = 1", "rows of"),
        ("DELETE FROM article_tags WHERE article_id = 1", "rows of"),
        ("UPDATE article_people SET byline = NULL WHERE article_id = 1", "rows of"),
        ("INSERT INTO article_search (rowid, title) VALUES (2, 'drifted')", "word index"),
        ("DELETE FROM article_search_docsize WHERE id = 1", "word index"),
        ("UPDATE article_search_config SET v = 'bm25(1.0)' WHERE k = 'rank'", "weighs"),
        ("DROP INDEX pages_twice", "the index pages_twice"),
        ("DROP TRIGGER evidence_change", "the trigger evidence_change"),
        ("DROP VIEW latest", "the view latest"),
    ],
)
def test_what_can_be_rebuilt_is_as_before(filled: Path, statement: str, message: str) -> None:
    before = rows(filled)
    spoil(filled, statement)
    done, left = repaired(filled)
    assert left == []
    assert any(message in one for one in done)
    assert damage(filled) == []
    assert rows(filled) == before


def test_a_history_is_derived_again_and_what_was_believed_stays(filled: Path) -> None:
    spoil(filled, "UPDATE changes SET version_id = 1 WHERE class = 'substantive'")
    done, left = repaired(filled)
    assert (done, left) == ([f"derive the history of {BASE}/0 from its captures"], [])
    assert damage(filled) == []


def test_search_after_a_repair_finds_what_is_there(filled: Path) -> None:
    spoil(
        filled,
        "INSERT INTO article_search (rowid, title) VALUES (2, 'drifted')",
        "DELETE FROM article_search_docsize WHERE id = 1",
    )
    repaired(filled)
    with closing(open_reading(filled)) as connection:
        assert search(connection, "drifted").total == 0
        assert search(connection, "hydrogen").total == 2
        assert search(connection, "quite").total == 1


def decay(path: Path, table: str, index: str) -> None:
    """Changes rows of a table behind the back of an index."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT rowid, * FROM sqlite_master WHERE name = ?", (index,)
        ).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(table)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "INSERT INTO sqlite_master (rowid, type, name, tbl_name, rootpage, sql) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
        connection.commit()


def test_an_index_is_built_again_where_the_rows_are_known_to_be_right(filled: Path) -> None:
    # The row has a seal that fits; the index has not heard of the change.
    decay(filled, "UPDATE captures SET url = 'x' WHERE id = 1", "captures_by_url")
    with closing(sqlite3.connect(filled)) as connection:
        assert seal_open(connection) == 1
        connection.commit()
    assert set(damage(filled)) == {"index_of_rows"}
    done, left = repaired(filled)
    assert done == ["build the indexes of captures again from its rows, which are whole"]
    assert (left, damage(filled)) == ([], [])


def test_a_row_and_its_second_copy_that_differ_are_left_to_a_person(filled: Path) -> None:
    decay(filled, "UPDATE pages SET kind = 'other' WHERE id = 1", "pages_twice")
    done, left = repaired(filled)
    assert (done, set(left)) == ([], {"copy"})
    assert set(damage(filled)) == {"copy"}


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE bodies SET content = x'00' WHERE id = 1", {"body"}),
        ("UPDATE article_texts SET body_text = 'x' WHERE article_id = 1", {"version", "index"}),
        ("UPDATE version_contents SET fields = '{}' WHERE version_id = 2", {"version", "history"}),
        ("UPDATE removed_texts SET text = 'x'", {"removed_text"}),
        ("DELETE FROM article_texts WHERE article_id = 1", {"version", "history", "index"}),
    ],
)
def test_what_is_lost_is_left_and_named(filled: Path, statement: str, codes: set[str]) -> None:
    spoil(filled, statement)
    before = rows(filled)
    done, left = repaired(filled)
    assert done == []
    assert set(left) <= codes | {"indexed_alone", "unreadable", "copy"} and left
    assert rows(filled) == before


def test_damage_to_the_file_itself_stops_every_repair(filled: Path) -> None:
    spoil(filled, "DELETE FROM links WHERE article_id = 1")
    with closing(sqlite3.connect(filled)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bodies'")
        start = (root.fetchone()[0] - 1) * 4096
    content = bytearray(filled.read_bytes())
    content[start : start + 4096] = bytes(4096)
    filled.write_bytes(content)
    with closing(open_reading(filled)) as connection:
        repairs, left = plan_repairs(connection, check(connection))
    assert repairs == [] and "rows" in {one.code for one in left}


def test_nothing_is_repaired_where_nothing_is_damaged(filled: Path) -> None:
    assert repaired(filled) == ([], [])
