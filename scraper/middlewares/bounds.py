"""The last word on where a request may go, whoever made it."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from archive.records import PageState
from scraper.middlewares.endings import EndedError
from scraper.spiders.contract import SiteSpider
from scraper.urls import origin_of


class BoundsMiddleware:
    """Holds every request to the site's own hosts and to its pace.

    Unlike Scrapy's own rule it knows no exception: start addresses, redirects,
    retries and robots.txt are held to it too.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Send it through the site's slot, or raise EndedError: REFUSED."""
        spider = self._spider()
        host = origin_of(request.url).rpartition("/")[2]
        if not host or not spider.site.is_own_host(host):
            raise EndedError(PageState.REFUSED, "off-site")
        request.meta["download_slot"] = spider.pace.name

    def process_response(self, request: Request, response: Response) -> Response:
        """Begin the delay to the next request now that the answer is complete."""
        self._spider().pace.answered()
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Begin the delay as well where no answer came."""
        if not isinstance(exception, EndedError):
            self._spider().pace.answered()

    def _spider(self) -> SiteSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        return spider
