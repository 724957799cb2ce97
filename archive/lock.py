"""One writer for each archive: a lock of the operating system beside the file.

The kernel drops the lock of a process that died, however it died, so there is
no stale lock to clear away; the file itself stays, empty of meaning.
"""

from __future__ import annotations

import json
import logging
import math
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from archive.errors import ArchiveBusy, ArchiveUnwritable
from archive.times import now

log = logging.getLogger(__name__)

#: Seconds between two looks at a lock that is waited for.
_POLL_SECONDS = 0.25


def lock_path(path: Path) -> Path:
    """The file that stands for the right to write to the archive at ``path``."""
    return path.with_name(path.name + ".lock")


class Held:
    """The right to write to an archive, while :func:`hold` gives it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def beat(self) -> None:
        """Shows that the owner is alive, to whoever finds the archive held.

        Raises nothing: a disk that fails is met where something is saved.
        """
        with suppress(OSError):
            os.utime(self._file)


@contextmanager
def hold(path: Path, wait: float = 0.0) -> Iterator[Held]:
    """Holds the archive at ``path`` for writing while the block runs.

    While another process holds it, waits for ``wait`` seconds (``math.inf``: without end),
    then raises ArchiveBusy, naming who and since when. Raises ArchiveUnwritable if the
    folder cannot be written to.
    """
    file = lock_path(path)
    if not file.absolute().parent.is_dir():
        # FileLock would make the folder, and an archive where nobody wanted one.
        raise ArchiveUnwritable(
            f"the folder of {path} does not exist", hint="is the disk mounted that it is on?"
        )
    lock = FileLock(file)
    try:
        _acquire(lock, file, wait)
    except Timeout as error:
        if not os.access(file, os.W_OK):  # the library takes a refusal for a held lock
            raise ArchiveUnwritable(f"{path} cannot be written in its folder") from error
        raise ArchiveBusy(
            f"{path} is in use: {_owner(file)} is writing to it",
            hint="wait until it has ended (crawl and refresh: --wait), or give another --archive",
        ) from error
    except (OSError, NotImplementedError, ValueError) as error:
        raise ArchiveUnwritable(f"cannot lock {path}: {error}") from error
    try:
        _sign(file)
        yield Held(file)
    finally:
        lock.release()


def _acquire(lock: FileLock, file: Path, wait: float) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not wait or not os.access(file, os.W_OK):
            raise
        log.info("%s is waited for", _owner(file))
        lock.acquire(timeout=-1 if math.isinf(wait) else wait, poll_interval=_POLL_SECONDS)


def _sign(file: Path) -> None:
    """Writes down who holds the lock, for whoever finds it held."""
    owner = {"process_id": os.getpid(), "host": socket.gethostname(), "since": now()}
    try:
        # In place: a new file under this name would be another lock.
        with file.open("r+", encoding="utf-8") as out:
            out.truncate()
            json.dump(owner, out)
    except OSError as error:
        raise ArchiveUnwritable(
            f"cannot lock {file}: {error.strerror}", hint="look at the space left on its disk"
        ) from error


def _owner(file: Path) -> str:
    try:
        owner = json.loads(file.read_text("utf-8"))
        beat = datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")
        since, process, host = owner["since"], owner["process_id"], owner["host"]
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
    return f"process {process} on {host}, since {since}, heartbeat {beat},"
