"""Quiet weeks and broken ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from archive.rhythm import rhythm, silence
from archive.store import Archive
from tests.archive.making import BASE, visit

FIRST = date(2025, 1, 7)


def publish(archive: Archive, every: int, count: int = 24) -> date:
    """Articles at a distance of some days; the day of the last one."""
    days = [FIRST + timedelta(days=every * n) for n in range(count)]
    archive.save(
        [
            visit(f"{BASE}/news/{n}", at=f"{day}T12:00:00+00:00", published_at=day.isoformat())
            for n, day in enumerate(days)
        ]
    )
    return days[-1]


@pytest.mark.parametrize(("every", "probable", "improbable"), [(1, 14, 17), (3, 40, 50)])
def test_a_silence_is_improbable_by_the_sites_own_rhythm(
    every: int, probable: int, improbable: int, archive: Archive
) -> None:
    last = publish(archive, every)
    for days, is_said in ((1, False), (probable, False), (improbable, True)):
        today = (last + timedelta(days=days)).isoformat()
        assert (silence(archive.connection, "example", today) is not None) is is_said


def test_holidays_may_be_longer(archive: Archive) -> None:
    publish(archive, 1, 170)  # until 25 June
    assert silence(archive.connection, "example", "2025-07-28") is None
    assert silence(archive.connection, "example", "2025-09-20") is not None


def test_too_little_past_says_nothing(archive: Archive) -> None:
    assert rhythm(archive.connection, "example", "2026-01-01") is None
    publish(archive, 1, 6)
    assert silence(archive.connection, "example", "2026-01-01") is None


def test_dates_that_are_none_are_left_out(archive: Archive) -> None:
    last = publish(archive, 1)
    archive.connection.execute("UPDATE articles SET published_at = 'soon' WHERE id = 3")
    known = rhythm(archive.connection, "example", last.isoformat())
    assert known is not None
    assert known.silent == 0
