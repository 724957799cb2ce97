"""Runs: counted from what they left in the archive."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine

from archive import runs
from archive.overview import recent_runs
from archive.queries import status
from archive.records import FoundLink, PageKind, PageState, Problem, RunVerdict, Severity, Visit
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, bare, gone, listing, visit


def run(archive: Archive, *visits: Visit, reason: str = "finished", **ends: Any) -> RunVerdict:
    archive.add_site("example", "Example platform", BASE)
    run_id = archive.begin_run("crawl", ["example"], {"delay": "1"})
    archive.save(visits, run_id)
    return archive.end_run(run_id, reason, **ends)


def plain(url: str, **changes: Any) -> Visit:
    return visit(url, problems=(), **changes)


def test_a_run_is_counted_from_its_own_visits(archive: Archive) -> None:
    archive.save([plain(f"{BASE}/{name}") for name in ("same", "edited", "lost")])
    refused = FoundLink(
        url="https://elsewhere.example/", state=PageState.REFUSED, reason="off-site"
    )
    verdict = run(
        archive,
        listing(refused, at=LATER),
        plain(f"{BASE}/new", at=LATER),
        plain(f"{BASE}/same", at=LATER),
        plain(f"{BASE}/edited", at=LATER, title="Edited"),
        gone(f"{BASE}/lost", at=LATER),
        bare(f"{BASE}/down", PageState.FAILED, at=LATER),
        bare(f"{BASE}/robots", PageState.DENIED, at=LATER, reason="robots.txt disallows"),
        bare(f"{BASE}/refused", PageState.REFUSED, at=LATER, reason="a limit"),
        visit(f"{BASE}/doubtful", at=LATER),
    )
    counts = {
        "asked": 7,
        "new": 2,
        "changed": 1,
        "unchanged": 1,
        "missing": 1,
        "gone": 0,
        "failed": 1,
        "refused": 3,
        "problems": 1,
    }
    assert {name: getattr(verdict, name) for name in counts} == counts
    assert verdict.exit_code == 1
    shown = status(archive.connection)["last_run"]
    assert {name: shown[name] for name in counts} == counts
    assert (shown["sites"], shown["reason"], shown["exit_code"]) == ("example", "finished", 1)
    assert shown["settings"] == {"delay": "1"}


ERROR = (Problem("lost", "Text was lost.", Severity.ERROR),)


@pytest.mark.parametrize(
    ("visits", "reason", "code"),
    [
        ([plain(f"{BASE}/1")], "finished", 0),
        ([visit(f"{BASE}/1")], "finished", 0),
        ([replace(plain(f"{BASE}/1"), problems=ERROR)], "finished", 1),
        ([plain(f"{BASE}/1")], "max_pages", 0),
        ([plain(f"{BASE}/1"), bare(f"{BASE}/2", PageState.FAILED)], "finished", 1),
        ([bare(f"{BASE}/2", PageState.FAILED)], "finished", 3),
        ([], "finished", 3),
        ([bare(f"{BASE}/2", PageState.DENIED, reason="robots.txt disallows")], "finished", 1),
        ([plain(f"{BASE}/1")], "interrupted", 130),
        ([plain(f"{BASE}/1")], "failed", 3),
        ([plain(f"{BASE}/1")], "disk_full", 3),
    ],
)
def test_the_exit_code_follows_from_the_counts(
    archive: Archive, visits: list[Visit], reason: str, code: int
) -> None:
    assert run(archive, *visits, reason=reason).exit_code == code


def test_the_caller_may_know_better(archive: Archive) -> None:
    assert run(archive, exit_code=75).exit_code == 75


def test_a_visit_saved_again_by_another_run_is_counted_there(archive: Archive) -> None:
    assert run(archive, visit()).new == 1
    again = run(archive, visit())
    assert (again.asked, again.new, again.unchanged) == (1, 0, 1)


def test_a_run_that_never_ended_shows_as_such(archive: Archive) -> None:
    archive.begin_run("crawl", [], {})
    assert status(archive.connection)["last_run"]["finished_at"] is None


def beat_at(archive: Archive, run_id: int, when: str) -> None:
    with time_machine.travel(when, tick=False), archive.trying(keep=True):
        runs.beat(archive.connection, run_id)


@time_machine.travel("2026-03-01T02:00:00+00:00", tick=False)
def test_a_killed_run_is_closed_by_the_next_at_its_last_heartbeat(archive: Archive) -> None:
    archive.add_site("example", "Example platform", BASE)
    first = archive.begin_run("crawl", ["example"], {})
    archive.save([plain(f"{BASE}/1"), bare(f"{BASE}/2", PageState.FAILED)], first)
    beat_at(archive, first, "2026-03-01T02:04:05+00:00")
    second = archive.begin_run("crawl", ["example"], {})
    killed, alive = status(archive.connection)["runs"][::-1]
    assert (killed["id"], killed["reason"], killed["exit_code"]) == (first, "killed", 137)
    assert killed["finished_at"] == "2026-03-01T02:04:05+00:00"
    assert (killed["asked"], killed["new"], killed["failed"]) == (2, 1, 1)
    assert (alive["id"], alive["finished_at"]) == (second, None)


def test_a_run_of_an_older_archive_has_no_heartbeat(archive: Archive) -> None:
    first = archive.begin_run("crawl", [], {})
    with archive.trying(keep=True):
        archive.connection.execute("UPDATE runs SET heartbeat_at = NULL")
    archive.begin_run("crawl", [], {})
    killed = status(archive.connection)["runs"][1]
    assert (killed["id"], killed["finished_at"]) == (first, killed["started_at"])


@pytest.mark.parametrize("jump", ["2026-02-26", "2031-03-01"])
def test_a_clock_that_jumps_makes_no_interval_negative(archive: Archive, jump: str) -> None:
    with time_machine.travel("2026-03-01T02:00:00+00:00", tick=False):
        run_id = archive.begin_run("crawl", [], {})
    beat_at(archive, run_id, f"{jump}T02:00:00+00:00")
    beat_at(archive, run_id, "2026-03-01T02:01:00+00:00")
    with time_machine.travel(f"{jump}T02:00:00+00:00", tick=False):
        verdict = archive.end_run(run_id)
        archive.begin_run("crawl", [], {})
    shown = status(archive.connection)["runs"]
    assert verdict.finished_at >= verdict.started_at
    assert [one["id"] for one in shown] == [run_id + 1, run_id]
    assert shown[1]["seconds"] >= 0


def test_what_was_due_and_rewritten_is_kept_with_the_run(archive: Archive) -> None:
    run_id = archive.begin_run("refresh", [], {})
    with archive.trying(keep=True):
        runs.note_due(archive.connection, run_id, 412)
        runs.beat(archive.connection, run_id, rewritten=2)
        runs.beat(archive.connection, run_id, rewritten=1)
    verdict = archive.end_run(run_id)
    assert (verdict.due, verdict.rewritten) == (412, 3)


def test_an_unknown_run_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="no run 99"):
        archive.end_run(99)


def test_status_is_json_and_counts(archive: Archive) -> None:
    run(archive, visit(), bare(f"{BASE}/x", PageState.WALL, kind=PageKind.OTHER))
    archive.save([gone(at=LATEST)])
    shown = json.loads(json.dumps(status(archive.connection)))
    assert (shown["articles"], shown["gone"], shown["versions"]) == (1, 1, 1)
    assert shown["page_states"] == {"gone": 1, "known": 1, "wall": 1}
    site = shown["sites"][0]
    assert (site["name"], site["articles"], site["waiting"]) == ("example", 1, 1)
    problem = shown["problems"][0]
    assert (problem["code"], problem["problems"]) == ("image_without_alt", 1)
    assert problem["example"] == f"{BASE}/news/one"


def test_a_site_is_brought_up_to_date(archive: Archive) -> None:
    archive.save([visit()])
    archive.add_site("example", "Example platform", BASE)
    archive.add_site("example", "Example platform", BASE)
    rows = archive.connection.execute("SELECT name, title, base_url FROM sites").fetchall()
    assert [tuple(row) for row in rows] == [("example", "Example platform", BASE)]


@pytest.mark.parametrize(
    ("reason", "failed", "code"),
    [
        ("told_to_wait", 0, 1),
        ("told_to_wait", 2, 1),
        ("quiet_hours", 0, 0),
        ("quiet_hours", 2, 3),
        ("max_seconds", 0, 1),
        ("max_seconds", 2, 3),
        ("finished", 0, 3),
    ],
)
def test_a_run_that_was_to_wait_has_not_failed(
    archive: Archive, reason: str, failed: int, code: int
) -> None:
    """Unless it asked, and nothing answered."""
    visits = [bare(f"{BASE}/{number}", PageState.FAILED) for number in range(failed)]
    assert run(archive, *visits, reason=reason).exit_code == code


def test_recent_runs_of_each_platform(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "news.db") as archive:
        for name in ("a", "b", "c"):
            archive.add_site(name, name, f"https://{name}.example")
        for number, code in enumerate((0, 3, 1)):
            run = archive.begin_run("crawl", ["a", "b"] if number else ["a"], {})
            archive.end_run(run, "finished", code)
        archive.end_run(archive.begin_run("reread", ["a"], {}), "finished", 0)
        open_one = archive.begin_run("refresh", ["b"], {})
        found = recent_runs(archive.connection, each=2)
    codes = {site: [run["exit_code"] for run in runs] for site, runs in found.items()}
    assert codes == {"a": [1, 3], "b": [None, 1], "c": []}
    assert found["b"][0]["id"] == open_one
