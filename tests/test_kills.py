"""Crawls and refreshes that are killed, meet a full disk, or start twenty at a time.

In the end the archive is as if nobody had disturbed them; ``benchmarks.kills`` does the same
on a site of 2,000 pages.
"""

from __future__ import annotations

import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from archive.opening import open_reading
from archive.records import Severity
from archive.upkeep import check
from benchmarks import killing
from benchmarks.killing import Stage, Trial, run_at
from benchmarks.kills import STAGES, killed, undisturbed, without_beyond
from benchmarks.logical import Said, differences, logical_of
from scraper.example.platform import ExamplePlatform
from scraper.site import Site
from tests.crawling import Ended, Running, crawl, rows, start

ARTICLES, BATCH = 30, 6
KILLS = 23
#: Requests between two kills, on average.
BETWEEN = 3


def test_twenty_kills_leave_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killing, "LATER", 0.03)  # a run over so few pages is over at once
    with ExamplePlatform(ARTICLES, crawl_delay=0) as platform:
        port = int(platform.base_url.rpartition(":")[2])
        usual = undisturbed(platform, tmp_path, STAGES, BATCH)
    with ExamplePlatform(ARTICLES, crawl_delay=0, port=port) as platform:
        trial = Trial(platform, tmp_path / "killed.db", Random(20), BATCH)
        every = list(killed(trial, platform, STAGES, usual, BETWEEN, KILLS))
    assert [told.faults for told in every] == [[], [], []]
    # The last process of a stage may come to its end before it is killed.
    assert sum(told.kills for told in every) >= KILLS - len(STAGES)
    assert every[0].requests > usual[0][0].requests, "something was killed under way"
    assert [(told.again["lists"], told.again["pages"]) for told in every] == [(0, 0)] * 3
    with open_reading(trial.archive) as connection:
        assert [one for one in check(connection) if one.severity is not Severity.NOTE] == []


def test_what_is_lost_or_asked_for_twice_would_be_named(tmp_path: Path) -> None:
    with ExamplePlatform(ARTICLES, crawl_delay=0) as platform:
        trial = Trial(platform, tmp_path / "one.db", Random(1))
        told = trial.undisturbed(Stage("crawl", 0))
        said = logical_of(trial.archive)
        platform.log.clear()
        crawl(platform.site, tmp_path / "other.db", delay=0, max_pages=30)
        trial._count(told, dict.fromkeys(told.asked, "article"), told.asked)
    assert told.again["pages"] > 20
    assert any(fault.startswith("asked for again: ") for fault in told.faults)
    lost = list(differences(said, logical_of(tmp_path / "other.db")))
    assert any(line.startswith("articles: ") for line in lost)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of its own, for those who may mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode:
        pytest.skip("only who may mount a file system can fill one")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def limited(site: Site, archive: Path, size: int) -> Ended:
    """A crawl in this process, whose files may not grow beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return run_at(site, archive, Stage("crawl", 0), BATCH)


def differing(undisturbed_archive: Path, now: Said) -> list[str]:
    said = logical_of(undisturbed_archive)
    return list(differences(said, without_beyond(said, now)[0]))


class TestAFullDisk:
    @pytest.fixture
    def whole(self, tmp_path: Path) -> Iterator[tuple[ExamplePlatform, Path]]:
        with ExamplePlatform(ARTICLES, crawl_delay=0) as platform:
            crawl(platform.site, tmp_path / "whole.db", delay=0)
            yield platform, tmp_path / "whole.db"

    def test_a_small_file_system_and_then_a_larger_one(
        self, whole: tuple[ExamplePlatform, Path], tmp_path: Path
    ) -> None:
        platform, undisturbed_archive = whole
        disk = tmp_path / "disk"
        with small_disk(disk, "2m"):
            archive = disk / "news.db"
            log = tmp_path / "full.log"
            values = (platform.site, archive, Stage("crawl", 0), BATCH)
            ended = Running(run_at, *values, log=log).finish()
            assert (ended.code, ended.error.partition("|")[0].count("full")) == (3, 1), ended
            assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
            assert crawl(platform.site, archive, delay=0, log_file=log).code == 0
            assert rows(archive, "SELECT reason FROM runs ORDER BY id")[-1] == ("finished",)
            said = logical_of(archive)
        assert differing(undisturbed_archive, said) == []

    def test_a_quota(self, whole: tuple[ExamplePlatform, Path], tmp_path: Path) -> None:
        platform, undisturbed_archive = whole
        archive = tmp_path / "quota.db"
        ended = Running(
            limited, platform.site, archive, 1_000_000, log=tmp_path / "quota.err"
        ).finish()
        assert ended.code == 3 and "cannot write" in ended.error, ended
        assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
        assert crawl(platform.site, archive, delay=0).code == 0
        assert differing(undisturbed_archive, logical_of(archive)) == []


def test_of_twenty_started_at_once_one_runs(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    with ExamplePlatform(ARTICLES, crawl_delay=0) as platform:
        options = {"delay": 0, "log_file": None, "missing": True}
        every = [start(platform.site, archive, **options) for _ in range(20)]
        ends = [one.finish() for one in every]
        asked = len([one for one in platform.log if one.path == "/robots.txt"])
    codes = sorted(ended.code for ended in ends)
    # Whoever starts when the first is done finds the archive free, and runs after it.
    runs = codes.count(0)
    assert set(codes) == {0, 75} and runs == asked
    assert rows(archive, "SELECT count(*), count(finished_at) FROM runs") == [(runs, runs)]
    assert runs <= 2
    assert all("in use" in ended.error for ended in ends if ended.code == 75)
