"""``quarantine``: listed, accepted by a person, read again after the rules were mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.store import Archive
from scraper.cli.main import run
from tests.fresh import fresh
from tests.layout_drift.breaks import all_classes, teaser, without
from tests.layout_drift.playing import Night, past
from tests.layout_drift.sites import FIRST, LOOKS, entry

PAST = 20
NOW = FIRST + timedelta(days=3 * PAST)
LOOK = LOOKS["magazine"]
SITE = LOOK.site.name


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """An archive in which two known pages came in a new look, the second one twice."""
    path = tmp_path / "news.db"
    with fresh(path) as archive:
        past(archive, LOOK, [entry(n) for n in range(PAST)], NOW)
        for days, number in ((1, 3), (2, 4), (3, 4)):
            night = Night(archive, LOOK, NOW + timedelta(days=days))
            night.visit(entry(number), all_classes(LOOK, entry(number), night.at))
            night.end()
    yield path


def asked(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with Archive.open(path) as archive:
        return archive.connection.execute(sql, values).fetchall()


def states(path: Path) -> list[str]:
    return [row[0] for row in asked(path, "SELECT state FROM quarantine ORDER BY id")]


def quarantine(path: Path, *words: str) -> int:
    return run(["quarantine", *words, "--archive", str(path)])


def test_the_list_says_what_did_not_fit(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quarantine(path, "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    # The same bytes again are the same finding.
    assert [(one["id"], one["state"]) for one in listed] == [(1, "held"), (2, "held")]
    assert listed[0]["url"] == LOOK.url(entry(3))
    assert {misfit["field"] for misfit in listed[0]["misfits"]} >= {"title", "body_text"}
    assert quarantine(path, "list", "--site", SITE) == 0
    assert "title moved" in capsys.readouterr().out
    assert quarantine(path, "list", "--site", "elsewhere") == 0
    assert capsys.readouterr().err == "nothing is held\n"


def test_what_is_accepted_becomes_a_version_and_is_known_from_then_on(path: Path) -> None:
    before = asked(path, "SELECT count(*) FROM captures WHERE version_id IS NOT NULL")[0][0]
    assert quarantine(path, "accept", "--site", SITE, "--why", "a new look") == 0
    assert states(path) == ["accepted", "accepted"]
    after = asked(path, "SELECT count(*) FROM captures WHERE version_id IS NOT NULL")[0][0]
    assert after == before + 2
    assert asked(path, "SELECT DISTINCT why FROM quarantine") == [("a new look",)]
    with Archive.open(path) as archive:
        night = Night(archive, LOOK, NOW + timedelta(days=9))
        visit = night.visit(entry(5), all_classes(LOOK, entry(5), night.at))
        assert not visit.misfits
        assert night.end()[0].error is None


def test_acceptance_is_of_what_was_found_alone(path: Path) -> None:
    quarantine(path, "accept", "1", "--why", "a new look")
    assert states(path) == ["accepted", "held"]
    with Archive.open(path) as archive:
        night = Night(archive, LOOK, NOW + timedelta(days=9))
        visit = night.visit(entry(5), teaser(LOOK, entry(5), night.at))
        assert {one.sign for one in visit.misfits} == {"short"}


def test_a_later_good_visit_closes_what_is_held(path: Path) -> None:
    with Archive.open(path) as archive:
        night = Night(archive, LOOK, NOW + timedelta(days=5))
        night.visit(entry(3))
        night.end()
    assert states(path) == ["replaced", "held"]
    assert asked(path, "SELECT state FROM pages WHERE url = ?", LOOK.url(entry(3))) == [
        ("fetched",)
    ]


def test_what_does_not_fit_yet_stays(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quarantine(path, "reread") == 1
    assert states(path) == ["held", "held"]
    assert "0 of 2 saved" in capsys.readouterr().err


def test_what_fits_by_what_is_known_today_leaves(path: Path) -> None:
    quarantine(path, "accept", "1", "--why", "a new look")
    assert quarantine(path, "reread") == 0
    assert states(path) == ["accepted", "fitting"]
    shown = (
        "SELECT a.state, p.state FROM articles a JOIN pages p ON p.id = a.page_id WHERE a.url = ?"
    )
    assert asked(path, shown, LOOK.url(entry(4))) == [("live", "fetched")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept",), "give one of"),
        (("accept", "1", "--all", "--why", "x"), "give one of"),
        (("accept", "1"), "needs its reason"),
        (("accept", "99", "--why", "x"), "nothing is held under the number 99"),
        (("reread", "1", "--site", "x"), "not both"),
    ],
)
def test_a_mistake_is_said_and_changes_nothing(
    words: tuple[str, ...], said: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quarantine(path, *words) == 2
    assert said in capsys.readouterr().err
    assert states(path) == ["held", "held"]


def test_nothing_to_accept_is_told(path: Path) -> None:
    assert quarantine(path, "accept", "--site", "elsewhere", "--why", "x") == 1


def test_status_shows_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--json", "--archive", str(path)]) == 0
    (health,) = json.loads(capsys.readouterr().out)["health"]
    assert (health["held"], health["broken_fields"]) == (2, ["body_text", "tags", "title"])
    assert health["fields"]["tags"] == {"before": None, "lately": 1.0}
    assert health["days_between_articles"] == 3.0
    assert run(["status", "--archive", str(path)]) == 0
    assert "body_text, tags, title" in capsys.readouterr().out


def test_erasing_the_page_takes_what_is_held_along(path: Path) -> None:
    url = LOOK.url(entry(3))
    assert run(["erase", "--archive", str(path), "--page", url, "--yes", "--why", "asked"]) == 0
    assert states(path) == ["held"]
    assert asked(path, "SELECT count(*) FROM captures WHERE url = ?", url) == [(0,)]


def test_lost_tags_are_accepted_for_good(tmp_path: Path) -> None:
    path = tmp_path / "tags.db"
    with Archive.open(path) as archive:
        past(archive, LOOK, [entry(n) for n in range(PAST)], NOW)
        night = Night(archive, LOOK, NOW + timedelta(days=1))
        night.visit(entry(3), without("tags")(LOOK, entry(3), night.at))
        night.end()
    assert states(path) == ["held"]
    assert quarantine(path, "accept", "--all", "--why", "tags were given up") == 0
    with Archive.open(path) as archive:
        night = Night(archive, LOOK, NOW + timedelta(days=2))
        assert not night.visit(entry(4), without("tags")(LOOK, entry(4), night.at)).misfits
