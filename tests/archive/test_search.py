"""Search: words are data, filters hold, and no plan reads more than it must."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import BadQuery, NothingFound, UsageError
from archive.records import Form, Label, Person, Tag
from archive.search import MARK_BEGIN, MARK_END, match_expression, search
from archive.store import Archive
from tests.archive.making import BASE, LATER, visit

Connection = sqlite3.Connection


@pytest.fixture
def connection(archive: Archive) -> Connection:
    archive.save(
        [
            visit(f"{BASE}/skane", published_at="2016-08-04T15:37:00+02:00"),
            visit(
                f"{BASE}/hydrogen",
                title="Hydrogen valleys",
                body_text="Green hydrogen in Île-de-France, by a value chain.",
                published_at="2017-02-01",
                tags=(Tag("Hydrogen", "hydrogen", "/tags/hydrogen"),),
                labels=(Label("Open call"),),
                authors=(Person("José Ortega"),),
                language="fr",
            ),
            visit(
                f"{BASE}/undated",
                title="Clusters & regions",
                body_text="A body that has no date and names electrolysers.",
                published_at=None,
                tags=(),
                labels=(),
                authors=(),
            ),
        ]
    )
    return archive.connection


def found(connection: Connection, words: str, **filters: str) -> list[str]:
    result = search(connection, words, **filters)  # type: ignore[arg-type]
    assert result.total == len(result.hits)
    return [hit.url.removeprefix(f"{BASE}/") for hit in result.hits]


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ("skane", ["skane"]),
        ("SKÅNE", ["skane"]),
        ("ile", ["hydrogen"]),
        ("jose ortega", ["hydrogen"]),
        ("open call", ["hydrogen"]),
        ("hydrogen green", ["hydrogen"]),
        ('"green hydrogen"', ["hydrogen"]),
        ("“green hydrogen”", ["hydrogen"]),
        ('"hydrogen green"', []),
        ("electro*", ["undated"]),
        ('"green hydro"*', ["hydrogen"]),
        ("electro", []),
        ("Île-de-France", ["hydrogen"]),
        ("clusters & regions", ["undated"]),
        ("clusters - regions", ["undated"]),
        ("smart-specialisation", ["skane"]),
    ],
)
def test_words_find_articles(connection: Connection, words: str, urls: list[str]) -> None:
    assert found(connection, words) == urls


def test_a_title_counts_more_than_a_body(connection: Connection) -> None:
    assert found(connection, "hydrogen") == ["hydrogen", "skane"]


def test_no_words_give_the_newest_and_the_undated_last(connection: Connection) -> None:
    assert found(connection, "") == ["hydrogen", "skane", "undated"]
    assert found(connection, "  ") == ["hydrogen", "skane", "undated"]


def test_the_newest_first_on_demand(connection: Connection) -> None:
    assert found(connection, "body OR", order="newest") == []
    assert found(connection, "hydrogen", order="newest") == ["hydrogen", "skane"]
    assert found(connection, "paragraph", order="newest") == ["skane"]


def test_matches_are_marked_and_icons_are_not(archive: Archive) -> None:
    archive.save([visit(body_text="An \ue000icon\ue001 before the word hydrogen.")])
    snippet = search(archive.connection, "hydrogen").hits[0].snippet
    assert snippet == f"An icon before the word {MARK_BEGIN}hydrogen{MARK_END}."


def test_a_hit_carries_what_a_list_shows(connection: Connection) -> None:
    hit = search(connection, "green").hits[0]
    assert (hit.site, hit.title, hit.published_at) == ("example", "Hydrogen valleys", "2017-02-01")
    assert (hit.language, hit.tags) == ("fr", ("Hydrogen",))


@pytest.mark.parametrize(
    ("filters", "urls"),
    [
        ({"site": "example"}, ["hydrogen", "skane", "undated"]),
        ({"tag": "hydrogen"}, ["hydrogen"]),
        ({"tag": "HYDROGEN"}, ["hydrogen"]),
        ({"tag": "/tags/hydrogen"}, ["hydrogen"]),
        ({"tag": "Smart Specialisation"}, ["skane"]),
        ({"label": "open call"}, ["hydrogen"]),
        ({"author": "ortega"}, ["hydrogen"]),
        ({"author": "horvat"}, ["skane"]),
        ({"language": "FR"}, ["hydrogen"]),
        ({"since": "2017"}, ["hydrogen"]),
        ({"until": "2016"}, ["skane"]),
        ({"since": "2016-08", "until": "2016-08"}, ["skane"]),
        ({"since": "2016-08-04", "until": "2016-08-04"}, ["skane"]),
        ({"since": "2016-08-05", "until": "2017-01-31"}, []),
        ({"tag": "hydrogen", "language": "en"}, []),
    ],
    ids=str,
)
def test_filters_hold_with_and_without_words(
    connection: Connection, filters: dict[str, str], urls: list[str]
) -> None:
    assert found(connection, "", **filters) == urls
    all_of_them = "hydrogen OR electrolysers"
    result = search(connection, all_of_them, raw=True, **filters)  # type: ignore[arg-type]
    assert {hit.url.removeprefix(f"{BASE}/") for hit in result.hits} == set(urls)


@pytest.mark.parametrize(
    ("filters", "near"),
    [
        ({"tag": "hidrogen"}, "hydrogen"),
        ({"site": "exmaple"}, "example"),
        ({"label": "open cal"}, "Open call"),
        ({"author": "Jose Ortegga"}, "José Ortega"),
    ],
    ids=str,
)
def test_an_unknown_name_offers_the_nearest(
    connection: Connection, filters: dict[str, str], near: str
) -> None:
    with pytest.raises(NothingFound) as caught:
        found(connection, "", **filters)
    assert near.casefold() in caught.value.hint.casefold()


@pytest.mark.parametrize("date", ["yesterday", "2016-8-4", "20160804", "2016-08-04T10:00", "٢٠١٦"])
def test_what_is_no_date_is_refused(connection: Connection, date: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        found(connection, "", since=date)


def test_limit_and_offset_page_through_all(connection: Connection) -> None:
    pages = [search(connection, "", limit=1, offset=offset) for offset in range(4)]
    assert [len(page.hits) for page in pages] == [1, 1, 1, 0]
    assert {page.total for page in pages} == {3}


HOSTILE = [
    'foo"bar',
    "AND OR",
    "NOT",
    "NEAR(a b, 2)",
    "title:skane",
    "{title body_text}: x",
    "^skane",
    "-skane",
    "*",
    "* * *",
    '"',
    '""',
    '"" ""*',
    "😀",
    "\0",
    "a\0b",
    "\ud800",
    "'); DROP TABLE articles; --",
    "x" * 1_000_000,
    " ".join(f"word{number}" for number in range(10_000)),
    " ".join(["skane"] * 10_000),
    "\u0301",
    "(((((",
]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: repr(words[:12]))
def test_no_words_of_a_user_are_syntax(connection: Connection, words: str) -> None:
    search(connection, words)
    search(connection, words, order="newest", tag="hydrogen")


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(alphabet=st.characters(), max_size=30))
def test_any_text_may_be_searched_for(connection: Connection, words: str) -> None:
    search(connection, words)


def test_words_without_letters_find_nothing_rather_than_all(connection: Connection) -> None:
    assert found(connection, "😀 &") == []
    assert match_expression("😀 &") == ""


def test_raw_words_are_syntax(connection: Connection) -> None:
    assert search(connection, "title : hydrogen", raw=True).total == 1
    assert search(connection, "skane OR electrolysers", raw=True).total == 2


@pytest.mark.parametrize("words", ["AND", 'foo"bar', "nocolumn : x", "NEAR(", "a NOT"])
def test_a_mistake_in_raw_words_is_explained(connection: Connection, words: str) -> None:
    with pytest.raises(BadQuery):
        search(connection, words, raw=True)


def test_a_changed_article_is_found_by_its_new_words_alone(archive: Archive) -> None:
    archive.save([visit()])
    archive.save([visit(at=LATER, title="Ganz neu", body_text="Anderer Text.")])
    assert search(archive.connection, "skane").total == 0
    assert search(archive.connection, "anderer").total == 1


def test_a_print_alone_is_found(archive: Archive) -> None:
    archive.save([visit(form=Form.PRINT, tags=())])
    assert search(archive.connection, "hydrogen").total == 1


def plan(connection: Connection, sql: str, values: tuple[object, ...] = ()) -> list[str]:
    rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
    return [row[3] for row in rows]


def plans(connection: Connection, words: str, **arguments: object) -> list[str]:
    """The plans of all statements that a search runs, but those of its lists of names."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    try:
        search(connection, words, **arguments)  # type: ignore[arg-type]
    finally:
        connection.set_trace_callback(None)
    chosen = [sql for sql in statements if "articles a" in sql or "FROM article_texts" in sql]
    assert chosen
    return [step for sql in chosen for step in plan(connection, sql)]


def test_the_newest_of_a_tag_are_read_in_their_order(connection: Connection) -> None:
    steps = plans(connection, "", tag="hydrogen")
    assert any(step.startswith("SEARCH t USING PRIMARY KEY (tag_id=?") for step in steps)
    assert not [step for step in steps if "SCAN" in step or "TEMP B-TREE" in step]


def test_the_newest_are_read_from_the_index_of_dates(connection: Connection) -> None:
    steps = plans(connection, "")
    assert "SCAN a USING INDEX articles_by_date" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step or "SCAN article_texts" in step]


@pytest.mark.parametrize("filters", [{}, {"tag": "hydrogen"}, {"site": "example"}], ids=str)
def test_a_search_starts_from_the_words(connection: Connection, filters: dict[str, str]) -> None:
    steps = plans(connection, "hydrogen", **filters)
    assert any("SCAN article_search VIRTUAL TABLE" in step for step in steps)
    scans = [step for step in steps if step.startswith("SCAN") and "VIRTUAL" not in step]
    assert scans == []
    assert not [step for step in steps if "TEMP B-TREE" in step]
