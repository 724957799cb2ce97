"""Every way in which a run can end has its exit code and one line that says so."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.lock import hold
from scraper.site import Listing
from tests.commanding import begin, command
from tests.crawling import Ended, crawl, site_of
from tests.hostile import Hostile, article, listing, response

ARTICLES = tuple(f"/news/{number}" for number in range(4))


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as running:
        running.routes["/news"] = response(listing(*ARTICLES))
        for path in ARTICLES:
            running.routes[path] = response(article(f"Story {path[6:]}"))
        yield running


class Case:
    """A server, an archive and a config, before the command is run."""

    def __init__(self, server: Hostile, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.archive, self.config = folder / "t.db", folder / "clusternews.toml"
        self.words: tuple[str, ...] = ()
        self.config.write_text(
            "allow_loopback = true\ncrawl_delay = 0\n[sites.test]\n"
            f'base_url = "{server.base_url}"\nlistings = ["/news"]\narticle_paths = ["/news/"]\n',
            encoding="utf-8",
        )

    def all_words(self) -> list[str]:
        named = ["--archive", str(self.archive), "--config", str(self.config)]
        return [*named, "crawl", "test", "--delay", "0", *self.words]

    def run(self) -> Ended:
        log = self.folder / f"said {len(list(self.folder.glob('said*')))}"
        return command(*self.all_words(), log=log)


def nothing(case: Case) -> None:
    """All is well."""


def one_page_fails(case: Case) -> None:
    case.server.routes["/news/1"] = b"garbage\r\n\r\n"


def no_page_answers(case: Case) -> None:
    case.server.routes["/news"] = b"garbage\r\n\r\n"


def robots_unreachable(case: Case) -> None:
    case.server.routes["/robots.txt"] = response(b"", status="503 Down")


def robots_deny(case: Case) -> None:
    case.server.routes["/robots.txt"] = response("User-agent: *\nDisallow: /", kind="text/plain")


def a_limit(case: Case) -> None:
    case.words = ("--max-pages", "2")


def no_archive(case: Case) -> None:
    case.archive.write_bytes(b"Dear Sir or Madam, " * 100)


def newer_archive(case: Case) -> None:
    assert case.run().code == 0
    connection = sqlite3.connect(case.archive)
    connection.execute("pragma user_version = 999")
    connection.close()
    case.server.log.clear()


def no_folder(case: Case) -> None:
    case.archive = case.folder / "mount" / "t.db"


def a_folder_of_logs_that_is_a_file(case: Case) -> None:
    case.words = ("--log-dir", str(case.config))


def a_wrong_config(case: Case) -> None:
    case.config.write_text("archiv = 'x'\n", encoding="utf-8")


def an_unknown_site(case: Case) -> None:
    case.words = ("tset",)


def a_wrong_wait(case: Case) -> None:
    case.words = ("--wait", "long")


@pytest.mark.parametrize(
    ("prepare", "code", "said"),
    [
        (nothing, 0, r"run 1 finished: 6 asked, 0 changed, 4 new"),
        (one_page_fails, 1, r"run 1 finished: .* 1 failed"),
        (no_page_answers, 3, r"run 1 failed: .* 1 failed"),
        (robots_unreachable, 3, r"run 1 failed: .* failed"),
        (robots_deny, 3, r"run 1 failed: .* refused"),
        (a_limit, 0, r"run 1 max_pages: "),
        (no_archive, 3, r"clusternews: .*t\.db is not a clusternews archive"),
        (newer_archive, 3, r"clusternews: .*t\.db has schema 999"),
        (no_folder, 3, r"clusternews: the folder of .* does not exist"),
        (a_folder_of_logs_that_is_a_file, 2, r"clusternews: the folder of logs .* cannot"),
        (a_wrong_config, 2, r"clusternews: .*: unknown key 'archiv'"),
        (an_unknown_site, 2, r"clusternews: no platform is called 'tset'"),
        (a_wrong_wait, 2, r"Usage: "),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_ways_to_end(
    server: Hostile, tmp_path: Path, prepare: Callable[[Case], None], code: int, said: str
) -> None:
    case = Case(server, tmp_path)
    prepare(case)
    ended = case.run()
    assert (ended.code, ended.value) == (code, ""), ended.log
    assert re.match(said, ended.log.splitlines()[-1 if code == 0 else 0]), ended.log
    assert "Traceback" not in ended.log
    if prepare not in (nothing, one_page_fails, no_page_answers, a_limit):
        assert set(server.paths) <= {"/robots.txt"}


def test_another_run_holds_the_archive(server: Hostile, tmp_path: Path) -> None:
    case = Case(server, tmp_path)
    with hold(case.archive):
        ended = case.run()
    assert ended.code == 75
    assert re.match(r"clusternews: .*t\.db is in use: process \d+ on .*, since 20", ended.log)
    assert server.log == []


def test_a_full_disk(server: Hostile, tmp_path: Path) -> None:
    """More of it in :mod:`tests.test_crawl_disk`."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        (disk / "filler").write_bytes(b"\0" * 1_020_000)
        case = Case(server, tmp_path)
        case.archive = disk / "t.db"
        ended = case.run()
        assert ended.code == 3
        assert re.match(r"clusternews: the disk of .*t\.db is full: .* are free", ended.log)
        assert server.log == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_signal(server: Hostile, tmp_path: Path) -> None:
    case = Case(server, tmp_path)
    running = begin(*case.all_words(), log=tmp_path / "said")
    server.on_request = lambda path: running.send(signal.SIGTERM) if path == "/news/1" else None
    ended = running.finish()
    assert ended.code == 130
    assert re.match(r"run 1 interrupted: \d asked, ", ended.log)


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"listings": (Listing(path=5),)}, 3), ({"title_suffixes": (5,)}, 1)],  # type: ignore[arg-type]
    ids=["start raises", "a callback raises"],
)
def test_what_scrapy_calls_a_success(
    server: Hostile, tmp_path: Path, facts: dict[str, Any], code: int
) -> None:
    """It ends with 0 whatever a spider raises; here the archive is asked."""
    ended = crawl(site_of(server.base_url, **facts), tmp_path / "t.db")
    assert ended.code == code, ended


