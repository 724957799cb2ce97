"""The archive as of a day: which day, what travels, and that nothing is written."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from archive.as_of import as_of, end_of
from archive.content import content_of
from archive.errors import BadQuery, NotAnArchive, NothingFound, UsageError
from archive.opening import open_reading
from archive.queries import find_article, list_articles, list_tags, run_query
from archive.records import Form, PageState, Tag
from archive.rereading import Reread
from archive.search import search
from archive.store import Archive
from archive.times import now
from tests.archive.making import BASE, LATER, LATEST, TIME, bare, gone, visit
from tests.archive.test_as_of_replay import answers, by_url, without_first_uses

ONE, TWO = f"{BASE}/news/one", f"{BASE}/news/two"
OLD = Path(__file__).parent / "old"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Article one changes on the second day and is gone on the third; two comes on the second."""
    path = tmp_path_factory.mktemp("saved") / "news.db"
    with Archive.open(path) as archive:
        archive.save([visit(ONE, title="Photonics", section="news")])
        changed = {"title": "Textiles", "tags": (Tag("Textiles", "textiles", "/tags/textiles"),)}
        archive.save([visit(ONE, at=LATER, **changed), visit(TWO, at=LATER)])
        archive.save([gone(ONE, at=LATEST)])
    return path.read_bytes()


@pytest.fixture
def reading(path: Path, saved: bytes) -> Iterator[sqlite3.Connection]:
    """That archive, open."""
    path.write_bytes(saved)
    with closing(open_reading(path)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2026", "2026-12-31T23:59:59"),
        ("2026-04", "2026-04-30T23:59:59"),
        ("2024-02", "2024-02-29T23:59:59"),
        (" 2026-03-01 ", "2026-03-01T23:59:59"),
        ("2026-03-01T10:00", "2026-03-01T10:00:59"),
        ("2026-03-01 10:00:07", "2026-03-01T10:00:07"),
        ("2026-03-01T10:00:07.9Z", "2026-03-01T10:00:07"),
        ("2026-03-01T10:00+02:00", "2026-03-01T08:00:59"),
        ("9999", "9999-12-31T23:59:59"),
        ("9999-12", "9999-12-31T23:59:59"),
        ("0001-01-01", "0001-01-01T23:59:59"),
    ],
)
def test_a_date_means_its_end(when: str, moment: str) -> None:
    assert end_of(when) == f"{moment}+00:00"


@pytest.mark.parametrize(
    "when",
    [
        *("", " ", "yesterday", "26-03-01", "2026-13", "2026-02-30", "2026-00", "0000", "20260301"),
        *("2026-3-1", "2026-03-01T25:00", "2026-03-01T10", "2026-03-01T10:00x", "2026-03-01T"),
        *("2026-03-01'; DROP TABLE articles --", "2026\0", "٢٠٢٦", "2026-03-01T10:00' OR 1"),
        *("9999-12-31T23:59-23:00", "0001-01-01T00:00+23:00", "2026-03-01T10:00:07.x"),
    ],
)
def test_what_is_no_date_is_refused(reading: sqlite3.Connection, when: str) -> None:
    with pytest.raises(UsageError) as caught:
        as_of(reading, when)
    assert "2016-08-04" in caught.value.hint
    assert search(reading, "textiles").total == 1


@pytest.mark.parametrize(
    ("when", "title"),
    [
        ("2026-03-01T10:00:00", "Photonics"),
        ("2026-03-01", "Photonics"),
        ("2026-03-02T09:59:59Z", "Photonics"),
        ("2026-03-02T12:00:00+02:00", "Textiles"),
        ("2026-03-02", "Textiles"),
        ("2026-03", "Textiles"),
        ("2999", "Textiles"),
    ],
)
def test_a_change_counts_from_its_second_on(
    reading: sqlite3.Connection, when: str, title: str
) -> None:
    as_of(reading, when)
    assert find_article(reading, ONE)["title"] == title
    assert search(reading, title).total == 1


@pytest.mark.parametrize("when", ["2025", "2026-02-28", "2026-03-01T09:59"])
def test_before_everything(reading: sqlite3.Connection, when: str) -> None:
    with pytest.raises(NothingFound) as caught:
        as_of(reading, when)
    assert caught.value.exit_code == 1
    assert f"as of {when}: its first article is of 2026-03-01T10:00:00+00:00" in str(caught.value)


