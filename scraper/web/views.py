"""From a request to bytes: the page's function, the template, csv and json, what went wrong."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from typing import IO, Any

from archive.errors import (
    ArchiveMissing,
    ClusternewsError,
    MissingExtra,
    NothingFound,
    UsageError,
)
from scraper import __version__
from scraper.charts.rendering import svg
from scraper.web.answers import Answer, Download, Moved, Page, Picture, Sent
from scraper.web.asked import Asked
from scraper.web.cache import Cache
from scraper.web.csv_lines import line
from scraper.web.reading import Reader, Wish
from scraper.web.rendering import render
from scraper.web.routes import answering

HTML = "text/html; charset=utf-8"
#: So much of a download stays in memory; the rest goes to a temporary file.
_IN_MEMORY = 4_000_000
#: A download that takes longer is given up: 100,000 articles take a minute on an idle machine.
_DOWNLOAD_SECONDS = 1800.0


class Views:
    """Our own pages of one archive."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cache = Cache()

    def answer(
        self, path: str, args: Mapping[str, Sequence[str]], wish: Wish | None = None
    ) -> Sent | OpenDownload:
        """What is sent for an address: a page, or the page that says what is wrong.

        Work on it ends early when ``wish`` is given up.
        """
        try:
            return self._answered(path, args, wish)
        except ClusternewsError as error:
            return self.refused(path, error)

    def refused(self, path: str, error: ClusternewsError, status: int | None = None) -> Sent:
        """The page that says what is wrong, where, and what to do; it tells no path."""
        status = status or status_of(error)
        told = {"message": self.told(str(error)), "hint": self.told(error.hint)}
        values = {"asked": Asked(path), "status": status, **told}
        return _html("error.html", self.shared() | values, status)

    def shared(self) -> dict[str, Any]:
        """What every template is filled with."""
        return {"archive_name": self._reader.path.name, "version": __version__}

    def told(self, text: str) -> str:
        """Words about the archive without the folder it is in: whoever asks may be anybody."""
        path = self._reader.path
        for place in (path.absolute(), path):
            text = text.replace(str(place), path.name)
        return text.replace(str(path.absolute().parent), "its folder")

    def _answered(
        self, path: str, args: Mapping[str, Sequence[str]], wish: Wish | None
    ) -> Sent | OpenDownload:
        found = answering(path)
        if found is None:
            raise NothingFound(f"there is no page {path[:200]}", hint="the start page leads to all")
        function, parts = found
        asked = Asked(path, {name: kept for name, v in args.items() if (kept := _set(v))}, parts)
        key = (path, tuple(sorted((name, tuple(v)) for name, v in asked.args.items())))
        state = self._reader.state()
        made = self._cache.find(key, state)
        if made is not None:
            return made
        wish = wish or Wish()
        sent = self._reader.read(
            lambda reading: self._made(asked, function(asked, reading), wish), wish
        )
        if isinstance(sent, Sent):
            self._cache.keep(key, state, sent)
        return sent

    def _made(self, asked: Asked, answer: Answer, wish: Wish) -> Sent | OpenDownload:
        if isinstance(answer, Page):
            return self._page(asked, answer)
        if isinstance(answer, Picture):
            return Sent(svg(dict(answer.spec)).encode(), "image/svg+xml")
        if isinstance(answer, Moved):
            return Sent(b"", HTML, 302, {"location": answer.to})
        wish.allow(_DOWNLOAD_SECONDS)
        return OpenDownload(answer)

    def _page(self, asked: Asked, page: Page) -> Sent:
        if asked.form == "csv":
            return Sent(_csv(page), "text/csv; charset=utf-8", page.status, _as_file(page, "csv"))
        if asked.form == "json":
            data = page.rows if page.data is None else page.data
            text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
            media_type = "application/json; charset=utf-8"
            return Sent(text.encode("utf-8", "replace"), media_type, page.status)
        return _html(page.template, {**self.shared(), "asked": asked, **page.values}, page.status)


class OpenDownload:
    """A download that is written already: what goes wrong with it is known before it is sent."""

    def __init__(self, download: Download) -> None:
        self.media_type = download.media_type
        self.headers = {"content-disposition": f'attachment; filename="{download.file}"'}
        # Closed by whoever sends it.
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        text = io.TextIOWrapper(self.file, "utf-8", errors="replace", newline="")
        try:
            download.write(text)
            text.flush()
        except BaseException:
            text.close()
            raise
        text.detach()
        self.file.seek(0)


def _html(template: str, values: Mapping[str, Any], status: int) -> Sent:
    return Sent(render(template, values).encode("utf-8", "replace"), HTML, status)


def _csv(page: Page) -> bytes:
    columns = page.columns or (list(page.rows[0]) if page.rows else [])
    rows = ([row[name] for name in columns] for row in page.rows)
    return b"".join(map(line, (columns, *rows)))


def _as_file(page: Page, ending: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{page.file}.{ending}"'}


def _set(values: Sequence[str]) -> list[str]:
    return [value for value in values if value.strip()]


def status_of(error: ClusternewsError) -> int:
    """The status of a response that tells of this error."""
    if isinstance(error, NothingFound):
        return 404
    is_asked_wrong = isinstance(error, UsageError)
    return 400 if is_asked_wrong and not isinstance(error, ArchiveMissing | MissingExtra) else 503
