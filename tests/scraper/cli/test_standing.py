"""``status`` on a terminal: what stands out, and what can be done about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from archive.records import Problem, Severity
from archive.times import ago
from tests.archive.making import BASE, TIME, visit
from tests.command import Command
from tests.fresh import fresh
from tests.terminal import Shown, on_terminal

START = datetime(2026, 3, 1, 10, tzinfo=UTC)


def ran(path: Path, *codes: int | None) -> None:
    """Crawls a day apart, with these exit codes; None is one without an end."""
    bad = Problem("odd", "an odd page", Severity.WARNING)
    note = Problem("small", "a small thing", Severity.NOTE)
    for day, code in enumerate(codes):
        with time_machine.travel(START + timedelta(days=day)), fresh(path) as archive:
            archive.add_site("example", "Example", BASE)
            run = archive.begin_run("crawl", ["example"], {})
            archive.save([visit(f"{BASE}/{day}", problems=(bad, note))], run)
            if code is not None:
                archive.end_run(run, {0: "finished", 3: "failed"}.get(code, "finished"), code)


def status(path: Path, after_days: float, columns: int = 80) -> Shown:
    with time_machine.travel(START + timedelta(days=after_days)):
        return on_terminal("status", archive=path, columns=columns)


def test_runs_are_a_row_of_bars_the_last_at_the_end(tmp_path: Path) -> None:
    ran(tmp_path / "t.db", 0, 3, 1, 0, None)
    shown = status(tmp_path / "t.db", 6)
    (row,) = [line for line in shown.text.splitlines() if line.startswith("example ")]
    assert row.split()[-1] == "▇▁▅▇▂"
    assert "2 days ago" in row and "2016-08-04" in row
    assert "! The last run, a crawl, did not come to its end. → clusternews crawl" in shown.words
    assert "! Of the 4 runs before, 1 did not end well." in shown.words
    assert not shown.too_wide(80)


def test_what_failed_and_what_was_forgotten_is_worth_a_look(tmp_path: Path) -> None:
    ran(tmp_path / "t.db", 0, 3)
    shown = status(tmp_path / "t.db", 31).words
    assert "! The last run, a crawl, failed. → clusternews crawl" in shown
    assert "! Nothing was asked of any platform for 30 days. → clusternews schedule" in shown
    assert "example: warning: 2 odd on 2 pages, last 31 days ago" in shown
    assert "and 2 notes, which need nothing" in shown


def test_all_is_well(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with time_machine.travel(START), fresh(path) as archive:
        archive.add_site("example", "Example", BASE)
        run = archive.begin_run("crawl", ["example"], {})
        archive.save([visit(at=TIME)], run)
        archive.end_run(run, "finished", 0)
    shown = status(path, 0.01).words
    assert "nothing is worth a look" in shown
    assert "1 articles · 1 versions · 1 captures" in shown


def test_an_empty_archive_says_how_to_begin(tmp_path: Path) -> None:
    fresh(tmp_path / "t.db").close()
    shown = on_terminal("status", archive=tmp_path / "t.db")
    assert "no platform yet begin: clusternews crawl" in shown.words
    assert shown.code == 0


def test_a_pipe_gets_figures_and_no_ages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(tmp_path / "t.db", 0)
    out = Command(tmp_path / "t.db", capsys)("status").out
    assert "articles: 1\n" in out and "\nsites\nname\ttitle\t" in out
    assert " ago" not in out and "▇" not in out


def test_how_long_ago() -> None:
    at = START.isoformat()
    for passed, said in (
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=61), "1 minute ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=2, hours=3), "2 days ago"),
    ):
        assert ago(at, START + passed) == said
