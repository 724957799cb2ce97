"""Ask again for what may work the next time, and wait as long as the server asks to."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Request, Response

from scraper.middlewares.endings import damage_of
from scraper.resolver import refused_hosts
from scraper.spiders.contract import SiteSpider

#: Longest wait within a run, in seconds; a page that asks for more is left to the next.
MAX_WAIT = 60.0
_STATUSES = frozenset([408, 429, 500, 502, 503, 504, 520, 522, 524])
_BUSY = frozenset([429, 503])
_ERRORS = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
_SECONDS = re.compile(r"\d{1,9}")


class RetryMiddleware:
    """Retries passing failures, each time after a longer wait than before."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; ``RETRY_TIMES`` says how often."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Another request for the page if its answer may be better then."""
        wait = retry_after(response) if response.status in _BUSY else None
        if wait is not None and wait > MAX_WAIT:
            self._spider().pace.pause(MAX_WAIT)
            return response
        if response.status in _STATUSES or damage_of(response):
            reason = damage_of(response) or f"status {response.status}"
            again = self._again(request, reason, wait)
            if again is None and wait is not None:
                self._spider().pace.pause(wait)
            return again or response
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Another request for the page if the failure may pass."""
        host = urlsplit(request.url).hostname
        if not isinstance(exception, _ERRORS) or host in refused_hosts:
            return None
        return self._again(request, type(exception).__name__, None)

    def _again(self, request: Request, reason: str, wait: float | None) -> Request | None:
        spider = self._spider()
        again = get_retry_request(request, spider=spider, reason=reason, give_up_log_level="INFO")
        if again is not None:
            times = int(again.meta["retry_times"])
            spider.pace.pause(min(MAX_WAIT, spider.pace.delay * 2**times) if wait is None else wait)
        return again

    def _spider(self) -> SiteSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        return spider


def retry_after(response: Response) -> float | None:
    """Seconds the server asks to wait (it may name a time instead); None if it does not."""
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
