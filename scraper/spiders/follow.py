"""What is asked for next: the links of a visit, held against what is known already."""

from __future__ import annotations

from dataclasses import replace

from archive.frontier import Frontier
from archive.records import Announced, FoundLink, PageKind, PageState, Problem, Visit
from pipelines.store import Session
from scraper.asked import Asked, Turn
from scraper.discover_pagers import in_one_pager, listing_key
from scraper.site import Site
from scraper.urls import canonicalize, refusal
from scraper.waiting import Waiting
from scraper.walks import Branch, Walk

#: An index of indexes of sitemaps is as deep as honest sites go.
MAX_SITEMAP_DEPTH = 3
MAX_SITEMAPS = 500
#: A walk through a listing that was found is a trap if it is longer.
MAX_PAGES = 500
#: On a site of which nothing is known, listings that look like articles lead on so far.
MAX_DEPTH = 1
#: So many pages in a row without an answer, and the site is left alone until the next run.
MAX_FAILURES = 10
_TURNS = {
    PageKind.SITEMAP: Turn.SITEMAP,
    PageKind.FEED: Turn.FEED,
    PageKind.LISTING: Turn.LISTING,
}
_OWN_LISTS = (Turn.SITEMAP, Turn.FEED, Turn.LISTING)
_READ = (PageState.FETCHED, PageState.EMPTY)


