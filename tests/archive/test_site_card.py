"""One platform: what it gives, its troubles, its runs."""

from __future__ import annotations

import pytest

from archive.errors import NothingFound
from archive.records import Check, Misfit, PageState, Problem, Signal
from archive.site_card import SHOWN, count_sites, list_sites, site_card, site_id_of
from archive.store import Archive
from archive.times import now
from tests.archive.making import BASE, bare, visit
from tests.archive.populated import populate


def test_platforms_by_name_with_their_numbers(archive: Archive) -> None:
    populate(archive)
    archive.save([visit("https://b.example/1", site="another")])
    assert count_sites(archive.connection) == 2
    another, example = list_sites(archive.connection, limit=5)
    assert [another["name"], example["name"]] == ["another", "example"]
    assert (example["articles"], example["undated"], example["held"]) == (6, 1, 0)
    assert (example["first_published"], example["latest_published"]) == ("2017-03-01", "2018-08-04")
    assert (example["coverage"]["articles"], example["coverage"]["tags"]) == (6, 4)
    assert [one["name"] for one in list_sites(archive.connection, limit=1, offset=1)] == ["example"]


def test_a_card_of_one_platform_alone(archive: Archive) -> None:
    populate(archive)
    note = Problem("far_away", "Not of here.")
    archive.save([visit("https://b.example/1", site="another", problems=(note,))])
    card = site_card(archive.connection, "EXAMPLE")
    assert (card["name"], card["articles"]) == ("example", 6)
    assert card["years"] == {"2017": 2, "2018": 3}
    assert card["states"] == {"failed": 1, "fetched": 5, "gone": 1, "known": 1}
    assert [one["url"] for one in card["troubled"]] == [f"{BASE}/news/g"]
    assert {one["code"] for one in card["problems"]} == {"image_without_alt"}
    assert card["problems_of"] == 10
    assert [one["id"] for one in card["runs"]] == [1]
    assert card["coverage"]["published_at"] == 5
    assert {one["field"] for one in card["methods"]} == {"title", "modified_at"}
    assert {one["rule"] for one in card["removed"]} == {"consent:banner", "navigation:nav"}
    assert card["rhythm"] is not None
    assert card["quarantine"] == []


def test_what_is_held_back(archive: Archive) -> None:
    misfit = (Misfit("title", "missing", "a title", "none"),)
    archive.save(
        [visit(f"{BASE}/{n}", state=PageState.QUARANTINED, misfits=misfit) for n in range(12)]
    )
    card = site_card(archive.connection, "example")
    assert (card["held"], len(card["quarantine"])) == (12, SHOWN)
    assert card["quarantine"][0].misfits == misfit
    assert list_sites(archive.connection, limit=1)[0]["held"] == 12


def test_what_the_word_of_the_host_is_worth(archive: Archive) -> None:
    archive.save([visit()])
    archive.save([visit(at=now(), checks=(Check(Signal.VALIDATOR, held=False),))])
    [word] = site_card(archive.connection, "example")["word"]
    assert (word["signal"], word["worth"], word["checks"]) == ("validator", "broken", 1)


def test_the_example_of_a_problem_is_one_row(archive: Archive) -> None:
    archive.save(
        [
            visit(f"{BASE}/z", problems=(Problem("odd", "About z."),)),
            visit(f"{BASE}/a", problems=(Problem("odd", "About a."),)),
        ]
    )
    [row] = site_card(archive.connection, "example")["problems"]
    assert (row["message"], row["example"]) == ("About a.", f"{BASE}/a")


def test_a_platform_without_articles(archive: Archive) -> None:
    archive.save([bare(f"{BASE}/x", PageState.FAILED, reason="timed out")])
    card = site_card(archive.connection, "example")
    assert (card["articles"], card["years"], card["rhythm"]) == (0, {}, None)
    assert card["coverage"]["articles"] == 0
    with pytest.raises(NothingFound, match="no platform 'exemple'"):
        site_card(archive.connection, "exemple")
    assert site_id_of(archive.connection, "Example") == ("example", 1)
