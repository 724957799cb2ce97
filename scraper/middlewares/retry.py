"""Ask again for what may work the next time, each time after a longer wait."""

from __future__ import annotations

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

from archive.records import PageState
from scraper.middlewares.endings import EndedError, damage_of
from scraper.middlewares.pace import wait_of
from scraper.pace import MAX_WAIT
from scraper.resolver import refused_hosts
from scraper.spiders.contract import SiteSpider

_STATUSES = frozenset([408, 429, 500, 502, 503, 504, 520, 522, 524])
_BUSY = frozenset([429, 503])
_ERRORS = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)


class RetryMiddleware:
    """Retries passing failures, unless the host is left alone from now on."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; ``RETRY_TIMES`` says how often."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Another request for the page if its answer may be better then.

        Raises EndedError for a redirect that is to be followed later than this run can wait,
        and for the answer after which the host is left alone, with the reason for that.
        """
        wait = wait_of(response)
        if 300 <= response.status < 400 and wait is not None and wait > MAX_WAIT:
            reason = f"status {response.status}, to be followed after {wait:.0f} s"
            raise EndedError(PageState.FAILED, reason)
        closed = self._spider().pace.closed
        if response.status in _BUSY and closed is not None:
            raise EndedError(PageState.FAILED, f"status {response.status}: {closed}")
        if response.status in _STATUSES or damage_of(response):
            reason = damage_of(response) or f"status {response.status}"
            return self._again(request, reason, wait) or response
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Another request for the page if the failure may pass."""
        host = urlsplit(request.url).hostname
        if not isinstance(exception, _ERRORS) or host in refused_hosts:
            return None
        return self._again(request, type(exception).__name__, None)

    def _again(self, request: Request, reason: str, wait: float | None) -> Request | None:
        spider = self._spider()
        if spider.pace.closed is not None:
            return None
        again = get_retry_request(request, spider=spider, reason=reason, give_up_log_level="INFO")
        if again is not None and wait is None:
            times = int(again.meta["retry_times"])
            spider.pace.pause(min(MAX_WAIT, spider.pace.agreed * 2**times))
        return again

    def _spider(self) -> SiteSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        return spider
