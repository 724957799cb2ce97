"""One writer for each archive: a lock of the operating system beside the file.

The kernel drops the lock of a process that died, however it died, so there is
no stale lock to clear away; the file itself stays, empty of meaning.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from archive.errors import ArchiveBusy, ArchiveUnwritable
from archive.times import now


def lock_path(path: Path) -> Path:
    """The file that stands for the right to write to the archive at ``path``."""
    return path.with_name(path.name + ".lock")


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Holds the archive at ``path`` for writing while the block runs.

    Raises ArchiveBusy at once if another process holds it, naming who and since
    when, and ArchiveUnwritable if the folder cannot be written to.
    """
    file = lock_path(path)
    if not file.absolute().parent.is_dir():
        # FileLock would make the folder, and an archive where nobody wanted one.
        raise ArchiveUnwritable(f"the folder of {path} does not exist")
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        if not os.access(file, os.W_OK):  # the library takes a refusal for a held lock
            raise ArchiveUnwritable(f"{path} cannot be written in its folder") from error
        raise ArchiveBusy(
            f"{path} is in use: {_owner(file)} is writing to it",
            hint="wait until it has ended, or give another --archive",
        ) from error
    except (OSError, NotImplementedError, ValueError) as error:
        raise ArchiveUnwritable(f"cannot lock {path}: {error}") from error
    try:
        _sign(file)
        yield
    finally:
        lock.release()


def _sign(file: Path) -> None:
    """Writes down who holds the lock, for whoever finds it held."""
    owner = {"process_id": os.getpid(), "host": socket.gethostname(), "since": now()}
    # In place: a new file under this name would be another lock.
    with file.open("r+", encoding="utf-8") as out:
        out.truncate()
        json.dump(owner, out)


def _owner(file: Path) -> str:
    try:
        owner = json.loads(file.read_text("utf-8"))
        return f"process {owner['process_id']} on {owner['host']}, since {owner['since']},"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
