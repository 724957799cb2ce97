"""A writer killed at any moment loses nothing it has acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from archive.lock import hold
from archive.opening import open_reading
from archive.records import Severity
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, visit

ROOT = Path(__file__).parents[2]

# Batches of new, changed and gone articles, each acknowledged after save() returned.
WRITER = """
import sys
from pathlib import Path
from archive.lock import hold
from archive.store import Archive
from tests.archive.making import BASE, LATER, gone, visit
path, start = Path(sys.argv[1]), int(sys.argv[2])
with hold(path), Archive.open(path) as archive:
    for batch in range(start, start + 10_000):
        urls = [f"{BASE}/news/{batch}-{number}" for number in range(4)]
        archive.save([visit(url) for url in urls])
        archive.save([visit(urls[0], at=LATER, title="Changed"), gone(urls[1], at=LATER)])
        print(batch, flush=True)
"""


def kill_a_writer(path: Path, start: int, acknowledgements: int, delay: float) -> int:
    """Kills a writer some time after it acknowledged so many batches; returns how many."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(start)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(acknowledgements)]
        try:
            writer.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.readlines()
    return len([line for line in lines if line.endswith("\n")])


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


@pytest.mark.parametrize("statements", [2, 9, 40, 85])  # settings, begin, tables, views
def test_an_archive_killed_while_it_is_made_can_be_made_again(path: Path, statements: int) -> None:
    code = (
        "import os, signal, sqlite3, sys\n"
        "from pathlib import Path\n"
        "import archive.store\n"
        "steps = iter(range(int(sys.argv[2])))\n"
        "class Mortal(sqlite3.Connection):\n"
        "    def execute(self, *words):\n"
        "        if next(steps, None) is None: os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return super().execute(*words)\n"
        "connect = sqlite3.connect\n"
        "archive.store.sqlite3.connect = lambda *a, **k: connect(*a, factory=Mortal, **k)\n"
        "archive.store.Archive.open(Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", code, str(path), str(statements)]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
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
