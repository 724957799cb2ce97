"""Ids taken before rows are written are those that SQLite would have given."""

from __future__ import annotations

from dataclasses import replace

from archive.numbering import Numbering
from archive.records import Problem
from archive.store import Archive
from tests.archive.making import BASE, visit

_PROBLEMS = (Problem("one", "First."), Problem("two", "Second."))


def test_ids_go_on_where_they_end(archive: Archive) -> None:
    for number in range(3):
        archive.save([replace(visit(f"{BASE}/{number}"), problems=_PROBLEMS)])
    ids = [row[0] for row in archive.connection.execute("SELECT id FROM visits ORDER BY id")]
    assert ids == [1, 2, 3]
    rows = archive.connection.execute("SELECT visit_id, id, code FROM problems ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (1, 1, "one"), (1, 2, "two"), (2, 3, "one"), (2, 4, "two"), (3, 5, "one"), (3, 6, "two")
    ]  # fmt: skip


def test_a_visit_that_fails_leaves_its_ids_to_the_next(archive: Archive) -> None:
    bad = replace(visit(f"{BASE}/1"), problems=(Problem("odd", None),))  # type: ignore[arg-type]
    archive.save([bad, replace(visit(f"{BASE}/2"), problems=_PROBLEMS)])
    rows = archive.connection.execute("SELECT id, state FROM visits ORDER BY id")
    assert [tuple(row) for row in rows] == [(1, "failed"), (2, "fetched")]


def test_taken_ids_are_forgotten_with_a_rollback(archive: Archive) -> None:
    numbers = Numbering(archive.connection)
    assert [numbers.take("visits"), numbers.take("visits"), numbers.take("problems")] == [1, 2, 1]
    numbers.forget()
    assert numbers.take("visits") == 1
