"""Copies of an archive that are whole: also of one that is being written to.

A copy of the file alone misses what stands in the write-ahead log beside it, and may be
torn. ``VACUUM INTO`` reads one moment of both. The copy is made under a temporary name,
looked over, brought to the disk, and only then gets its own name: a backup that is there
is whole, whatever happened while it was made.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from archive.bodies import read_body
from archive.check_rows import content_as_saved
from archive.errors import (
    ArchiveBusy,
    ArchiveUnwritable,
    BodyAbsent,
    ClusternewsError,
    NotAnArchive,
    UsageError,
)
from archive.opening import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    connect_reading,
    identity,
    open_reading,
    require_archive_file,
)
from archive.records import Severity
from archive.upkeep import check

#: Backups kept in a folder, unless another number is asked for.
KEEP = 7
#: Newest versions and bodies of the copy that are compared with their digests.
_LOOKED_AT = 200
_NAME = "{stem}-{time:%Y%m%dT%H%M%SZ}{suffix}"
_TIMES = r"-\d{8}T\d{6}Z"

_COUNT = "SELECT count(*) FROM articles"
_INDEXED = "SELECT count(*) FROM article_search_docsize"
_SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
_NEWEST_VERSIONS = "SELECT id FROM versions ORDER BY id DESC LIMIT ?"
_NEWEST_BODIES = "SELECT sha256 FROM bodies ORDER BY id DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made."""

    path: Path
    size: int  #: bytes
    articles: int
    removed: tuple[Path, ...]  #: older backups that were deleted for it


def back_up(
    archive: Path, target: Path | None = None, *, keep: int = KEEP, thorough: bool = False
) -> Backup:
    """Copies the archive to ``target``: a file that is not there yet, or a folder.

    In a folder (None: ``backups`` beside the archive) the copy is named by the time, and
    of those that were named so the newest ``keep`` are left. ``thorough``: every byte of
    the copy is looked over as `check` does; else its structure and its newest rows.
    Raises ArchiveMissing, NotAnArchive (the archive is damaged; no backup was made and
    none deleted), UsageError for a target that is in the way, ArchiveBusy if another
    backup is being made there, and ArchiveUnwritable for rights and full disks.
    """
    require_archive_file(archive)
    file, is_series = _file(archive, target)
    if file.exists() or file.is_symlink():
        raise UsageError(f"{file} is there already", hint="name another file, or a folder")
    source, is_current = _source(archive)
    with closing(source), _alone(file, archive):
        partial = file.with_name(f".{file.name}.partial")
        try:
            _copy(source, partial)
            articles = _verified(partial, thorough) if is_current else _structure_verified(partial)
            size = partial.stat().st_size
            _publish(partial, file)
        finally:
            _clear(partial)
        removed = _rotated(archive, file, keep) if is_series else ()
    return Backup(file, size, articles, removed)


def backups_in(archive: Path, folder: Path) -> list[Path]:
    """The backups of an archive in a folder that were named by the time, the oldest first."""
    name = re.compile(re.escape(archive.stem) + _TIMES + re.escape(archive.suffix))
    return sorted(one for one in folder.iterdir() if name.fullmatch(one.name) and _is_ours(one))


def _source(archive: Path) -> tuple[sqlite3.Connection, bool]:
    """The archive, and whether it has the present schema: one that is to be brought up to
    date should be backed up before."""
    try:
        return open_reading(archive), True
    except NotAnArchive:
        connection = connect_reading(archive)
        try:
            application, version = identity(connection, archive)
        except (ClusternewsError, sqlite3.DatabaseError):
            application, version = 0, 0
        if application == APPLICATION_ID and 0 < version < SCHEMA_VERSION:
            return connection, False
        connection.close()
        raise


def _file(archive: Path, target: Path | None) -> tuple[Path, bool]:
    """The file to make, and whether it is one of a series named by the time."""
    folder = archive.absolute().parent / "backups" if target is None else target
    if target is None:
        _make(folder)
    elif not folder.is_dir():
        if folder.resolve() == archive.resolve():
            raise UsageError(f"{target} is the archive itself", hint="name a file or a folder")
        if not folder.absolute().parent.is_dir():
            raise UsageError(f"the folder of {target} does not exist", hint="make it first")
        return folder, False
    time = datetime.now(UTC)
    return folder / _NAME.format(stem=archive.stem, time=time, suffix=archive.suffix), True


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ArchiveUnwritable(f"cannot make {folder}: {error.strerror}") from error


