"""The tag vocabulary: what is counted, in which language, with what, and joined or apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from archive.errors import NothingFound
from archive.records import Tag
from archive.search import search
from archive.store import Archive
from archive.tag_card import tag_card
from archive.tag_languages import LANGUAGE_SAMPLE
from archive.tags import list_tags, matching_tags, neighbours, tags_like, trend
from tests.archive.making import LATER, TIME, visit
from tests.archive.populated import ENERGY, HYDROGEN, populate, url

BRITISH = Tag("Smart Specialisation", "smart-specialisation", "/tags/smart-specialisation")
AMERICAN = Tag("Smart Specialization", "smart-specialization", "/tags/smart-specialization")
TWINS = (("smart-specialisation", "smart-specialization"),)


@pytest.fixture(scope="module")
def populated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with Archive.open(tmp_path_factory.mktemp("archive") / "news.db") as archive:
        populate(archive)
        yield archive.connection


def ids_of(connection: sqlite3.Connection, name: str) -> list[int]:
    return [tag_id for own, _ in matching_tags(connection, name) for tag_id in own]


def test_the_most_used_come_first_and_those_out_of_use_are_left_out(
    populated: sqlite3.Connection,
) -> None:
    tags = list_tags(populated)
    assert [(tag["slug"], tag["articles"]) for tag in tags] == [("energy", 3), ("hydrogen", 3)]
    assert tags[0] == {
        "site": "example",
        "label": "Energy",
        "slug": "energy",
        "path": "/tags/energy",
        "language": "en",
        "articles": 3,
        "first_published": "2017-04-01",
        "last_published": "2018-08-04",
        "first_seen_at": TIME,
        "joined": [],
    }
    assert list_tags(populated, limit=1) == tags[:1]
    with pytest.raises(NothingFound):
        list_tags(populated, site="other")


def test_a_tag_out_of_use_is_still_known(populated: sqlite3.Connection) -> None:
    ((_, row),) = matching_tags(populated, "textiles")
    assert (row["articles"], row["language"], row["first_seen_at"]) == (0, "fr", TIME)
    assert trend(populated, ids_of(populated, "textiles")) == []
    assert neighbours(populated, ids_of(populated, "textiles")) == []


def test_months_without_an_article_are_in_the_trend(populated: sqlite3.Connection) -> None:
    months = trend(populated, ids_of(populated, "hydrogen"))
    assert [(one["month"], one["articles"]) for one in months] == [
        *[("2018-01", 1), ("2018-02", 0), ("2018-03", 0), ("2018-04", 1)],
        *[("2018-05", 0), ("2018-06", 0), ("2018-07", 0), ("2018-08", 1)],
    ]


def test_dates_that_name_no_month_are_in_no_month(archive: Archive) -> None:
    dates = (None, "2016", "2016-11-30", "2017-01")
    archive.save([visit(url(str(d)), published_at=d, tags=(ENERGY,)) for d in dates])
    months = trend(archive.connection, ids_of(archive.connection, "energy"))
    assert [(one["month"], one["articles"]) for one in months] == [
        ("2016-11", 1),
        ("2016-12", 0),
        ("2017-01", 1),
    ]


def test_what_goes_together_has_share_and_lift(archive: Archive) -> None:
    other = Tag("Other", "other")
    pairs = [(ENERGY, HYDROGEN)] * 3 + [(ENERGY,)] + [(other, HYDROGEN)] + [(other,)] * 3
    archive.save([visit(url(str(n)), tags=tags) for n, tags in enumerate(pairs)])
    connection = archive.connection
    assert neighbours(connection, ids_of(connection, "hydrogen")) == [
        {"site": "example", "label": "Energy", "slug": "energy"}
        | {"articles": 3, "share": 0.75, "lift": 1.5},
        {"site": "example", "label": "Other", "slug": "other"}
        | {"articles": 1, "share": 0.25, "lift": 0.5},
    ]
    assert len(neighbours(connection, ids_of(connection, "hydrogen"), limit=1)) == 1


def test_ties_among_neighbours_are_broken_always_alike(archive: Archive) -> None:
    tags = [Tag(f"Tag {n}", f"tag-{n}") for n in (3, 1, 2)]
    archive.save([visit(tags=(*tags, ENERGY))])
    connection = archive.connection
    found = neighbours(connection, ids_of(connection, "energy"), limit=2)
    assert [one["slug"] for one in found] == ["tag-1", "tag-2"]


@pytest.mark.parametrize(
    ("tag_path", "languages", "says"),
    [
        ("/fr/tags/x", ["en", "en"], "fr"),
        ("/pt-br/tags/x", ["en"], "pt"),
        ("/eu/tags/x", ["de", "de", "en"], "de"),
        ("/tags/x", ["de", "en"], None),
        (None, [None, None, "en"], None),
        (None, ["sv"], "sv"),
        ("/tags/fr/x", ["it"], "it"),
    ],
)
def test_the_language_of_a_tag(
    archive: Archive, tag_path: str | None, languages: list[str | None], says: str | None
) -> None:
    tag = Tag("X", "x", tag_path)
    archive.save([visit(url(str(n)), tags=(tag,), language=one) for n, one in enumerate(languages)])
    assert list_tags(archive.connection)[0]["language"] == says


@pytest.mark.parametrize(("early", "late", "says"), [(9, 4, "de"), (4, 9, "en"), (5, 5, None)])
def test_most_articles_tell_the_language(
    archive: Archive, early: int, late: int, says: str | None
) -> None:
    for year, language, number in ((2010, "de", early), (2020, "en", late)):
        names = [f"{language}{n}" for n in range(number)]
        archive.save(
            [
                visit(url(name), published_at=f"{year}-01-01", language=language, tags=(ENERGY,))
                for name in names
            ]
        )
    assert list_tags(archive.connection)[0]["language"] == says


def test_of_many_articles_the_first_and_the_latest_tell(archive: Archive) -> None:
    numbers = range(2 * LANGUAGE_SAMPLE + 3)
    odd = {0, 1, *numbers[LANGUAGE_SAMPLE : LANGUAGE_SAMPLE + 3]}
    archive.save(
        [
            visit(
                url(f"{n:03d}"),
                published_at=f"2020-01-01T{n // 60:02d}:{n % 60:02d}:00+00:00",
                language="fr" if n in odd else "en",
                tags=(ENERGY,),
            )
            for n in numbers
        ]
    )
    assert list_tags(archive.connection)[0]["language"] == "en"


def test_joined_tags_are_one_row_and_an_article_with_both_counts_once(archive: Archive) -> None:
    archive.save(
        [
            visit(url("a"), published_at="2016-01-01", tags=(BRITISH, ENERGY)),
            visit(url("b"), published_at="2016-03-01", tags=(AMERICAN,), at=LATER),
            visit(url("c"), published_at="2016-03-02", tags=(BRITISH, AMERICAN, ENERGY)),
        ]
    )
    connection = archive.connection
    assert [tag["articles"] for tag in list_tags(connection)] == [2, 2, 2]
    joined = list_tags(connection, twins=TWINS)
    assert [(tag["slug"], tag["articles"], tag["joined"]) for tag in joined] == [
        ("smart-specialisation", 3, ["smart-specialisation", "smart-specialization"]),
        ("energy", 2, []),
    ]
    assert joined[0]["first_published"] == "2016-01-01"
    assert joined[0]["last_published"] == "2016-03-02"
    card = tag_card(connection, "Smart Specialization", twins=TWINS)
    assert [one["articles"] for one in card["trend"]] == [1, 0, 2]
    assert [(one["slug"], one["articles"]) for one in card["with"]] == [("energy", 2)]
    (beside,) = tag_card(connection, "energy", twins=TWINS)["with"]
    assert (beside["slug"], beside["articles"]) == ("smart-specialisation", 2)
    assert len(tag_card(connection, "energy")["with"]) == 2
    assert connection.execute("SELECT count(*) FROM tags").fetchone() == (3,)


def test_a_filter_by_a_joined_tag_means_the_group(archive: Archive) -> None:
    archive.save([visit(url("a"), tags=(BRITISH,)), visit(url("b"), tags=(AMERICAN,))])
    connection = archive.connection
    twins = {"smart-specialisation": TWINS[0]}
    assert search(connection, "", tag="smart-specialisation").total == 1
    assert search(connection, "", tag="smart-specialisation", twins=twins).total == 2
    assert search(connection, "hydrogen", tag="smart-specialisation", twins=twins).total == 2


def test_platforms_that_share_a_name_are_shown_together_unless_one_is_meant(
    archive: Archive,
) -> None:
    other = "https://other.example/news/x"
    archive.save([visit(tags=(ENERGY,)), visit(other, site="other", tags=(ENERGY,))])
    connection = archive.connection
    card = tag_card(connection, "energy")
    assert sorted(tag["site"] for tag in card["tags"]) == ["example", "other"]
    assert card["trend"][0]["articles"] == 2
    assert [tag["site"] for tag in tag_card(connection, "energy", site="other")["tags"]] == [
        "other"
    ]
    with pytest.raises(NothingFound):
        tag_card(connection, "energy", site="nowhere")


def test_a_tag_that_is_not_there_is_named_with_the_nearest(populated: sqlite3.Connection) -> None:
    with pytest.raises(NothingFound) as caught:
        tag_card(populated, "hydrogne")
    assert "hydrogen" in caught.value.hint.lower()


def test_a_label_of_former_days_finds_its_tag(archive: Archive) -> None:
    archive.save([visit(tags=(Tag("Old name", "x"),))])
    archive.save([visit(at=LATER, tags=(Tag("New name", "x"), Tag("Other", "y")))])
    assert ids_of(archive.connection, "old NAME") == ids_of(archive.connection, "New name")
    archive.save([visit(url("z"), tags=(Tag("Old name", "z"),))])
    ((_, row),) = matching_tags(archive.connection, "old name")
    assert row["slug"] == "z"
    with pytest.raises(NothingFound) as caught:
        matching_tags(archive.connection, "old nam")
    assert "Old name" in caught.value.hint


def test_counting_reads_narrow_rows_alone(populated: sqlite3.Connection) -> None:
    statements: list[str] = []
    populated.set_trace_callback(statements.append)
    tag_card(populated, "energy", parts=("trend", "with"))
    list_tags(populated)
    populated.set_trace_callback(None)
    steps = [
        row[3]
        for sql in statements
        if sql.lstrip().startswith("SELECT")
        for row in populated.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert len(steps) > 20
    assert not [step for step in steps if "article_texts" in step or "version_contents" in step]
    scans = {step.split()[1] for step in steps if step.startswith("SCAN")}
    assert scans.isdisjoint({"articles", "a", "versions", "captures"})


def test_tags_that_look_like_a_word(populated: sqlite3.Connection) -> None:
    assert tags_like(populated, ["hydrogn"]) == ["Hydrogen"]
    assert tags_like(populated, ["nothing", "ENERGI", "hydro gen"]) == ["Energy", "Hydrogen"]
    assert tags_like(populated, []) == []
