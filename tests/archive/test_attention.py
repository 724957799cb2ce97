"""What is worth a look is said, with what to do; and of an archive in order nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from archive.attention import attention
from archive.records import Misfit, PageState, Problem, Severity
from archive.store import Archive
from tests.archive.making import BASE, bare, visit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def run(archive: Archive, reason: str, exit_code: int, verb: str = "crawl") -> int:
    archive.add_site("example", "Example", BASE)
    run_id = archive.begin_run(verb, ["example"], {})
    archive.end_run(run_id, reason, exit_code=exit_code)
    return run_id


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def test_an_archive_in_order_says_nothing(archive: Archive) -> None:
    assert attention(archive.connection) == []
    run(archive, "finished", 0)
    archive.save([visit(f"{BASE}/{n}", problems=()) for n in range(30)])
    assert attention(archive.connection) == []


@pytest.mark.parametrize(
    ("reason", "exit_code", "severity", "said"),
    [
        ("failed", 3, Severity.ERROR, "The last run, a crawl, failed."),
        ("disk_full", 3, Severity.ERROR, "The last run, a crawl, failed (disk_full)."),
        ("killed", 137, Severity.ERROR, "The last run, a crawl, did not come to its end."),
        ("interrupted", 130, Severity.ERROR, "The last run, a crawl, was interrupted."),
        ("finished", 1, Severity.WARNING, "ended with something worth a look"),
    ],
)
def test_how_the_last_run_ended(
    archive: Archive, reason: str, exit_code: int, severity: Severity, said: str
) -> None:
    run(archive, "finished", 0)
    last = run(archive, reason, exit_code)
    notice = attention(archive.connection)[0]
    assert said in notice.text
    assert (notice.severity, notice.run) == (severity, last)
    assert notice.do.startswith("clusternews ")


def test_a_run_that_goes_on_has_not_ended(archive: Archive) -> None:
    run(archive, "finished", 0)
    archive.begin_run("crawl", ["example"], {})
    assert attention(archive.connection) == []


def test_runs_before_the_last_are_counted(archive: Archive) -> None:
    failed = [run(archive, "failed", 3) for _ in range(2)]
    run(archive, "finished", 0)
    [notice] = attention(archive.connection)
    assert notice.text == "Of the 2 runs before, 2 did not end well."
    assert (notice.severity, notice.run) == (Severity.NOTE, failed[-1])


def test_days_without_a_run_that_asks(archive: Archive, clock: time_machine.Traveller) -> None:
    run(archive, "finished", 0)
    clock.shift(timedelta(days=4))
    run(archive, "finished", 0, verb="ingest")
    [notice] = attention(archive.connection)
    assert notice.text == "Nothing was asked of any platform for 4 days."
    assert notice.do == "clusternews schedule"


def test_pages_held_back_by_platform(archive: Archive) -> None:
    misfit = (Misfit("title", "lost", "a title", "none"),)
    held = [
        visit(f"{BASE}/{n}", state=PageState.QUARANTINED, misfits=misfit, problems=())
        for n in range(2)
    ]
    archive.save(held)
    [notice] = attention(archive.connection)
    assert notice.text.startswith("2 pages are held back, since 2026-03-01")
    assert (notice.site, notice.severity) == ("example", Severity.WARNING)


def test_a_platform_that_fell_silent(archive: Archive) -> None:
    days = [(NOW - timedelta(days=100 - n)).date().isoformat() for n in range(30)]
    archive.save(
        [
            visit(f"{BASE}/{n}", at=f"{day}T12:00:00+00:00", published_at=day, problems=())
            for n, day in enumerate(days)
        ]
    )
    [notice] = attention(archive.connection)
    assert "nothing new for 71 days" in notice.text
    assert notice.do == "clusternews crawl example"


def test_a_field_that_comes_no_more(archive: Archive) -> None:
    tagged = [visit(f"{BASE}/{n}", problems=()) for n in range(40)]
    bald = [visit(f"{BASE}/later/{n}", problems=(), tags=()) for n in range(20)]
    archive.save([*tagged, *bald])
    [notice] = attention(archive.connection)
    assert notice.text == "example: tags in 0% of the latest articles, 100% before."


def test_errors_met_are_counted(archive: Archive) -> None:
    bad = Problem("body_lost", "No text.", severity=Severity.ERROR)
    odd = Problem("odd", "Odd.", severity=Severity.WARNING)
    archive.save([bare(f"{BASE}/1", PageState.UNREADABLE, problems=(bad, odd))])
    assert attention(archive.connection)[0].text.startswith("Reading pages met 1 error, most")
    archive.save([bare(f"{BASE}/2", PageState.UNREADABLE, problems=(bad, odd))])
    [notice] = attention(archive.connection)
    assert notice.text == "Reading pages met 2 errors, most often body_lost."
