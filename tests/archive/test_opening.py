"""Opening: what is no archive is told apart and left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import (
    ArchiveMissing,
    ArchiveTooNew,
    ArchiveUnwritable,
    ClusternewsError,
    NotAnArchive,
)
from archive.migrations import MIGRATIONS
from archive.opening import APPLICATION_ID, SCHEMA_VERSION, open_reading
from archive.queries import find_article
from archive.store import Archive
from tests.archive.making import BASE, visit

ROOT = Path(__file__).parents[2]


def open_writing(path: Path) -> None:
    Archive.open(path).close()


BOTH = pytest.mark.parametrize("opens", [open_reading, open_writing])


@pytest.fixture
def filled(path: Path) -> Path:
    with Archive.open(path) as archive:
        archive.save([visit()])
    return path


def test_one_schema_version_for_each_migration() -> None:
    assert len(MIGRATIONS._migrations) == SCHEMA_VERSION


def test_a_new_archive_is_marked_as_ours(filled: Path) -> None:
    header = filled.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION


def test_the_writer_works_under_the_safe_settings(filled: Path) -> None:
    with Archive.open(filled) as archive:
        settings = {
            name: archive.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "recursive_triggers",
                "trusted_schema",
                "secure_delete",
                "cell_size_check",
                "busy_timeout",
            )
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "cell_size_check": 1,
        "busy_timeout": 30000,
    }


def test_opening_again_changes_nothing(filled: Path) -> None:
    # SQLite takes its statistics of the list of migrations when that is first looked up.
    open_writing(filled)
    before = filled.read_bytes()
    open_writing(filled)
    assert filled.read_bytes() == before


def test_reading_a_missing_path_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing) as caught:
        open_reading(tmp_path / "nwes.db")
    assert "crawl" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_missing_path_suggests_the_file_beside_it(filled: Path) -> None:
    with pytest.raises(ArchiveMissing) as caught:
        open_reading(filled.with_name("nwes.db"))
    assert "news.db" in caught.value.hint


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "news.db"
    with pytest.raises(ArchiveMissing) as reading:
        open_reading(missing)
    assert "nowhere" in reading.value.hint
    with pytest.raises(ArchiveUnwritable) as writing:
        open_writing(missing)
    assert "does not exist" in writing.value.hint
    assert not missing.parent.exists()


def test_reading_cannot_write(filled: Path) -> None:
    with closing(open_reading(filled)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM event_dates")


def make_text(path: Path) -> None:
    path.write_text("no database at all, but long enough to hold a header " * 4)


def make_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def make_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")
        connection.commit()


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_newer(path: Path) -> None:
    open_writing(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def make_garbled(path: Path) -> None:
    open_writing(path)
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(3996)
    path.write_bytes(content)


@BOTH
@pytest.mark.parametrize(
    ("make", "error"),
    [
        (make_text, NotAnArchive),
        (make_short, NotAnArchive),
        (make_foreign, NotAnArchive),
        (make_folder, NotAnArchive),
        (make_pipe, NotAnArchive),
        (make_garbled, NotAnArchive),
        (make_newer, ArchiveTooNew),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_no_archive_of_ours_is_refused_untouched(
    path: Path,
    opens: Callable[[Path], object],
    make: Callable[[Path], None],
    error: type[ClusternewsError],
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error) as caught:
        opens(path)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_newer_schema_names_both_versions(path: Path) -> None:
    make_newer(path)
    with pytest.raises(ArchiveTooNew, match=f"schema {SCHEMA_VERSION + 1}.* {SCHEMA_VERSION}$"):
        open_reading(path)


def test_a_newer_schema_in_the_log_alone_is_refused_too(path: Path) -> None:
    archive = Archive.open(path)
    archive.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    shutil.copy(f"{path}-wal", f"{copy}-wal")
    archive.close()
    before = copy.read_bytes()
    for opens in (open_reading, open_writing):
        with pytest.raises(ArchiveTooNew):
            opens(copy)
    assert copy.read_bytes() == before


def test_an_archive_that_was_never_finished_says_what_to_do(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(NotAnArchive, match="empty"):
        open_reading(path)
    open_writing(path)
    open_reading(path).close()


def test_an_older_schema_names_what_brings_it_up_to_date(path: Path) -> None:
    open_writing(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(NotAnArchive) as caught:
        open_reading(path)
    assert "crawl" in caught.value.hint


def test_text_that_is_no_utf8_does_not_hide_its_row(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE articles SET title = CAST(x'41ff42' AS TEXT)")
        connection.commit()
    with closing(open_reading(filled)) as connection:
        assert connection.execute("SELECT title FROM articles").fetchone()[0] == "A\ufffdB"


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that any user of the machine can reach."""
    folder = Path(tempfile.mkdtemp(prefix="clusternews-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


#: Opens the archive as a user who may read its folder and not write to it. The
#: modules are loaded before, since that user may not be able to read them either.
AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from archive.errors import ClusternewsError
from archive.opening import open_reading
from archive.store import Archive
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[2])
try:
    if sys.argv[1] == "write":
        Archive.open(path)
    print(open_reading(path).execute("SELECT url FROM articles").fetchone()[0])
except ClusternewsError as error:
    print(type(error).__name__, error, error.hint)
"""


def as_another_user(path: Path, how: str) -> str:
    path.parent.chmod(0o555)
    command = [sys.executable, "-c", AS_ANOTHER_USER, how, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_a_folder_one_may_only_read(shared_folder: Path) -> None:
    path = shared_folder / "news.db"
    with Archive.open(path) as archive:
        archive.save([visit()])
    assert as_another_user(path, "read").strip() == f"{BASE}/news/one"
    assert as_another_user(path, "write").startswith("ArchiveUnwritable")


def test_changes_left_in_the_log_of_a_folder_one_may_only_read(
    shared_folder: Path, path: Path
) -> None:
    """Reading the file without its log would show an old state as if it were the present."""
    copy = shared_folder / "news.db"
    with Archive.open(path) as archive:
        archive.save([visit()])
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    said = as_another_user(copy, "read")
    assert said.startswith("ArchiveUnwritable") and "news.db-wal" in said


def test_reading_does_not_load_the_writing_side() -> None:
    code = (
        "import sys, archive.opening, archive.search, archive.queries, archive.exports\n"
        "print(sorted({'sqlite_utils', 'zstandard', 'filelock', 'scrapy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_archive_opens_by_any_name(tmp_path: Path) -> None:
    path = tmp_path / "odd ?name#100%.db"
    with Archive.open(path) as archive:
        archive.save([visit()])
    with closing(open_reading(path)) as connection:
        assert find_article(connection, "1")["id"] == 1
