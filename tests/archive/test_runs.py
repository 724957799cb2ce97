"""Runs: counted from what they left in the archive."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

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
        "gone": 1,
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
