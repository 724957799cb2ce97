"""Datasette's tables, rows and SQL over an archive: how it reads, shows a cell, and gives csv.

It asks its questions through :class:`ArchiveDatabase`, which has no connection of its own:
SQL goes to :mod:`scraper.web.sql_workers`, and what it asks of the schema to a reader.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, ClassVar, NoReturn

from datasette.database import Database, QueryInterrupted, Results
from datasette.utils import tilde_decode
from datasette.utils.asgi import BadRequest, Base400, NotFound, Request, Response
from datasette.views.database import DatabaseView, QueryView
from datasette.views.row import RowView
from datasette.views.table import TableView

from archive.errors import BadQuery
from archive.free_sql import TookTooLong, TooLarge, confined
from scraper.web import tables
from scraper.web.csv_lines import Lines, cells, headings, line
from scraper.web.reading import Reader
from scraper.web.sql_worker import BOUNDS, CLOSED, Task
from scraper.web.sql_workers import SqlWorkers

#: The name of the archive in addresses of tables and SQL: ``/archive/articles``.
NAME = "archive"
#: For what Datasette asks without a limit of rows: names of tables, counts, facets, labels.
_MOST_ROWS = 10_000
#: For what it asks of the schema.
_SECONDS = 5.0
#: The rows of a view that somebody has opened may take so long: some count all articles.
_VIEW_SECONDS = 5.0
_patience: ContextVar[float] = ContextVar("seconds that a statement may take", default=0.0)
#: Rows of a csv of all that are read at once; fewer where they are too large.
_AT_ONCE = (1000, 100, 10, 1)


class Closed(Base400):  # type: ignore[misc]
    """What is not shown, or not done, to whoever asks."""

    status = 403


class Refused(sqlite3.OperationalError):
    """What is wrong with a statement, in the form in which Datasette shows it."""


class TooMuch(Refused):
    """Rows that are too much at once; fewer of them may not be."""


class ArchiveDatabase(Database):  # type: ignore[misc]
    """The archive, as Datasette asks it."""

    def __init__(self, ds: Any, reader: Reader, workers: SqlWorkers) -> None:
        super().__init__(ds, path=reader.path.name, is_mutable=True)
        self._reader = reader
        self._workers = workers

    def connect(self, write: bool = False) -> NoReturn:
        """Refused: whoever holds a connection could do as he likes."""
        raise Closed("Nothing here opens the archive by itself")

    async def execute_write_fn(self, fn: object, block: bool = True) -> NoReturn:
        """Refused: nothing here writes."""
        raise Closed("Nothing here changes the archive")

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What a function of Datasette's reads from the schema."""

        def work(connection: sqlite3.Connection) -> Any:
            with confined(connection, _SECONDS, BOUNDS):
                return fn(connection)

        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.ds.executor, self._reader.read, work)

    async def execute(
        self,
        sql: str,
        params: Sequence[object] | Mapping[str, object] | None = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """The rows of a statement. Raises QueryInterrupted or Refused, as Datasette expects."""
        most = self.ds.max_returned_rows
        if not truncate:
            most = _MOST_ROWS
        elif most == (page_size or self.ds.page_size):
            most += 1
        seconds = _seconds(sql, self.ds.sql_time_limit_ms / 1000, custom_time_limit)
        task = Task(sql, () if params is None else params, most + 1, seconds)
        loop = asyncio.get_running_loop()
        try:
            columns, rows = await loop.run_in_executor(self.ds.executor, self._workers.ask, task)
        except TookTooLong as error:
            raise QueryInterrupted(error, sql, params) from error
        except BadQuery as error:
            hint = f". {error.hint[0].upper()}{error.hint[1:]}" if error.hint else ""
            kind = TooMuch if isinstance(error, TooLarge) else Refused
            raise kind(f"{error}{hint}") from error
        named = _named_rows(columns, rows[:most])
        return Results(named, truncate and len(rows) > most, [(name,) for name in columns])


def _seconds(sql: str, usual: float, milliseconds: int | None) -> float:
    """How long a statement may take, where Datasette sets a limit of its own or none."""
    if milliseconds is not None:
        return min(max(milliseconds, 1) / 1000, usual)
    # The number of rows is left out of a page when it takes long, the rows are not.
    return usual if sql.startswith("select count(*)") else max(usual, _patience.get())


class _Row(tuple[Any, ...]):
    """A row whose values can be had by name too, as sqlite3.Row is."""

    __slots__ = ()
    places: ClassVar[Mapping[str, int]] = {}
    columns: ClassVar[Sequence[str]] = ()

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            try:
                key = self.places[key.lower()]
            except KeyError:
                raise IndexError(f"there is no column {key}") from None
        return super().__getitem__(key)

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self.columns)


