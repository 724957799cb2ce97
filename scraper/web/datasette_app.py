"""Datasette (0.65) with our pages in front: its application, its routes, what it asks of plugins.

Only this module and :mod:`scraper.web.datasette_tables` know Datasette, so that another
version of it is a matter of these two.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

# Plugins that somebody has installed for another Datasette have no business here.
os.environ.setdefault("DATASETTE_LOAD_PLUGINS", "")

from datasette import hookimpl
from datasette.app import Datasette, DatasetteRouter, wrap_view
from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.utils import append_querystring
from datasette.utils.asgi import (
    AsgiLifespan,
    AsgiRunOnFirstRequest,
    Base400,
    NotFound,
    Request,
    Response,
)
from datasette.views.base import DatasetteError
from jinja2 import Environment, TemplateError
from markupsafe import Markup

from archive.errors import BadQuery, ClusternewsError, UsageError
from scraper.web import tables
from scraper.web.answers import Sent
from scraper.web.cells import cell, label, visible
from scraper.web.datasette_tables import (
    NAME,
    ArchiveDatabase,
    ArchiveRow,
    ArchiveTable,
    ArchiveTables,
)
from scraper.web.reading import Reader, Wish
from scraper.web.rendering import STATIC, TEMPLATES, furnish
from scraper.web.routes import ROUTES
from scraper.web.safety import Guarded, Hosts
from scraper.web.sql_workers import SqlWorkers
from scraper.web.views import OpenDownload, Views, status_of

# Datasette turns this on for the whole process; what a client has asked wrongly is no traceback.
sqlite3.enable_callback_tracebacks(False)

log = logging.getLogger(__name__)

Read = TypeVar("Read")

#: Threads that read for our pages; Datasette has its own for tables and SQL.
_THREADS = 3
_CHUNK = 64_000
_SETTINGS = {
    "allow_download": False,
    "allow_facet": True,
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 1000,
    "num_sql_threads": 3,
    "suggest_facets": False,
    "allow_csv_stream": True,
    "default_cache_ttl": 0,
    "max_csv_mb": 0,
    "template_debug": False,
    "trace_debug": False,
}
#: What labels a row of a table that has no name or title, and where words are searched.
_TABLES = {
    "pages": {"label_column": "url"},
    "tags": {"label_column": "label"},
    "labels": {"label_column": "label"},
    "removed_texts": {"label_column": "text"},
    "article_texts": {"fts_table": "article_search", "fts_pk": "article_id"},
}
_FORMS = r"(\.(?P<format>json|csv))?$"
_MEDIA = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}


class ArchiveDatasette(Datasette):  # type: ignore[misc]
    """Datasette over one archive, with our pages in front."""

    def __init__(self, path: Path, hosts: Hosts | None = None) -> None:
        # The constructor of Datasette asks for the application already.
        self.hosts = hosts or Hosts()
        self.reader = Reader(path)
        self.views = Views(self.reader)
        self.reading = ThreadPoolExecutor(_THREADS, thread_name_prefix="clusternews-page")
        self.workers = SqlWorkers(path, _SETTINGS["num_sql_threads"])
        super().__init__(
            [],
            settings=_SETTINGS,
            template_dir=str(TEMPLATES),
            metadata={"databases": {NAME: {"tables": _TABLES}}},
        )
        self.remove_database("_memory")
        self.add_database(ArchiveDatabase(self, self.reader, self.workers), name=NAME)

    def app(self) -> Guarded:
        """The application, as a server runs it."""
        router = _Router(self, self._routes())
        started = AsgiRunOnFirstRequest(AsgiLifespan(router), on_startup=[self.invoke_startup])
        return Guarded(started, self.hosts)

    def close(self) -> None:
        """End what is being read, soon, and answer nothing more."""
        self.reader.close()
        self.workers.close()
        for executor in (self.reading, self.executor):
            executor.shutdown(wait=False, cancel_futures=True)

    def _routes(self) -> list[tuple[re.Pattern[str], Callable[..., Any]]]:
        """Our own pages, and of Datasette's only tables, rows and SQL."""
        own = [(f"{pattern}$", wrap_view(_page, self)) for pattern, _ in ROUTES]
        others = [
            (r"/favicon\.ico$", wrap_view(_icon, self)),
            (r"/static/(?P<file>[a-z0-9_-]+\.[a-z]+)$", wrap_view(_static, self)),
            (rf"/(?P<database>{NAME}){_FORMS}", ArchiveTables.as_view(self)),
            (rf"/(?P<database>{NAME})/(?P<table>[^\/\.]+){_FORMS}", ArchiveTable.as_view(self)),
            (
                rf"/(?P<database>{NAME})/(?P<table>[^\/]+?)/(?P<pks>[^\/]+?){_FORMS}",
                ArchiveRow.as_view(self),
            ),
        ]
        return [(re.compile(pattern), view) for pattern, view in own + others]

    async def refresh_schemas(self) -> None:
        """Nothing: Datasette's own notes on schemas serve pages that are not here."""

    async def permission_allowed(self, *asked: object, **named: object) -> bool:
        """Whoever may ask this server may see what it shows."""
        return True

    async def check_visibility(self, *asked: object, **named: object) -> tuple[bool, bool]:
        """Likewise: visible, and nothing of it private."""
        return True, False

    async def ensure_permissions(self, *asked: object, **named: object) -> None:
        """Likewise."""

    async def expand_foreign_keys(self, *asked: Any) -> dict[tuple[str, object], str]:
        """Names of rows that others point to, short enough for a cell."""
        found = await super().expand_foreign_keys(*asked)
        return {key: label(name) for key, name in found.items()}

    async def read(self, work: Callable[[sqlite3.Connection], Read]) -> Read:
        """What a function reads from the archive, in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.reading, self.reader.read, work)

    async def page(self, request: Request) -> Response | _Sending:
        """One of our own pages."""
        args = {name: request.args.getlist(name) for name in request.args}
        wish = Wish()
        answer = partial(self.views.answer, request.path, args, wish)
        try:
            sent = await asyncio.get_running_loop().run_in_executor(self.reading, answer)
        except asyncio.CancelledError:
            wish.give_up()
            raise
        return _Sending(sent) if isinstance(sent, OpenDownload) else _response(sent)


class _Router(DatasetteRouter):  # type: ignore[misc]
    """Datasette's router, with our words for what goes wrong."""

    async def route_path(self, scope: dict[str, Any], receive: Any, send: Any, path: str) -> None:
        # Datasette's templates ask for it; there is no form here that posts.
        await super().route_path({**scope, "csrftoken": lambda: ""}, receive, send, path)

    async def handle_404(
        self, request: Request, send: Any, exception: Exception | None = None
    ) -> None:
        await self.handle_exception(request, send, exception or NotFound("there is no such page"))

    async def handle_exception(self, request: Request, send: Any, exception: Exception) -> None:
        known = _known(exception)
        if known is None:
            log.warning("%s was not answered: %r", request.path[:200], exception)
            log.debug("where it comes from:", exc_info=exception)
            known = _unforeseen(request.path, exception)
        response = _refused(self.ds.views, request.path, *known)
        await response.asgi_send(send)


