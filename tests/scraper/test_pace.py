"""When the next request may be sent, and what a host's answers change about it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
import time_machine

from archive.hosts import HostNote, host_notes
from archive.store import Archive
from scraper import pace as module
from scraper.middlewares.endings import EndedError, LeftError
from scraper.pace import MAX_BUSY, MAX_DENIED, MAX_WAIT, Gate, Pace
from scraper.site import Site, site_for_url


@pytest.fixture(autouse=True)
def _new_gates() -> Iterator[None]:
    """As in a process that has asked nothing yet."""
    module._gates.clear()
    yield
    module._gates.clear()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "t.db") as opened:
        yield opened


def site(*hosts: str) -> Site:
    one = site_for_url(f"https://{hosts[0]}/")
    return Site(name=one.name, title="", base_url=f"https://{hosts[0]}", hosts=hosts)


def goes_on() -> str | None:
    return None


def gate(agreed: float = 1.0) -> Gate:
    made = Gate("a.example")
    made.agreed = agreed
    return made


class TestGate:
    def test_errors_double_the_delay_up_to_a_bound(self) -> None:
        one = gate(1.0)
        delays = []
        for _ in range(6):
            assert one.failed()
            delays.append(one.delay)
        assert delays == [2, 4, 8, 16, 16, 16]

    def test_without_a_delay_there_is_one_after_errors(self) -> None:
        one = gate(0.0)
        for _ in range(9):
            one.failed()
        assert 0 < one.delay <= 1

    @pytest.mark.parametrize(("agreed", "most"), [(10.0, MAX_WAIT), (3600.0, 3600.0)])
    def test_the_bound_is_no_shorter_than_what_is_agreed(self, agreed: float, most: float) -> None:
        one = gate(agreed)
        for _ in range(9):
            one.failed()
        assert one.delay == most

    def test_good_answers_bring_it_back_slowly(self) -> None:
        one = gate(1.0)
        for _ in range(3):
            one.answered(503)
        delays = []
        while one.note() is not None:
            one.answered(200)
            delays.append(one.delay)
        assert delays == [8, 8, 4, 4, 4, 2, 2, 2, 1]
        assert not one.answered(200), "nothing is left to note"

    def test_a_single_good_answer_changes_nothing(self) -> None:
        one = gate(1.0)
        assert not one.answered(200)
        assert not one.answered(404)
        assert one.note() is None

    def test_busy_in_a_row_closes_it(self) -> None:
        one = gate(0.0)
        for status in (503, 429, 503, 429, 200, *[503] * (MAX_BUSY - 1)):
            one.answered(status)
        assert one.closed is None
        one.answered(429)
        assert "too busy" in (one.closed or "")

    def test_refusals_in_a_row_close_it(self) -> None:
        one = gate(0.0)
        for _ in range(MAX_DENIED):
            assert one.closed is None
            one.answered(403)
        assert "refused" in (one.closed or "")

    def test_a_server_error_is_no_good_answer(self) -> None:
        one = gate(1.0)
        one.failed()
        for _ in range(9):
            assert not one.answered(500)
        assert one.delay == 2


class TestToldToWait:
    def test_within_a_run_it_waits(self) -> None:
        one = gate()
        assert one.told_to_wait(30)
        assert (one.closed, 29 < one.left <= 30) == (None, True)
        assert not one.told_to_wait(10), "the longest counts"
        assert one.left > 29

    def test_longer_than_a_run_can_wait_is_left_to_the_next(self) -> None:
        with time_machine.travel(datetime(2026, 3, 1, 10, 0, 0, 1, UTC), tick=False):
            one = gate()
            one.told_to_wait(MAX_WAIT + 1)
        assert one.closed == "a.example is not to be asked before 2026-03-01T10:01:02+00:00"
        assert one.note() == HostNote("a.example", "2026-03-01T10:01:02+00:00", 0.0, 0)

    def test_nobody_is_left_alone_for_ever(self) -> None:
        one = gate()
        one.told_to_wait(1e9)
        assert one.not_before is not None
        assert one.not_before - datetime.now(UTC) < timedelta(days=7, seconds=2)

    @pytest.mark.parametrize("seconds", [0, -5])
    def test_no_time_is_nothing_to_note(self, seconds: float) -> None:
        one = gate()
        assert not one.told_to_wait(seconds)
        assert (one.note(), one.left <= 0) == (None, True)

    @pytest.mark.parametrize(
        ("not_before", "closed", "waits"),
        [
            ("2026-03-01T10:00:30+00:00", False, 30),
            ("2026-03-01T11:00:00+00:00", True, 60),
            ("2026-03-01T09:00:00+00:00", False, 0),
            ("2031-03-01T09:00:00+00:00", False, 0),
        ],
        ids=["soon", "later", "over", "a clock was wrong"],
    )
    def test_what_an_earlier_run_was_told(
        self, not_before: str, closed: bool, waits: float
    ) -> None:
        with time_machine.travel(datetime(2026, 3, 1, 10, 0, 0, tzinfo=UTC), tick=False):
            one = gate()
            one.recall(HostNote("a.example", not_before, 0.0, 1))
            assert (one.closed is not None) == closed
            assert max(0.0, one.left) == pytest.approx(waits, abs=0.5)


class TestPace:
    def test_a_pace_is_that_of_all_hosts_of_its_site(self) -> None:
        one = Pace(site("a.example", "b.example"), 0.5)
        other = Pace(site("b.example", "c.example"), 2.0)
        assert (one.delay, other.delay) == (2.0, 2.0)
        other.at_least("c.example", 5.0)
        assert (one.delay, other.delay) == (2.0, 5.0)

    def test_those_that_share_a_host_never_hold_it_together(self) -> None:
        paces = [
            Pace(site(*names), 0.0)
            for names in (["a.example", "b.example"], ["c.example", "b.example"], ["c.example"])
        ]
        inside: list[int] = []
        both: list[tuple[int, ...]] = []

        async def ask(number: int) -> None:
            for _ in range(20):
                await paces[number].enter(goes_on)
                inside.append(number)
                both.append(tuple(inside))
                await asyncio.sleep(0)
                inside.remove(number)
                paces[number].leave("b.example", 200, None)
                await asyncio.sleep(0)

        async def ask_all() -> None:
            await asyncio.wait_for(asyncio.gather(*(ask(one) for one in range(3))), 10)

        asyncio.run(ask_all())
        assert len(both) == 60
        assert not any(1 in one and len(one) > 1 for one in both)
        assert any({0, 2} == set(one) for one in both), "those two share nothing"

    def test_the_delay_begins_when_the_answer_ends(self) -> None:
        one = Pace(site("a.example"), 0.1)

        async def ask() -> float:
            await one.enter(goes_on)
            await asyncio.sleep(0.15)
            one.leave("a.example", 200, None)
            ended = monotonic()
            await one.enter(goes_on)
            return monotonic() - ended

        assert asyncio.run(ask()) >= 0.1

    @pytest.mark.parametrize("reason", ["interrupted", "max_seconds", "quiet_hours"])
    def test_a_run_that_is_over_waits_no_longer(self, reason: str) -> None:
        one = Pace(site("a.example"), 0.0)
        one.pause(50)
        asked = iter([None, reason])
        begun = monotonic()
        with pytest.raises(LeftError, match=reason):
            asyncio.run(one.enter(lambda: next(asked)))
        assert monotonic() - begun < 10

    def test_who_is_turned_away_holds_nothing(self) -> None:
        one, other = Pace(site("a.example", "b.example"), 0.0), Pace(site("b.example"), 0.0)

        async def ask() -> None:
            with pytest.raises(LeftError):
                await one.enter(lambda: "interrupted")
            await asyncio.wait_for(other.enter(goes_on), 5)

        asyncio.run(ask())

    def test_a_closed_host_closes_the_site(self) -> None:
        one = Pace(site("a.example", "b.example"), 0.0)

        async def ask() -> None:
            await one.enter(goes_on)
            one.leave("b.example", 429, MAX_WAIT + 60)
            with pytest.raises(EndedError, match=r"b\.example is not to be asked before") as error:
                await one.enter(goes_on)
            assert not isinstance(error.value, LeftError)

        asyncio.run(ask())
        assert one.closed


class TestArchive:
    def asked(self, one: Pace, status: int | None) -> None:
        async def ask() -> None:
            await one.enter(goes_on)
            one.leave("a.example", status, None, failed=status is None)

        asyncio.run(ask())

    def notes(self, archive: Archive) -> list[HostNote]:
        return host_notes(archive.connection, ["a.example"])

    def test_only_what_differs_is_written(self, archive: Archive) -> None:
        one = Pace(site("a.example"), 0.001)
        one.remember(archive)
        changes = archive.connection.total_changes
        self.asked(one, 200)
        self.asked(one, 404)
        assert archive.connection.total_changes == changes
        self.asked(one, None)
        assert [note.errors for note in self.notes(archive)] == [1]
        for _ in range(9):
            self.asked(one, 200)
        assert self.notes(archive) == []

    def test_it_is_remembered_by_the_next_process(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = Pace(site("a.example"), 1.0)
        one.remember(archive)
        asyncio.run(one.enter(goes_on))
        one.leave("a.example", 503, 3600.0)
        monkeypatch.setattr(module, "_gates", {})
        later = Pace(site("a.example"), 1.0)
        later.remember(archive)
        assert (later.delay, bool(later.closed)) == (2.0, True)

    def test_an_archive_that_takes_nothing_stops_nobody(
        self, archive: Archive, caplog: pytest.LogCaptureFixture
    ) -> None:
        one = Pace(site("a.example"), 0.0)
        one.remember(archive)
        archive.connection.execute("PRAGMA query_only = ON")
        self.asked(one, None)
        archive.connection.execute("PRAGMA query_only = OFF")
        assert "is not noted" in caplog.text
        assert one.delay > 0
