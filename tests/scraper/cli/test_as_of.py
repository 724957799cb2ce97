"""``--as-of``: the same questions, asked of the archive as it stood."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from archive.records import Label, Person, Tag
from tests.archive.making import BASE, LATER, LATEST, gone, visit
from tests.command import Command
from tests.fresh import fresh

ONE = f"{BASE}/news/one"
WORDS = [("search",), ("show", "1"), ("tags",), ("export",), ("query", "select 1")]
#: One of each filter, by which the article is found as it was and not as it is.
THEN, NOW = (
    (
        ("--tag", "value-chains"),
        ("--label", "special"),
        ("--author", "horvat"),
        ("--language", "en"),
        ("--until", "2016-12"),
    ),
    (
        ("--tag", "textiles"),
        ("--label", "news"),
        ("--author", "kovács"),
        ("--language", "de"),
        ("--since", "2020"),
    ),
)


@pytest.fixture
def asked(clusternews: Command) -> Command:
    """An archive whose one article changed in all on the second day, and is gone since."""
    now: dict[str, Any] = {
        "title": "Textiles",
        "tags": (Tag("Textiles", "textiles", "/tags/textiles"),),
        "labels": (Label("News"),),
        "authors": (Person("Béla Kovács"),),
        "language": "de",
        "published_at": "2020-01-01",
    }
    with fresh(clusternews.archive) as archive:
        archive.save([visit(title="Photonics")])
        archive.save([visit(at=LATER, **now), gone(ONE, at=LATEST)])
    return clusternews


def test_every_verb_answers_as_of_a_day(asked: Command) -> None:
    day = ("--as-of", "2026-03-01")
    assert asked("search", "photonics", "--json", *day).json()["total"] == 1
    assert asked("search", "photonics", "--count", *day).out == "1\n"
    assert asked("search", "textiles", *day).code == 1
    shown = asked("show", ONE, "--json", *day).json()
    assert (shown["title"], shown["state"], len(shown["versions"])) == ("Photonics", "live", 1)
    assert [row["slug"] for row in asked("tags", "--json", *day).json()] == [
        "smart-specialisation",
        "value-chains",
    ]
    sql = "select title, state from articles_full"
    assert asked("query", sql, "--json", *day).json() == [{"title": "Photonics", "state": "live"}]
    rows = csv.DictReader(io.StringIO(asked("export", "--format", "csv", *day).out))
    assert [(row["title"], row["state"]) for row in rows] == [("Photonics", "live")]


def test_the_moment_is_told_apart_from_the_answer(asked: Command) -> None:
    ended = asked("search", "photonics", "--as-of", "2026-03-01")
    assert "as of 2026-03-01T23:59:59+00:00" in ended.err
    assert "as of" not in ended.out


def test_gone_is_told(asked: Command) -> None:
    shown = asked("show", "1", "--as-of", "2026-03-03")
    assert "Textiles" in shown.out
    assert "gone" in shown.out
    assert "gone" not in asked("show", "1", "--as-of", "2026-03-02").out


@pytest.mark.parametrize("words", [(), ("hydrogen",)])
@pytest.mark.parametrize("verb", ["search", "export"])
def test_every_filter(asked: Command, verb: str, words: tuple[str, ...]) -> None:
    for filters, day, other in ((THEN, "2026-03-01", "2026-03-02"), (NOW, "2026-03", "2026-03-01")):
        for name, value in filters:
            found = asked(verb, *words, name, value, "--as-of", day)
            assert (found.code, found.out.count(ONE) > 0) == (0, True), (name, found.err)
            assert asked(verb, *words, name, value, "--as-of", other).code == 1, name


def test_a_question_that_has_a_name(asked: Command) -> None:
    asked_for = ("query", "tag-by-month", "tag=value-chains", "--json")
    assert asked(*asked_for, "--as-of", "2026-03-01").json() == [
        {"month": "2016-08", "articles": 1}
    ]
    assert asked(*asked_for).code == 1


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_before_everything(asked: Command, words: tuple[str, ...]) -> None:
    ended = asked(*words, "--as-of", "2025")
    assert ended.code == 1
    assert ended.out == ""
    assert "nothing as of 2025: its first article is of 2026-03-01T10:00:00+00:00" in ended.err


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
@pytest.mark.parametrize("when", ["yesterday", "2026-02-30", "'; DROP TABLE articles", ""])
def test_what_is_no_date(asked: Command, words: tuple[str, ...], when: str) -> None:
    ended = asked(*words, "--as-of", when)
    assert ended.code == 2
    assert "is no date" in ended.err
    assert "2016-08-04" in ended.err


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_a_reading_goes_with_a_day(asked: Command, words: tuple[str, ...]) -> None:
    assert asked(*words, "--reading", "then").code == 2
    assert asked(*words, "--reading", "then", "--as-of", "2026-03-02").code == 1
    assert asked(*words, "--reading", "then", "--as-of", "2999").code == 0
    assert asked(*words, "--reading", "sometime", "--as-of", "2999").code == 2


def test_nothing_is_written(asked: Command) -> None:
    before = asked.archive.read_bytes()
    for words in WORDS:
        asked(*words, "--as-of", "2026-03-01")
    assert asked("query", "delete from articles", "--as-of", "2026-03-01").code == 2
    assert asked("query", "drop view articles", "--as-of", "2026-03-01").code == 2
    assert asked.archive.read_bytes() == before
    assert asked.archive.with_name("t.db-wal").read_bytes() == b""


def test_an_archive_cannot_be_exported_as_of_a_day(asked: Command) -> None:
    ended = asked("export", "-o", "some.db", "--as-of", "2026-03-01")
    assert ended.code == 2
    assert "--as-of" in ended.err
    assert not Path("some.db").exists()
