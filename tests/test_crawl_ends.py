"""How a crawl ends: at a limit, asked to stop, killed, or before it began."""

from __future__ import annotations

import asyncio
import math
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.lock import hold
from archive.times import now
from archive.upkeep import library_findings
from tests.crawling import Ended, Running, crawl, rows, site_of, start
from tests.hostile import Hostile, article, listing, redirect, response

PAGES = 60
ROOT = Path(__file__).parent.parent


@pytest.fixture
def server() -> Iterator[Hostile]:
    """Six listing pages of ten articles each."""
    with Hostile() as running:
        running.fallback = lambda path: (
            response(article(f"Story {path[6:]}"))
            if "/news/" in path
            else response(b"", status="404")
        )
        running.routes["/robots.txt"] = response(b"", kind="text/plain")
        for number in range(PAGES // 10):
            pager = (
                f'<a href="/news?page={number + 1}">next</a>' if number < PAGES // 10 - 1 else ""
            )
            items = [f"/news/{number}-{item}" for item in range(10)]
            path = f"/news?page={number}" if number else "/news"
            running.routes[path] = response(listing(*items, pager=pager))
        yield running


async def hang(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


def stop_at(server: Hostile, running: Running, requests: int, how: signal.Signals) -> None:
    """Send a signal when so many requests have arrived."""
    server.on_request = lambda path: running.send(how) if len(server.log) == requests else None


class TestKilled:
    @pytest.mark.parametrize("after", [1, 3, 14, 37])
    def test_the_next_crawl_gets_what_is_missing_and_nothing_twice(
        self, server: Hostile, archive: Path, after: int
    ) -> None:
        site = site_of(server.base_url, crawl_delay=0.01)
        running = start(site, archive)
        stop_at(server, running, after, signal.SIGKILL)
        assert running.finish().code == -signal.SIGKILL
        server.on_request = None
        ended = crawl(site, archive)
        assert ended.code == 0
        assert rows(archive, "select count(*) from articles") == [(PAGES,)]
        assert rows(archive, "select count(*) from versions") == [(PAGES,)]
        assert rows(archive, "select count(*) from pages where state = 'known'") == [(0,)]
        assert rows(archive, "pragma integrity_check") == [("ok",)]
        ends = "select reason, exit_code from runs where finished_at between started_at and ?"
        assert rows(archive, ends, now()) == [("killed", 137), ("finished", 0)]

    def test_what_was_saved_is_not_asked_for_again(self, server: Hostile, archive: Path) -> None:
        """A batch is on disk two seconds after its first visit at the latest."""
        site = site_of(server.base_url, crawl_delay=0.1)
        running = start(site, archive)
        stop_at(server, running, 40, signal.SIGKILL)
        running.finish()
        saved = {
            url.removeprefix(server.base_url)
            for (url,) in rows(archive, "select url from articles")
        }
        assert 10 <= len(saved) < 40
        server.on_request = None
        server.log.clear()
        crawl(site_of(server.base_url), archive)
        assert saved.isdisjoint(server.paths)
        assert max(Counter(server.paths).values()) == 1


class TestStopped:
    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
    def test_it_finishes_the_page_saves_and_says_so(
        self, server: Hostile, archive: Path, how: signal.Signals
    ) -> None:
        site = site_of(server.base_url, crawl_delay=0.02)
        running = start(site, archive)
        stop_at(server, running, 20, how)
        ended = running.finish()
        assert ended.verdict is not None
        assert (ended.code, ended.verdict.reason) == (130, "interrupted")
        visited = rows(archive, "select url from visits v join pages p on p.id = page_id")
        assert len(visited) == len(server.log) < 30
        server.on_request = None
        assert crawl(site, archive).code == 0
        assert max(Counter(server.paths).values()) <= 2
        assert rows(archive, "select count(*) from articles") == [(PAGES,)]

    def test_asked_twice_it_does_not_wait_for_the_page(
        self, server: Hostile, archive: Path
    ) -> None:
        server.routes["/news/0-5"] = hang
        running = start(site_of(server.base_url), archive)

        def stop(path: str) -> None:
            if path == "/news/0-5":
                running.send(signal.SIGINT)
                threading.Timer(0.5, running.send, [signal.SIGINT]).start()

        server.on_request = stop
        ended = running.finish()
        assert ended.verdict is not None
        assert (ended.code, ended.verdict.reason) == (130, "interrupted")
        assert rows(archive, "select count(*) from articles") == [(5,)]

    def test_a_slow_page_does_not_hold_it_longer_than_agreed(
        self, server: Hostile, archive: Path
    ) -> None:
        server.routes["/news/0-5"] = hang
        options = {"settings": {"CLUSTERNEWS_GRACE_SECONDS": 0.3}}
        running = start(site_of(server.base_url), archive, **options)
        server.on_request = lambda path: (
            running.send(signal.SIGTERM) if path == "/news/0-5" else None
        )
        ended = running.finish()
        assert ended.verdict is not None
        assert (ended.code, ended.verdict.reason) == (130, "interrupted")
        assert rows(archive, "select count(*) from articles") == [(5,)]
        started, finished = rows(
            archive, "select unixepoch(started_at), unixepoch(finished_at) from runs"
        )[0]
        assert finished - started < 20  # and not the 30 that the server takes

    def test_it_need_not_have_begun(self, server: Hostile, archive: Path) -> None:
        """A signal while robots.txt is waited for."""
        server.routes["/robots.txt"] = hang
        options = {"settings": {"CLUSTERNEWS_GRACE_SECONDS": 0.3}}
        running = start(site_of(server.base_url), archive, **options)
        server.on_request = lambda path: running.send(signal.SIGTERM)
        ended = running.finish()
        assert ended.verdict is not None
        assert (ended.code, ended.verdict.reason) == (130, "interrupted")
        assert server.paths == ["/robots.txt"]

    def test_a_signal_while_another_run_is_waited_for(self, server: Hostile, archive: Path) -> None:
        log = archive.with_suffix(".log")
        with hold(archive):
            running = start(site_of(server.base_url), archive, wait=math.inf)
            while not log.exists() or "is waited for" not in log.read_text(encoding="utf-8"):
                assert running.is_alive()
            running.send(signal.SIGTERM)
            assert running.finish().code == 1  # KeyboardInterrupt, which the command line names
        assert server.log == []


class TestLimits:
    def test_so_many_pages_and_no_more(self, server: Hostile, archive: Path) -> None:
        ended = crawl(site_of(server.base_url), archive, max_pages=15)
        assert ended.verdict is not None
        assert (ended.code, ended.verdict.reason) == (0, "max_pages")
        assert len(server.log) == 1 + 15
        crawl(site_of(server.base_url), archive)
        assert rows(archive, "select count(*) from articles") == [(PAGES,)]

    def test_so_much_time_and_no_more(self, server: Hostile, archive: Path) -> None:
        site = site_of(server.base_url, crawl_delay=0.05)
        ended = crawl(site, archive, max_seconds=0.5)
        assert ended.verdict is not None
        assert (ended.code, ended.verdict.reason) == (0, "max_seconds")
        assert 1 < len(server.log) < PAGES


class TestBefore:
    """What is wrong before the first request is an error, and no request is sent."""

    def expect(self, server: Hostile, archive: Path, code: int, said: str) -> None:
        ended = crawl(site_of(server.base_url), archive)
        assert (ended.code, said in ended.error) == (code, True), ended.error
        assert server.log == []
        assert "Traceback" not in ended.log

    def test_no_archive(self, server: Hostile, archive: Path) -> None:
        archive.write_bytes(b"This is a letter, not a database. " * 100)
        self.expect(server, archive, 3, "t.db")

    def test_a_newer_archive(self, server: Hostile, archive: Path) -> None:
        crawl(site_of(server.base_url), archive, max_pages=1)
        connection = sqlite3.connect(archive)
        connection.execute("pragma user_version = 999")
        connection.close()
        server.log.clear()
        self.expect(server, archive, 3, "999")

    def test_no_folder(self, server: Hostile, archive: Path) -> None:
        path = archive.parent / "missing" / "t.db"
        ended = crawl(site_of(server.base_url), path, log_file=None)
        assert (ended.code, "missing" in ended.error) == (3, True), ended.error
        assert server.log == []

    def test_no_folder_for_the_log(self, server: Hostile, archive: Path) -> None:
        log = archive.parent / "missing" / "t.log"
        ended = crawl(site_of(server.base_url), archive, log_file=log, missing=True)
        assert (ended.code, "log file" in ended.error, archive.exists()) == (2, True, False)

    def test_a_second_crawl_while_one_runs(self, server: Hostile, archive: Path) -> None:
        running = start(site_of(server.base_url, crawl_delay=0.05), archive)
        second: list[Ended] = []

        def try_it(path: str) -> None:
            if len(server.log) == 3:
                second.append(crawl(site_of(server.base_url), archive))

        server.on_request = try_it
        assert running.finish().code == 0
        assert second[0].code == 75
        assert "in use" in second[0].error
        assert max(Counter(server.paths).values()) == 1

    def test_a_second_crawl_may_wait_for_the_first(self, server: Hostile, archive: Path) -> None:
        """And finds nothing left to do."""
        running = start(site_of(server.base_url), archive)
        second: list[Running] = []
        server.on_request = lambda path: (
            second.append(start(site_of(server.base_url), archive, wait=60))
            if len(server.log) == 3
            else None
        )
        assert running.finish().code == 0
        assert second[0].finish().code == 0
        times = rows(archive, "select started_at, finished_at from runs order by id")
        assert times[1][0] >= times[0][1]
        articles = Counter(path for path in server.paths if path.startswith("/news/"))
        assert set(articles.values()) == {1}

    def test_a_refresh_makes_no_archive(self, server: Hostile, archive: Path) -> None:
        """Where there is none its disk may not be mounted."""
        ended = crawl(site_of(server.base_url), archive, verb="refresh", missing=True)
        assert (ended.code, "mounted" in ended.error) == (3, True), ended.error
        assert (server.log, archive.exists()) == ([], False)


def test_progress_counts_what_the_archive_counts(server: Hostile, archive: Path) -> None:
    ended = crawl(site_of(server.base_url), archive)
    assert ended.verdict is not None
    last = ended.progress[-1]
    assert (last["new"], last["failed"], last["changed"]) == (ended.verdict.new, 0, 0)
    assert last["pages"] == ended.verdict.asked
    counts = [now["pages"] for now in ended.progress]
    assert counts == sorted(counts)
    assert len(set(counts)) == last["pages"]


def test_the_log_holds_no_secret(server: Hostile, archive: Path) -> None:
    secret = "s3cr3tvalue"
    server.routes["/news"] = response(
        listing(f"/news/a?token={secret}", f"http://me:{secret}@127.0.0.1/news/b", "/news/c")
    )
    server.routes[f"/news/a?token={secret}"] = b"garbage\r\n\r\n"
    server.routes["/news/c"] = redirect(f"http://me:{secret}@elsewhere.example/?api_key={secret}")
    ended = crawl(site_of(server.base_url), archive, log_level="DEBUG")
    assert "DEBUG" in ended.log
    assert secret not in ended.log
    assert "Overridden settings" not in ended.log


def test_another_writer_is_waited_for(server: Hostile, archive: Path) -> None:
    """A person's own program holds the file for a moment: nothing is lost."""
    crawl(site_of(server.base_url), archive, max_pages=1)
    running = start(site_of(server.base_url), archive)
    holder = sqlite3.connect(archive, isolation_level=None, check_same_thread=False)

    def hold(path: str) -> None:
        if path == "/news/0-5":
            holder.execute("begin immediate")
            threading.Timer(1.0, holder.close).start()

    server.on_request = hold
    assert running.finish().code == 0
    assert rows(archive, "select count(*) from articles") == [(PAGES,)]


def test_each_run_has_a_log_of_its_own(server: Hostile, archive: Path) -> None:
    logs = archive.parent / "logs"
    for _ in range(3):
        crawl(site_of(server.base_url), archive, max_pages=2, log_dir=logs, log_keep=2)
    kept = {file.name.rpartition("-")[2]: file.read_text("utf-8") for file in logs.iterdir()}
    assert set(kept) == {"2.log", "3.log"}
    for run_id in (2, 3):
        written = kept[f"{run_id}.log"]
        assert f"run {run_id}: crawl of test into {archive}" in written
        assert "Spider closed" in written
        faults = list(library_findings(sqlite3.sqlite_version_info))
        assert written.count("WAL-reset") == len(faults)
        assert f"run {run_id} max_pages, exit code 0" in written
