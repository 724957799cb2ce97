"""Search: words are data, filters hold, and the order is that asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import BadQuery, NothingFound, UsageError
from archive.records import Form, Label, Person, Tag, Visit
from archive.search import MARK_BEGIN, MARK_END, as_sql, search, select_ids
from archive.search_words import match_expression
from archive.store import Archive
from tests.archive.making import BASE, LATER, article, gone, visit

Connection = sqlite3.Connection


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with Archive.open(tmp_path_factory.mktemp("search") / "news.db") as archive:
        _fill(archive)
        yield archive.connection


def _fill(archive: Archive) -> None:
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


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Eighty articles on two platforms that all name steel, and some zinc the more often."""
    with Archive.open(tmp_path_factory.mktemp("many") / "news.db") as archive:
        archive.save([_one_of_many(number) for number in range(80)])
        archive.save([gone(f"{BASE}/7", at=LATER)])
        yield archive.connection


def _one_of_many(number: int) -> Visit:
    site = ("alpha", "beta")[number % 2]
    read = article(
        f"{BASE}/{number}",
        site=site,
        body_text=f"Steel {'zinc ' * (number % 9)}and number{number}.",
        published_at=f"20{10 + number % 7}-0{1 + number % 9}-11",
        tags=tuple(Tag(one, one) for one in TAGS_OF_MANY[: number % 4]),
        language=("en", "de", "fr")[number % 3],
    )
    return visit(read.url, site=site, article=read)


TAGS_OF_MANY = ("iron", "coal", "water")


def numbers(connection: Connection, words: str, **arguments: object) -> list[int]:
    """The articles of :func:`many` that a search finds, in its order."""
    result = search(connection, words, **{"limit": 100, **arguments})  # type: ignore[arg-type]
    assert result.total >= len(result.hits)
    return [int(hit.url.rpartition("/")[2]) for hit in result.hits]


def found(connection: Connection, words: str, **filters: object) -> list[str]:
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


@pytest.mark.parametrize("words", ["", "steel"])
def test_repeated_filters_mean_all_of_the_terms_and_one_of_the_places(
    many: Connection, words: str
) -> None:
    both = numbers(many, words, tag=["iron", "Coal"])
    assert sorted(both) == [number for number in range(80) if number % 4 >= 2]
    assert numbers(many, words, tag=["coal", "iron"]) == both
    assert len(numbers(many, words, language=["en", "DE"])) == 54
    assert len(numbers(many, words, site=["alpha", "beta"])) == 80
    assert sorted(numbers(many, words, site=["beta", " "], tag=[])) == list(range(1, 80, 2))
    with pytest.raises(NothingFound, match="no tag 'tin'"):
        numbers(many, words, tag=["iron", "tin"])


@pytest.mark.parametrize("words", ["", "steel", "ste*"])
def test_articles_may_be_asked_for_by_state(many: Connection, words: str) -> None:
    assert numbers(many, words, state="gone") == [7]
    assert 7 not in numbers(many, words, state="live")
    with pytest.raises(UsageError, match="no state"):
        numbers(many, words, state="dead")


def test_articles_without_a_date(connection: Connection) -> None:
    assert found(connection, "", undated=True) == ["undated"]
    assert found(connection, "regions", undated=True) == ["undated"]
    assert found(connection, "hydrogen", undated=True) == []
    assert found(connection, "", undated=True, since="2016") == []


def newest(connection: Connection) -> list[int]:
    """The articles of :func:`many`, the newest first, without any search."""
    sql = "SELECT url FROM articles ORDER BY published_at DESC, id DESC"
    return [int(row[0].rpartition("/")[2]) for row in connection.execute(sql)]


@pytest.mark.parametrize("limit", [1, 3, 80])
@pytest.mark.parametrize("offset", [0, 2, 79, 200])
def test_the_newest_are_the_same_whichever_way_they_are_found(
    many: Connection, limit: int, offset: int
) -> None:
    due = newest(many)[offset : offset + limit]
    for words in ("steel", "ste*", ""):
        assert numbers(many, words, order="newest", limit=limit, offset=offset) == due
    whole = numbers(many, "steel", order="newest", site=["alpha", "beta"], limit=limit)
    assert whole == newest(many)[:limit]


def test_pages_of_the_best_do_not_overlap(many: Connection) -> None:
    for filters in ({}, {"language": "en"}, {"site": ["alpha", "beta"]}):
        whole = numbers(many, "zinc", **filters)
        pages = [numbers(many, "zinc", limit=7, offset=at, **filters) for at in range(0, 80, 7)]
        assert [one for page in pages for one in page] == whole


@pytest.mark.parametrize("words", ["zinc", "zin*"])
@pytest.mark.parametrize("filters", [{}, {"language": ["en", "de", "fr"]}], ids=["all", "chosen"])
def test_of_too_many_matches_the_last_to_come_in_are_ranked(
    many: Connection, monkeypatch: pytest.MonkeyPatch, words: str, filters: dict[str, list[str]]
) -> None:
    monkeypatch.setattr("archive.search.MOST_RANKED", 30)
    result = search(many, words, limit=100, **filters)  # type: ignore[arg-type]
    assert (result.total, result.ranked, len(result.hits)) == (71, 30, 30)
    ids = sorted(one.id for one in search(many, "zinc", order="newest", limit=100).hits)
    assert sorted(hit.id for hit in result.hits) == ids[-30:]
    few = search(many, words, state="gone")
    assert (few.total, few.ranked) == (1, None)


def test_all_matches_are_ranked_up_to_the_bound(
    many: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.MOST_RANKED", 71)
    assert search(many, "zinc").ranked is None
    assert search(many, "zinc", language=["en", "de", "fr"]).ranked is None


def test_ids_are_those_of_a_search(many: Connection) -> None:
    for words in ("zinc", "zin*", "", "&"):
        ids = [row[0] for row in select_ids(many, words, {"language": ["en", "fr"]})]
        due = search(many, words, order="newest", limit=100, language=["en", "fr"])
        assert ids == [hit.id for hit in due.hits]
    assert len(list(select_ids(many, "steel", {}, limit=3))) == 3


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ("", {}),
        ("hydrogen", {}),
        ('"second one" it\'s', {}),
        ("&", {}),
        ("hydrogen", {"tag": "value chains", "since": "2016", "author": "ana"}),
        ("", {"tag": ["value chains", "smart specialisation"], "without": "dated"}),
        ("", {"undated": True, "language": ["en", "it's -- ?"]}),
    ],
    ids=str,
)
def test_the_same_question_in_sql(archive: Archive, words: str, filters: dict[str, Any]) -> None:
    dates = (None, "2016", "2017-02", "2018-03-04")
    archive.save([visit(f"{BASE}/{number}", published_at=day) for number, day in enumerate(dates)])
    found = search(archive.connection, words, order="newest", limit=100, **filters)
    sql = as_sql(archive.connection, words, **filters)
    rows = archive.connection.execute(sql).fetchall()
    assert [row[0] for row in rows] == [hit.id for hit in found.hits]