class Follower:
    """Decides for one site and one run which pages are asked for, each at most once."""

    def __init__(self, site: Site, session: Session, waiting: Waiting, full: bool) -> None:
        self._site = site
        self._session = session
        self._waiting = waiting
        self._full = full
        self._frontier = Frontier(session.archive.connection)
        self._asked: set[str] = set()
        self._said: dict[str, list[Announced]] = {}
        self._sitemaps = 0
        self._failures = 0
        self.has_read = False  #: True as soon as one page could be read

    def begin(self, links: tuple[FoundLink, ...], *, reachable: bool) -> None:
        """Let the site's own lists wait, and what earlier runs left to do."""
        limits = {
            canonicalize(listing.path, self._site): listing.max_pages
            for listing in self._site.listings
        }
        for link in links:
            if link.state is PageState.REFUSED:
                continue
            start = link.kind is PageKind.UNKNOWN
            self._add_list(link, limits.get(link.url, MAX_PAGES if start else 1), start=start)
        if not reachable:
            return
        left = self._frontier.pending(self._site.name)
        if self._full:
            left += self._session.known_articles(self._site.name)
        for page in left:
            # Lists are walked from their beginning anyway.
            if page.kind not in _TURNS and refusal(page.url, self._site) is None:
                link = FoundLink(
                    url=page.url, address=page.address, kind=page.kind, lastmod=page.lastmod
                )
                self._add(Asked.for_link(link, Turn.REST))

    def follow(self, visit: Visit, asked: Asked) -> Visit:
        """Let wait what the page leads to; the visit with the links that are to be recorded."""
        if self._leads_too_far(visit, asked):
            return replace(visit, links=())
        listings = [link for link in visit.links if link.kind is PageKind.LISTING]
        if asked.start:
            listings = self._begin_sections(listings, asked)
        found = [
            self._within_limits(link, asked)
            for link in visit.links
            if link.kind is not PageKind.LISTING
        ]
        turn = Turn.REST if visit.kind is PageKind.SITEMAP else Turn.ARTICLE
        for link in found:
            if link.announced is not None:
                self._said.setdefault(link.url, []).append(link.announced)
            if link.state is not PageState.REFUSED and self._wanted(link):
                depth = asked.depth + 1
                self._add(Asked.for_link(link, _TURNS.get(link.kind, turn), depth=depth))
        visit = replace(visit, links=tuple(found))
        if asked.branch is None or not listings:
            return visit
        return self._walk_on(visit, asked, asked.branch, listings)

    def announced(self, asked: Asked) -> tuple[Announced, ...]:
        """What feeds and listings say of a page, in this run or before; feeds first."""
        said: dict[str, Announced] = {}
        for url in (asked.url, *asked.came_from):
            # What this run has found may not have been saved yet.
            for one in (*self._said.pop(url, ()), *self._frontier.announced(url)):
                said.setdefault(one.method, one)
        return tuple(said[method] for method in sorted(said))

    def _leads_too_far(self, visit: Visit, asked: Asked) -> bool:
        """True for a listing met among articles, beyond those that the lists lead to."""
        return (
            self._site.finds_its_lists
            and visit.kind is PageKind.LISTING
            and asked.branch is None
            and asked.depth > MAX_DEPTH
        )

    def _begin_sections(self, listings: list[FoundLink], asked: Asked) -> list[FoundLink]:
        """Let other listings wait that the first page of a crawl names; its own pagers are left."""
        here = listing_key(asked.url)
        own = [link for link in listings if listing_key(link.url) == here]
        for link in listings:
            if link not in own and link.state is not PageState.REFUSED:
                self._add_list(link, MAX_PAGES)
        return own

    def _add_list(self, link: FoundLink, max_pages: int, *, start: bool = False) -> None:
        walk = Walk(start=link.url, max_pages=max_pages, pages=1)
        branch = Branch(walk) if start or link.kind is PageKind.LISTING else None
        turn = _TURNS.get(link.kind, Turn.LISTING)
        self._add(Asked.for_link(link, turn, branch=branch, start=start))

    def redirected(self, asked: Asked, follow: Asked) -> None:
        """Let the page wait that another one redirects to, unless it is known already."""
        if follow.url == asked.url:
            self._waiting.add(follow)
            return
        if asked.branch is not None and asked.branch.walk.start == asked.url:
            asked.branch.walk.start = follow.url
        if self._wanted(FoundLink(url=follow.url, kind=follow.kind, lastmod=follow.lastmod)):
            self._add(follow)

    def ended(self, visit: Visit, asked: Asked) -> Visit:
        """Take note of how a page ended; stop where nothing answers, or nothing can be kept."""
        self._failures = self._failures + 1 if visit.state is PageState.FAILED else 0
        if self._failures >= MAX_FAILURES:
            self._waiting.stop("site_failing")
        if self._session.error is not None:
            self._waiting.stop("failed")
        if visit.state in _READ:
            self.has_read = True
        elif asked.turn in _OWN_LISTS and visit.state is not PageState.REDIRECTED:
            said = f"this {asked.kind} of the site led nowhere: {visit.state}"
            problem = Problem("list_unusable", f"{said}, {visit.reason}" if visit.reason else said)
            return replace(visit, problems=(*visit.problems, problem))
        return visit

    def _walk_on(
        self, visit: Visit, asked: Asked, branch: Branch, listings: list[FoundLink]
    ) -> Visit:
        walk = branch.walk
        if not branch.brings_new(link.url for link in visit.links):
            return visit
        ahead = [
            link
            for link in listings
            if link.state is not PageState.REFUSED
            and link.url not in self._asked
            and in_one_pager(link.url, walk.start)
        ]
        followed: list[FoundLink] = []
        for link in ahead:
            if not walk.may_go_on():
                said = f"the listing goes on after {walk.max_pages} pages; they were not asked for"
                return replace(
                    visit,
                    links=(*visit.links, *followed),
                    problems=(*visit.problems, Problem("listing_cut", said)),
                )
            way = branch.fork() if len(ahead) > 1 else branch
            self._add(Asked.for_link(link, Turn.NEXT_PAGE, branch=way))
            followed.append(link)
        return replace(visit, links=(*visit.links, *followed))

    def _within_limits(self, link: FoundLink, asked: Asked) -> FoundLink:
        """Sitemaps beyond what a site needs are refused."""
        if link.kind is not PageKind.SITEMAP or link.state is PageState.REFUSED:
            return link
        if link.url in self._asked:
            return link
        self._sitemaps += 1
        if asked.depth >= MAX_SITEMAP_DEPTH:
            reason = f"sitemaps nested deeper than {MAX_SITEMAP_DEPTH}"
        elif self._sitemaps > MAX_SITEMAPS:
            reason = f"more than {MAX_SITEMAPS} sitemaps"
        else:
            return link
        return replace(link, state=PageState.REFUSED, reason=reason)

    def _wanted(self, link: FoundLink) -> bool:
        if link.url in self._asked:
            return False
        return self._full or self._frontier.wanted(link.url, link.kind, link.lastmod)

    def _add(self, asked: Asked) -> None:
        if asked.url not in self._asked and not self._frontier.is_erased(asked.url):
            self._asked.add(asked.url)
            self._waiting.add(asked)
