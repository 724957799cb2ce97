"""A run shows that it is alive, and looks after its archive."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.errors import DiskFull
from archive.lock import lock_path
from pipelines import watch
from pipelines.store import Session

SITES = [("x", "X", "https://x.example")]
OLD = "2020-01-01T00:00:00+00:00"


class Usage(NamedTuple):
    total: int
    free: int


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heartbeat every few milliseconds."""
    monkeypatch.setattr(watch, "BEAT_SECONDS", 0.01)


def heartbeat(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        found = str(connection.execute("select heartbeat_at from runs").fetchone()[0])
    connection.close()
    return found


def age(path: Path) -> None:
    """As if nothing had happened for years."""
    connection = sqlite3.connect(path)
    connection.execute("update runs set started_at = ?, heartbeat_at = ?", (OLD, OLD))
    connection.commit()
    connection.close()
    os.utime(lock_path(path), (0, 0))


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to that")


def test_a_run_that_saves_nothing_shows_that_it_is_alive(path: Path) -> None:
    async def crawl() -> None:
        session = Session.open(path, SITES, {})
        session.watch.attend(lambda reason: None)
        for _ in range(2):
            age(path)
            await until(lambda: heartbeat(path) > OLD)
            await until(lambda: lock_path(path).stat().st_mtime > 0)
        session.site_ended("finished")
        session.end()
        last = heartbeat(path)
        await asyncio.sleep(0.05)
        assert heartbeat(path) == last

    asyncio.run(crawl())


def test_a_disk_that_others_fill_stops_a_run_that_saves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crawl() -> None:
        session = Session.open(path, SITES, {})
        stops: list[str] = []
        session.watch.attend(stops.append)
        session.watch.attend(stops.append)
        monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(2**40, 2**29))
        await until(lambda: bool(stops))
        monkeypatch.undo()
        assert stops == ["disk_full", "disk_full"]
        session.end()

    with pytest.raises(DiskFull):
        asyncio.run(crawl())
    connection = sqlite3.connect(path)
    assert connection.execute("select reason, exit_code from runs").fetchall() == [("disk_full", 3)]
    connection.close()


def test_a_heartbeat_that_another_program_delays_is_no_failure(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def crawl() -> None:
        session = Session.open(path, SITES, {})
        session.archive.connection.execute("pragma busy_timeout = 1")
        session.watch.attend(lambda reason: None)
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("begin immediate")
        await until(lambda: "no heartbeat" in caplog.text)
        holder.close()
        assert session.watch.stopped is None
        session.end()

    caplog.set_level(logging.WARNING)
    asyncio.run(crawl())


def test_a_reader_that_does_not_end_is_told_of_once_and_the_log_is_gone_at_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watch, "LARGE_LOG", 2**20)
    log = path.with_name("t.db-wal")

    async def crawl() -> None:
        session = Session.open(path, SITES, {})
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("begin")
        reader.execute("select count(*) from runs").fetchone()
        for _ in range(400):
            with session.archive.trying(keep=True):
                text = os.urandom(4000).hex()
                session.archive.connection.execute("update runs set settings = ?", (f'"{text}"',))
            session.watch.saved()
        assert log.stat().st_size > 2**20
        reader.close()
        session.end()

    caplog.set_level(logging.WARNING)
    asyncio.run(crawl())
    assert caplog.text.count("has not ended its question") == 1
    assert not log.exists() or log.stat().st_size == 0
