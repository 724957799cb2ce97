"""The last word on where a request may go, whoever made it."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from archive.records import PageState
from scraper.middlewares.endings import EndedError
from scraper.spiders.contract import SiteSpider
from scraper.urls import origin_of


class BoundsMiddleware:
    """Holds every request to the site's own hosts.

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
        """Raise EndedError: REFUSED for what is not on the site."""
        host = origin_of(request.url).rpartition("/")[2]
        if not host or not self._spider().site.is_own_host(host):
            raise EndedError(PageState.REFUSED, "off-site")

    def _spider(self) -> SiteSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        return spider
