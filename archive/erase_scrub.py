"""Leaving no byte of what was erased in the file: deleted rows are still in it for a while.

Words stay in the word index until it is built anew, rows in free pages until the file is
written anew, and both in the write-ahead log until that is emptied. A tombstone without
``scrubbed_at`` says that this is still to be done.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from archive.errors import ArchiveBusy, ArchiveUnwritable, ClusternewsError
from archive.findings import Finding
from archive.records import Severity
from archive.times import now

log = logging.getLogger(__name__)

_PENDING = "SELECT 1 FROM tombstones WHERE scrubbed_at IS NULL LIMIT 1"
_DONE = "UPDATE tombstones SET scrubbed_at = ? WHERE scrubbed_at IS NULL"
_WORD_INDEXES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'
"""
#: The file is written anew twice: by the side, and into the write-ahead log.
_ROOM = 2.2
#: Where SQLite puts the copy that it makes by the side.
_TEMPORARY = ("SQLITE_TMPDIR", "TMPDIR")
_TEMPORARY_FOLDERS = ("/var/tmp", "/usr/tmp", "/tmp", ".")


def is_pending(connection: sqlite3.Connection) -> bool:
    """True if something was erased and the file not yet scrubbed."""
    return connection.execute(_PENDING).fetchone() is not None


def look_at_erasures(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Notes an erasure that was cut short, for `check`."""
    if is_pending(connection):
        message = "An erasure is not finished: run `clusternews erase`, without more words."
        yield Finding("erasing", message, "tombstones", Severity.NOTE)


def require_room(path: Path) -> None:
    """Raises ArchiveUnwritable unless the disk has room for scrubbing the archive."""
    size = path.stat().st_size
    needed = {path.absolute().parent: _ROOM * size}
    folder = _temporary_folder()
    if folder.stat().st_dev == path.absolute().parent.stat().st_dev:
        folder = path.absolute().parent
    needed.setdefault(folder, 1.1 * size)
    for place, due in needed.items():
        free = shutil.disk_usage(place).free
        if free < due:
            raise ArchiveUnwritable(
                f"{place} has {free / 2**20:.0f} MiB free, and erasing needs {due / 2**20:.0f} MiB:"
                f" {path} is written anew so that nothing stays in it",
                hint="make room, or set SQLITE_TMPDIR to a folder on a larger disk",
            )


def scrub(connection: sqlite3.Connection, path: Path) -> None:
    """Builds the word index anew, writes the file anew, and empties the log.

    May be killed at any moment and done again. Raises ArchiveUnwritable for want of room,
    ArchiveBusy while readers hold the log: nothing that was erased can be seen then, but it
    may still be found in the file ``-wal``.
    """
    require_room(path)
    build_word_indexes(connection)
    write_anew(connection, path)
    empty_log(connection, path)
    connection.execute(_DONE, (now(),))
    empty_log(connection, path)


def build_word_indexes(connection: sqlite3.Connection) -> None:
    """Words that were deleted stay in an index, with a note that they are."""
    for (name,) in connection.execute(_WORD_INDEXES).fetchall():
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def write_anew(connection: sqlite3.Connection, path: Path) -> None:
    """Rows that were deleted stay in the free space of the file."""
    connection.execute("PRAGMA temp_store = DEFAULT")
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        raise ArchiveUnwritable(
            f"{path} could not be written anew: {error}",
            hint="what was erased cannot be read any more, but is still in the file; "
            "run `clusternews erase` again",
        ) from error


def empty_log(connection: sqlite3.Connection, path: Path) -> None:
    """Former pages of the file stay in the log, and in the file until the log is folded in."""
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise ArchiveBusy(
            f"other programs are reading {path} and hold its write-ahead log: what was erased "
            f"cannot be read any more, but may still be in {path.name} and {path.name}-wal",
            hint="end them, then run `clusternews erase` again, without more words",
        )


def finish_scrubbing(connection: sqlite3.Connection, path: Path) -> None:
    """Scrubs the file if an erasure was cut short; what stands in the way is only logged."""
    if not is_pending(connection):
        return
    try:
        scrub(connection, path)
    except ClusternewsError as error:
        log.warning("an erasure is not finished: %s; %s", error, error.hint)


def _temporary_folder() -> Path:
    named = [os.environ[name] for name in _TEMPORARY if os.environ.get(name)]
    for folder in map(Path, (*named, *_TEMPORARY_FOLDERS)):
        if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return Path()