def test_then_the_archive_held_nothing(reading: sqlite3.Connection) -> None:
    with pytest.raises(NothingFound, match=f"article is of {now()[:4]}"):
        as_of(reading, "2026-03-03", "then")


def test_an_empty_archive(path: Path) -> None:
    Archive.open(path).close()
    with closing(open_reading(path)) as connection, pytest.raises(NothingFound, match="no article"):
        as_of(connection, "2026")


@pytest.mark.parametrize("knowledge", ["today", "then"])
def test_a_moment_to_come_is_the_present(reading: sqlite3.Connection, knowledge: Any) -> None:
    present = answers(reading)
    as_of(reading, "2999", knowledge)
    assert answers(reading) == present


def test_an_article_that_was_gone_is_there_and_marked(reading: sqlite3.Connection) -> None:
    as_of(reading, "2026-03-03")
    shown = find_article(reading, ONE)
    assert (shown["state"], shown["gone_at"], shown["title"]) == ("gone", LATEST, "Textiles")


def test_an_article_that_was_gone_later_is_live(reading: sqlite3.Connection) -> None:
    as_of(reading, "2026-03-02")
    shown = find_article(reading, ONE)
    assert (shown["state"], shown["gone_at"], shown["version"]) == ("live", None, 2)
    assert [row["is_current"] for row in shown["versions"]] == [False, True]
    assert shown["last_visited_at"] == LATER


def test_an_article_not_seen_yet_is_not_there(reading: sqlite3.Connection) -> None:
    as_of(reading, "2026-03-01")
    for wanted in (TWO, "2"):
        with pytest.raises(NothingFound):
            find_article(reading, wanted)
    assert [row["url"] for row in list_articles(reading)] == [ONE]
    assert "textiles" not in [row["slug"] for row in list_tags(reading)]
    with pytest.raises(NothingFound, match="no tag"):
        search(reading, "", tag="textiles")


def test_a_tag_bears_the_label_of_the_day(path: Path) -> None:
    with Archive.open(path) as archive:
        for at, label in ((TIME, "Textile"), (LATER, "Textiles & Fashion")):
            archive.save([visit(at=at, tags=(Tag(label, "textiles", "/tags/textiles"),))])
    for when, label in (("2026-03-01", "Textile"), ("2026-03-02", "Textiles & Fashion")):
        with closing(open_reading(path)) as connection:
            as_of(connection, when)
            assert [row["label"] for row in list_tags(connection)] == [label]
            assert search(connection, "", tag=label).total == 1


def test_the_words_of_the_day(reading: sqlite3.Connection) -> None:
    as_of(reading, "2026-03-01")
    sql = """
    SELECT bm25(article_search, 10.0, 1.0) < 0, rank < 0, highlight(article_search, 0, '<', '>'),
      snippet(article_search, -1, '<', '>', '…', 5) FROM article_search
    WHERE article_search MATCH ? ORDER BY rank
    """
    for words in ("photonics", "title : photon*", '"photonics"', "photonics NOT textiles"):
        rows = run_query(reading, sql, parameters=(words,))[1]
        assert rows == [(1, 1, "<Photonics>", "<Photonics>")]
    assert run_query(reading, sql, parameters=("textiles",))[1] == []


def test_two_questions_to_the_words_in_one_statement(reading: sqlite3.Connection) -> None:
    as_of(reading, "2026-03-02")
    sql = """
    SELECT url FROM articles WHERE id IN (
      SELECT rowid FROM article_search WHERE article_search MATCH 'hydrogen'
      EXCEPT SELECT rowid FROM article_search WHERE article_search MATCH 'textiles')
    """
    assert run_query(reading, sql)[1] == [(TWO,)]


def test_words_that_are_no_expression(reading: sqlite3.Connection) -> None:
    as_of(reading, "2026-03-02")
    with pytest.raises(BadQuery):
        search(reading, 'title : ( "', raw=True)
    with pytest.raises(BadQuery):
        run_query(reading, "SELECT * FROM article_search WHERE title MATCH 'textiles'")
    assert search(reading, "textiles").total == 1


