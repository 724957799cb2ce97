"""Room on the disk that an archive is on, and whether the archive is still there."""

from __future__ import annotations

import shutil
from pathlib import Path

from archive.errors import ArchiveUnwritable, DiskFull

#: Kept free of the disk: this share of it, or this many bytes if that is less.
KEPT_SHARE, KEPT_BYTES = 0.05, 2**30


def require_room(path: Path) -> None:
    """Raises DiskFull if less is free on the archive's disk than is to stay free.

    What stands in the write-ahead log is still to be copied into the archive. A quota of a
    user or a folder is not seen here: SQLite meets it when it writes.
    """
    folder = path.absolute().parent
    try:
        disk = shutil.disk_usage(folder)
    except OSError as error:
        raise ArchiveUnwritable(
            f"the folder {folder} of the archive is not there: {error.strerror}",
            hint="is the disk mounted that it is on?",
        ) from error
    kept = min(disk.total * KEPT_SHARE, KEPT_BYTES)
    if disk.free < kept + log_size(path):
        raise DiskFull(
            f"the disk of {path} is full: {_size(disk.free)} of {_size(disk.total)} are free, "
            f"and {_size(kept)} are to stay free",
            hint="make room on it; what was saved is whole",
        )


class Whereabouts:
    """Which file an archive is, to notice that it is no longer the one under its name.

    SQLite goes on writing to a file that was deleted or replaced, and all of it is lost.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = self._look()

    def require(self) -> None:
        """Raises ArchiveUnwritable if the archive has gone, or another file has its name."""
        found = self._look()
        if found != self._file:
            what = "is another file" if found else "is no longer there"
            raise ArchiveUnwritable(
                f"{self._path} {what}: it was moved, replaced or deleted while a run wrote to it",
                hint="is the disk mounted that it is on?",
            )

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def log_size(path: Path) -> int:
    """Bytes in the write-ahead log of the archive at ``path``; 0 if there is none."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0


def _size(count: float) -> str:
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}"
        count /= 1024
    return f"{count:.1f} GiB"
