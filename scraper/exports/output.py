"""Where an export goes: beside its target and then in its place, whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from archive.errors import OutputFailed, UsageError

#: Errors of the user's choice of a target, not of the disk.
_WRONG_TARGET = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG}
    | {errno.EISDIR, errno.ELOOP, errno.EEXIST, errno.ENOTEMPTY, errno.ETXTBSY, errno.EINVAL}
)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output as UTF-8 with lines ending as written; flushed at the end.

    Raises OutputFailed where it cannot be written (a full disk), BrokenPipeError where
    its reader has gone away.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up_stdout()
        raise OutputFailed(f"standard output cannot be written: {error.strerror}") from error


@contextmanager
def text_file(path: Path) -> Iterator[TextIO]:
    """A new text file that takes the place of ``path`` once it is whole.

    A device or a pipe is written to as it is. Raises UsageError or OutputFailed.
    """
    with _explained(path):
        is_device = path.exists() and not path.is_file() and not path.is_dir()
    if is_device:
        with _explained(path), path.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    with new_file(path) as part, part.open("x", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """The path of a file to make, which takes the place of ``path`` once it is whole.

    Raises UsageError for a target that cannot be one, OutputFailed for a full disk.
    """
    part = _beside(path)
    with _explained(path), _stopped_like_an_interrupt():
        _require_file(path)
        try:
            yield part
            _to_disk(part)
            part.replace(path)
            _to_disk(path.absolute().parent)
        finally:
            for one in path.absolute().parent.glob(f"{part.name}*"):
                one.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A new folder that becomes ``path`` once it is whole; ``path`` is new, or empty.

    Raises UsageError for a target that cannot be one, OutputFailed for a full disk.
    """
    with _explained(path), _stopped_like_an_interrupt():
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            raise UsageError(f"{path} is no folder", hint="give a folder that does not exist yet")
        if path.is_dir() and any(path.iterdir()):
            raise UsageError(
                f"{path} is a folder that holds something: nothing in it is overwritten",
                hint="give a folder that does not exist yet",
            )
        part = _beside(path)
        part.mkdir()
        try:
            yield part
            part.replace(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="give the name of a file")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no ordinary file")


def _beside(path: Path) -> Path:
    return path.absolute().with_name(f".export-{os.getpid()}-{os.urandom(4).hex()}.part")


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _stopped_like_an_interrupt() -> Iterator[None]:
    """SIGTERM (of ``timeout``, of a shutdown) clears away what is half written, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no other thread may set what a signal does
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        kind = UsageError if error.errno in _WRONG_TARGET else OutputFailed
        raise kind(message) from error


def _give_up_stdout() -> None:
    """Nothing more is to be written there, least of all by the interpreter as it ends."""
    with suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
