"""Hours in which nothing is asked: how they are written, when they hold, when they end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from archive.errors import ConfigError
from archive.records import PageKind
from scraper.asked import Asked, Turn
from scraper.config import load_config
from scraper.quiet import QuietHours, is_quiet, quiet_hours, quiet_until
from scraper.site import Site, site_for_url
from scraper.waiting import Waiting
from tests.scraper.test_waiting import Recorder

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def spans(*texts: str) -> tuple[QuietHours, ...]:
    return quiet_hours(texts, "test")


@pytest.mark.parametrize(
    ("text", "moment", "holds"),
    [
        ("07:00-20:00 UTC", "2026-01-15T06:59:59", False),
        ("07:00-20:00 UTC", "2026-01-15T07:00:00", True),
        ("07:00-20:00 UTC", "2026-01-15T19:59:59", True),
        ("07:00-20:00 UTC", "2026-01-15T20:00:00", False),
        ("7:00 - 20:00 Europe/Brussels", "2026-01-15T06:00:00", True),
        ("07:00-20:00 Europe/Brussels", "2026-07-15T05:00:00", True),
        ("07:00-20:00 Europe/Brussels", "2026-07-15T18:00:00", False),
        ("22:00-06:00 UTC", "2026-01-15T23:00:00", True),
        ("22:00-06:00 UTC", "2026-01-15T05:59:00", True),
        ("22:00-06:00 UTC", "2026-01-15T06:00:00", False),
        ("18:00-24:00 UTC", "2026-01-15T23:59:59", True),
        ("18:00-24:00 UTC", "2026-01-16T00:00:00", False),
        ("18:00-00:00 UTC", "2026-01-15T23:59:59", True),
        ("18:00-00:00 UTC", "2026-01-16T00:00:00", False),
    ],
)
def test_when_they_hold(text: str, moment: str, holds: bool) -> None:
    assert is_quiet(spans(text), at(moment)) is holds
    assert (quiet_until(spans(text), at(moment)) is not None) is holds


@pytest.mark.parametrize(
    ("texts", "moment", "until"),
    [
        (["07:00-20:00 UTC"], "2026-01-15T12:30:20", "2026-01-15T20:00:00"),
        (["22:00-06:00 UTC"], "2026-01-15T23:00:00", "2026-01-16T06:00:00"),
        (["22:00-06:00 UTC"], "2026-01-15T01:00:00", "2026-01-15T06:00:00"),
        (["07:00-12:00 UTC", "12:00-18:00 UTC"], "2026-01-15T08:00:00", "2026-01-15T18:00:00"),
        (["07:00-12:00 UTC", "13:00-18:00 UTC"], "2026-01-15T08:00:00", "2026-01-15T12:00:00"),
        (["07:00-20:00 Europe/Brussels"], "2026-07-15T12:00:00", "2026-07-15T18:00:00"),
        # On 29 March 2026 it is never 02:30 in Brussels, on 25 October it is so twice.
        (["01:00-02:30 Europe/Brussels"], "2026-03-29T00:30:00", "2026-03-29T01:00:00"),
        (["01:00-02:30 Europe/Brussels"], "2026-10-25T00:15:00", "2026-10-25T00:30:00"),
        (["22:00-06:00 Europe/Brussels"], "2026-03-28T22:00:00", "2026-03-29T04:00:00"),
        (["22:00-06:00 Europe/Brussels"], "2026-10-24T22:00:00", "2026-10-25T05:00:00"),
    ],
)
def test_when_they_end(texts: list[str], moment: str, until: str) -> None:
    found = quiet_until(spans(*texts), at(moment))
    assert found is not None
    assert found.astimezone(UTC) == at(until)


def test_the_hour_that_comes_twice_is_quiet_twice() -> None:
    hours = spans("02:00-02:30 Europe/Brussels")
    quiet = [
        minute
        for minute in range(120)
        if is_quiet(hours, at("2026-10-25T00:00:00") + timedelta(minutes=minute))
    ]
    assert quiet == [*range(30), *range(60, 90)]


def test_the_end_is_said_in_the_zone_of_the_hours() -> None:
    until = quiet_until(spans("07:00-20:00 Europe/Brussels"), at("2026-07-15T12:00:00"))
    assert until is not None
    assert (until.hour, until.tzinfo) == (20, BRUSSELS)


def test_without_a_zone_the_clock_of_the_machine_counts() -> None:
    here = datetime(2026, 1, 15, 12, 0).astimezone()
    assert is_quiet(spans("11:59-12:01"), here)
    assert not is_quiet(spans("12:01-11:59"), here)


def test_no_hours_are_never_quiet() -> None:
    assert spans() == spans("") == quiet_hours("", "test") == ()
    assert not is_quiet(())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("at night", "no span of hours"),
        ("07:00", "no span of hours"),
        ("07:00-20:00 Europe/Brussels daily", "no span of hours"),
        ("7-20", "no span of hours"),
        ("07:60-20:00", "no time of the day"),
        ("24:00-07:00", "no time of the day"),
        ("07:00-25:00", "no time of the day"),
        ("07:00-24:01", "no time of the day"),
        ("07:00-07:00", "begins and ends at once"),
        ("00:00-24:00", "leave no time"),
        ("07:00-20:00 Europe/Brussel", "no time zone"),
        ("07:00-20:00 ../../etc/passwd", "no time zone"),
        ("07:00-20:00 /etc/passwd", "no time zone"),
        ("07:00-20:00 Europe", "no time zone"),
        ("07:00-20:00 \x00", "no time zone"),
        ("٠٧:00-20:00", "no span of hours"),
    ],
)
def test_what_cannot_be_meant(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        spans(text)
    assert str(caught.value).startswith("test: quiet_hours")
    assert caught.value.hint


def test_spans_that_fill_the_day_together_are_a_mistake() -> None:
    with pytest.raises(ConfigError, match="leave no time"):
        spans("00:00-12:00 UTC", "11:00-24:00 UTC")


class TestConfig:
    def load(self, folder: Path, text: str) -> dict[str, Site]:
        path = folder / "clusternews.toml"
        path.write_text(text, encoding="utf-8")
        return dict(load_config(path).sites)

    def test_they_hold_for_all_platforms_but_those_with_their_own(self, tmp_path: Path) -> None:
        sites = self.load(
            tmp_path,
            'quiet_hours = "07:00-20:00 UTC"\n'
            '[sites.own]\nbase_url = "https://a.example"\n'
            'quiet_hours = ["01:00-02:00 UTC", "03:00-04:00 UTC"]\n'
            '[sites.none]\nbase_url = "https://b.example"\nquiet_hours = []\n'
            '[sites.other]\nbase_url = "https://c.example"\n',
        )
        assert sites["own"].quiet_hours == spans("01:00-02:00 UTC", "03:00-04:00 UTC")
        assert sites["none"].quiet_hours == ()
        assert sites["other"].quiet_hours == spans("07:00-20:00 UTC") == sites["eccp"].quiet_hours

    def test_hosts_without_a_site_file_keep_them_too(self, tmp_path: Path) -> None:
        path = tmp_path / "clusternews.toml"
        path.write_text('quiet_hours = "07:00-20:00 UTC"\ncrawl_delay = 3\n', encoding="utf-8")
        met = load_config(path).site_of("https://unknown.example/news")
        assert (met.quiet_hours, met.crawl_delay) == (spans("07:00-20:00 UTC"), 3.0)

    def test_the_longer_delay_holds(self, tmp_path: Path) -> None:
        sites = self.load(
            tmp_path,
            "crawl_delay = 2\n"
            '[sites.slow]\nbase_url = "https://a.example"\ncrawl_delay = 5\n'
            '[sites.quick]\nbase_url = "https://b.example"\ncrawl_delay = 0.5\n',
        )
        assert (sites["slow"].crawl_delay, sites["quick"].crawl_delay) == (5.0, 2.0)

    def test_manners_are_no_part_of_how_a_page_is_read(self, tmp_path: Path) -> None:
        plain = self.load(tmp_path, "")["eccp"]
        told = self.load(tmp_path, 'quiet_hours = "07:00-20:00"\ncrawl_delay = 9\n')["eccp"]
        assert plain != told
        assert repr(plain) == repr(told)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("quiet_hours = 7", "quiet_hours must be a text in quotes, or a list of them"),
            ("quiet_hours = [7]", "quiet_hours must be a text"),
            ('quiet_hours = "noon"', "no span of hours"),
            ('[sites.a]\nbase_url = "https://a.example"\nquiet_hours = "noon"', r"\[sites\.a\]"),
        ],
    )
    def test_mistakes_name_the_place(self, tmp_path: Path, text: str, says: str) -> None:
        with pytest.raises(ConfigError, match=says):
            self.load(tmp_path, text)


class Quiet(Recorder):
    site = site_for_url("http://x.example/").with_manners(0.0, spans("07:00-20:00 UTC"))


@pytest.fixture
def queue() -> Iterator[Waiting]:
    waiting = Waiting(0, 0.0)
    waiting.open(Quiet())
    for url in ("http://x.example/1", "http://x.example/2"):
        waiting.add(Asked(url=url, addresses=(url,), kind=PageKind.ARTICLE, turn=Turn.ARTICLE))
    yield waiting


def test_nothing_is_taken_in_them(queue: Waiting) -> None:
    with time_machine.travel(datetime(2026, 1, 15, 6, 59, 59, tzinfo=UTC), tick=False) as clock:
        assert queue.over() is None
        assert queue.next_request() is not None
        clock.shift(1)
        assert queue.over() == "quiet_hours"
        assert queue.next_request() is None
        assert not queue.has_pending_requests()
    assert queue.stopped == "quiet_hours"
