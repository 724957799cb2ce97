"""How the date of an article is known stands beside it, whatever it is that changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.as_of import as_of
from archive.opening import open_reading
from archive.records import Evidence, Form, Severity
from archive.repair import plan_repairs, run_repairs
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import LATER, LATEST, TIME, visit


def known(method: str, *others: str) -> tuple[Evidence, ...]:
    return (
        *(Evidence("published_at", other, "elsewhere", None, chosen=False) for other in others),
        Evidence("title", "meta", "title", "A title"),
        Evidence("published_at", method, "here", None),
    )


def dated(connection: sqlite3.Connection) -> str | None:
    method: str | None = connection.execute("SELECT dated FROM articles").fetchone()[0]
    defined = connection.execute("SELECT method FROM date_evidence").fetchone()[0]
    assert method == defined
    return method


def test_it_is_what_was_taken(archive: Archive) -> None:
    archive.save([visit(evidence=known("url", "json-ld"))])
    assert dated(archive.connection) == "url"


def test_nothing_noted_is_nothing(archive: Archive) -> None:
    archive.save([visit()])
    assert dated(archive.connection) is None


def test_it_follows_the_version_that_is_shown(archive: Archive) -> None:
    archive.save([visit(evidence=known("url"))])
    archive.save([visit(at=LATER, title="Another title", evidence=known("json-ld"))])
    assert dated(archive.connection) == "json-ld"


def test_a_print_that_a_page_fills_in(archive: Archive) -> None:
    archive.save([visit(form=Form.PRINT, body_html=None, evidence=known("print"))])
    assert dated(archive.connection) == "print"
    archive.save([visit(at=LATER, evidence=known("microdata"))])
    assert archive.connection.execute("SELECT count(*) FROM versions").fetchone()[0] == 1
    assert dated(archive.connection) == "microdata"


def test_the_same_capture_read_by_other_rules(archive: Archive) -> None:
    archive.save([visit(evidence=known("text"))])
    archive.save([visit(evidence=known("microdata"))])
    assert dated(archive.connection) == "microdata"


@pytest.mark.parametrize("value", ["2019-01-01", "2016-08-04T15:37:00+02:00"])
def test_a_correction_by_hand_and_its_end(archive: Archive, value: str) -> None:
    archive.save([visit(evidence=known("text"))])
    archive.correct(1, "title", "Another", "a misprint")
    assert dated(archive.connection) == "text"
    archive.correct(1, "published_at", value, "the page is wrong")
    assert dated(archive.connection) == "hand"
    assert archive.take_back(1, "published_at", [])
    assert dated(archive.connection) == "text"


def test_a_correction_stands_above_later_readings(archive: Archive) -> None:
    archive.save([visit(evidence=known("text"))])
    archive.correct(1, "published_at", "2019-01-01", "the page is wrong")
    archive.save([visit(at=LATER, title="Changed", evidence=known("url"))])
    assert dated(archive.connection) == "hand"


def test_it_is_of_then_as_of_a_day(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(form=Form.PRINT, body_html=None, evidence=known("print"))])
        archive.save([visit(at=LATER, evidence=known("microdata"))])
        archive.save([visit(at=LATEST, title="Changed", evidence=known("json-ld"))])
    for day, method in ((TIME, "print"), (LATER, "microdata"), (LATEST, "json-ld")):
        with closing(open_reading(path)) as connection:
            as_of(connection, day[:10])
            assert dated(connection) == method, day


def test_a_copy_that_decayed_is_found_and_mended(archive: Archive) -> None:
    archive.save([visit(evidence=known("url"))])
    connection = archive.connection
    connection.execute("UPDATE articles SET dated = 'json-ld'")
    found = [one for one in check(connection) if one.severity is not Severity.NOTE]
    assert [one.code for one in found] == ["rows"]
    assert "dated" in found[0].message
    repairs, left = plan_repairs(connection, found)
    assert not left
    run_repairs(connection, repairs)
    assert dated(connection) == "url"
    assert [one for one in check(connection) if one.severity is not Severity.NOTE] == []
