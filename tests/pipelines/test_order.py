"""The order of visits is that in which they were made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawling import crawl, rows, site_of
from tests.hostile import Hostile, article, listing, response


@pytest.mark.parametrize(
    "clocks",
    [
        (datetime(2026, 6, 4, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)),
        (datetime(2031, 6, 4, tzinfo=UTC), datetime(2026, 6, 4, tzinfo=UTC)),
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
    ids=["three days back", "five years ahead, and back", "summer time"],
)
def test_a_clock_that_jumps_reorders_no_versions(
    tmp_path: Path, clocks: tuple[datetime, datetime]
) -> None:
    """Titles in the order in which the page showed them; the last is the current one."""
    archive = tmp_path / "t.db"
    with Hostile() as server:
        server.routes["/news"] = response(listing("/news/a"))
        site = site_of(server.base_url)
        for number, clock in enumerate((*clocks, clocks[1])):
            server.routes["/news/a"] = response(article(f"Title {number}"))
            assert crawl(site, archive, full=True, at=clock).code == 0
    titles = rows(archive, "select title from articles")
    assert titles == [("Title 2",)]
    numbers = rows(archive, "select number from versions order by id")
    assert numbers == [(1,), (2,), (3,)]
    times = [time for (time,) in rows(archive, "select visited_at from visits order by id")]
    assert times == sorted(times)
    intervals = rows(archive, "select min(seconds) from runs_summary")
    assert intervals[0][0] >= 0
