"""A writer killed at any moment loses nothing it has acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from contextlib import closing
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from archive.lock import hold
from archive.opening import open_reading
from archive.records import Severity
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, LATER, gone, visit
from tests.crawling import Ended, Running


def write_on(path: Path, start: int, acknowledged: Connection) -> Ended:
    """Batches of new, changed and gone articles, each acknowledged after save() returned."""
    with hold(path), Archive.open(path) as archive:
        for batch in range(start, start + 10_000):
            urls = [f"{BASE}/news/{batch}-{number}" for number in range(4)]
            archive.save([visit(url) for url in urls])
            archive.save([visit(urls[0], at=LATER, title="Changed"), gone(urls[1], at=LATER)])
            acknowledged.send(batch)
    return Ended(0)


def kill_a_writer(path: Path, start: int, acknowledgements: int, delay: float) -> int:
    """Kills a writer some time after it acknowledged so many batches; returns how many."""
    heard, said = Pipe(duplex=False)
    with heard, said:
        writer = Running(write_on, path, start, said, log=path.with_suffix(".err"))
        count = len([heard.recv() for _ in range(acknowledgements)])
        writer.join(delay)
        writer.send(signal.SIGKILL)
        assert writer.finish().code == -signal.SIGKILL
        while heard.poll():
            heard.recv()
            count += 1
    return count


def test_a_writer_killed_at_random_loses_nothing_acknowledged(path: Path) -> None:
    chance = random.Random(20160804)
    start = 0
    for _ in range(5):
        delay = chance.uniform(0.001, 0.05)
        count = kill_a_writer(path, start, chance.randint(1, 6), delay)
        with closing(open_reading(path)) as connection:
            found = [one for one in check(connection) if one.severity != Severity.NOTE]
            assert found == []
            for batch in range(start, start + count):
                titles = [
                    row[0]
                    for row in connection.execute(
                        "SELECT title FROM articles WHERE url LIKE ? ORDER BY url",
                        (f"{BASE}/news/{batch}-_",),
                    )
                ]
                assert titles == ["Changed"] + ["Skåne opens a cluster"] * 3
        start += 10_000
    with hold(path), Archive.open(path) as archive:
        archive.save([visit()])


def make_and_die(path: Path, statements: int) -> Ended:
    """Makes an archive, as far as so many statements."""
    steps = iter(range(statements))

    class Mortal(sqlite3.Connection):
        def execute(self, *words: Any) -> sqlite3.Cursor:
            if next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().execute(*words)

    connect = sqlite3.connect
    sqlite3.connect = lambda *words, **more: connect(*words, factory=Mortal, **more)  # type: ignore[assignment]
    Archive.open(path)
    return Ended(0)


@pytest.mark.parametrize("statements", [2, 9, 40, 85])  # settings, begin, tables, views
def test_an_archive_killed_while_it_is_made_can_be_made_again(path: Path, statements: int) -> None:
    ended = Running(make_and_die, path, statements, log=path.with_suffix(".err")).finish()
    assert ended.code == -signal.SIGKILL
    with Archive.open(path) as archive:
        archive.save([visit()])
        assert [one.code for one in check(archive.connection)] in ([], ["sqlite_version"])


def test_a_failing_commit_leaves_the_archive_as_it_was(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit()])
        archive.connection.execute("PRAGMA max_page_count = 1")
        pages = archive.connection.execute("PRAGMA page_count").fetchone()[0]
        archive.connection.execute(f"PRAGMA max_page_count = {pages}")
        huge = visit(f"{BASE}/huge", body=random.Random(1).randbytes(400_000))
        with pytest.raises(Exception, match="full"):
            archive.save([visit(f"{BASE}/news/two"), huge])
        assert not archive.connection.in_transaction
        assert archive.connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
        archive.connection.execute("PRAGMA max_page_count = 1000000")
        archive.save([visit(f"{BASE}/news/two"), huge])


def test_readers_see_whole_batches_while_a_writer_writes(path: Path) -> None:
    with Archive.open(path) as archive, closing(open_reading(path)) as reader:
        question = (
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM article_texts), "
            "(SELECT count(*) FROM article_search_docsize)"
        )
        for batch in range(5):
            archive.save([visit(f"{BASE}/{batch}/{number}") for number in range(10)])
            assert tuple(reader.execute(question).fetchone()) == ((batch + 1) * 10,) * 3


def test_a_held_write_lock_is_waited_for_and_named(path: Path) -> None:
    with Archive.open(path) as archive, closing(sqlite3.connect(path)) as other:
        archive.connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Exception, match="in use"):
            archive.save([visit()])
        other.rollback()
        archive.save([visit()])
