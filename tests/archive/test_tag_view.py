"""One tag to look at."""

from __future__ import annotations

import pytest

from archive.errors import NothingFound
from archive.records import Tag
from archive.store import Archive
from archive.tag_card import tag_card
from archive.tag_view import tag_trend, tag_view
from archive.tags import matching_tags, neighbours
from tests.archive.making import BASE, visit
from tests.archive.populated import populate

ENERGY, SOLAR = Tag("Energy", "energy"), Tag("Solar", "solar")


def test_what_the_card_says_too(archive: Archive) -> None:
    populate(archive)
    card = tag_card(archive.connection, "Energy")
    seen = tag_view(archive.connection, "energy")
    assert (seen["label"], seen["articles"], seen["latest"]) == ("Energy", 3, 3)
    assert seen["changes"] == card["changes"]
    assert seen["lost"] == card["lost"]
    assert seen["beside"] == card["with"]
    [row], [on_card] = seen["tags"], card["tags"]
    assert row == {name: on_card[name] for name in row}
    assert row["labels"][0]["label"] == "Energy"


def test_months_beside_all_articles_of_them(archive: Archive) -> None:
    populate(archive)
    assert tag_trend(archive.connection, "hydrogen") == [
        {"period": f"2018-{month:02d}", "articles": articles, "of": articles}
        for month, articles in zip(range(1, 9), (1, 0, 0, 1, 0, 0, 0, 1), strict=True)
    ]


def test_years_where_months_are_many(archive: Archive) -> None:
    dates = ["2010-05-01", "2010-06-01", "2015", "2016-01-01", None]
    archive.save(
        [
            visit(f"{BASE}/{n}", published_at=date, tags=(ENERGY,) if n in (0, 3) else (SOLAR,))
            for n, date in enumerate(dates)
        ]
    )
    trend = tag_view(archive.connection, "Energy")["trend"]
    assert [(row["period"], row["articles"], row["of"]) for row in trend] == [
        ("2010", 1, 2),
        *((str(year), 0, 0) for year in range(2011, 2015)),
        ("2015", 0, 1),
        ("2016", 1, 1),
    ]


def test_the_lift_is_over_all_articles_of_the_platforms(archive: Archive) -> None:
    """The total is put together of the periods: nothing outside of them is left out."""
    dates = ["2001", "2010-05-01", "2012-06-01", "2016-01-01", "2020-01-01", None]
    tags = [(SOLAR,), (ENERGY, SOLAR), (ENERGY,), (ENERGY, SOLAR), (), ()]
    archive.save(
        [
            visit(f"{BASE}/{n}", published_at=date, tags=own)
            for n, (date, own) in enumerate(zip(dates, tags, strict=True))
        ]
    )
    archive.save([visit("https://b.example/", site="other", tags=())])
    ids = [one for own, _ in matching_tags(archive.connection, "energy") for one in own]
    seen = tag_view(archive.connection, "energy")
    assert seen["beside"] == neighbours(archive.connection, ids)
    assert [one["lift"] for one in seen["beside"]] == [1.33]


def test_of_many_articles_the_latest_are_told_of(archive: Archive) -> None:
    archive.save(
        [
            visit(f"{BASE}/{n}", published_at=f"2020-01-{n + 1:02d}", tags=own)
            for n, own in enumerate([(ENERGY, SOLAR), (ENERGY,), (ENERGY, SOLAR), (ENERGY,)])
        ]
    )
    [tag_id] = matching_tags(archive.connection, "energy")[0][0]
    for latest, share in ((1, None), (2, 0.5), (3, 0.333), (9, 0.5)):
        found = neighbours(archive.connection, [tag_id], latest=latest)
        assert [one["share"] for one in found] == ([] if share is None else [share])


def test_several_platforms_and_one_of_them(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/a", tags=(ENERGY,), language="de")])
    archive.save([visit("https://b.example/a", site="other", tags=(ENERGY,), language=None)])
    both = tag_view(archive.connection, "energy")
    assert (both["articles"], len(both["tags"])) == (2, 2)
    assert both["languages"] == [
        {"language": None, "articles": 1},
        {"language": "de", "articles": 1},
    ]
    one = tag_view(archive.connection, "energy", site="other")
    assert [row["site"] for row in one["tags"]] == ["other"]
    assert [row["of"] for row in one["trend"]] == [1]


def test_a_tag_without_dates_and_one_that_there_is_not(archive: Archive) -> None:
    archive.save([visit(published_at=None, tags=(ENERGY,))])
    seen = tag_view(archive.connection, "energy")
    assert (seen["trend"], seen["articles"], seen["beside"]) == ([], 1, [])
    with pytest.raises(NothingFound) as caught:
        tag_view(archive.connection, "enerjy")
    assert "Energy" in caught.value.hint
