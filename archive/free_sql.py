"""Any SQL of the user's, which may read everything and do nothing.

A statement is held by an authorizer (no write, no other file, no extension), a
time limit, and a limit on the size of any value it makes: the time limit alone
does not cover the building of one huge value.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from archive.errors import BadQuery

#: Virtual machine steps between two looks at the clock: a fraction of a millisecond.
_STEPS = 2000

_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_RECURSIVE,
    }
)
#: Functions that reach outside the query.
_FORBIDDEN_FUNCTIONS = frozenset(
    {"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"}
)
#: Pragmas that describe the schema; with an argument they name a table.
_DESCRIBING = frozenset(
    {
        "table_info",
        "table_xinfo",
        "table_list",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
        "function_list",
        "pragma_list",
        "module_list",
        "collation_list",
        "compile_options",
    }
)
#: Pragmas that would set a value if they had an argument. FTS5 reads data_version itself.
_TELLING = frozenset(
    {"user_version", "application_id", "schema_version", "encoding", "page_count", "page_size"}
    | {"freelist_count", "journal_mode", "data_version"}
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a statement may make, and what it may not see."""

    value_bytes: int = 16_000_000  #: of one value, also of those on the way to the result
    result_bytes: int = 128_000_000  #: of all text and bytes of the result together
    closed: frozenset[str] = frozenset()  #: tables that may not be read


#: For someone at the terminal, whose file the archive is.
USUAL = Bounds()


class TookTooLong(BadQuery):
    """A statement that was ended because its time was over."""


class TooLarge(BadQuery):
    """A statement whose rows together are more than memory should hold."""


def run_query(
    connection: sqlite3.Connection,
    sql: str,
    *,
    parameters: Sequence[object] | dict[str, object] = (),
    limit: int = 1000,
    seconds: float = 10.0,
    bounds: Bounds = USUAL,
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and at most ``limit`` rows of one reading statement.

    Raises BadQuery, with what SQLite said, for anything that is no single reading
    statement, runs longer than ``seconds`` (TookTooLong; looked at between the steps of
    SQLite, so one costly function call is not cut short), or makes more than memory
    should hold.
    """
    with confined(connection, seconds, bounds) as clock:
        cursor = connection.cursor()
        cursor.row_factory = None
        try:
            cursor.execute(sql, parameters)
            if cursor.description is None:
                raise BadQuery("the query holds no statement that gives rows")
            rows = _rows(cursor, limit, bounds.result_bytes)
            return [column[0] for column in cursor.description], rows
        except (sqlite3.Error, sqlite3.Warning, ValueError, TypeError, OverflowError) as error:
            raise _explained(error, clock.is_over, seconds) from error
        except MemoryError as error:
            raise BadQuery(
                "the query wants more memory than a query may have", hint="ask for less at once"
            ) from error
        finally:
            cursor.close()


class Clock:
    """Ends a statement that runs too long."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.is_over = False

    def __call__(self) -> int:
        self.is_over = time.monotonic() > self._end
        return int(self.is_over)


@contextmanager
def confined(
    connection: sqlite3.Connection, seconds: float, bounds: Bounds = USUAL
) -> Iterator[Clock]:
    """The connection with its limits on, and as it was afterwards.

    Whatever is executed meanwhile can only read, and is interrupted when the time is over.
    """
    clock = Clock(seconds)
    length = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, bounds.value_bytes)
    connection.set_progress_handler(clock, _STEPS)
    connection.set_authorizer(_authorizer(bounds.closed))
    try:
        yield clock
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, length)


def _authorizer(closed: frozenset[str]) -> Callable[..., int]:
    def authorize(
        action: int,
        first: str | None,
        second: str | None,
        database: str | None,
        source: str | None,
    ) -> int:
        if action == sqlite3.SQLITE_READ and (first or "").lower() in closed:
            return sqlite3.SQLITE_DENY
        return _authorize(action, first, second, database, source)

    return authorize


def _authorize(
    action: int, first: str | None, second: str | None, database: str | None, source: str | None
) -> int:
    if action in _READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        # What SQLite asks when it connects a virtual table (article_search, json_each);
        # it lets nobody change that table by a statement.
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (
        first in _DESCRIBING or (first in _TELLING and second is None)
    ):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _rows(cursor: sqlite3.Cursor, limit: int, most_bytes: int) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    size = 0
    for row in cursor:
        if len(rows) >= limit:
            break
        rows.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > most_bytes:
            raise TooLarge(
                f"the result is larger than {most_bytes // 1_000_000} MB",
                hint="ask for fewer rows or columns",
            )
    return rows


def _explained(error: Exception, timed_out: bool, seconds: float) -> BadQuery:
    if timed_out:
        return TookTooLong(
            f"the query took longer than {seconds:g} s",
            hint="narrow it down, or give it more time",
        )
    hint = ""
    if "not authorized" in str(error) or "prohibited" in str(error):
        hint = "queries may only read: SELECT, WITH, EXPLAIN and describing PRAGMAs"
    elif "no such" in str(error):
        hint = "the table schema_comments explains every table and column"
    return BadQuery(f"SQLite refuses the query: {error}", hint=hint)
