"""Opening an archive to read it, and telling an archive from any other file.

Only the standard library is needed, so that a question is answered at once.
Nothing is created and no byte of the archive is changed.
"""

from __future__ import annotations

import difflib
import sqlite3
import struct
from pathlib import Path
from urllib.parse import quote

from archive.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    ArchiveUnwritable,
    NotAnArchive,
)

#: ``PRAGMA application_id`` of every archive: the letters ``clnw``.
APPLICATION_ID = 0x636C6E77
#: ``PRAGMA user_version`` of what this code reads and writes; one per migration.
SCHEMA_VERSION = 5

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_WAIT_SECONDS = 30.0


def open_reading(
    path: Path, *, any_thread: bool = False, wait: float = _WAIT_SECONDS
) -> sqlite3.Connection:
    """A read-only connection to the archive at ``path``; rows by name.

    Only the thread that made it may use it, unless ``any_thread`` is set, and the caller
    lets one at a time. An archive that another program locks is waited for, at most ``wait``
    seconds at a time. Raises ArchiveMissing, NotAnArchive (no SQLite file, another program's, or
    damaged), ArchiveTooNew, ArchiveBusy (it stays locked), or ArchiveUnwritable where the
    folder's rights keep a reader out.
    """
    require_archive_file(path)
    connection = _connect(path, any_thread=any_thread, wait=wait)
    try:
        require_current_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    # Text that is no UTF-8 must not hide the row it stands in, nor those after it.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # Facets of a large archive walk over more than the usual 2 MB, again and again.
    connection.execute("PRAGMA cache_size = -64000")
    connection.execute("PRAGMA query_only = ON")
    return connection


def require_archive_file(path: Path) -> None:
    """Raises unless ``path`` is a file that may be an archive, by its first bytes alone."""
    if path.is_dir():
        raise NotAnArchive(f"{path} is a folder, not an archive")
    if path.exists() and not path.is_file():
        raise NotAnArchive(f"{path} is no ordinary file")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        raise ArchiveMissing(f"there is no archive at {path}", hint=_missing_hint(path)) from error
    except OSError as error:
        raise NotAnArchive(f"{path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ArchiveMissing(f"{str(path)!r} is no file name") from error
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise NotAnArchive(
            f"{path} is not a clusternews archive: "
            + ("it is empty" if not header else "it is no SQLite file, or its beginning is damaged")
        )
    # Offsets of the SQLite file format, section 1.3. A header that is older than
    # the write-ahead log beside it is judged again once the file is open.
    version, application = struct.unpack(">I", header[60:64])[0], header[68:72]
    if application == APPLICATION_ID.to_bytes(4, "big") and version > SCHEMA_VERSION:
        raise _too_new(path, version)


def require_current_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raises unless the open file is an archive of exactly this schema."""
    application, version = identity(connection, path)
    if application != APPLICATION_ID:
        raise NotAnArchive(f"{path} is an SQLite file, but not a clusternews archive")
    if version < SCHEMA_VERSION:
        raise NotAnArchive(
            f"{path} has schema {version}; this clusternews reads schema {SCHEMA_VERSION}",
            hint="any run that writes (clusternews crawl, ingest) brings it up to date",
        )


def identity(connection: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """``(application_id, user_version)`` of an open file.

    Raises ArchiveTooNew, NotAnArchive for a file that is damaged or no database,
    and sqlite3.OperationalError where it cannot be opened at all.
    """
    try:
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise NotAnArchive(f"{path} cannot be read as an archive: {error}") from error
    if application == APPLICATION_ID and version > SCHEMA_VERSION:
        raise _too_new(path, version)
    return application, version


def connect_reading(
    path: Path,
    *,
    immutable: bool = False,
    any_thread: bool = False,
    wait: float = _WAIT_SECONDS,
) -> sqlite3.Connection:
    """A connection that can only read, and trusts nothing that stands in the file's schema;
    nothing is looked at yet."""
    mode = "immutable=1" if immutable else "mode=ro"
    uri = f"file:{quote(str(path.absolute()))}?{mode}"
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _connect(path: Path, *, any_thread: bool, wait: float) -> sqlite3.Connection:
    connection = connect_reading(path, any_thread=any_thread, wait=wait)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        if is_locked(error):
            raise ArchiveBusy(
                f"{path} is locked by another program", hint="wait until it has ended"
            ) from error
        return _connect_without_writing(path, error, any_thread=any_thread)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # SQLite quotes damaged text in what it says.
        connection.close()
        raise NotAnArchive(f"{path} is damaged: {error}") from error


def is_locked(error: sqlite3.Error) -> bool:
    """Whether SQLite says that somebody else holds the file."""
    # The low byte is the primary code; errors that Python raises itself have none.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _connect_without_writing(
    path: Path, error: sqlite3.OperationalError, *, any_thread: bool
) -> sqlite3.Connection:
    """For a folder we may not write to: a reader of a WAL file needs a file beside it.

    With no write-ahead log there is nobody writing, and the file may be read as
    it is. With one, reading without it would show an old or torn state.
    """
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        raise ArchiveUnwritable(
            f"{path} cannot be read: {error}",
            hint=f"{log.name} holds changes that only someone who may write to "
            f"{path.absolute().parent} can read; copy both files to a folder of your own",
        ) from error
    connection = connect_reading(path, immutable=True, any_thread=any_thread)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as second:
        connection.close()
        raise NotAnArchive(f"{path} cannot be read: {second}") from second
    return connection


def _too_new(path: Path, version: int) -> ArchiveTooNew:
    return ArchiveTooNew(
        f"{path} has schema {version}; this clusternews knows schemas up to {SCHEMA_VERSION}",
        hint="install a newer clusternews; the file was not touched",
    )


def _missing_hint(path: Path) -> str:
    advice = "`clusternews crawl` or `clusternews ingest` makes one"
    folder = path.absolute().parent
    if not folder.is_dir():
        return f"the folder {folder} does not exist; {advice}"
    names = [entry.name for entry in folder.iterdir() if entry.suffix in {".db", ".sqlite"}]
    near = difflib.get_close_matches(path.name, names, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}? Otherwise {advice}" if near else advice
