"""Readers beside a writer: each sees one moment, and none of them stops a run."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive.backup import back_up
from archive.opening import open_reading
from archive.queries import status
from archive.search import search
from archive.store import Archive
from archive.times import now
from tests.archive.making import BASE, visit

ROOT = Path(__file__).parents[2]
BATCHES, IN_BATCH = 12, 8

#: Saves batches until it has saved so many, and says so after each.
WRITER = """
import sys
from pathlib import Path
from archive.lock import hold
from archive.store import Archive
from tests.archive.making import BASE, visit
path, batches, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with hold(path), Archive.open(path) as archive:
    archive.connection.execute("PRAGMA wal_autocheckpoint = 50")
    for batch in range(batches):
        archive.save([visit(f"{BASE}/{batch}/{number}") for number in range(size)])
        print(batch, flush=True)
"""
COUNTS = (
    "SELECT count(*) FROM articles",
    "SELECT count(*) FROM article_texts",
    "SELECT count(*) FROM article_search_docsize",
    "SELECT count(DISTINCT article_id) FROM versions",
    "SELECT count(*) FROM captures",
    "SELECT count(*) FROM visits",
)


class Reader(threading.Thread):
    """Counts in several tables within one transaction, again and again."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.ending = threading.Event()
        self.seen: list[tuple[int, ...]] = []
        self.errors: list[Exception] = []

    def run(self) -> None:
        try:
            with closing(open_reading(self._path)) as connection:
                while not self.ending.is_set():
                    connection.execute("BEGIN")
                    counts = [connection.execute(sql).fetchone()[0] for sql in COUNTS]
                    connection.execute("COMMIT")
                    self.seen.append(tuple(counts))
        except sqlite3.Error as error:
            self.errors.append(error)


@contextmanager
def reading(path: Path, readers: int) -> Iterator[list[Reader]]:
    every = [Reader(path) for _ in range(readers)]
    for reader in every:
        reader.start()
    try:
        yield every
    finally:
        for reader in every:
            reader.ending.set()
            reader.join()


def test_three_readers_beside_a_writer_each_see_one_moment(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/0/{number}") for number in range(IN_BATCH)])
    command = [sys.executable, "-c", WRITER, str(path), str(BATCHES), str(IN_BATCH)]
    with reading(path, 3) as readers:
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert [reader.errors for reader in readers] == [[], [], []]
    moments = {counts for reader in readers for counts in reader.seen}
    assert len(moments) > 3, "the readers have seen the writer at work"
    # Batches are whole, and all tables are of the same batch.
    assert {len(set(counts)) for counts in moments} == {1}
    assert {counts[0] % IN_BATCH for counts in moments} == {0}
    for reader in readers:
        assert reader.seen == sorted(reader.seen), "no reader goes back in time"


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def test_a_reader_that_stays_does_not_stop_a_run_and_its_log_goes_with_it(path: Path) -> None:
    """What is written meanwhile stays in the log, which is folded in when the reader is gone."""
    with Archive.open(path) as archive:
        archive.save([visit()])
    with closing(open_reading(path)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT count(*) FROM articles").fetchone()[0]
        with Archive.open(path) as archive:
            archive.connection.execute("PRAGMA wal_autocheckpoint = 10")
            for batch in range(10):
                archive.save([visit(f"{BASE}/{batch}/{number}") for number in range(5)])
            grown = log_of(path).stat().st_size
        assert reader.execute("SELECT count(*) FROM articles").fetchone()[0] == before
        assert log_of(path).stat().st_size >= grown > 0
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM articles").fetchone()[0] == before + 50
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/last", at=now())])
    assert not log_of(path).exists()


def test_without_a_reader_the_log_stays_small_however_much_is_saved(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.connection.execute("PRAGMA wal_autocheckpoint = 100")
        page = archive.connection.execute("PRAGMA page_size").fetchone()[0]
        sizes = []
        for batch in range(30):
            archive.save([visit(f"{BASE}/{batch}/{number}") for number in range(4)])
            sizes.append(log_of(path).stat().st_size)
    # A transaction is added whole before the log is begun anew.
    assert max(sizes) < 100 * page + 3 * max(sizes[0], 400 * page)
    assert max(sizes[15:]) <= 1.5 * max(sizes[:15])


def test_questions_and_a_backup_in_the_middle_of_a_transaction(path: Path, tmp_path: Path) -> None:
    """Nobody waits for a batch that is just being saved, or sees a part of it."""
    with Archive.open(path) as archive:
        archive.save([visit()])
        with archive.trying(keep=False):
            archive.connection.execute("UPDATE articles SET title = 'half done'")
            with closing(open_reading(path)) as reader:
                assert search(reader, "hydrogen").hits[0].title == "Skåne opens a cluster"
                assert status(reader)["articles"] == 1
            made = back_up(path, tmp_path / "copy.db")
    with closing(open_reading(made.path)) as copy:
        assert copy.execute("SELECT title FROM articles").fetchone()[0] == "Skåne opens a cluster"


@pytest.mark.parametrize("with_log", [True, False])
def test_a_reader_never_takes_a_file_for_one_that_nobody_writes_to(
    path: Path, with_log: bool
) -> None:
    """As `immutable` it would read torn pages of a file that is being written to."""
    with Archive.open(path) as archive:
        archive.save([visit()])
        if not with_log:
            archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with closing(open_reading(path)) as reader:
            archive.save([visit(f"{BASE}/news/later")])
            assert reader.execute("SELECT count(*) FROM articles").fetchone()[0] == 2
