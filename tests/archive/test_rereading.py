"""Other readings of stored captures: by other rules, or by hand."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

from archive.content import content_of
from archive.corrections import corrections_of
from archive.queries import find_article
from archive.records import Form, Visit
from archive.rereading import Reread
from archive.search import search
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, LATER, TIME, visit

ONE = f"{BASE}/news/one"
EVEN_LATER = "2030-01-01T00:00:00+00:00"
OLD, NEW = "Ten regions take part.", "Twelve regions take part."


def reread_of(capture_id: int, one: Visit, **changes: Any) -> Reread:
    assert one.article is not None
    read = replace(one.article, extractor="rules 2", **changes)
    return Reread(capture_id, "rules 2", content_of(read), replace(one, article=read))


def in_force(archive: Archive) -> list[tuple[Any, ...]]:
    return archive.connection.execute(
        "SELECT at, classes, title FROM article_history WHERE replaced_at IS NULL ORDER BY at"
    ).fetchall()


def damage(archive: Archive) -> list[str]:
    return [one.code for one in check(archive.connection) if one.severity != "note"]


def test_other_rules_replace_what_was_believed_and_no_change_is_seen(archive: Archive) -> None:
    first, second = visit(at=TIME, body=b"1"), visit(at=LATER, body=b"2")
    archive.save([first, second])
    title = "Read better"
    assert archive.reread(
        {1: [reread_of(1, first, title=title), reread_of(2, second, title=title)]}
    )
    assert in_force(archive) == [(TIME, "first", title)]
    assert search(archive.connection, "better").total == 1
    versions = archive.connection.execute("SELECT title, extractor FROM versions").fetchall()
    assert versions == [("Skåne opens a cluster", "rules 1"), (title, "rules 2")]
    assert damage(archive) == []


def test_a_reading_that_is_the_same_changes_nothing(archive: Archive) -> None:
    first = visit(at=TIME)
    archive.save([first])
    assert not archive.reread({1: [reread_of(1, first)]})
    assert archive.connection.execute("SELECT count(*) FROM versions").fetchone() == (1,)


def test_an_older_version_read_otherwise_leaves_the_one_shown(archive: Archive) -> None:
    first, second = visit(at=TIME, body_text=OLD), visit(at=LATER, body_text=NEW)
    archive.save([first, second])
    archive.reread({1: [reread_of(1, first, subtitle="Now seen")]})
    assert find_article(archive.connection, ONE)["body_text"] == NEW
    held = archive.connection.execute(
        "SELECT v.number FROM captures c JOIN versions v ON v.id = c.version_id ORDER BY c.id"
    ).fetchall()
    assert held == [(3,), (2,)]
    assert damage(archive) == []


def test_a_print_beside_the_page_follows_what_the_page_reads_as(archive: Archive) -> None:
    page = visit(at=TIME, body=b"page")
    printed = visit(at=LATER, body=b"print", form=Form.PRINT)
    archive.save([page, printed])
    both = [reread_of(1, page, title="Other"), reread_of(2, printed, title="Other")]
    archive.reread({1: both})
    assert len(in_force(archive)) == 1
    assert archive.connection.execute("SELECT count(*) FROM versions").fetchone() == (2,)


def test_what_only_the_rules_read_otherwise_is_no_change_of_the_platform(archive: Archive) -> None:
    archive.save([visit(at=TIME, body_text=OLD)])
    asked: list[int] = []

    def reader(connection: sqlite3.Connection, capture_id: int) -> Reread:
        asked.append(capture_id)
        before = visit(at=TIME if capture_id == 1 else LATER, body_text=OLD)
        return reread_of(capture_id, before, title="Read better")

    archive.reader = reader
    same = visit(at=LATER, body_text=OLD, title="Read better", extractor="rules 2", body=b"2")
    archive.save([same])
    assert [row[1] for row in in_force(archive)] == ["first"]
    edited = visit(at=EVEN_LATER, body_text=NEW, title="Read better", extractor="rules 2")
    archive.save([edited])
    assert [row[1] for row in in_force(archive)] == ["first", "substantive"]
    assert asked == [1, 2]


def test_a_value_put_in_by_hand_wins_over_later_readings(archive: Archive) -> None:
    archive.save([visit(at=TIME, body_text=OLD)])
    assert archive.correct(1, "published_at", "2015-05-05", "printed on the poster")
    archive.save([visit(at=LATER, body_text=NEW)])
    archive.reread({1: [reread_of(1, visit(at=TIME, body_text=OLD), published_at="2019-09-09")]})
    shown = find_article(archive.connection, ONE)
    assert (shown["published_at"], shown["body_text"]) == ("2015-05-05", NEW)
    assert [row[1] for row in in_force(archive)] == ["first", "substantive"]
    assert [one["why"] for one in shown["corrections"]] == ["printed on the poster"]
    taken = [row for row in shown["evidence"] if row["field"] == "published_at" and row["chosen"]]
    assert [row["method"] for row in taken] == ["hand"]
    assert damage(archive) == []


def test_a_correction_is_taken_back(archive: Archive) -> None:
    first = visit(at=TIME)
    archive.save([first])
    archive.correct(1, "title", "Wrong", "a mistake")
    archive.correct(1, "title", "Wrong again", "another")
    assert len(corrections_of(archive.connection, 1)) == 1
    assert archive.take_back(1, "title", [reread_of(1, first)])
    assert find_article(archive.connection, ONE)["title"] == "Skåne opens a cluster"
    assert not archive.take_back(1, "title", [])
    assert damage(archive) == []