HOSTILE = [
    "DELETE FROM articles",
    "DELETE FROM main.articles",
    "DELETE FROM temp.as_of_unseen",
    "UPDATE temp.as_of_articles SET title = 'x'",
    "INSERT INTO tags (site_id, slug, label, in_markup) VALUES (1, 'x', 'x', 1)",
    "DROP VIEW articles",
    "DROP TABLE temp.tags",
    "CREATE TEMP TABLE mine (x)",
    "CREATE TEMP VIEW article_history AS SELECT 1",
    "ALTER TABLE temp.as_of_articles RENAME TO articles2",
    "INSERT INTO main.article_search (article_search) VALUES ('rebuild')",
    "ATTACH ':memory:' AS other",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "COMMIT",
    "ROLLBACK",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_nothing_can_be_written(reading: sqlite3.Connection, sql: str) -> None:
    as_of(reading, "2026-03-01")
    with pytest.raises(BadQuery):
        run_query(reading, sql)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("DELETE FROM temp.as_of_articles")
    assert run_query(reading, "SELECT count(*) FROM articles")[1] == [(1,)]


def test_the_file_is_not_touched(path: Path, reading: sqlite3.Connection) -> None:
    reading.close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with closing(open_reading(path)) as connection:
        as_of(connection, "2026-03-01")
        answers(connection)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_what_is_written_meanwhile_changes_no_answer(
    path: Path, reading: sqlite3.Connection
) -> None:
    as_of(reading, "2999")
    before = answers(reading)
    with Archive.open(path) as archive:
        archive.save([visit(ONE, at="2026-04-01T00:00:00Z", title="Later"), visit(f"{BASE}/new")])
        assert search(archive.connection, "later").total == 1
    assert answers(reading) == before


def test_a_caller_that_is_in_a_transaction_already(reading: sqlite3.Connection) -> None:
    reading.execute("BEGIN")
    as_of(reading, "2026-03-01")
    assert reading.in_transaction
    assert search(reading, "photonics").total == 1


def test_other_rules_speak_today_and_not_then(path: Path) -> None:
    first = visit(at=TIME, title="Misread")
    with Archive.open(path) as archive:
        with time_machine.travel(datetime.fromisoformat(TIME), tick=False):
            archive.save([first])
        assert first.article is not None
        read = replace(first.article, title="Read well", extractor="rules 2")
        again = Reread(1, "rules 2", content_of(read), replace(first, article=read))
        with time_machine.travel(datetime.fromisoformat(LATEST), tick=False):
            archive.reread({1: [again]})
    for knowledge, when, title, rules in (
        ("today", "2026-03-02", "Read well", "rules 2"),
        ("then", "2026-03-02", "Misread", "rules 1"),
        ("then", "2026-03-03", "Read well", "rules 2"),
    ):
        with closing(open_reading(path)) as connection:
            as_of(connection, when, knowledge)  # type: ignore[arg-type]
            shown = find_article(connection, ONE)
            assert (shown["title"], shown["extractor"]) == (title, rules)
            assert search(connection, title).total == 1


def test_a_print_and_then_the_page(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(at=TIME, form=Form.PRINT, title="Photonics", body_html=None)])
        archive.save([visit(at=LATER, title="Photonics", body=b"1"), bare(TWO, PageState.FAILED)])
    with closing(open_reading(path)) as connection:
        as_of(connection, "2026-03-01")
        shown = find_article(connection, ONE)
        assert (shown["title"], shown["form"], shown["captured_at"]) == ("Photonics", "print", TIME)
        assert [one["form"] for one in shown["captures"]] == ["print"]


def standing(path: Path, *days: str) -> list[tuple[str, str, str | None]]:
    """Title, state and ``gone_at`` of article one at the end of some days; none: not there."""
    found = []
    for day in days:
        with closing(open_reading(path)) as connection:
            as_of(connection, day)
            shown = find_article(connection, ONE)
            found.append((shown["title"], shown["state"], shown["gone_at"]))
    return found


DAYS = ("2026-03-01", "2026-03-02", "2026-03-03", "2999")


def test_a_page_found_gone_counts_though_it_is_told_late(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(at=TIME, title="A"), visit(at=LATEST, title="A", body=b"2")])
        archive.save([gone(ONE, at=LATER)])
    live, away = ("A", "live", None), ("A", "gone", LATER)
    assert standing(path, *DAYS) == [live, away, live, live]


