"""Every request waits until its host may be asked; every answer says when it may be again."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Request, Response

from scraper.middlewares.endings import EndedError, LeftError
from scraper.pace import MAX_WAIT
from scraper.spiders.contract import SiteSpider
from scraper.urls import origin_of
from scraper.waiting import waiting_of

#: Answers whose ``Retry-After`` means the host: those that RFC 9110 and RFC 6585 name, and
#: other passing failures. That of a redirect means the request that follows it, which goes
#: to the same site.
_MAY_SAY = frozenset([408, 413, 425, 429, 500, 502, 503, 504])
_NO_ANSWER = (DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)
# RFC 9110 knows whole seconds only; fractions are sent all the same.
_SECONDS = re.compile(r"(\d+)(?:\.\d+)?", re.ASCII)
#: A server whose clock is further from ours does not know the time.
_CLOCKS_DIFFER = timedelta(days=1)
#: Beyond it a number of seconds is nothing but long.
_LONGEST = 1e9


class PaceMiddleware:
    """Stands next to the downloader: what passes here is sent at once."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._sent: set[Request] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the turn of the host.

        Raises LeftError where the run ends before that, and EndedError: FAILED for a host
        that is left alone in this run; then the site's other pages stay as they are.
        """
        spider, waiting = self._spider(), waiting_of(self._crawler)
        try:
            await spider.pace.enter(waiting.over)
        except LeftError:
            raise
        except EndedError:
            waiting.stop("told_to_wait")
            raise
        self._sent.add(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer is complete: the delay begins."""
        wait = wait_of(response)
        if wait is not None and wait > MAX_WAIT and 300 <= response.status < 400:
            wait = None  # that is a matter of this page alone: the retry middleware ends it
        self._leave(request, response.status, wait)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """There is no answer: the delay begins all the same.

        That a page does not answer is held against the host once, and not for each retry.
        """
        is_first = not request.meta.get("retry_times")
        self._leave(request, failed=is_first and isinstance(exception, _NO_ANSWER))

    def _leave(
        self,
        request: Request,
        status: int | None = None,
        wait: float | None = None,
        *,
        failed: bool = False,
    ) -> None:
        if request in self._sent:
            self._sent.remove(request)
            host = origin_of(request.url).rpartition("/")[2]
            pace = self._spider().pace
            pace.leave(host, status, wait, failed=failed)
            if pace.closed is not None:
                waiting_of(self._crawler).stop("told_to_wait")

    def _spider(self) -> SiteSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        return spider


def wait_of(response: Response) -> float | None:
    """Seconds to stay away from the host that the answer asks for; None: it does not."""
    if response.status in _MAY_SAY or 300 <= response.status < 400:
        return retry_after(response)
    return None


def retry_after(response: Response) -> float | None:
    """Seconds the server asks to wait (it may name a time instead); None if it does not.

    Of several answers to that the longest counts.
    """
    values = (value.decode("latin-1").strip() for value in response.headers.getlist("Retry-After"))
    found = [seconds for value in values if (seconds := _seconds(value, response)) is not None]
    return max(found, default=None)


def _seconds(text: str, response: Response) -> float | None:
    if number := _SECONDS.fullmatch(text):
        return _LONGEST if len(number[1]) > 9 else float(math.ceil(float(text)))
    moment = _time(text)
    if moment is None:
        return None
    # By the server's own clock, which may not be ours.
    here = datetime.now(UTC)
    sent = _time((response.headers.get("Date") or b"").decode("latin-1"))
    if sent is None or abs(sent - here) > _CLOCKS_DIFFER:
        sent = here
    return max(0.0, (moment - sent).total_seconds())


def _time(text: str) -> datetime | None:
    """An HTTP date in any of its three forms."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
