"""Every named question: it is answered, by the plan that is meant, and misuse is explained."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.errors import BadQuery, NothingFound, UsageError
from archive.free_sql import run_query
from archive.questions import (
    Question,
    ask,
    bound,
    find_question,
    questions,
    sections,
)
from archive.store import Archive
from tests.archive.making import BASE, LATER, visit
from tests.archive.populated import populate, url
from tests.fresh import fresh

GIVEN = {"tag": "energy", "label": "special", "words": "hydrogen", "article": "1"}
WIDE = ("article_texts", "version_contents", "bodies")


@pytest.fixture(scope="module")
def populated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with Archive.open(tmp_path_factory.mktemp("archive") / "news.db") as archive:
        populate(archive)
        yield archive.connection


def given(question: Question) -> list[str]:
    needed = [f"{one.name}={GIVEN[one.kind]}" for one in question.parameters if one.default is None]
    return [*needed, "year=2018"] if question.name == "rising-tags" else needed


def scanned(
    connection: sqlite3.Connection, sql: str, values: dict[str, Any] | tuple[()]
) -> set[str]:
    """The tables of which a statement reads every row (of them or of an index), in any order."""
    roots = {
        row[0]: row[1]
        for row in connection.execute("SELECT rootpage, tbl_name FROM sqlite_master")
        if row[0]
    }
    steps = connection.execute(f"EXPLAIN {sql}", values).fetchall()
    opened = {row[2]: roots[row[3]] for row in steps if row[1] == "OpenRead" and row[3] in roots}
    return {opened[row[2]] for row in steps if row[1] in ("Rewind", "Last") and row[2] in opened}


def test_a_scan_would_be_seen(populated: sqlite3.Connection) -> None:
    assert scanned(populated, "SELECT count(body_text) FROM article_texts", ()) == {"article_texts"}
    assert scanned(populated, "SELECT title FROM article_texts WHERE article_id = 1", ()) == set()
    by_date = "SELECT published_at FROM articles ORDER BY published_at DESC"
    assert scanned(populated, by_date, ()) == {"articles"}


#: Question -> tables of which every row is read (in a table or one of its indexes). None is wide.
SCANNED = {
    "rising-tags": "article_tags articles",
    "tags-by-year": "article_tags articles",
    "tag-by-month": "",
    "tags-beside": "",
    "tags-together": "article_tags articles",
    "tags-with-several-labels": "tag_labels",
    "first-mention": "",
    "term-by-month": "",
    "term-by-site-and-language": "",
    "authors-on-term": "",
    "authors-on-term-by-language": "",
    "history": "",
    "text-changes": "",
    "recent-changes": "changes",
    "edits-by-month": "changes",
    "withdrawn-articles": "",
    "undated-articles": "",
    "untagged-articles": "articles",
    "coverage": "articles",
    "date-evidence": "articles",
    "articles-by-month": "articles",
    "new-articles-by-month": "articles",
    "languages-by-year": "articles",
    "on-this-day": "articles",
    "events": "",
    "labelled-articles": "",
    "authors": "article_people",
    "linked-hosts": "links",
    "contacts": "contacts",
    "documents": "articles",
    "runs": "runs",
    "failed-runs": "runs",
    "problems": "problems",
    "waiting-pages": "pages",
    "longest-unvisited": "articles",
    "removed-by-rule": "removed_blocks",
    "corrections": "corrections",
    "same-text": "ties",
}
#: What a question says of the articles of :func:`populate`: its first row.
FIRST_ROWS = {
    "rising-tags": ("example", "Hydrogen", 3, 0, 100.0, 0.0, 100.0),
    "tag-by-month": ("2017-04", 1),
    "tags-beside": ("example", "Hydrogen", 2),
    "first-mention": ("2017-03-01", "example", "Old hydrogen", url("a")),
    "term-by-month": ("2017-03", 1),
    "term-by-site-and-language": ("example", "en", 5, "2017-03-01", "2018-08-04"),
    "authors-on-term": ("Ana Horvat", 6, "2017-03-01", "2018-08-04"),
    "edits-by-month": ("2026-03", "tags", 2),
    "withdrawn-articles": (
        *("2026-03-03T10:00:00+00:00", "example", "2018-04-05"),
        *("Skåne opens a cluster", url("d")),
    ),
    "undated-articles": ("example", "no evidence", "Skåne opens a cluster", url("e")),
    "untagged-articles": ("example", "2017-03-01", "Old hydrogen", url("a")),
    "tags-by-year": ("2017", "Energy", "example", 1, 50.0),
    "authors-on-term-by-language": ("example", "en", "Ana Horvat", 5, "2017-03-01", "2018-08-04"),
    "text-changes": (*("2026-03-02T10:00:00+00:00", "tags", "tags", "taken out", "Energy", 1),),
    "labelled-articles": (
        *("2018-08-04", "2026-03-01T10:00:00+00:00", "example", "Skåne opens a cluster"),
        *("2016-06-21", url("f")),
    ),
    "coverage": ("example", "modified_at", 0, 6, 0.0),
    "date-evidence": ("example", "no evidence", 6),
    "articles-by-month": (None, 1),
    "new-articles-by-month": ("2026-03", 6),
    "languages-by-year": ("2017", "en", 1),
    "authors": ("Ana Horvat", 0, 6, "2017-03-01", "2018-08-04"),
    "linked-hosts": ("other.example", 6, 6),
    "contacts": ("ana@example.eu", "Ana Horvat", 6, "2018-08-04"),
    "documents": ("example", "application/pdf", 6, 6),
    "removed-by-rule": ("consent:banner", 6, 1),
}


def test_there_are_enough_and_each_is_pinned() -> None:
    assert len(questions()) >= 20
    assert set(SCANNED) == set(questions())
    assert all(one.about.endswith("?") for one in questions().values())


@pytest.mark.parametrize("name", questions())
def test_every_question_is_answered_by_the_plan_that_is_meant(
    populated: sqlite3.Connection, name: str
) -> None:
    question = find_question(name)
    values = bound(populated, question, given(question))
    columns, rows = run_query(populated, question.sql, parameters=values)
    assert len(set(columns)) == len(columns)
    tables = scanned(populated, question.sql, values)
    assert tables == set(SCANNED[name].split())
    assert tables.isdisjoint(WIDE)
    if name in FIRST_ROWS:
        assert rows[0] == FIRST_ROWS[name]


@pytest.mark.parametrize("name", questions())
def test_a_chart_is_of_columns_of_the_answer(populated: sqlite3.Connection, name: str) -> None:
    question = find_question(name)
    columns = ask(populated, question, given(question)).columns
    if question.chart is not None:
        parts = {question.chart.x, question.chart.y, question.chart.series} - {None}
        assert parts <= set(columns)


def test_what_failed_is_told_with_its_reason(populated: sqlite3.Connection) -> None:
    (row,) = ask(populated, find_question("failed-runs")).rows
    ended = ("finished", 1, 1, "failed", "timed out", 1, url("g"))
    assert row[:3] + row[4:] == (1, "crawl", "example", *ended)


def test_questions_stand_in_sections() -> None:
    assert [one for group in sections().values() for one in group] == list(questions().values())
    assert "rising-tags" in [one.name for one in sections()["Topics"]]


def test_an_answer_says_whether_there_is_more(populated: sqlite3.Connection) -> None:
    question = find_question("articles-by-month")
    every, cut = ask(populated, question), ask(populated, question, limit=2)
    assert (len(every.rows), every.is_cut) == (6, False)
    assert (cut.rows, cut.is_cut) == (every.rows[:2], True)


def test_values_of_a_form_are_given_by_name(populated: sqlite3.Connection) -> None:
    rising = find_question("rising-tags")
    made = bound(populated, rising, {"year": "2017", "site": "", "top": ""})
    assert made == {"year": 2017, "site": "", "top": 25}
    with pytest.raises(UsageError, match="none of its parameters"):
        bound(populated, rising, {"yaer": "2017"})
    words = bound(populated, find_question("first-mention"), {"words": "a=b", "top": "1"})
    assert words == {"words": '"a=b"', "top": 1}


def test_history_and_recent_changes_show_the_edits(populated: sqlite3.Connection) -> None:
    question = find_question("history")
    rows = run_query(populated, question.sql, parameters=bound(populated, question, [url("a")]))[1]
    assert [row[1] for row in rows] == ["first", "tags"]
    question = find_question("recent-changes")
    rows = run_query(populated, question.sql, parameters=bound(populated, question, ["top=2"]))[1]
    assert [(row[1], row[4]) for row in rows] == [("withdrawn", url("d")), ("tags", url("a"))]


def test_values_are_given_by_name_or_in_order(populated: sqlite3.Connection) -> None:
    rising = find_question("rising-tags")
    assert bound(populated, rising, []) == {"year": "", "site": "", "top": 25}
    assert bound(populated, rising, ["2017", "top=3"]) == {"year": 2017, "site": "", "top": 3}
    assert bound(populated, rising, ["site=EXAMPLE"])["site"] == "example"
    first = find_question("first-mention")
    assert bound(populated, first, ["smart specialisation"])["words"] == '"smart specialisation"'
    assert bound(populated, first, ["words=a OR b"])["words"] == '"a OR b"'
    assert bound(populated, first, ["words=???"])["words"] == '""'


def test_joined_tags_are_meant_together(populated: sqlite3.Connection) -> None:
    question = find_question("tag-by-month")
    alone = bound(populated, question, ["hydrogen"])
    both = bound(populated, question, ["hydrogen"], twins=(("Énergy", "hydrogen"),))
    count = [
        sum(row[1] for row in run_query(populated, question.sql, parameters=values)[1])
        for values in (alone, both)
    ]
    assert count == [3, 4]


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("first-mention", [], "needs words"),
        ("first-mention", ["words="], "needs words"),
        ("rising-tags", ["year=x"], "no whole number"),
        ("rising-tags", ["yaer=2018"], "none of its parameters"),
        ("rising-tags", ["year=1", "year=2"], "twice"),
        ("runs", ["1", "2"], "too much"),
        ("corrections", ["1"], "too much"),
        ("recent-changes", ["since=yesterday"], "no date"),
        ("rising-tags", ["year=" + "9" * 30], "no whole number"),
    ],
)
def test_misuse_is_explained(
    populated: sqlite3.Connection, name: str, words: list[str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        bound(populated, find_question(name), words)


def test_what_is_not_there_is_named(populated: sqlite3.Connection) -> None:
    for name, word in (("tag-by-month", "hydrogn"), ("history", "99"), ("authors", "site=exmple")):
        with pytest.raises(NothingFound) as caught:
            bound(populated, find_question(name), [word])
        assert caught.value.hint
    with pytest.raises(UsageError) as wrong:
        find_question("risng-tags")
    assert "rising-tags" in wrong.value.hint


HOSTILE = [
    "'; DROP TABLE articles; --",
    "\0",
    "\ud800",
    "a" * 100_000,
    '"',
    "* NEAR(",
    "=",
    "\x1b[2J",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_what_is_given_is_data(populated: sqlite3.Connection, word: str) -> None:
    for name in ("first-mention", "same-text", "on-this-day"):
        question = find_question(name)
        values = bound(populated, question, [f"{question.parameters[0].name}={word}"])
        try:
            run_query(populated, question.sql, parameters=values)
        except BadQuery as error:
            assert "\ud800" in word or "\0" in word, error
    assert populated.execute("SELECT count(*) FROM articles").fetchone() == (6,)


@pytest.mark.parametrize(
    "odd", ["a\\n\nb", 'quoted "x"', "\\u000a", "\\\\n\\n", "{[", "\t\x1b[2J", "é\u202e"]
)
def test_changes_of_a_text_are_told_paragraph_by_paragraph(tmp_path: Path, odd: str) -> None:
    with fresh(tmp_path / "news.db") as archive:
        archive.add_site("example", "Example platform", BASE)
        archive.save([visit(body_text=f"First.\n\n{odd} one.\n\nLast.")])
        archive.save([visit(at=LATER, body_text=f"First.\n\n{odd} two.\n\nMore.\n\nLast.")])
        answer = ask(archive.connection, find_question("text-changes"), ["1"])
    assert [row[2:] for row in answer.rows] == [
        ("body_text", "taken out", f"{odd} one.", 2),
        ("body_text", "put in", f"{odd} two.", 2),
        ("body_text", "put in", "More.", 3),
    ]
