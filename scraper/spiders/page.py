"""One page, asked for under all the rules of a crawl and kept nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from archive.records import CapturedPage, PageKind
from scraper.answers import state_of_error
from scraper.asked import Asked, Turn
from scraper.discover_links import found_link
from scraper.discover_shapes import is_list_file
from scraper.pace import Pace
from scraper.redirects import read_redirect
from scraper.site import Site
from scraper.spiders.capturing import captured_of
from scraper.spiders.contract import SiteSpider
from scraper.waiting import waiting_of


class PageSpider(SiteSpider):
    """Puts into ``answer`` the page that was captured, or why there is none."""

    name = "page"

    def __init__(self, url: str, site: Site, answer: list[CapturedPage | str]) -> None:
        super().__init__()
        self.site = site
        self._url = url
        self._answer = answer

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the one page."""
        self.pace = Pace(self.site, self.site.crawl_delay)
        kind = PageKind.FEED if is_list_file(self._url) else PageKind.UNKNOWN
        link = found_link(self._url, self.site.base_url, self.site, kind=kind)
        if link.reason is None:
            yield self.request_for(Asked.for_link(link, Turn.ARTICLE))
        else:
            self._answer.append(link.reason)

    def request_for(self, asked: Asked) -> Request:
        """The request for the page, or for where it redirects to."""
        return Request(
            asked.address,
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"asked": asked},
            dont_filter=True,
        )

    def answered(self, response: Response, asked: Asked) -> Iterable[Any]:
        """Keep the page, or follow where it redirects to."""
        if not 300 <= response.status < 400:
            self._answer.append(captured_of(response, self.site))
            return ()
        location = response.headers.get("Location") or b""
        redirect = read_redirect(asked, response.status, location, self.site)
        if redirect.follow is not None:
            waiting_of(self.crawler).add(redirect.follow)
        elif redirect.visit is not None:
            self._answer.append(redirect.visit.reason or "it redirects")
        return ()

    def failed(self, failure: Failure) -> Iterable[Any]:
        """Keep the reason."""
        request = failure.request  # type: ignore[attr-defined]
        assert failure.value is not None
        self._answer.append(state_of_error(failure.value, request.url)[1])
        return ()