def _refused(views: Views, path: str, error: ClusternewsError, status: int) -> Response:
    if not path.endswith(".json"):
        return _response(views.refused(path, error, status))
    told = {"error": views.told(str(error)), "hint": views.told(error.hint)}
    return Response.json({"ok": False, "status": status, **told}, status=status)


def _known(error: Exception) -> tuple[ClusternewsError, int] | None:
    """What to say of an error that is to be expected, and the status."""
    if isinstance(error, ClusternewsError):
        return error, status_of(error)
    if isinstance(error, QueryInterrupted) or getattr(error, "title", "") == "SQL Interrupted":
        hint = "narrow it down by a filter, or ask at the terminal"
        return BadQuery("this took longer than a page of tables may take", hint=hint), 400
    if isinstance(error, Base400):
        return UsageError(str(error.args[0]) if error.args else "this cannot be"), error.status
    if isinstance(error, DatasetteError):
        return UsageError(str(error.message)), 400 if error.status >= 500 else error.status
    return (BadQuery(str(error)), 400) if isinstance(error, sqlite3.Error) else None


def _unforeseen(path: str, error: Exception) -> tuple[ClusternewsError, int]:
    if path.startswith(f"/{NAME}") and not isinstance(error, TemplateError):
        # Datasette takes parameters as they come, and trips over many that make no sense.
        return UsageError("these parameters do not go together, or one has no such value"), 400
    return ClusternewsError("a fault of clusternews itself; its log says more"), 500


class _Plugin:
    """What Datasette asks of its plugins; only :class:`ArchiveDatasette` is answered."""

    __name__ = "clusternews"

    @hookimpl  # type: ignore[untyped-decorator]
    def prepare_jinja2_environment(self, env: Environment, datasette: Datasette) -> None:
        if isinstance(datasette, ArchiveDatasette):
            env.trim_blocks = env.lstrip_blocks = True
            furnish(env)
            env.globals["append_query"] = append_querystring
            env.filters["visible"] = visible

    @hookimpl  # type: ignore[untyped-decorator]
    def extra_template_vars(
        self, table: str | None, datasette: Datasette
    ) -> Callable[[], Awaitable[dict[str, Any]]] | None:
        if not isinstance(datasette, ArchiveDatasette):
            return None

        async def values() -> dict[str, Any]:
            known = await datasette.read(tables.described) if table else {}
            return {**datasette.views.shared(), "described": known.get(table or "")}

        return values

    @hookimpl  # type: ignore[untyped-decorator]
    def render_cell(self, value: object, column: str, datasette: Datasette) -> Markup | None:
        # A mapping is a row of another table with its name: Datasette makes the link.
        if not isinstance(datasette, ArchiveDatasette) or isinstance(value, dict):
            return None
        return cell(value, column)


async def _page(request: Request, datasette: ArchiveDatasette) -> Response | _Sending:
    return await datasette.page(request)


async def _static(request: Request) -> Response:
    file = STATIC / request.url_vars["file"]
    if file.suffix not in _MEDIA or not file.is_file():
        raise NotFound("there is no such file")
    return Response(file.read_bytes(), content_type=_MEDIA[file.suffix])


async def _icon() -> Response:
    return Response.redirect("/static/icon.svg")


def _response(sent: Sent) -> Response:
    headers = dict(sent.headers)
    return Response(sent.body, status=sent.status, headers=headers, content_type=sent.media_type)


class _Sending:
    """A download on its way, a piece at a time."""

    def __init__(self, download: OpenDownload) -> None:
        self._download = download

    async def asgi_send(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        headers = {**self._download.headers, "content-type": self._download.media_type}
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        with self._download.file as file:
            while chunk := file.read(_CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


pm.register(_Plugin(), name="clusternews")
