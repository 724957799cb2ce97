"""A file that is to be written to: is it ours, and what SQLite says of it in our own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveUnwritable,
    DiskFull,
    NotAnArchive,
)
from archive.opening import APPLICATION_ID, connect_reading, identity, require_archive_file

#: How long a writer waits for another to end its transaction.
WAIT_SECONDS = 30.0
#: What every connection that writes is set to.
# FULL: with NORMAL a power cut loses acknowledged articles; in batches it costs little.
# secure_delete: what is deleted is not to be read from free pages.
WRITER_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    # Index pages are written again by many batches: folded into the file less often.
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA cache_size = -16000",
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite says of a file it cannot write into our own errors."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise ArchiveBusy(
                f"{path} is in use: another program has written to it for {WAIT_SECONDS:.0f} s",
                hint="end that program, or try again later",
            ) from error
        # https://www.sqlite.org/rescode.html#full: no room, whatever else is in order.
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        kind = DiskFull if full else ArchiveUnwritable
        raise kind(f"cannot write to {path}: {error}", hint=_reason(path)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # SQLite quotes damaged text in what it says.
        if type(error) not in (sqlite3.DatabaseError, UnicodeDecodeError):
            raise
        raise NotAnArchive(
            f"{path} is damaged: {error}", hint="`clusternews check` says what is left of it"
        ) from error


def _reason(path: Path) -> str:
    folder = path.absolute().parent
    if not folder.is_dir():
        return f"the folder {folder} does not exist"
    return f"look at the rights of {folder} and at the space left on its disk"


def require_ours(path: Path) -> None:
    """Raises for a file that is there and is not an archive, without writing to it."""
    try:
        require_archive_file(path)
    except ArchiveMissing:
        return
    except NotAnArchive:
        # An empty file is what a run leaves that was killed as it made the archive.
        if path.is_file() and path.stat().st_size == 0:
            return
        raise
    connection = connect_reading(path)
    try:
        application, _ = identity(connection, path)
        if application == APPLICATION_ID or _is_blank(connection):
            return
    finally:
        connection.close()
    raise NotAnArchive(
        f"{path} is another program's SQLite file; it was not touched",
        hint="give another --archive",
    )


def _is_blank(connection: sqlite3.Connection) -> bool:
    """True for a file with no table in it, as left by a run killed at the very start."""
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
