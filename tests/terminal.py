"""The command line on a real terminal (a pseudo terminal of the system), of any width."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest
from rich.cells import cell_len

from scraper.cli.main import run
from tests.command import Ended

#: Escape sequences that set colours; a layout is looked at without them.
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: Every control character but those that end a line.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: Marks that turn text around or hide it.
TURNING = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Shown(Ended):
    """How a command ended, and all that its terminal was sent, in ``out``."""

    @property
    def text(self) -> str:
        """Without colours."""
        return COLOUR.sub("", self.out)

    @property
    def words(self) -> str:
        """Without colours, and as one line: where lines were broken does not matter."""
        return " ".join(self.text.split())

    def too_wide(self, columns: int) -> list[str]:
        """Lines wider than the terminal; an address may be, since it has to be copied whole."""
        lines = self.text.splitlines()
        return [one for one in lines if cell_len(one) > columns and "://" not in one]


def on_terminal(
    *words: str | Path, archive: Path | None = None, columns: int = 80, **environment: str
) -> Shown:
    """Run ``clusternews`` in this process with a terminal for its output and its talk."""
    extra = ["--archive", str(archive)] if archive else []
    with written_to(columns, **environment) as (drained, _):
        code = run([*map(str, words), *extra])
    return Shown(code, b"".join(drained).decode().replace("\r\n", "\n"), "")


@contextmanager
def written_to(columns: int = 80, **environment: str) -> Iterator[tuple[list[bytes], TextIO]]:
    """Make a terminal of this process' output and talk; what it was sent, and what writes to it."""
    drained: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COLUMNS", "NO_COLOR"):
            patch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm-256color", **environment}.items():
            patch.setenv(name, value)
        with _terminal(columns, drained) as side, os.fdopen(side, "w", encoding="utf-8") as stream:
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", stream)
            yield drained, stream
            patch.undo()


class Process:
    """``clusternews`` in a process of its own, with a terminal of its own."""

    def __init__(self, *words: str | Path, columns: int = 80, **environment: str) -> None:
        self._drained: list[bytes] = []
        self._terminal = _terminal(columns, self._drained)
        side = self._terminal.__enter__()
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scraper.cli", *map(str, words)],
            stdin=side,
            stdout=side,
            stderr=side,
            env={**kept, "TERM": "xterm-256color", **environment},
            cwd=Path(__file__).parent.parent,
        )
        os.close(side)

    @property
    def sent(self) -> str:
        """What the terminal was sent so far."""
        return b"".join(self._drained).decode(errors="replace")

    def finish(self, timeout: float = 60) -> Shown:
        """Wait for its end."""
        code = self.process.wait(timeout)
        self._terminal.__exit__(None, None, None)
        return Shown(code, self.sent.replace("\r\n", "\n"), "")


@contextmanager
def _terminal(columns: int, drained: list[bytes]) -> Iterator[int]:
    """The side of a terminal that a program writes to; all of it is read beside that."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    reading = threading.Thread(target=_drain, args=(main, drained))
    reading.start()
    try:
        yield side
    finally:
        reading.join(60)
        os.close(main)


def _drain(main: int, drained: list[bytes]) -> None:
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # how Linux says that the other side has closed
            return
        if not piece:
            return
        drained.append(piece)