def test_quiet_is_silent_while_all_is_well_and_else_says_one_line(
    server: Hostile, tmp_path: Path
) -> None:
    case = Case(server, tmp_path)
    case.words = ("--quiet",)
    ended = case.run()
    assert (ended.code, ended.log, ended.value) == (0, "", "")
    server.routes["/news"] = response(listing(*ARTICLES, "/news/new"))
    assert case.run().code == 0
    server.routes["/news"] = b"garbage\r\n\r\n"
    ended = case.run()
    assert ended.code in (1, 3)
    assert re.fullmatch(r"run 3 \w+: .*\n", ended.log), ended.log


@pytest.mark.parametrize(
    ("prepare", "pings"),
    [
        (nothing, ["/ping/start", "/ping"]),
        (one_page_fails, ["/ping/start", "/ping/fail"]),
        (no_archive, ["/ping/fail"]),
        (no_folder, ["/ping/fail"]),
    ],
)
def test_who_watches_is_told_of_each(
    server: Hostile, tmp_path: Path, prepare: Callable[[Case], None], pings: list[str]
) -> None:
    """And a run that finds the archive held tells nothing: see tests of the notices."""
    case = Case(server, tmp_path)
    prepare(case)
    server.routes |= {path: response(b"ok") for path in ("/ping", "/ping/start", "/ping/fail")}
    code = 0 if prepare is nothing else 1 if prepare is one_page_fails else 3
    environment = {"CLUSTERNEWS_PING": f"{server.base_url}/ping"}
    ended = command(*case.all_words(), log=tmp_path / "said", **environment)
    assert ended.code == code
    assert [path for path in server.paths if path.startswith("/ping")] == pings
    assert [server.paths[0], server.paths[-1]] == [pings[0], pings[-1]]


def test_a_ping_that_fails_changes_nothing(server: Hostile, tmp_path: Path) -> None:
    case = Case(server, tmp_path)
    environment = {"CLUSTERNEWS_PING": f"{server.base_url}/nobody"}
    ended = command(*case.all_words(), log=tmp_path / "said", **environment)
    assert ended.code == 0
    failed = [line for line in ended.log.splitlines() if line.startswith("the ping")]
    assert failed == ["the ping /start failed: status 404", "the ping failed: status 404"]
