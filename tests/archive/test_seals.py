"""Seals: on every row that has one, right whoever changes it, and wrong if nobody did."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.records import Evidence, PageState, Problem, RemovedBlock
from archive.seals import CAPTURES, SEAL_BYTES, SEALED, VISITS, broken_seals, seal_open
from archive.store import Archive
from tests.archive.making import BASE, LATER, article, gone, visit

_OWNERS = {"capture_id", "visit_id"}
#: Another value of a column, by its type.
OTHER = {"TEXT": "coalesce({}, '') || 'x'", "INTEGER": "coalesce({}, 0) + 7", "REAL": "0.123"}


def broken(connection: sqlite3.Connection) -> list[str]:
    return [what for sealed in SEALED for _, what in broken_seals(connection, sealed)]


def seals(connection: sqlite3.Connection, table: str) -> list[bytes | None]:
    return [row[0] for row in connection.execute(f"SELECT seal FROM {table} ORDER BY id")]


@pytest.fixture
def connection(archive: Archive) -> sqlite3.Connection:
    archive.save([visit(f"{BASE}/{number}") for number in range(3)])
    archive.save([gone(f"{BASE}/1", at=LATER)])
    return archive.connection


def test_all_that_is_saved_is_sealed(connection: sqlite3.Connection) -> None:
    for table, rows in (("captures", 3), ("visits", 4)):
        found = seals(connection, table)
        assert len(set(found)) == len(found) == rows
        assert all(one is not None and len(one) == SEAL_BYTES for one in found)
    assert broken(connection) == []


def test_every_column_of_a_sealed_row_is_covered(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for sealed, parts in ((CAPTURES, ("evidence", "removed_blocks")), (VISITS, ("problems",))):
        for table in (sealed.table, *parts):
            for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
                if column in {"seal", "id"} or (table != "visits" and column in _OWNERS):
                    continue
                connection.execute("SAVEPOINT flip")
                # As decay does it: no trigger hears of it.
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).fetchall():
                    connection.execute(f"DROP TRIGGER {name}")
                connection.execute(f"UPDATE {table} SET {column} = {OTHER[kind].format(column)}")
                assert broken(connection), f"{table}.{column}"
                connection.execute("ROLLBACK TO flip")
                connection.execute("RELEASE flip")


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE captures SET headers = '[]' WHERE id = 1", "captures"),
        ("UPDATE evidence SET raw = 'x' WHERE capture_id = 1", "captures"),
        ("DELETE FROM evidence WHERE capture_id = 1", "captures"),
        ("UPDATE removed_blocks SET rule = 'x' WHERE capture_id = 1", "captures"),
        ("DELETE FROM removed_blocks WHERE capture_id = 1", "captures"),
        ("UPDATE visits SET reason = 'x' WHERE id = 1", "visits"),
        ("UPDATE problems SET message = 'x' WHERE visit_id = 1", "visits"),
        ("DELETE FROM problems WHERE visit_id = 1", "visits"),
    ],
)
def test_a_change_takes_the_seal_away_and_the_next_transaction_seals_again(
    connection: sqlite3.Connection, statement: str, table: str
) -> None:
    before = seals(connection, table)
    connection.execute(statement)
    assert seals(connection, table) == [None, *before[1:]]
    assert broken(connection) == ["has no seal: another program has changed it"]
    assert seal_open(connection) == 1
    after = seals(connection, table)
    assert after[0] not in {None, before[0]} and after[1:] == before[1:]
    assert broken(connection) == []


def test_a_change_that_was_undone_has_the_seal_of_before(connection: sqlite3.Connection) -> None:
    before = seals(connection, "captures")
    connection.execute("UPDATE captures SET url = url || 'x'")
    connection.execute("UPDATE captures SET url = substr(url, 1, length(url) - 1)")
    seal_open(connection)
    assert seals(connection, "captures") == before


def test_a_capture_read_again_is_sealed_again(archive: Archive) -> None:
    archive.save([visit()])
    before = seals(archive.connection, "captures")
    archive.save([visit()])
    assert seals(archive.connection, "captures") == before
    archive.save([visit(evidence=(Evidence("title", "meta", "og:title", "Another"),))])
    between = seals(archive.connection, "captures")
    assert between != before and broken(archive.connection) == []
    archive.save([visit(removed=(RemovedBlock("navigation:nav", "Menu", "nav"),))])
    assert seals(archive.connection, "captures") != between
    assert broken(archive.connection) == []


def test_evidence_for_a_capture_that_had_none(archive: Archive) -> None:
    bare = visit(evidence=(), removed=())
    archive.save([bare])
    archive.save([visit()])
    assert broken(archive.connection) == []


def test_a_visit_that_could_not_be_saved_leaves_the_others_sealed(archive: Archive) -> None:
    bad = visit(f"{BASE}/bad", problems=(Problem("x", "y", severity="loud"),), visited_at="never")  # type: ignore[arg-type]
    saved = archive.save([visit(f"{BASE}/1"), bad, visit(f"{BASE}/2")])
    assert saved[1].error
    assert archive.connection.execute(
        "SELECT count(*) FROM visits WHERE state = ?", (PageState.FAILED,)
    ).fetchone() == (1,)
    assert broken(archive.connection) == []


def test_adopting_a_platform_leaves_all_sealed(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/news/1/"), visit(f"{BASE}/news/1", at=LATER, title="Other")])
        archive.adopt_site("named", ["example"], lambda url: url.rstrip("/"))
        assert broken(archive.connection) == []
        assert archive.connection.execute("SELECT count(*) FROM pages WHERE url LIKE '%1'")


def test_odd_values_are_sealed_as_sqlite_gives_them_back(archive: Archive) -> None:
    odd = (1, True, -0.0, float("nan"), float("inf"), 0.1, None)
    evidence = tuple(Evidence("title", "meta", "h1", "x", number) for number in odd)
    evidence += (Evidence("title", "meta", "h1", 5, None, 1),)  # type: ignore[arg-type]
    first = visit(f"{BASE}/1", article=article(f"{BASE}/1", evidence=evidence[:-1]))
    second = visit(f"{BASE}/2", article=article(f"{BASE}/2", evidence=evidence))
    saved = archive.save([first, second])
    assert [one.outcome for one in saved] == ["new", "new"]
    assert broken(archive.connection) == []


def test_what_is_new_is_sealed_as_it_is_written(archive: Archive) -> None:
    noted: list[str] = []
    archive.connection.set_trace_callback(noted.append)
    archive.save([visit(f"{BASE}/1")])
    archive.connection.set_trace_callback(None)
    assert not [one for one in noted if one.startswith(("UPDATE captures SET seal", "UPDATE vis"))]
    assert broken(archive.connection) == []
