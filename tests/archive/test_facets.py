"""Facets and months: every number is that of counting the articles one by one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from archive.errors import BadQuery, NothingFound, UsageError
from archive.facets import DIMENSIONS, facets, months
from archive.queries import list_articles
from archive.records import Evidence, Label, Person, Tag, Visit
from archive.search import search
from archive.selection import folded, several
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, article, gone, visit

TAGS = ("Hydrogen", "Énergie", "Textiles", "'; DROP TABLE tags; --")
LABELS = ("Open call", "News")
LANGUAGES = ("en", "fr", None)
PEOPLE = (Person("Ana Horvat"), Person("ANA HORVAT", organisation=True), Person("Åsa"))
METHODS = ("json-ld", "url", "absent", None)
DATES = ("2015", "2016-08", "2016-08-04", "2017-01-31T23:30:00+02:00", None)


def made(number: int, rng: Random) -> Visit:
    """An article with some of everything; every third names steel, every second zinc."""
    site = rng.choice(["alpha", "beta"])
    url = f"{BASE}/{number}"
    words = ("steel " if number % 3 == 0 else "") + ("zinc" if number % 2 == 0 else "")
    read = article(
        url,
        site=site,
        body_text=f"Text {number} {words}",
        tags=tuple(Tag(one, one.lower()) for one in rng.sample(TAGS, rng.randint(0, 3))),
        labels=tuple(Label(one) for one in rng.sample(LABELS, rng.randint(0, 2))),
        authors=tuple(rng.sample(PEOPLE, rng.randint(0, 3))),
        evidence=_known_by(rng.choice(METHODS)),
        language=rng.choice(LANGUAGES),
        published_at=rng.choice(DATES),
    )
    return visit(url, site=site, article=read)


def _known_by(method: str | None) -> tuple[Evidence, ...]:
    if method is None:
        return ()
    return (
        Evidence("published_at", "meta", "not taken", None, chosen=False),
        Evidence("published_at", method, "taken", None),
    )


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("facets") / "news.db"
    rng = Random(7)
    with Archive.open(path) as archive:
        archive.save([made(number, rng) for number in range(60)])
        for day in (LATER, LATEST):
            run = archive.begin_run("crawl", ["alpha", "beta"], {})
            archive.save([gone(f"{BASE}/{number}", at=day) for number in range(0, 60, 7)], run)
            archive.end_run(run)
        yield archive.connection


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("steel", {}),
    ("zin*", {}),
    ("steel zinc", {}),
    ("", {"tag": "hydrogen"}),
    ("", {"tag": ["hydrogen", "energie"]}),
    ("steel", {"tag": "hydrogen", "language": ["en", "fr"]}),
    ("zinc", {"site": "alpha"}),
    ("", {"site": ["alpha", "beta"], "label": "open call"}),
    ("", {"author": "horvat"}),
    ("", {"author": '"åsa"'}),
    ("steel", {"author": ["ana", "asa"]}),
    ("", {"dated": "url"}),
    ("zinc", {"dated": ["json-ld", "absent"]}),
    ("", {"without": "tag"}),
    ("", {"without": ["language", "author", "dated"]}),
    ("steel", {"without": ["label"]}),
    ("", {"state": "gone"}),
    ("", {"since": "2016", "until": "2016-08"}),
    ("", {"since": "2017", "site": "beta"}),
    ("", {"undated": True}),
    ("steel", {"since": "2016"}),
    ("nothing", {}),
    ("&", {}),
]


@pytest.mark.parametrize(("words", "filters"), ASKED, ids=str)
def test_facets_are_counts_of_the_articles(
    connection: sqlite3.Connection, words: str, filters: dict[str, Any]
) -> None:
    every = list(list_articles(connection, words=words, **filters))
    shown = facets(connection, words, **filters)
    assert tuple(shown) == DIMENSIONS
    sql = "SELECT id, dated, state FROM articles"
    rows = {number: (dated, state) for number, dated, state in connection.execute(sql)}
    due = {
        "site": Counter(one["site"] for one in every),
        "language": Counter(one["language"] for one in every),
        "year": Counter((one["published_at"] or "")[:4] or None for one in every),
        "label": Counter(label for one in every for label in one["labels"]),
        "tag": Counter(tag["label"] for one in every for tag in one["tags"]),
        "author": Counter(name for one in every for name in set(map(folded, one["authors"]))),
        "dated": Counter(rows[one["id"]][0] for one in every),
        "state": Counter(rows[one["id"]][1] for one in every),
    }
    for name, counts in due.items():
        assert {
            folded(one.value or "") if name == "author" else one.value: one.articles
            for one in shown[name]
        } == dict(counts), name
    assert facets(connection, words, by=("month", "site"), **filters)["month"] == months(
        connection, words, **filters
    )


@pytest.mark.parametrize(("words", "filters"), [("", {}), ("steel", {}), ("", {"tag": "textiles"})])
def test_each_number_is_what_a_search_with_that_value_finds(
    connection: sqlite3.Connection, words: str, filters: dict[str, Any]
) -> None:
    for dimension, shares in facets(connection, words, **filters).items():
        for share in shares:
            if dimension == "year":
                value = share.value
                narrowed: Any = {"since": value, "until": value} if value else {"undated": True}
            elif share.value is None:
                narrowed = {"without": dimension}
            else:
                value = f'"{share.value}"' if dimension == "author" else share.value
                already = several(filters.get(dimension))
                narrowed = {dimension: value if dimension == "state" else [*already, value]}
            found = search(connection, words, **{**filters, **narrowed})
            assert found.total == share.articles, (dimension, share)


@pytest.mark.parametrize(("words", "filters"), ASKED, ids=str)
def test_months_are_counts_of_the_articles(
    connection: sqlite3.Connection, words: str, filters: dict[str, Any]
) -> None:
    every = [one["published_at"] or "" for one in list_articles(connection, words=words, **filters)]
    due = Counter(date[:7] if len(date) >= 7 else None for date in every)
    series = months(connection, words, **filters)
    assert {one.value: one.articles for one in series} == dict(due)
    assert [one.value or "" for one in series] == sorted(one.value or "" for one in series)


def test_the_most_frequent_come_first_and_only_so_many(connection: sqlite3.Connection) -> None:
    every = facets(connection, "")["tag"]
    numbers = [one.articles for one in every]
    assert numbers == sorted(numbers, reverse=True)
    assert len(every) == len(TAGS)
    assert facets(connection, "", most=2)["tag"] == every[:2]


def test_one_label_on_two_platforms_is_one_value(connection: sqlite3.Connection) -> None:
    sql = "SELECT count(*) FROM tags WHERE label = 'Hydrogen'"
    assert connection.execute(sql).fetchone()[0] == 2
    assert [one.value for one in facets(connection, "")["tag"]].count("Hydrogen") == 1


def test_mistakes_are_explained_as_in_a_search(connection: sqlite3.Connection) -> None:
    with pytest.raises(BadQuery):
        facets(connection, "NEAR(", raw=True)
    with pytest.raises(BadQuery):
        months(connection, "AND", raw=True)
    with pytest.raises(NothingFound, match="no tag"):
        months(connection, "", tag="unknown")


def test_what_is_no_filter_is_refused_with_what_there_is(connection: sqlite3.Connection) -> None:
    with pytest.raises(UsageError) as caught:
        facets(connection, "", dated="guessed")
    assert "json-ld" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        facets(connection, "", without="title")
    assert "language" in caught.value.hint


def test_an_id_far_beyond_the_others_is_counted_all_the_same(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(3)])
        change = archive.connection.execute
        change("PRAGMA foreign_keys = OFF")
        for table, column in (
            ("articles", "id"),
            ("article_tags", "article_id"),
            ("article_people", "article_id"),
            ("article_labels", "article_id"),
        ):
            change(f"UPDATE {table} SET {column} = 9000000000 WHERE {column} = 3")
        counted = facets(archive.connection, "", language="en")
        assert {one.articles for shares in counted.values() for one in shares} == {3}


def test_raw_words_are_syntax(connection: sqlite3.Connection) -> None:
    both = sum(one.articles for one in months(connection, "steel OR zinc", raw=True))
    assert both == 40
