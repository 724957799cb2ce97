"""A reader always reads the archive that is there, in one moment, and says what is wrong."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, ArchiveMissing, ArchiveTooNew, NotAnArchive
from archive.free_sql import TookTooLong, run_query
from scraper.web.reading import Reader, Wish
from tests.archive.making import BASE, visit
from tests.fresh import fresh

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with fresh(tmp_path / "news.db") as archive:
        archive.save([visit()])
    return tmp_path / "news.db"


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    opened = Reader(path)
    yield opened
    opened.close()


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def save_another(path: Path, name: str = "two") -> None:
    with fresh(path) as archive:
        archive.save([visit(f"{BASE}/news/{name}")])


def test_what_is_committed_is_there_with_the_next_reading(reader: Reader, path: Path) -> None:
    before = reader.state()
    assert reader.read(count) == 1 and reader.state() == before
    save_another(path)
    assert reader.state() != before
    assert reader.read(count) == 2


def test_a_page_is_read_in_one_moment(reader: Reader, path: Path) -> None:
    def twice(connection: sqlite3.Connection) -> tuple[int, int]:
        first = count(connection)
        save_another(path)
        return first, count(connection)

    assert reader.read(twice) == (1, 1)
    assert reader.read(count) == 2


def test_an_archive_put_in_its_place_is_read(reader: Reader, path: Path) -> None:
    assert reader.read(count) == 1
    before = reader.state()
    other = path.with_name("other.db")
    save_another(other, "a")
    save_another(other, "b")
    other.replace(path)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    assert reader.state() != before
    assert reader.read(count) == 2


def test_it_recovers_when_the_archive_is_back(reader: Reader, path: Path) -> None:
    kept = path.with_name("kept.db")
    reader.read(count)
    path.replace(kept)
    for ask in (lambda: reader.read(count), reader.state):
        with pytest.raises(ArchiveMissing):
            ask()
    kept.replace(path)
    assert reader.read(count) == 1
    reader.state()


@pytest.mark.parametrize("bytes_of_it", [b"", b"no database at all" * 400])
def test_a_file_that_is_none_any_more(reader: Reader, path: Path, bytes_of_it: bytes) -> None:
    kept = path.read_bytes()
    reader.read(count)
    path.unlink()
    path.write_bytes(bytes_of_it)
    with pytest.raises(NotAnArchive):
        reader.read(count)
    with pytest.raises(NotAnArchive):
        reader.state()
    path.unlink()
    path.write_bytes(kept)
    assert reader.read(count) == 1


def test_a_file_that_is_damaged_where_it_stands(reader: Reader, path: Path) -> None:
    """No other file, the same one with pages that make no sense."""
    save_another(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(NotAnArchive):
        reader.read(lambda connection: connection.execute("SELECT * FROM articles").fetchall())


def test_a_schema_that_changes_meanwhile(reader: Reader, path: Path) -> None:
    reader.read(count)
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        version = writing.execute("PRAGMA user_version").fetchone()[0]
        writing.execute(f"PRAGMA user_version = {version + 1}")
        with pytest.raises(ArchiveTooNew):
            reader.read(count)
        writing.execute(f"PRAGMA user_version = {version - 1}")
        with pytest.raises(NotAnArchive, match="schema"):
            reader.read(count)
        writing.execute(f"PRAGMA user_version = {version}")
    assert reader.read(count) == 1


def test_an_archive_that_is_locked(path: Path) -> None:
    reader = Reader(path, wait=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE articles SET language = language")
        with pytest.raises(ArchiveBusy, match="locked"):
            reader.read(count)
        with pytest.raises(ArchiveBusy, match="locked"):
            reader.state()
        holder.execute("ROLLBACK")
    assert reader.read(count) == 1
    reader.close()


def test_what_takes_too_long_is_given_up(path: Path) -> None:
    reader = Reader(path, seconds=0.05)
    with pytest.raises(TookTooLong, match=r"0\.05 s"):
        reader.read(lambda connection: connection.execute(ENDLESS).fetchone())
    assert reader.read(count) == 1
    reader.close()


def _reading_endlessly(reader: Reader, wish: Wish | None, errors: list[Exception]) -> None:
    def work(connection: sqlite3.Connection) -> None:
        begun.set()
        # This one has a clock of its own, and takes the reader's away.
        run_query(connection, ENDLESS, seconds=60)

    begun = threading.Event()

    def read() -> None:
        try:
            reader.read(work, wish)
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait()
    # An interrupt counts only while a statement runs.
    while thread.is_alive():
        wish.give_up() if wish is not None else reader.close()
        thread.join(0.02)


def test_what_nobody_waits_for_any_more_ends(reader: Reader) -> None:
    errors: list[Exception] = []
    _reading_endlessly(reader, Wish(), errors)
    assert [type(error) for error in errors] == [TookTooLong]
    assert reader.read(count) == 1


def test_closing_ends_what_is_read_and_refuses_more(reader: Reader) -> None:
    errors: list[Exception] = []
    _reading_endlessly(reader, None, errors)
    assert [type(error) for error in errors] == [TookTooLong]
    with pytest.raises(TookTooLong):
        reader.read(lambda connection: connection.execute(ENDLESS).fetchone())


def test_no_statement_writes(reader: Reader, path: Path) -> None:
    for sql in ("DELETE FROM articles", "CREATE TABLE t (x)", "PRAGMA user_version = 1"):
        with pytest.raises(NotAnArchive):
            reader.read(lambda connection, sql=sql: connection.execute(sql).fetchall())  # type: ignore[misc]
    assert reader.read(count) == 1


def test_a_copy_without_its_log_is_read_again_when_it_has_changed(
    reader: Reader, path: Path
) -> None:
    """As in a folder one may only read: SQLite cannot tell there what others write."""
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    before = reader.state()
    other = path.with_name("other.db")
    save_another(other, "a")
    save_another(other, "b")
    shutil.copyfile(other, path.with_name("new"))
    path.with_name("new").replace(path)
    assert reader.state() != before
    assert reader.read(count) == 2