def _named_rows(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[_Row]:
    places = {name.lower(): place for place, name in reversed(list(enumerate(columns)))}
    kind = type("_Row", (_Row,), {"__slots__": (), "places": places, "columns": tuple(columns)})
    return [kind(row) for row in rows]


class _Csv:
    """csv of any of Datasette's views: no formulas, and an error is an error."""

    data: Callable[..., Awaitable[Any]]

    async def as_csv(self, request: Request, database: str) -> Any:
        """What ``.csv`` gives; ``_stream=on`` all rows, else one page of them."""
        is_stream = request.args.get("_stream") is not None
        query = "&".join(filter(None, ("_nofacet=1&_nocount=1", request.query_string)))
        asked = Request({**request.scope, "query_string": query.encode("latin-1")}, None)
        if is_stream and request.args.get("_next"):
            raise BadRequest("_stream gives all rows: _next cannot be given with it")
        first = await (self._some(asked) if is_stream else self.data(asked))
        if isinstance(first, Response):
            return first
        if first[0].get("error"):
            raise BadRequest(first[0]["error"])
        name = request.url_vars.get("table") or "query"
        header = request.args.get("_header") != "off"
        return Lines(self._lines(asked, first[0], header=header, go_on=is_stream), f"{name}.csv")

    async def _lines(
        self, request: Request, data: Mapping[str, Any], *, header: bool, go_on: bool
    ) -> AsyncIterator[bytes]:
        expanded = set(data.get("expanded_columns") or ())
        if header:
            yield line(headings(data["columns"], expanded))
        while True:
            lines = [line(cells(data["columns"], expanded, row)) for row in data["rows"]]
            yield b"".join(lines)
            if not go_on or not data.get("next"):
                return
            data = (await self._some(request, _next=data["next"]))[0]

    async def _some(self, request: Request, **named: Any) -> Any:
        """As many rows as may be had at once: fewer where each is large."""
        for size in _AT_ONCE:
            try:
                return await self.data(request, _size=size, **named)
            except TooMuch:
                if size == _AT_ONCE[-1]:
                    raise
        return None


def _open_table(request: Request) -> None:
    """Raises for a table that is not shown, and for what would make a page of another kind."""
    if "_trace" in request.args:
        raise BadRequest("_trace is not answered")
    if tilde_decode(request.url_vars.get("table", "")).lower() in CLOSED:
        raise Closed("This table holds the keys of the archive's digests; it is not shown.")


class ArchiveTables(_Csv, DatabaseView):  # type: ignore[misc]
    """``/archive``: all tables, or the rows of a statement."""

    async def data(
        self, request: Request, default_labels: bool = False, _size: int | None = None
    ) -> Any:
        """What the page shows."""
        _open_table(request)
        sql = request.args.get("sql") or ""
        if sql.strip():
            return await QueryView(self.ds).data(request, sql, _size=_size, metadata={})
        if request.url_vars.get("format") == "csv":
            raise BadRequest("csv is given of a table, or of the rows of a statement (sql=)")
        found = await self.ds.read(tables.by_subject)
        listed = [table.name for group in found.values() for table in group]
        values = {"subjects": found, "rest": tables.REST}
        return {"database": NAME, "tables": listed}, values, ["database.html"]


class ArchiveTable(_Csv, TableView):  # type: ignore[misc]
    """``/archive/TABLE``: the rows of a table or view."""

    async def data(self, request: Request, *given: Any, **named: Any) -> Any:
        """What the page shows."""
        _open_table(request)
        if not {"_where", "_through"} & set(request.args):
            _patience.set(_VIEW_SECONDS)  # for this request alone, which is a task of its own
        return await super().data(request, *given, **named)


class ArchiveRow(_Csv, RowView):  # type: ignore[misc]
    """``/archive/TABLE/KEY``: one row."""

    async def data(self, request: Request, *given: Any, **named: Any) -> Any:
        """What the page shows."""
        _open_table(request)
        # Of a table that is not there, Datasette would ask the schema for columns.
        if not await self.ds.databases[NAME].table_exists(tilde_decode(request.url_vars["table"])):
            raise NotFound("There is no such table")
        return await super().data(request, *given, **named)
