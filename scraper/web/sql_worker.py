"""A process that puts the SQL of whoever sits at the browser, and nothing else.

A statement may hold up the thread it runs in, for minutes within a single function of
SQLite, and may fill the memory: here it takes only this process along. The system ends it
by a timer that no code has to look at, and SQLite itself refuses to take more memory than
it is given. Tasks come in, and answers leave, as pickles through its pipes.
"""

from __future__ import annotations

import pickle
import resource
import signal
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from archive.errors import BadQuery, ClusternewsError
from archive.free_sql import Bounds, TookTooLong, run_query
from archive.search_words import match_expression
from scraper.web.reading import Reader, fault_of

#: Tables of the archive that a browser may not read: the keys of its digests. With them,
#: names could be guessed from what stands for names that were erased.
CLOSED = frozenset({"secrets"})
#: Smaller than at the terminal: a handful of people ask at once.
BOUNDS = Bounds(value_bytes=16_000_000, result_bytes=6_000_000, closed=CLOSED)
#: What SQLite may take in this process, pages it keeps included.
_HEAP_BYTES = 48_000_000
_CACHE_KILOBYTES = 6_000
#: What a sort may write to temporary files.
_FILE_BYTES = 512_000_000
#: So long somebody who holds the whole archive is waited for; less than the grace below, so
#: that it is told from a statement without an end.
_WAIT_SECONDS = 0.5
#: So long after its time a statement that did not heed it is ended with the process.
GRACE_SECONDS = 1.0
#: Errors of the file, not of the statement. FULL is the limit on temporary files.
_OF_THE_FILE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PROTOCOL,
    }
)


@dataclass(frozen=True, slots=True)
class Task:
    """One statement."""

    sql: str
    parameters: Sequence[object] | Mapping[str, object]
    limit: int  #: at most so many rows
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: columns and rows, or what is wrong."""

    columns: Sequence[str] = ()
    rows: Sequence[tuple[Any, ...]] = ()
    error: type[ClusternewsError] | None = None
    message: str = ""
    hint: str = ""


def main() -> None:
    """Answers until no more tasks come; started by :mod:`scraper.web.sql_workers`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    reader = Reader(Path(sys.argv[1]), wait=_WAIT_SECONDS)
    with suppress(EOFError, BrokenPipeError):
        _serve(reader, sys.stdin.buffer, sys.stdout.buffer)


def _serve(reader: Reader, tasks: IO[bytes], answers: IO[bytes]) -> None:
    while True:
        task = pickle.load(tasks)
        signal.setitimer(signal.ITIMER_REAL, task.seconds + GRACE_SECONDS)
        outcome = answer(reader, task)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pickle.dump(outcome, answers)
        answers.flush()


def answer(reader: Reader, task: Task) -> Outcome:
    """The outcome of a task; raises nothing."""
    try:
        columns, rows = reader.read(lambda connection: _run(reader.path, connection, task))
    except ClusternewsError as error:
        return Outcome(error=type(error), message=str(error), hint=error.hint)
    except MemoryError:
        return Outcome(error=BadQuery, message="the query wants more memory than it may have")
    return Outcome(columns, rows)


def _run(
    path: Path, connection: sqlite3.Connection, task: Task
) -> tuple[list[str], list[tuple[Any, ...]]]:
    connection.execute(f"PRAGMA hard_heap_limit = {_HEAP_BYTES}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    # What Datasette puts around the words of its search.
    connection.create_function("escape_fts", 1, _words, deterministic=True)
    values = task.parameters
    try:
        return run_query(
            connection,
            task.sql,
            parameters=dict(values) if isinstance(values, Mapping) else values,
            limit=task.limit,
            seconds=task.seconds,
            bounds=BOUNDS,
        )
    except TookTooLong:
        raise
    except BadQuery as error:
        cause = error.__cause__
        # The low byte is the primary code.
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _OF_THE_FILE:
            assert isinstance(cause, sqlite3.Error)
            raise fault_of(path, cause) from error
        raise


def _words(value: object) -> str:
    return match_expression(str(value)) or '""'
