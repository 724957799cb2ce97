"""robots.txt, obeyed strictly, and the delay it asks for."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from archive.records import PageKind, PageState, Problem, Severity
from scraper.answers import state_of_error
from scraper.middlewares.endings import EndedError, LeftError, damage_of
from scraper.robots import Robots, read_robots, robots_url
from scraper.robots_before import archived_robots
from scraper.spiders.contract import SiteSpider
from scraper.urls import address, origin_of, read_url, resolve

#: As many redirects as must be followed (RFC 9309, 2.3.1.2).
MAX_REDIRECTS = 5
#: A robots.txt beyond this is an attack; of a smaller one the first 512 KiB are read.
_MAX_DOWNLOAD = 16 * 2**20

log = logging.getLogger(__name__)


class RobotsMiddleware:
    """Asks each origin for its rules once, before the first page, and holds pages to them.

    Where the rules cannot be had, nothing is asked for in this run; the pages stay
    for the next one. The delay is agreed before the first page is sent.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, asyncio.Future[Robots]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise EndedError: DENIED, or FAILED without rules."""
        if request.meta.get("is_robots"):
            return
        robots = await self.robots(origin_of(request.url))
        if robots.unreachable is not None:
            reason = f"robots.txt unreachable: {robots.unreachable}"
            raise EndedError(PageState.FAILED, reason)
        if not robots.allows(request.url):
            raise EndedError(PageState.DENIED, "robots.txt disallows")

    async def robots(self, origin: str) -> Robots:
        """The rules of an origin (scheme and host), asked for at most once in a run."""
        if origin not in self._asked:
            self._asked[origin] = asyncio.ensure_future(self._read(origin))
        return await self._asked[origin]

    async def _read(self, origin: str) -> Robots:
        url = robots_url(origin)
        try:
            robots = await self._fetched(url)
        except LeftError:
            raise
        except Exception as error:
            # Whatever went wrong: without an answer we may not assume that there are no rules.
            robots = Robots(url=url, unreachable=state_of_error(error, url)[1])
        if robots.unreachable is not None:
            log.warning("no rules from %s: %s", url, robots.unreachable)
            robots = self._before(origin, robots)
        self._spider().pace.at_least(origin.rpartition("/")[2], robots.delay)
        return robots

    def _before(self, origin: str, robots: Robots) -> Robots:
        """What is archived serves for a day, unless the server has asked us to stay away."""
        spider = self._spider()
        if robots.status == 429 or spider.pace.closed is not None or spider.archive is None:
            return robots
        before = archived_robots(spider.archive.connection, spider.site, origin)
        if before is None:
            return robots
        said = f"{robots.unreachable}; the rules of {before.read_at} are held to instead"
        problem = Problem("robots_stale", f"robots.txt cannot be had: {said}", Severity.NOTE)
        return replace(before, failure=robots.unreachable, problems=(*before.problems, problem))

    async def _fetched(self, url: str) -> Robots:
        for _ in range(MAX_REDIRECTS + 1):
            response = await self._ask(url)
            target = self._redirect(response)
            if target is None:
                break
            url = target
        else:
            said = f"more than {MAX_REDIRECTS} redirects"
            return Robots(url=url, status=response.status, unreachable=said)
        if damage := damage_of(response):
            return Robots(url=url, status=response.status, unreachable=damage)
        return replace(read_robots(url, response.status, response.body), url=response.url)

    async def _ask(self, url: str) -> Response:
        request = Request(
            url,
            callback=NO_CALLBACK,
            dont_filter=True,
            meta={"is_robots": True, "download_maxsize": _MAX_DOWNLOAD},
        )
        return await self._crawler.engine.download_async(request)

    def _redirect(self, response: Response) -> str | None:
        """Where the answer leads, on this site; None if it is no redirect.

        Raises EndedError for a redirect that is not followed.
        """
        location = response.headers.get("Location")
        if not 300 <= response.status < 400 or not location:
            return None
        found = resolve(location.decode("utf-8", "replace"), response.url)
        site = self._spider().site
        refusal = read_url(found, site, kind=PageKind.FEED).refusal
        if refusal is not None:
            raise EndedError(PageState.FAILED, f"redirects to what is not asked for ({refusal})")
        return address(found, site, origin=origin_of(found))

    def _spider(self) -> SiteSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        return spider