def test_a_page_that_was_gone_before_its_text_came_in(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([gone(ONE, at=LATER)])
        archive.save([visit(at=TIME, title="A")])
        assert find_article(archive.connection, ONE)["state"] == "gone"
    away = ("A", "gone", LATER)
    assert standing(path, *DAYS) == [("A", "live", None), away, away, away]


def test_a_page_gone_twice_and_back_in_between(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(at=TIME, title="A"), gone(ONE, at="2026-03-04T10:00:00Z")])
        archive.save([gone(ONE, at=LATER), visit(at=LATEST, title="A", body=b"2")])
    live, away = ("A", "live", None), ("A", "gone", LATER)
    again = ("A", "gone", "2026-03-04T10:00:00+00:00")
    assert standing(path, *DAYS) == [live, away, live, again]


def test_a_print_that_says_otherwise_shows_that_the_page_is_back(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(at=TIME, title="A"), gone(ONE, at=LATER)])
        archive.save([visit(at=LATEST, form=Form.PRINT, title="Print", body=b"2")])
        assert find_article(archive.connection, ONE)["state"] == "live"
    live = ("A", "live", None)
    assert standing(path, *DAYS) == [live, ("A", "gone", LATER), live, live]


def test_a_print_older_than_the_page_is_what_was_said_then(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(at=LATER, title="A")])
        archive.save([visit(at=TIME, form=Form.PRINT, title="Print", body=b"2")])
        assert find_article(archive.connection, ONE)["title"] == "A"
    page = ("A", "live", None)
    assert standing(path, *DAYS) == [("Print", "live", None), page, page, page]


def test_a_damaged_version_is_named(path: Path, reading: sqlite3.Connection) -> None:
    reading.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE version_contents SET fields = '{' WHERE version_id = 1")
        connection.commit()
    with (
        closing(open_reading(path)) as connection,
        pytest.raises(NotAnArchive, match="version 1 is damaged"),
    ):
        as_of(connection, "2026-03-01")


@pytest.mark.parametrize("schema", [1, 2])
def test_an_archive_of_an_earlier_schema(path: Path, schema: int) -> None:
    path.write_bytes(lzma.decompress((OLD / f"schema{schema}.db.xz").read_bytes()))
    Archive.open(path).close()
    with closing(open_reading(path)) as connection:
        present = by_url(without_first_uses(answers(connection)))
        days = connection.execute("SELECT DISTINCT substr(at, 1, 10) FROM changes").fetchall()
        as_of(connection, "2999")
        assert by_url(without_first_uses(answers(connection))) == present
    counts = []
    for day in sorted(row[0] for row in days):
        with closing(open_reading(path)) as connection:
            as_of(connection, day)
            counts.append(search(connection, "").total)
            assert len(list(list_articles(connection))) == counts[-1]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] or len(counts) == 1


QUESTIONS = [
    "SELECT * FROM articles a JOIN article_texts t ON t.article_id = a.id WHERE a.id = 1",
    "SELECT v.*, x.fields FROM versions v JOIN version_contents x ON x.version_id = v.id "
    "WHERE v.article_id = 1",
    "SELECT * FROM articles_full WHERE url = 'x'",
    "SELECT s.rowid, s.rank FROM article_search s CROSS JOIN articles a ON a.id = s.rowid "
    "WHERE s.article_search MATCH 'x' AND a.published_at > '2018' ORDER BY s.rank LIMIT 20",
    "SELECT count(*) FROM articles a WHERE EXISTS (SELECT 1 FROM article_tags x "
    "WHERE x.article_id = a.id AND x.tag_id IN (1, 2))",
    "SELECT * FROM captures WHERE article_id = 1",
    "SELECT url FROM pages WHERE article_id = 1",
]


@pytest.mark.parametrize("sql", QUESTIONS)
def test_no_wide_table_is_walked_through(reading: sqlite3.Connection, sql: str) -> None:
    as_of(reading, "2026-03-02")
    plan = [row[3] for row in reading.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert not any(step.startswith("MATERIALIZE") for step in plan), plan
    walked = [step for step in plan if step.startswith("SCAN") and "x2" not in step]
    assert len(walked) <= 1, plan
    assert not any("article_texts" in step or "version_contents" in step for step in walked)
