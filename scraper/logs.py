"""What a crawl writes to its log: the essential, and no secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.spiders import Spider
from twisted.python.failure import Failure

from archive.errors import UsageError

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_USERINFO = re.compile(r"(?<=://)[^\s/?#@'\"]+@")
_SECRET_NAME = (
    r"[\w-]*(?:token|secret|passw(?:or)?d|passwd|pwd|api_?-?key|apikey|auth|signature|sig"
    r"|session_?-?id|jsessionid|phpsessid|credential|access_?key|_pass)[\w-]*"
)
_SECRET_PARAMETER = re.compile(rf"(?<=[?&;])({_SECRET_NAME})=[^&;?#\s'\"<>]+", re.I)
_SECRET_SETTING = re.compile(rf"(['\"]?\b{_SECRET_NAME}['\"]?\s*[:=]\s*)(['\"])[^'\"]+\2", re.I)
_SECRET_HEADER = re.compile(
    r"(\b(?:proxy-)?authorization|set-cookie|cookie)(['\"]?\s*[:=]\s*)(.+)", re.I
)


def redacted(text: str) -> str:
    """``text`` with passwords, tokens and session ids replaced by ``***``."""
    text = _USERINFO.sub("***@", text)
    text = _SECRET_PARAMETER.sub(r"\1=***", text)
    text = _SECRET_SETTING.sub(r"\1\2***\2", text)
    return _SECRET_HEADER.sub(r"\1\2***", text)


class RedactingFormatter(logging.Formatter):
    """Formats as another formatter does, tracebacks included, and takes the secrets out."""

    def __init__(self, inner: logging.Formatter | None = None) -> None:
        super().__init__()
        self._inner = inner or logging.Formatter(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return redacted(self._inner.format(record))


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


@contextmanager
def logging_to(file: Path | None, *, stderr: bool, level: str) -> Iterator[None]:
    """Send the log of a crawl to a file and to standard error, or nowhere.

    Raises UsageError if the file cannot be written or the level is unknown.
    """
    if level.upper() not in logging.getLevelNamesMapping():
        raise UsageError(f"{level!r} is no log level", hint="DEBUG, INFO, WARNING, ERROR")
    handlers = _handlers(file, stderr)
    before = logging.root.level
    logging.root.setLevel(level.upper())
    for handler in handlers:
        handler.setFormatter(RedactingFormatter())
        handler.setLevel(level.upper())
        logging.root.addHandler(handler)
    try:
        yield
    finally:
        logging.root.setLevel(before)
        for handler in handlers:
            logging.root.removeHandler(handler)
            handler.close()


def _handlers(file: Path | None, stderr: bool) -> list[logging.Handler]:
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)] if stderr else []
    if file is not None:
        try:
            handlers.append(logging.FileHandler(file, encoding="utf-8"))
        except OSError as error:
            said = f"the log file {file} cannot be written: {error.strerror}"
            raise UsageError(said) from None
    return handlers or [logging.NullHandler()]
