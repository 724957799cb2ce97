"""Runs: how they ended, night by night, and what one did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from archive.errors import NothingFound
from archive.records import FoundLink, PageState, Problem, Severity, Visit
from archive.run_card import count_runs, ended, list_runs, nights, run_card, runs_of_site
from archive.store import Archive
from tests.archive.making import BASE, LATER, bare, listing, visit

NIGHT = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)


def run(archive: Archive, *visits: Visit, exit_code: int | None = None) -> int:
    archive.add_site("example", "Example platform", BASE)
    run_id = archive.begin_run("crawl", ["example"], {"delay": "1"})
    archive.save(visits, run_id)
    archive.end_run(run_id, exit_code=exit_code)
    return run_id


@pytest.mark.parametrize(
    ("exit_code", "word"),
    [(0, "fine"), (1, "worth a look"), (3, "failed"), (130, "interrupted"), (137, "killed")],
)
def test_the_word_for_an_end(archive: Archive, exit_code: int, word: str) -> None:
    run(archive, exit_code=exit_code)
    assert [one["ended"] for one in list_runs(archive.connection, limit=5)] == [word]


def test_a_run_without_an_end_runs_as_long_as_it_shows_life() -> None:
    row = {"finished_at": None, "started_at": "2026-03-01T00:00:00+00:00", "exit_code": None}
    for beat, word in ((None, "killed"), ("2026-03-01T01:50:00+00:00", "running")):
        assert ended({**row, "heartbeat_at": beat}, "2026-03-01T02:00:00+00:00") == word


def test_runs_a_page_at_a_time(archive: Archive) -> None:
    for _ in range(5):
        run(archive)
    assert count_runs(archive.connection) == 5
    assert [one["id"] for one in list_runs(archive.connection, limit=2, offset=1)] == [4, 3]
    assert [one["id"] for one in runs_of_site(archive.connection, 1, limit=2)] == [5, 4]
    assert runs_of_site(archive.connection, 2, limit=2) == []


def test_a_night_is_as_its_runs_ended(archive: Archive) -> None:
    assert nights(archive.connection) == {}
    ends = {0: (0,), 1: (0, 3), 2: (3, 137), 3: (1,), 9: (0, 0)}
    for day, codes in ends.items():
        with time_machine.travel(NIGHT + timedelta(days=day), tick=False):
            for code in codes:
                run(archive, exit_code=code)
    with time_machine.travel(NIGHT + timedelta(days=10), tick=False):
        archive.begin_run("crawl", ["example"], {})
        found = nights(archive.connection)
        of_a_week = nights(archive.connection, weeks=1)
    assert found == {
        "2026-03-02": "ok",
        "2026-03-03": "partial",
        "2026-03-04": "failed",
        "2026-03-05": "partial",
        "2026-03-11": "ok",
    }
    assert list(of_a_week) == ["2026-03-05", "2026-03-11"]


def test_all_about_one_run(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/edited", problems=())])
    problem = Problem("text_short", "Short.", severity=Severity.NOTE)
    refused = FoundLink(url="https://other.example/", state=PageState.REFUSED, reason="off-site")
    run_id = run(
        archive,
        listing(refused, at=LATER),
        visit(f"{BASE}/new", at=LATER, problems=(problem, problem), title="New"),
        visit(f"{BASE}/edited", at=LATER, problems=(), title="Edited"),
        bare(f"{BASE}/down", PageState.FAILED, at=LATER, reason="timed out"),
        bare(f"{BASE}/down2", PageState.FAILED, at=LATER, reason="timed out"),
    )
    card = run_card(archive.connection, run_id)
    assert (card["verb"], card["settings"]) == ("crawl", {"delay": "1"})
    assert card["platforms"] == [{"name": "example", "title": "Example platform"}]
    assert (card["new"], card["changed"], card["failed"]) == (1, 1, 2)
    assert [one["title"] for one in card["new_articles"]] == ["New"]
    assert [one["title"] for one in card["changed_articles"]] == ["Edited"]
    assert card["outcomes"] == {"changed": 1, "failed": 2, "new": 1, "no_article": 1}
    assert [one["reason"] for one in card["failures"]] == ["timed out"] * 2
    endings = [(one["kind"], one["state"], one["visits"]) for one in card["endings"]]
    assert endings == [("article", "failed", 2), ("listing", "fetched", 1)]
    assert card["endings_of"] == 3
    [met] = [one for one in card["problems_by_code"] if one["code"] == "text_short"]
    assert (met["problems"], met["pages"], met["message"]) == (2, 1, "Short.")
    assert met["example"] == f"{BASE}/new"


def test_articles_of_a_run_a_page_at_a_time(archive: Archive) -> None:
    run_id = run(archive, *(visit(f"{BASE}/{n}", title=f"No {n}") for n in range(5)))
    card = run_card(archive.connection, run_id, limit=2, offset=2)
    assert [one["title"] for one in card["new_articles"]] == ["No 2", "No 3"]
    assert card["changed_articles"] == []


def test_settings_that_are_damaged_are_shown_as_they_stand(archive: Archive) -> None:
    run_id = run(archive)
    for damaged in ("{", "[1]"):
        archive.connection.execute("UPDATE runs SET settings = ?", (damaged,))
        assert run_card(archive.connection, run_id)["settings"] == {"damaged": damaged}


def test_a_run_that_there_is_not(archive: Archive) -> None:
    with pytest.raises(NothingFound, match="no run has the number 7") as caught:
        run_card(archive.connection, 7)
    assert caught.value.hint == "nothing has run yet"
    run(archive)
    with pytest.raises(NothingFound) as caught:
        run_card(archive.connection, 7)
    assert caught.value.hint == "the last run is 1"


def test_of_a_run_of_many_visits_the_first_are_looked_at(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.run_card.MOST_VISITS", 2)
    down = [bare(f"{BASE}/{n}", PageState.FAILED, reason="timed out") for n in range(3)]
    card = run_card(archive.connection, run(archive, visit(f"{BASE}/a"), *down))
    assert card["outcomes"] == {"failed": 3, "new": 1}
    assert (card["endings_of"], card["endings"][0]["visits"], len(card["failures"])) == (2, 2, 2)
    assert card["problems_of"] == 2
