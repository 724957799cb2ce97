"""The pages that wait to be asked for, in their turn; Scrapy's scheduler.

Only what is needed to make a request is kept, and the request is made when it is its
turn: a sitemap may list fifty thousand pages. That no page is asked for twice is the
spider's business, and what outlives the run stands in the archive, so neither
fingerprints nor queues on disk are kept here.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import Any, Self, cast

from scrapy import Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Request

from scraper.asked import Asked, Turn
from scraper.spiders.contract import SiteSpider


class Waiting(BaseScheduler):
    """First come, first served within a turn; retries before all."""

    def __init__(self, max_pages: int, max_seconds: float) -> None:
        self._lines: tuple[deque[Asked], ...] = tuple(deque() for _ in Turn)
        self._retries: deque[Request] = deque()
        self._max_pages = max_pages
        self._ends_at = monotonic() + max_seconds if max_seconds else None
        self._spider: SiteSpider | None = None
        self.taken = 0  #: pages asked for, retries not counted
        self.stopped: str | None = None  #: why no further page is asked for

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy, with the limits of the run; 0 is none."""
        settings = crawler.settings
        return cls(
            settings.getint("CLUSTERNEWS_MAX_PAGES"), settings.getfloat("CLUSTERNEWS_MAX_SECONDS")
        )

    def open(self, spider: Spider) -> None:
        """Scrapy has opened the spider."""
        self._spider = cast(SiteSpider, spider)

    def add(self, asked: Asked) -> None:
        """Let a page wait for its turn."""
        self._lines[asked.turn].append(asked)

    def stop(self, reason: str) -> None:
        """Ask for no further page; what is under way is finished. The first reason counts."""
        self.stopped = self.stopped or reason

    def __len__(self) -> int:
        """How many pages wait."""
        return sum(map(len, self._lines)) + len(self._retries)

    def has_pending_requests(self) -> bool:
        """True while something is to be asked for."""
        if self._retries:
            return True
        return self._line() is not None and not self._at_limit()

    def enqueue_request(self, request: Request) -> bool:
        """Take a request back to be sent again."""
        self._retries.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request to send; None if there is none."""
        if self._retries:
            return self._retries.popleft()
        line = self._line()
        if line is None or self._at_limit():
            return None
        assert self._spider is not None
        self.taken += 1
        return self._spider.request_for(line.popleft())

    def _line(self) -> deque[Asked] | None:
        return next((line for line in self._lines if line), None)

    def _at_limit(self) -> bool:
        if self._max_pages and self.taken >= self._max_pages:
            self.stop("max_pages")
        elif self._ends_at is not None and monotonic() >= self._ends_at:
            self.stop("max_seconds")
        return self.stopped is not None


def waiting_of(crawler: Any) -> Waiting:
    """The queue of a crawl that has begun."""
    scheduler = crawler.engine.scheduler
    assert isinstance(scheduler, Waiting)
    return scheduler
