"""The processes that put SQL for the browser: started when asked, and anew when one has ended."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from archive.errors import BadQuery
from archive.free_sql import TookTooLong
from scraper.web.sql_worker import Outcome, Task

_COMMAND = "from scraper.web.sql_worker import main; main()"


class SqlWorkers:
    """Some processes over one archive; as many threads may ask at once, others wait."""

    def __init__(self, path: Path, count: int) -> None:
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all = [_Worker(path) for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def ask(self, task: Task) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows.

        Raises BadQuery for what cannot be answered (TookTooLong: in its time), and what
        opening the archive raises.
        """
        worker = self._idle.get()
        try:
            outcome = worker.ask(task)
        finally:
            self._idle.put(worker)
        if outcome.error is not None:
            raise outcome.error(outcome.message, hint=outcome.hint)
        return list(outcome.columns), list(outcome.rows)

    def close(self) -> None:
        """End all of them, at once, whatever they do; none starts again."""
        for worker in self._all:
            worker.close()


class _Worker:
    """One process, or none yet; one thread at a time asks it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._asked = threading.Lock()  # held while the pipes are read and written
        self._is_closed = False

    def ask(self, task: Task) -> Outcome:
        with self._asked:
            return self._answer(self._running(), task)

    def _answer(self, process: subprocess.Popen[bytes], task: Task) -> Outcome:
        assert process.stdin is not None and process.stdout is not None
        try:
            pickle.dump(task, process.stdin)
            process.stdin.flush()
            outcome = pickle.load(process.stdout)
            assert isinstance(outcome, Outcome)
            return outcome
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._lost(process, task)

    def close(self) -> None:
        with self._guard:
            self._is_closed = True
            process = self._process
        if process is not None:
            process.kill()
            with self._asked:
                _close(process)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._is_closed:
                raise BadQuery("the server is ending")
            if self._process is not None and self._process.poll() is not None:
                _close(self._process)
                self._process = None
            if self._process is None:
                self._process = _start(self._path)
            return self._process

    def _lost(self, process: subprocess.Popen[bytes], task: Task) -> Outcome:
        """The process was ended, by its timer or by the system."""
        process.kill()
        _close(process)
        if process.returncode == -signal.SIGALRM:
            return Outcome(
                error=TookTooLong,
                message=f"the query took longer than {task.seconds:g} s",
                hint="narrow it down, or ask at the terminal",
            )
        return Outcome(
            error=BadQuery,
            message="the query was ended: it wanted more than a query may have",
            hint="ask for fewer rows or columns",
        )


def _start(path: Path) -> subprocess.Popen[bytes]:
    # A group of its own: an interrupt at the terminal is for the server, which ends it.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _COMMAND, str(path.absolute())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)},
        start_new_session=True,
    )


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()
