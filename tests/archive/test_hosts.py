"""What is kept of hosts, and when they were last asked."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine

from archive.hosts import HostNote, forget_host, host_notes, last_asked, note_host
from archive.records import PageState
from archive.store import Archive
from tests.archive.making import bare

AT = "2026-03-01T10:00:00+00:00"
HOSTS = ("www.example.eu", "example.eu:8080")
QUIET = HostNote("www.example.eu", "2026-03-01T11:00:00+00:00", 0.0, 1)


def note(archive: Archive, one: HostNote) -> None:
    with archive.trying(keep=True):
        note_host(archive.connection, one)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-01T{text}+00:00")


class TestNotes:
    def test_a_host_that_is_treated_as_agreed_has_none(self, archive: Archive) -> None:
        assert host_notes(archive.connection, HOSTS) == []
        assert host_notes(archive.connection, ()) == []

    def test_the_latest_note_counts_and_can_be_forgotten(self, archive: Archive) -> None:
        note(archive, QUIET)
        note(archive, HostNote("other.example"))
        assert host_notes(archive.connection, HOSTS) == [QUIET]
        later = HostNote("www.example.eu", None, 2.5, 3)
        note(archive, later)
        assert host_notes(archive.connection, HOSTS) == [later]
        with archive.trying(keep=True):
            forget_host(archive.connection, "www.example.eu")
        assert host_notes(archive.connection, HOSTS) == []

    def test_hostile_names_are_only_names(self, archive: Archive) -> None:
        name = "x'); DROP TABLE hosts; --\ud800\x00"
        note(archive, HostNote(name, None, 1.0, 1))
        assert archive.connection.execute("SELECT count(*) FROM hosts").fetchone() == (1,)

    def test_second_copies_hold_them(self, archive: Archive) -> None:
        note(archive, QUIET)
        rows = archive.connection.execute(
            "SELECT host, noted_at FROM hosts INDEXED BY hosts_twice WHERE noted_at >= ''"
        )
        assert [row[0] for row in rows] == ["www.example.eu"]


class TestLastAsked:
    @pytest.fixture(autouse=True)
    def _sites(self, archive: Archive) -> None:
        archive.add_site("example", "Example", "https://www.example.eu")
        archive.add_site("other", "Other", "https://other.example")

    def run(self, archive: Archive, start: str, *visits: str, reason: str = "finished") -> None:
        """A run over ``example`` with a visit at each of these times, the last of which ends it."""
        with time_machine.travel(moment(start), tick=False):
            run_id = archive.begin_run("crawl", ["example"], {})
        for at in visits:
            url = f"https://www.example.eu/news/{at}"
            archive.save([bare(url, PageState.GONE, at=moment(at).isoformat())], run_id)
        with time_machine.travel(moment(visits[-1] if visits else start), tick=False):
            archive.end_run(run_id, reason)

    def asked(
        self, archive: Archive, now: str, within: float, site: str = "example"
    ) -> datetime | None:
        with time_machine.travel(moment(now), tick=False):
            hosts = ("www.example.eu",) if site == "example" else ("other.example",)
            return last_asked(archive.connection, site, hosts, within)

    def test_nobody_has_asked(self, archive: Archive) -> None:
        assert self.asked(archive, "10:00:00", 60) is None

    def test_a_visit_counts_to_the_end_of_its_second(self, archive: Archive) -> None:
        self.run(archive, "10:00:00", "10:00:01", "10:00:05")
        assert self.asked(archive, "10:00:30", 60) == moment("10:00:06")
        assert self.asked(archive, "10:00:05", 60) == moment("10:00:05"), "never in the future"
        assert self.asked(archive, "11:00:00", 60) is None, "too long ago to matter"
        assert self.asked(archive, "11:00:00", 3600) == moment("10:00:06")

    def test_another_platform_on_the_host_counts_and_one_elsewhere_does_not(
        self, archive: Archive
    ) -> None:
        self.run(archive, "10:00:00", "10:00:05")
        with time_machine.travel(moment("10:00:30"), tick=False):
            assert last_asked(archive.connection, "other", ["www.example.eu"], 60)
        assert self.asked(archive, "10:00:30", 60, site="other") is None

    def test_a_run_that_was_cut_short_may_have_asked_until_its_end(self, archive: Archive) -> None:
        self.run(archive, "10:00:10", reason="interrupted")
        assert self.asked(archive, "10:00:30", 60) == moment("10:00:11")

    def test_one_that_was_killed_beyond_its_last_sign_of_life(self, archive: Archive) -> None:
        with time_machine.travel(moment("10:00:00"), tick=False):
            archive.begin_run("crawl", ["example"], {})
        with time_machine.travel(moment("10:00:10"), tick=False):
            archive.begin_run("crawl", ["example"], {})
        assert self.asked(archive, "10:00:10", 60) == moment("10:00:10")
        assert self.asked(archive, "10:00:50", 60) == moment("10:00:21")

    def test_what_was_ingested_was_not_asked_for(self, archive: Archive) -> None:
        with time_machine.travel(moment("10:00:00"), tick=False):
            run_id = archive.begin_run("ingest", ["example"], {})
            archive.save([bare("https://www.example.eu/news/a", PageState.GONE, at=AT)], run_id)
            archive.end_run(run_id)
        assert self.asked(archive, "10:00:10", 60) is None
