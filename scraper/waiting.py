"""The pages that wait to be asked for, in their turn; Scrapy's scheduler.

Only what is needed to make a request is kept, and the request is made when it is its
turn: a sitemap may list fifty thousand pages. That no page is asked for twice is the
spider's business, and what outlives the run stands in the archive, so neither
fingerprints nor queues on disk are kept here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any, Self, cast

from scrapy import Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Request

from scraper.asked import Asked, Turn
from scraper.quiet import is_quiet
from scraper.spiders.contract import SiteSpider


class Waiting(BaseScheduler):
    """First come, first served within a turn; retries before all."""

    def __init__(self, max_pages: int, max_seconds: float) -> None:
        self._lines: tuple[deque[Asked], ...] = tuple(deque() for _ in Turn)
        self._retries: deque[Request] = deque()
        self._max_pages = max_pages
        self._ends_at = monotonic() + max_seconds if max_seconds else None
        self._spider: SiteSpider | None = None
        self._under_way = 0
        #: Gives what else there is to do once all that waits is answered; nothing at the end.
        self.refill: Callable[[], Iterable[Asked]] | None = None
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

    def remove(self, is_meant: Callable[[Asked], bool]) -> list[Asked]:
        """Take out the pages that are meant, in their turns, so that they wait no longer."""
        removed: list[Asked] = []
        for line in self._lines:
            pages = list(line)
            line.clear()
            for asked in pages:
                (removed if is_meant(asked) else line).append(asked)
        return removed

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
        self._under_way += 1
        return self._spider.request_for(line.popleft())

    def returned(self) -> None:
        """A page that was taken has its answer, and what it leads to waits by now."""
        self._under_way -= 1

    def _line(self) -> deque[Asked] | None:
        line = next((line for line in self._lines if line), None)
        if line is not None or self._under_way or self.refill is None or self.stopped:
            return line
        for asked in self.refill():
            self.add(asked)
        return next((line for line in self._lines if line), None)

    def _at_limit(self) -> bool:
        if self._max_pages and self.taken >= self._max_pages:
            self.stop("max_pages")
        return self.over() is not None or self.stopped is not None

    def over(self) -> str | None:
        """Why not even a page whose turn has come is to be sent any more; None if it is."""
        assert self._spider is not None
        if self._ends_at is not None and monotonic() >= self._ends_at:
            self.stop("max_seconds")
        elif self._spider.site.quiet_hours and is_quiet(self._spider.site.quiet_hours):
            self.stop("quiet_hours")
        return None if self.stopped == "max_pages" else self.stopped


def waiting_of(crawler: Any) -> Waiting:
    """The queue of a crawl that has begun."""
    scheduler = crawler.engine.scheduler
    assert isinstance(scheduler, Waiting)
    return scheduler
