"""What a crawl writes to its log: the essential, and no secret."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.spiders import Spider
from twisted.python.failure import Failure

from archive.errors import UsageError
from scraper.cli.output import shown
from scraper.redaction import redacted

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RedactingFormatter(logging.Formatter):
    """Formats as another formatter does, tracebacks included, takes the secrets out, and makes
    control characters visible: a log is read on a terminal."""

    def __init__(self, inner: logging.Formatter | None = None) -> None:
        super().__init__()
        self._inner = inner or logging.Formatter(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return shown(redacted(self._inner.format(record)))


class CrawlLogFormatter(LogFormatter):
    """No line for every page and item: the archive knows them. Keeps secrets out."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy, early enough to see to its own log handler as well."""
        for handler in logging.root.handlers:
            if not isinstance(handler.formatter, RedactingFormatter):
                handler.setFormatter(RedactingFormatter(handler.formatter))
        logging.getLogger("scrapy.crawler").addFilter(_not_the_settings)
        return cls()

    def crawled(self, request: Request, response: Response, spider: Spider) -> Any:
        """Nothing."""
        return None

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> Any:
        """Nothing."""
        return None

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """The address of the visit, and not all that it holds."""
        url = getattr(item, "url", "an item")
        return {"level": logging.ERROR, "msg": "error on %(url)s", "args": {"url": url}}


def _not_the_settings(record: logging.LogRecord) -> bool:
    """Scrapy logs all settings that differ from its defaults, whatever they hold."""
    return not record.msg.startswith("Overridden settings")


class RunName(NamedTuple):
    """What the log file of a run is called by; sorts by the time of its start."""

    archive: str  #: name of the archive's file, without its ending
    started_at: str  #: UTC, ISO 8601
    verb: str
    run_id: int

    @property
    def file_name(self) -> str:
        """``news-20231122T040700Z-refresh-12.log``."""
        start = datetime.fromisoformat(self.started_at).astimezone(UTC)
        return f"{self.archive}-{start:%Y%m%dT%H%M%SZ}-{self.verb}-{self.run_id}.log"


#: Opens the log file of a run in the folder of logs, of which so many are kept.
OpenRunLog = Callable[[RunName, int], None]


@contextmanager
def logging_to(
    file: Path | None, *, stderr: bool, level: str, folder: Path | None = None
) -> Iterator[OpenRunLog]:
    """Send the log of a crawl to a file and to standard error, or nowhere.

    With a ``folder`` the block may name the run, which gets a file of its own there, with
    all that was logged before. Raises UsageError if the file or folder cannot be written
    or the level is unknown.
    """
    if level.upper() not in logging.getLevelNamesMapping():
        raise UsageError(f"{level!r} is no log level", hint="DEBUG, INFO, WARNING, ERROR")
    handlers = _handlers(file, stderr)
    if folder is not None:
        _require_folder(folder)
        handlers.append(_Early())
    before = logging.root.level
    logging.root.setLevel(level.upper())
    for handler in handlers:
        _attach(handler, level)

    def open_run_log(run: RunName, keep: int) -> None:
        if folder is not None:
            handlers.append(_open_run_log(folder, run, keep, level, handlers))

    try:
        yield open_run_log
    finally:
        logging.root.setLevel(before)
        for handler in handlers:
            logging.root.removeHandler(handler)
            handler.close()


def _attach(handler: logging.Handler, level: str) -> None:
    handler.setFormatter(RedactingFormatter())
    handler.setLevel(level.upper())
    logging.root.addHandler(handler)


class _File(logging.FileHandler):
    """A log file. A full disk costs lines of the log, and is no reason to say anything else:
    the archive notices it by itself."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing."""

    def close(self) -> None:
        """Close it; what could not be written is lost."""
        with suppress(OSError):
            super().close()


class _Early(logging.Handler):
    """Keeps what is logged until the run has a file."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)


def _open_run_log(
    folder: Path, run: RunName, keep: int, level: str, handlers: list[logging.Handler]
) -> _File:
    """The file of the run, with what was said before it had one."""
    path = folder / run.file_name
    file = _opened(path)
    _attach(file, level)
    for early in handlers:
        if isinstance(early, _Early):
            logging.root.removeHandler(early)
            for record in early.records:
                file.handle(record)
    _remove_old(folder, run.archive, path, keep)
    return file


def _remove_old(folder: Path, archive: str, own: Path, keep: int) -> None:
    """Remove the oldest logs of an archive's runs; no file of another name."""
    name = re.compile(rf"{re.escape(archive)}-\d{{8}}T\d{{6}}Z-[a-z]+-\d+\.log")
    with suppress(OSError):
        others = sorted(
            (one for one in folder.iterdir() if name.fullmatch(one.name) and one != own),
            key=lambda one: one.name,
            reverse=True,
        )
        for old in others[max(keep, 1) - 1 :]:
            old.unlink(missing_ok=True)


def _require_folder(folder: Path) -> None:
    """Make the folder of logs if it is not there; raises UsageError if nothing can be put in."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        said = f"the folder of logs {folder} cannot be made: {error.strerror}"
        raise UsageError(said) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"the folder of logs {folder} cannot be written to")


def _handlers(file: Path | None, stderr: bool) -> list[logging.Handler]:
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)] if stderr else []
    if file is not None:
        handlers.append(_opened(file))
    return handlers or [logging.NullHandler()]


def _opened(file: Path) -> _File:
    try:
        return _File(file, encoding="utf-8")
    except OSError as error:
        said = f"the log file {file} cannot be written: {error.strerror}"
        raise UsageError(said) from None
