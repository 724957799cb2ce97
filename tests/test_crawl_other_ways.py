"""The other ways in: Scrapy's own command line, and one page without an archive."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scraper.site import Site
from tests.crawling import Ended, Running, rows, site_of
from tests.hostile import Hostile, redirect, response
from tests.test_crawl_ends import PAGES, server

__all__ = ["server"]

ROOT = Path(__file__).parent.parent


def python_m_scrapy(words: tuple[str, ...], environment: dict[str, str]) -> Ended:
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["scrapy", *words]
    runpy.run_module("scrapy", run_name="__main__", alter_sys=True)
    return Ended(0)


class TestScrapyItself:
    """``scrapy list`` and ``scrapy crawl`` work from the checkout."""

    def scrapy(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *words],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def forked(self, *words: str, **environment: str) -> Ended:
        """The same in a process forked from one that has imported Scrapy."""
        return Running(python_m_scrapy, words, environment, log=Path("err")).finish()

    def test_list(self) -> None:
        assert self.scrapy("list").stdout.split() == ["news"]

    def test_crawl(self, server: Hostile, archive: Path) -> None:
        words = ["crawl", "news", "-a", "site=eccp", "-a", f"base_url={server.base_url}"]
        words += ["-a", "delay=0", "-s", "CLUSTERNEWS_ALLOW_LOOPBACK=1"]
        done = self.scrapy(*words, CLUSTERNEWS_ARCHIVE=str(archive))
        assert done.returncode == 0, done.stderr
        assert rows(archive, "select count(*) from articles") == [(PAGES,)]
        assert rows(archive, "select reason, exit_code from runs") == [("finished", 0)]

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["-a", "site=ecpp"], 2, "eccp"),
            ([], 2, "site"),
            (["-a", "site=eccp"], 2, "contact"),
            (["-a", "site=eccp", "-a", "delay=soon"], 2, "soon"),
        ],
    )
    def test_what_is_wrong_is_said_without_a_traceback(
        self, archive: Path, words: list[str], code: int, said: str
    ) -> None:
        done = self.forked("crawl", "news", *words, CLUSTERNEWS_ARCHIVE=str(archive))
        assert done.code == code
        assert said in done.log
        assert "Traceback" not in done.log
        assert not archive.exists()

    def test_an_archive_that_is_none(self, archive: Path) -> None:
        archive.write_bytes(b"no database at all, but a text. " * 100)
        done = self.scrapy(
            *("crawl", "news", "-a", "site=eccp"),
            CLUSTERNEWS_ARCHIVE=str(archive),
            CLUSTERNEWS_CONTACT="me@example.org",
        )
        assert done.returncode == 3
        assert "Traceback" not in done.stderr


def fetch(url: str, site: Site, **options: Any) -> Ended:
    from scraper.run import fetch as run_fetch  # noqa: PLC0415 - only where it may start

    captured = run_fetch(url, site, **{"allow_loopback": True, **options})
    return Ended(0, value=(captured.url, captured.status, captured.complete, captured.body))


class TestFetch:
    def run(self, url: str, server: Hostile, tmp_path: Path) -> Ended:
        return Running(fetch, url, site_of(server.base_url), log=tmp_path / "log").finish()

    def test_a_page_and_where_it_redirects_to(self, server: Hostile, tmp_path: Path) -> None:
        server.routes["/news/old"] = redirect("/news/new")
        ended = self.run(f"{server.base_url}/news/old", server, tmp_path)
        url, status, complete, body = ended.value
        assert (url, status, complete) == (f"{server.base_url}/news/new", 200, True)
        assert b"Story new" in body
        assert server.paths == ["/robots.txt", "/news/old", "/news/new"]

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/news/loop", "redirects to itself"),
            ("/news/down", "connection"),
            ("/news/no", "robots.txt disallows"),
            ("http://elsewhere.example/x", "off-site"),
        ],
    )
    def test_why_there_is_none(self, server: Hostile, tmp_path: Path, path: str, said: str) -> None:
        server.routes["/news/loop"] = redirect("/news/loop")
        server.routes["/news/down"] = b""
        rules = "User-agent: *\nDisallow: /news/no\n"
        server.routes["/robots.txt"] = response(rules, kind="text/plain")
        url = path if "://" in path else server.base_url + path
        ended = self.run(url, server, tmp_path)
        assert (ended.code, said in ended.error) == (3, True), ended.error