@contextmanager
def _alone(file: Path, archive: Path) -> Iterator[None]:
    """Keeps other backups of this archive out of the folder, and clears away what one that
    was killed has left."""
    path = file.with_name(f".{archive.name}.backup.lock")
    try:
        with FileLock(path, timeout=0):
            for left in file.parent.glob(f".{_escaped(archive.stem)}-*.partial*"):
                _clear(left)
            _clear(file.with_name(f".{file.name}.partial"))
            yield
    except Timeout as error:
        if not os.access(path, os.W_OK):  # the library takes a refusal for a held lock
            raise ArchiveUnwritable(f"cannot write to {file.parent}") from error
        raise ArchiveBusy(f"another backup of {archive} is being made in {file.parent}") from error
    except PermissionError as error:
        raise ArchiveUnwritable(f"cannot write to {file.parent}: {error.strerror}") from error


def _escaped(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _copy(source: sqlite3.Connection, partial: Path) -> None:
    size: int = source.execute(_SIZE).fetchone()[0]
    free = shutil.disk_usage(partial.parent).free
    if free < size:
        raise ArchiveUnwritable(
            f"{partial.parent} has {free:,} bytes left, and the archive takes up to {size:,}",
            hint="make room, or name a folder on another disk",
        )
    source.execute("PRAGMA query_only = OFF")  # a copy changes nothing of the source
    try:
        source.execute("VACUUM INTO ?", (str(partial),))
    except sqlite3.OperationalError as error:
        raise ArchiveUnwritable(
            f"cannot write the copy to {partial.parent}: {error}",
            hint="look at the rights of the folder and at the space left on its disk",
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(str(error)) from error


def _verified(partial: Path, thorough: bool) -> int:
    """Looks the copy over, and returns how many articles it holds."""
    with closing(open_reading(partial)) as copy:
        if thorough:
            damage = [one for one in check(copy) if one.severity is not Severity.NOTE]
            if damage:
                raise _damaged(f"{damage[0].message} ({damage[0].where})")
        _look_at_newest(copy)
    return _structure_verified(partial)


def _structure_verified(partial: Path) -> int:
    with closing(connect_reading(partial)) as copy:
        problems = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
        if problems != ["ok"]:
            raise _damaged(problems[0])
        articles: int = copy.execute(_COUNT).fetchone()[0]
        if articles != copy.execute(_INDEXED).fetchone()[0]:
            raise _damaged("search does not know every article")
        return articles


def _look_at_newest(copy: sqlite3.Connection) -> None:
    for (version_id,) in copy.execute(_NEWEST_VERSIONS, (_LOOKED_AT,)).fetchall():
        if content_as_saved(copy, version_id) is None:
            raise _damaged(f"version {version_id} is not what was saved")
    for (digest,) in copy.execute(_NEWEST_BODIES, (_LOOKED_AT,)).fetchall():
        try:
            read_body(copy, digest)
        except BodyAbsent:
            continue
        except ClusternewsError as error:
            raise _damaged(str(error)) from error


def _damaged(what: str) -> NotAnArchive:
    return NotAnArchive(
        f"no backup was made: the archive is damaged: {what}",
        hint="`clusternews check` lists all that is damaged; older backups were left alone",
    )


def _publish(partial: Path, file: Path) -> None:
    """Brings the copy to the disk and gives it its name, unless something has it by now."""
    with partial.open("rb+") as copy:
        os.fsync(copy.fileno())
    try:
        os.link(partial, file)  # unlike a rename it never takes another file's place
    except FileExistsError as error:
        raise UsageError(f"{file} is there already", hint="name another file") from error
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        partial.rename(file)  # a disk without hard links
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _clear(partial: Path) -> None:
    for file in (partial, partial.with_name(partial.name + "-journal")):
        file.unlink(missing_ok=True)


def _rotated(archive: Path, made: Path, keep: int) -> tuple[Path, ...]:
    """Deletes all but the newest of a series; never the one just made, whatever the clock."""
    others = [one for one in backups_in(archive, made.parent) if one != made]
    old = others[: max(0, len(others) - (keep - 1))]
    for file in old:
        file.unlink(missing_ok=True)
    return tuple(old)


def _is_ours(file: Path) -> bool:
    if not file.is_file() or file.is_symlink():
        return False
    try:
        with closing(connect_reading(file, immutable=True)) as connection:
            row = connection.execute("PRAGMA application_id").fetchone()
            return bool(row[0] == APPLICATION_ID)
    except sqlite3.Error:
        return False
