"""Manners, counted from the log of the server: pace, waits that it asks for, quiet hours."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from scraper.quiet import QuietHours
from scraper.site import Listing, Site
from tests.crawling import Ended, crawl, rows, site_of, start, states, weighed
from tests.hostile import Answer, Hostile, article, listing, redirect, response

PROBLEMS = "select code from problems order by code"
HOSTS = "select host, not_before, delay, errors from hosts"


@dataclass
class Spell:
    """From the arrival of one request to the end of its answer."""

    begun: float
    ended: float = 0.0


class Slow(Hostile):
    """Takes a moment for each answer, and notes when it ends."""

    def __init__(self, takes: float = 0.02) -> None:
        super().__init__()
        self.takes = takes
        self.spells: list[Spell] = []
        self.fallback = lambda path: self.slowly(
            response(article(path)) if "/news/" in path else response(b"", status="404 No")
        )

    def slowly(self, answer: bytes) -> Answer:
        async def write(writer: asyncio.StreamWriter) -> None:
            spell = Spell(self.log[-1].time)
            self.spells.append(spell)
            await asyncio.sleep(self.takes)
            spell.ended = monotonic()
            writer.write(answer)

        return write


@pytest.fixture
def server() -> Iterator[Slow]:
    with Slow() as running:
        running.routes["/news"] = running.slowly(response(listing("/news/a", "/news/b")))
        yield running


def text(body: str = "", status: str = "200 OK") -> bytes:
    return response(body, kind="text/plain", status=status)


def busy(*headers: str, status: str = "429 Slow down") -> bytes:
    return response(b"", *headers, status=status)


def host_of(server: Hostile) -> str:
    return server.base_url.partition("://")[2]


def gaps(*servers: Slow) -> list[float]:
    """From the end of each answer to the next request, whichever of the servers got it."""
    spells = sorted((one for server in servers for one in server.spells), key=lambda one: one.begun)
    return [later.begun - before.ended for before, later in pairwise(spells)]


def reason(ended: Ended) -> tuple[int, str]:
    assert ended.verdict is not None
    return ended.code, ended.verdict.reason


def sections(server: Slow, delays: dict[str, float]) -> list[Site]:
    """Platforms that live on one host, each in a folder of its own."""
    for name in delays:
        paths = [f"/{name}/news/{number}" for number in range(2)]
        server.routes[f"/{name}"] = server.slowly(response(listing(*paths)))
    return [
        site_of(
            server.base_url,
            name=name,
            listings=(Listing(path=f"/{name}"),),
            article_paths=(f"/{name}/news/",),
            crawl_delay=delay,
        )
        for name, delay in delays.items()
    ]


class TestPace:
    def test_three_platforms_on_one_host_share_the_longest_delay(
        self, server: Slow, archive: Path
    ) -> None:
        sites = sections(server, {"one": 0.05, "two": 0.2, "three": 0.0})
        ended = crawl(sites, archive)
        assert ended.code == 0, ended.log
        assert len(server.spells) == len(server.log) == 3 * (1 + 1 + 2)
        assert min(gaps(server)) >= 0.2

    def test_the_control_without_a_delay_is_quicker(self, server: Slow, archive: Path) -> None:
        crawl(sections(server, {"one": 0.0, "two": 0.0, "three": 0.0}), archive)
        assert 0 <= min(gaps(server)) < 0.2, "one at a time, and not for any other reason"

    def test_platforms_that_share_a_twin_are_not_asked_side_by_side(
        self, server: Slow, archive: Path
    ) -> None:
        with Slow() as other:
            other.routes["/news"] = other.slowly(response(listing("/news/c", "/news/d")))
            twins = (host_of(server), host_of(other))
            one = site_of(server.base_url, name="one", hosts=twins, crawl_delay=0.15)
            two = site_of(other.base_url, name="two", crawl_delay=0.05)
            crawl([one, two], archive)
            assert len(server.spells) == len(other.spells) == 4
            assert min(gaps(server, other)) >= 0.15

    def test_hosts_that_share_nothing_go_side_by_side(self, server: Slow, archive: Path) -> None:
        server.takes = 0.3
        with Slow(takes=0.3) as other:
            other.routes["/news"] = other.slowly(response(listing("/news/c", "/news/d")))
            sites = [site_of(one.base_url, name=one.base_url[-5:]) for one in (server, other)]
            crawl(sites, archive)
            assert min(gaps(server, other)) < 0, "two answers were under way at once"

    def test_a_dead_host_keeps_nobody_waiting(self, server: Slow, archive: Path) -> None:
        async def silence(writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(60)

        server.fallback = lambda path: silence
        with Slow() as second, Slow() as third:
            quick = (second, third)
            for one in quick:
                one.routes["/news"] = response(listing("/news/a", "/news/b"))
            sites = [site_of(one.base_url, name=one.base_url[-5:]) for one in (server, *quick)]
            limits = {"DOWNLOAD_TIMEOUT": 4, "RETRY_TIMES": 0}
            assert crawl(sites, archive, settings=limits, max_pages=3).code == 1
            for one in quick:
                assert len(one.log) == 4
                assert one.log[-1].time < server.log[0].time + 4

    def test_the_delay_is_kept_from_one_run_to_the_next(self, server: Slow, archive: Path) -> None:
        server.routes["/robots.txt"] = server.slowly(text("User-agent: *\nCrawl-delay: 1.5\n"))
        crawl(site_of(server.base_url, crawl_delay=0.1), archive, max_pages=1)
        crawl(site_of(server.base_url, crawl_delay=0.1), archive, max_pages=1)
        assert server.paths[:3] == ["/robots.txt", "/news", "/robots.txt"]
        assert min(gaps(server)) >= 1.5

    def test_a_long_delay_is_obeyed_and_said(self, server: Slow, archive: Path) -> None:
        server.routes["/robots.txt"] = text("User-agent: *\nCrawl-delay: 3600\n")
        ended = crawl(site_of(server.base_url), archive, max_seconds=1.0)
        assert reason(ended) == (0, "max_seconds")
        assert server.paths == ["/robots.txt"]
        assert rows(archive, PROBLEMS) == [("crawl_delay_long",)]
        ended = crawl(site_of(server.base_url), archive, max_seconds=1.0)
        assert reason(ended) == (1, "max_seconds")
        assert server.paths == ["/robots.txt"], "the hour is not over"


class TestRetryAfter:
    def test_the_other_host_goes_on_at_its_own_rate(self, server: Slow, archive: Path) -> None:
        server.routes["/news/a"] = [busy("Retry-After: 2"), response(article("a"))]
        with Slow() as other:
            paths = [f"/news/{number}" for number in range(8)]
            other.routes["/news"] = response(listing(*paths))
            sites = [
                site_of(server.base_url, name="told"),
                site_of(other.base_url, name="other", crawl_delay=0.05),
            ]
            assert crawl(sites, archive).code == 0
            times = {one.path: one.time for one in other.log}
        asked = [one.time for one in server.log]
        told = server.paths.index("/news/a")
        assert 2.0 <= asked[told + 1] - asked[told] < 4.0
        assert len(times) == 10
        assert max(times.values()) < asked[told + 1]

    def test_who_shares_the_host_waits_too(self, server: Slow, archive: Path) -> None:
        sites = sections(server, {"one": 0.0, "two": 0.02})
        server.routes["/one/news/0"] = [busy("Retry-After: 1"), response(article("a"))]
        crawl(sites, archive)
        asked = [one.time for one in server.log]
        told = server.paths.index("/one/news/0")
        assert asked[told + 1] - asked[told] >= 1.0

    def test_more_than_a_run_can_wait_is_kept_for_the_runs_to_come(
        self, server: Slow, archive: Path
    ) -> None:
        until = datetime.now(UTC) + timedelta(hours=1)
        asked = f"{until:%a, %d %b %Y %H:%M:%S GMT}"
        server.routes["/news"] = [busy(f"Retry-After: {asked}"), server.slowly(listing_of("a"))]
        site, name = site_of(server.base_url), host_of(server)
        assert reason(crawl(site, archive)) == (1, "told_to_wait")
        assert server.paths == ["/robots.txt", "/news"]
        ((host, not_before, _, errors),) = rows(archive, HOSTS)
        assert (host, errors) == (name, 1)
        why = f"status 429: {name} is not to be asked before {not_before}"
        assert states(archive, server.base_url)["/news"] == ("failed", why)
        kept = datetime.fromisoformat(not_before) - until
        assert timedelta(0) <= kept + timedelta(seconds=1) < timedelta(seconds=30)
        self.left_alone(server, archive, not_before)
        self.asked_again(server, archive)

    def left_alone(self, server: Slow, archive: Path, not_before: str) -> None:
        server.log.clear()
        with Slow() as other:
            other.routes["/news"] = response(listing("/news/c"))
            sites = [site_of(server.base_url), site_of(other.base_url, name="other")]
            assert reason(crawl(sites, archive)) == (1, "told_to_wait")
            assert "/news/c" in other.paths
        assert server.log == []
        state, why = states(archive, server.base_url)["/robots.txt"]
        assert (state, not_before in (why or "")) == ("failed", True)
        assert reason(crawl(sites[0], archive)) == (1, "told_to_wait")
        assert server.log == []

    def asked_again(self, server: Slow, archive: Path) -> None:
        """The time is over."""
        change(archive, "update hosts set not_before = '2020-01-01T00:00:00+00:00'")
        assert crawl(site_of(server.base_url), archive).code == 0
        assert "/news/a" in server.paths
        assert rows(archive, HOSTS) == []

    def test_a_redirect_is_followed_when_it_says(self, server: Slow, archive: Path) -> None:
        slow = response(b"", "Location: /news/b", "Retry-After: 1", status="302 Found")
        server.routes["/news/a"] = slow
        late = response(b"", "Location: /news/b", "Retry-After: 999", status="302 Found")
        server.routes["/news"] = response(listing("/news/a", "/news/late"))
        server.routes["/news/late"] = late
        assert crawl(site_of(server.base_url), archive).code == 1
        asked = {one.path: one.time for one in server.log}
        assert asked["/news/late"] - asked["/news/a"] >= 1.0
        state, why = states(archive, server.base_url)["/news/late"]
        assert (state, why) == ("failed", "status 302, to be followed after 999 s")
        assert rows(archive, "select not_before from hosts where not_before > '2100'") == []

    def test_one_who_waits_can_be_stopped(self, server: Slow, archive: Path) -> None:
        server.routes["/news/a"] = busy("Retry-After: 50", status="503 Busy")
        running = start(site_of(server.base_url), archive)

        def stop(path: str) -> None:
            if path == "/news/a":
                threading.Timer(0.5, running.send, [signal.SIGTERM]).start()

        server.on_request = stop
        begun = monotonic()
        assert reason(running.finish()) == (130, "interrupted")
        assert monotonic() - begun < 7, "not for as long as a page in hand is given"
        assert states(archive, server.base_url)["/news/a"][0] == "known"
        ((_, not_before, *_),) = rows(archive, HOSTS)
        assert not_before > datetime.now(UTC).isoformat()


def listing_of(*names: str) -> bytes:
    return response(listing(*(f"/news/{name}" for name in names)))


def change(archive: Path, sql: str) -> None:
    connection = sqlite3.connect(archive)
    with connection:
        connection.execute(sql)
    connection.close()


class TestErrors:
    def test_a_run_without_any_notes_nothing(self, server: Slow, archive: Path) -> None:
        crawl(site_of(server.base_url), archive)
        assert rows(archive, HOSTS) == []

    def test_too_busy_too_often_is_left_alone(self, server: Slow, archive: Path) -> None:
        paths = [f"/news/{number}" for number in range(9)]
        server.routes["/news"] = response(listing(*paths))
        for path in paths:
            server.routes[path] = busy()
        assert reason(crawl(site_of(server.base_url), archive)) == (1, "told_to_wait")
        assert len(server.log) == 1 + 1 + 5
        known = rows(archive, "select count(*) from pages where state = 'known'")
        assert known == [(7,)], "two were asked for"

    def test_a_ban_is_not_run_against(self, server: Slow, archive: Path) -> None:
        server.routes["/news"] = response(listing(*(f"/news/{number}" for number in range(40))))
        server.fallback = lambda path: response(b"Go away", status="403 Forbidden")
        server.routes["/robots.txt"] = text()
        assert reason(crawl(site_of(server.base_url), archive)) == (1, "told_to_wait")
        assert len(server.log) == 1 + 1 + 20

    def test_the_delay_grows_and_comes_back_slowly(self, server: Slow, archive: Path) -> None:
        paths = [f"/news/{number}" for number in range(6)]
        server.routes["/news"] = server.slowly(response(listing(*paths)))
        server.routes["/news/0"] = server.slowly(busy(status="503 Busy"))
        ended = crawl(site_of(server.base_url, crawl_delay=0.05), archive, max_pages=3)
        assert ended.code == 1
        assert gaps(server)[2] >= 0.1, "after the first refusal"
        assert gaps(server)[4] >= 0.4, "after the third"
        ((host, not_before, delay, _),) = rows(archive, HOSTS)
        assert (host, not_before) == (host_of(server), None)
        assert delay == pytest.approx(0.4)
        server.spells.clear()
        server.routes["/news/0"] = server.slowly(response(article("0")))
        crawl(site_of(server.base_url, crawl_delay=0.05), archive)
        assert min(gaps(server)[:2]) >= 0.4, "what one run met, the next one knows"
        assert min(gaps(server)) < 0.4
        ((_, _, later, errors),) = rows(archive, HOSTS)
        assert (later < 0.4, errors) == (True, 0)


class TestRobots:
    def test_the_last_good_copy_serves_for_a_day(self, server: Slow, archive: Path) -> None:
        server.routes["/robots.txt"] = text("User-agent: *\nDisallow: /news/b\n")
        site = site_of(server.base_url)
        crawl(site, archive, max_pages=1)
        server.routes["/robots.txt"] = text("", "503 Busy")
        assert crawl(site, archive).code == 1
        assert "/news/a" in server.paths
        assert "/news/b" not in server.paths
        assert ("robots_stale",) in rows(archive, PROBLEMS)
        assert states(archive, server.base_url)["/robots.txt"] == ("failed", "status 503")
        server.log.clear()
        change(archive, "update visits set visited_at = '2026-01-01T00:00:00+00:00'")
        assert crawl(site, archive).code == 3
        assert set(server.paths) == {"/robots.txt"}

    def test_it_does_not_serve_where_we_are_asked_to_stay_away(
        self, server: Slow, archive: Path
    ) -> None:
        site = site_of(server.base_url)
        crawl(site, archive, max_pages=1)
        server.routes["/robots.txt"] = busy("Retry-After: 0")
        server.log.clear()
        assert crawl(site, archive).code == 3
        assert set(server.paths) == {"/robots.txt"}

    def test_a_huge_one_costs_little(self, server: Slow, archive: Path) -> None:
        server.routes["/robots.txt"] = text("User-agent: *\nDisallow: /news/b\n")
        base = weighed(site_of(server.base_url), archive).value
        agents = "".join(f"User-agent: bot{number}\n" for number in range(9_000))
        rules = "".join(f"Disallow: /*{number:x}*q\n" for number in range(600_000))
        killer = "User-agent: *\nDisallow: /" + "*a" * 30 + "b\nDisallow: /news/b\n"
        server.routes["/robots.txt"] = text(killer + agents + rules)
        begun = monotonic()
        ended = weighed(site_of(server.base_url), archive.with_name("huge.db"))
        assert ended.code == 0
        assert ended.value - base <= 50
        assert monotonic() - begun < 10
        assert "/news/a" in server.paths

    def test_one_off_site_is_not_followed(self, server: Slow, archive: Path) -> None:
        with Hostile("127.0.0.2") as secret:
            server.routes["/robots.txt"] = redirect(f"{secret.base_url}/robots.txt")
            assert crawl(site_of(server.base_url), archive).code == 3
            assert secret.log == []


@dataclass(frozen=True)
class WhileThere(QuietHours):
    """Quiet for as long as a file is there: an hour that begins when the test says so."""

    file: Path = Path()

    def holds(self, moment: datetime) -> bool:
        return self.file.exists()


class TestQuietHours:
    def test_a_run_that_starts_in_them_asks_for_nothing(self, server: Slow, archive: Path) -> None:
        now = datetime.now(UTC).hour * 60
        hours = QuietHours(now, (now + 180) % 1440, ZoneInfo("UTC"))
        quiet = site_of(server.base_url, quiet_hours=(hours,))
        assert reason(crawl(quiet, archive)) == (0, "quiet_hours")
        assert server.log == []
        with Slow() as other:
            both = [quiet, site_of(other.base_url, name="other")]
            other.routes["/news"] = listing_of("c")
            assert reason(crawl(both, archive)) == (0, "quiet_hours")
            assert "/news/c" in other.paths
        assert server.log == []

    def test_a_run_under_way_stops_when_they_begin(
        self, server: Slow, archive: Path, tmp_path: Path
    ) -> None:
        begun = tmp_path / "begun"
        server.routes["/news"] = listing_of("a", "b", "c", "d", "e")
        server.on_request = lambda path: begun.touch() if path == "/news/b" else None
        site = site_of(server.base_url, quiet_hours=(WhileThere(0, 1, None, begun),))
        assert reason(crawl(site, archive)) == (0, "quiet_hours")
        assert server.paths == ["/robots.txt", "/news", "/news/a", "/news/b"]
        begun.unlink()
        server.on_request = None
        assert reason(crawl(site, archive)) == (0, "finished")
        assert server.paths.count("/news/a") == 1
        assert rows(archive, "select count(*) from articles") == [(5,)]


@pytest.mark.parametrize(
    "contact", ["me@example.org\r\nX-Evil: 1", "me", "(me@example.org)", "me@example.org " * 30]
)
def test_a_contact_that_nobody_can_use_is_refused(
    server: Slow, archive: Path, contact: str
) -> None:
    ended = crawl(site_of(server.base_url), archive, contact=contact)
    assert (ended.code, "contact" in ended.error) == (2, True)
    assert server.log == []
