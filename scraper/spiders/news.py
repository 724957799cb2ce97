"""The spider of all sites: from listings, feeds and sitemaps to every article not yet known."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from archive.errors import ClusternewsError
from archive.frontier import Frontier
from archive.records import (
    CapturedPage,
    PageKind,
    PageState,
    Problem,
    Severity,
    Visit,
)
from pipelines.store import Session
from scraper.answers import state_of_error, state_of_status
from scraper.asked import Asked
from scraper.budgets import OWN_LISTS
from scraper.middlewares.endings import LeftError, damage_of
from scraper.middlewares.robots import RobotsMiddleware
from scraper.read import read
from scraper.redirects import read_redirect
from scraper.site import Site
from scraper.spiders.begin import (
    end_process,
    first_links,
    pace_of,
    robots_visit,
    seconds_from,
    site_from,
    start_session,
)
from scraper.spiders.capturing import captured_of
from scraper.spiders.conditions import NOT_MODIFIED, as_it_was, conditions, is_same, still
from scraper.spiders.contract import SiteSpider
from scraper.spiders.follow import Follower
from scraper.urls import address, canonicalize, origin_of
from scraper.waiting import waiting_of

log = logging.getLogger(__name__)

#: Sitemaps and feeds may be larger than pages; what the sitemap protocol allows.
_MAX_LIST_SIZE = 50 * 2**20
#: What Scrapy calls the end of a spider -> what we call it.
_REASONS = {"finished": "finished", "shutdown": "interrupted"}


class NewsSpider(SiteSpider):
    """Visits one site. Arguments: ``site`` (a name or a Site), ``base_url``, ``full``,
    ``refresh``, ``delay``.

    ``full`` asks again for every article known, ``refresh`` for those that are due, and reads
    lists only as far as they bring anything new; ``delay`` replaces the site's own.
    Yields one Visit for each page asked for, whatever became of it; each visit carries
    the links that it led to.
    """

    name = "news"

    def __init__(
        self,
        site: str | Site = "",
        base_url: str | None = None,
        full: bool | str = False,
        session: Session | None = None,
        delay: float | str | None = None,
        refresh: bool | str = False,
    ) -> None:
        super().__init__()
        self.site = site_from(site, base_url)
        self.full = _is_true(full)
        self.refresh = _is_true(refresh)
        self.delay = self.site.crawl_delay if delay is None else seconds_from(delay)
        self._origin: str | None = None
        self._follower: Follower | None = None
        self._given = session

    session: Session  #: set as soon as there is a crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy. Ends the process where the crawl cannot begin (see exit codes)."""
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
            spider.session = spider._given or start_session(spider.site, crawler.settings)
        except ClusternewsError as error:
            end_process(error)
        return spider

    async def start(self) -> AsyncIterator[Visit]:
        """The rules of the site first, then where its news are, then what is left from before."""
        self.archive = self.session.archive
        self.pace = pace_of(self.site, self.delay, self.archive)
        waiting = waiting_of(self.crawler)
        kind = {"full": self.full, "refresh": self.refresh}
        follower = Follower(self.site, self.session, waiting, **kind)
        self._follower = follower
        middleware = self.crawler.get_downloader_middleware(RobotsMiddleware)
        assert middleware is not None
        try:
            robots = await middleware.robots(origin_of(self.site.base_url))
        except LeftError as error:
            log.info("nothing is asked of %s: %s", self.site.name, error.reason)
            return
        links = first_links(self.site, robots)
        last = Frontier(self.archive.connection).known(canonicalize("/robots.txt", self.site))
        yield robots_visit(robots, self.site, links, last)
        follower.begin(links, reachable=robots.unreachable is None)

    def request_for(self, asked: Asked) -> Request:
        """The request for a page whose turn has come."""
        url = asked.address
        if self._origin is not None:
            url = address(url, self.site, origin=self._origin)
        meta = {"download_maxsize": _MAX_LIST_SIZE} if asked.kind in OWN_LISTS else None
        asked = self.follower.as_known(asked)
        return Request(
            url,
            headers=conditions(asked),
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"asked": replace(asked, addresses=(*asked.addresses[:-1], url))},
            dont_filter=True,
            meta=meta,
        )

    def answered(self, response: Response, asked: Asked) -> Iterable[Visit]:
        """The visit of a page that was answered; further pages are left to wait."""
        waiting_of(self.crawler).returned()
        try:
            visit = self._visit(response, asked)
        except Exception as error:
            # A page that we fail at must not take the crawl along, nor go missing.
            log.exception("cannot take in %s", asked.url)
            visit = _unread(asked, self.site, error, None)
        if visit is not None:
            yield self.follower.ended(visit, asked)

    def failed(self, failure: Failure) -> Iterable[Visit]:
        """The visit of a page that was not answered."""
        waiting_of(self.crawler).returned()
        request = failure.request  # type: ignore[attr-defined]
        asked: Asked = request.cb_kwargs["asked"]
        assert failure.value is not None
        if isinstance(failure.value, LeftError):
            return
        state, reason = state_of_error(failure.value, request.url)
        yield self.follower.ended(asked.visit(self.site.name, state, reason), asked)

    def closed(self, reason: str) -> None:
        """Tell the run how this site ended; end the run if it is this spider's own."""
        told = waiting_of(self.crawler).stopped or _REASONS.get(reason, "failed")
        if told == "finished" and not (self._follower and self._follower.has_read):
            told = "failed"
        self.session.site_ended(told)
        if self._given is None:
            verdict = self.session.end()
            log.info("run %d %s, exit code %d", verdict.run_id, told, verdict.exit_code)

    @property
    def follower(self) -> Follower:
        """What decides which pages come next; there as soon as the crawl has begun."""
        assert self._follower is not None
        return self._follower

    def _visit(self, response: Response, asked: Asked) -> Visit | None:
        """How the page ends; None if it is asked for again under its other spelling."""
        if response.status == NOT_MODIFIED and asked.if_changed:
            return self._not_modified(asked)
        if 300 <= response.status < 400:
            location = response.headers.get("Location") or b""
            redirect = read_redirect(asked, response.status, location, self.site)
            if redirect.follow is not None:
                self._learn_origin(asked, redirect.follow)
                self.follower.redirected(asked, redirect.follow)
            return redirect.visit
        captured = captured_of(response, self.site)
        ending = state_of_status(response.status)
        if ending is not None:
            state, reason = ending
            kept = captured if response.body else None
            return asked.visit(self.site.name, state, reason, capture=kept)
        damage = damage_of(response)
        same = damage is None and is_same(captured, asked)
        if same and not asked.is_list:
            return as_it_was(asked, self.site, captured)
        visit = replace(self._read(captured, asked), lastmod=asked.lastmod, checks=asked.checks)
        if damage is not None:
            return replace(visit, state=PageState.INCOMPLETE, reason=damage, article=None)
        visit = replace(visit, checks=self.follower.checks_of(visit, asked, same=same))
        visit = self.follower.follow(visit, asked)
        return as_it_was(asked, self.site, captured, visit) if same else visit

    def _not_modified(self, asked: Asked) -> Visit | None:
        """The visit of a page that the server says is as it was; None if it is looked behind."""
        if not asked.is_list and self.follower.word.looks_behind():
            self.follower.look_behind(asked)
            return None
        if asked.kind is PageKind.SITEMAP:
            self.follower.word.heard(None)
        asked = replace(asked, checks=self.follower.word.told_by(asked))
        return still(asked, self.site, f"status {NOT_MODIFIED}")

    def _read(self, captured: CapturedPage, asked: Asked) -> Visit:
        """What the page amounts to. One that we fail at keeps its bytes, to be read again."""
        try:
            return read(
                captured,
                self.site,
                url=asked.url,
                vocabulary=self.session.vocabulary(self.site.name),
                expected=asked.kind,
                announced=self.follower.announced(asked),
                start=asked.start,
            )
        except Exception as error:
            log.exception("cannot read %s", asked.url)
            return _unread(asked, self.site, error, captured)

    def _learn_origin(self, asked: Asked, follow: Asked) -> None:
        """Ask at the host that the site prefers from now on, after it has said so once."""
        preferred = origin_of(follow.address)
        same_path = address(asked.address, self.site, origin=preferred) == follow.address
        if self._origin is None and follow.url == asked.url and same_path:
            self._origin = preferred


def _is_true(text: bool | str) -> bool:
    """A switch as Scrapy's command line gives it."""
    return str(text).lower() in ("1", "true", "yes")


def _unread(asked: Asked, site: Site, error: Exception, captured: CapturedPage | None) -> Visit:
    said = f"{type(error).__name__}: {error}"[:300]
    problem = Problem("reader_failed", f"the page could not be read: {said}", Severity.ERROR)
    reason = "the page could not be read"
    return asked.visit(
        site.name, PageState.UNREADABLE, reason, capture=captured, problems=(problem,)
    )
