"""The line that says how a run ended."""

from __future__ import annotations

from typing import Any

from archive.records import RunVerdict
from scraper.cli.crawling import summary


def verdict(**facts: Any) -> RunVerdict:
    moment = "2026-01-01T00:00:00+00:00"
    return RunVerdict(run_id=12, reason="finished", started_at=moment, finished_at=moment, **facts)


def test_a_refresh_says_what_was_due_and_a_crawl_does_not() -> None:
    refreshed = verdict(due=412, asked=31, changed=9, new=2)
    assert summary(refreshed) == (
        "run 12 finished: 412 due, 31 asked, 9 changed, 2 new, 0 rewritten"
    )
    assert summary(verdict(asked=31, new=2)) == "run 12 finished: 31 asked, 0 changed, 2 new"
    assert summary(verdict(due=0)).startswith("run 12 finished: 0 due, 0 asked")


def test_what_there_is_none_of_is_not_named() -> None:
    found = summary(verdict(asked=9, unchanged=1, missing=2, gone=3, failed=4, quarantined=5))
    assert found.endswith("0 new, 1 unchanged, 2 missing, 3 gone, 4 failed, 5 quarantined")
