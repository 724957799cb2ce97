"""What is asked for next: the links of a visit, held against what is known already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from archive.frontier import Frontier
from archive.records import Announced, Check, FoundLink, PageKind, PageState, Problem, Signal, Visit
from pipelines.store import Session
from scraper.asked import Asked, Turn
from scraper.budgets import Budgets
from scraper.discover_pagers import in_one_pager, listing_key
from scraper.site import Site
from scraper.spiders.conditions import says_same
from scraper.spiders.resumed import Resumed
from scraper.spiders.turns import LIST_TURNS, Turns
from scraper.spiders.word import WordOfSite
from scraper.urls import canonicalize
from scraper.waiting import Waiting
from scraper.walks import Branch, Walk
from scraper.walls import is_kept_out

#: An index of indexes of sitemaps is as deep as honest sites go.
MAX_SITEMAP_DEPTH = 3
MAX_SITEMAPS = 500
#: A walk through a listing that was found is a trap if it is longer.
MAX_PAGES = 500
#: On a site of which nothing is known, listings that look like articles lead on so far.
MAX_DEPTH = 1
#: So many pages in a row without an answer, and the site is left alone until the next run.
MAX_FAILURES = 10
_OWN_LISTS = (Turn.SITEMAP, Turn.FEED, Turn.LISTING)
_READ = (PageState.FETCHED, PageState.EMPTY, PageState.NOT_MODIFIED)


class Follower:
    """Decides for one site and one run which pages are asked for, each at most once."""

    def __init__(
        self, site: Site, session: Session, waiting: Waiting, *, full: bool, refresh: bool
    ) -> None:
        self._site = site
        self._session = session
        self._waiting = waiting
        self._full = full
        self._refresh = refresh
        self._frontier = Frontier(session.archive.connection)
        self._budgets = Budgets(session.archive.connection)
        self.word = WordOfSite(site.name, session)  #: how far the site is believed
        # The rules of a site are asked for before all pages, and are none of them.
        self._asked: set[str] = {canonicalize("/robots.txt", site)}
        self._said: dict[str, list[Announced]] = {}
        self._sitemaps = 0
        self._failures = 0
        kind = {"refresh": refresh, "full": full}
        self._resumed = Resumed(site.name, session, self._frontier, **kind)
        self.has_read = False  #: True as soon as one page could be read

    def begin(self, links: tuple[FoundLink, ...], *, reachable: bool) -> None:
        """Let the site's own lists wait; what earlier runs left comes in after them."""
        limits = {
            canonicalize(listing.path, self._site): listing.max_pages
            for listing in self._site.listings
        }
        for link in links:
            if link.state is PageState.REFUSED or self._is_done(link):
                continue
            start = link.kind is PageKind.UNKNOWN
            self._add_list(link, limits.get(link.url, MAX_PAGES if start else 1), start=start)
        if not reachable:
            return
        turns = Turns(
            *(self._site, self._session, self._frontier, self.word),
            refresh=self._refresh,
            all_before=self._resumed.first_run if self._full else None,
        )
        self._waiting.refill = lambda: self._new(turns.more)

    def _is_done(self, link: FoundLink) -> bool:
        """True for a list that the run which this one goes on with has read."""
        if not self._resumed.has_read(self._frontier.known(link.url)):
            return False
        self.has_read = True
        self._asked.add(link.url)
        self.word.heard_before(link)
        return True

    def _new(self, more: Callable[[], Iterable[Asked]]) -> Iterable[Asked]:
        """The pages of the next chunk that this run has not asked for; nothing at the end."""
        while chunk := list(more()):
            new = [asked for asked in chunk if self._take(asked)]
            if new:
                return new
        return ()

    def follow(self, visit: Visit, asked: Asked) -> Visit:
        """Let wait what the page leads to; the visit with the links that are to be recorded."""
        if self._leads_too_far(visit, asked):
            return replace(visit, links=())
        visit = self._budgets.admitted(visit, asked, self._asked)
        listings = [link for link in visit.links if link.kind is PageKind.LISTING]
        if asked.start:
            listings = self._begin_sections(listings, asked)
        found = [
            self._within_limits(link, asked)
            for link in visit.links
            if link.kind is not PageKind.LISTING
        ]
        brings_news = self._brings_news(visit)
        found = [self._go_on_at(link, visit, asked) for link in found]
        visit = replace(visit, links=tuple(found))
        if asked.branch is None or not listings or not brings_news:
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

    def _go_on_at(self, link: FoundLink, visit: Visit, asked: Asked) -> FoundLink:
        """Let a page wait that is wanted; the link as it is to be recorded."""
        if link.announced is not None:
            self._said.setdefault(link.url, []).append(link.announced)
        if visit.kind is PageKind.SITEMAP and link.kind is not PageKind.SITEMAP:
            return link  # the archive hands them out when their turn comes
        if link.state is PageState.REFUSED or not self._wanted(link):
            return link
        turn = LIST_TURNS.get(link.kind)
        following = Asked.for_link(link, turn or Turn.ARTICLE, depth=asked.depth + 1)
        self._add(self._budgets.watched(following, visit))
        # Lists are noted as due with this page: a run that is killed here is gone on with there.
        return link if turn is None else replace(link, due=True)

    def _brings_news(self, visit: Visit) -> bool:
        """True if a listing is worth going on with: a refresh stops where all is known."""
        if not self._refresh:
            return True
        return any(
            self._frontier.known(link.url) is None
            for link in visit.links
            if link.kind is not PageKind.LISTING and link.state is not PageState.REFUSED
        )

    def shows_unknown(self, visit: Visit) -> bool:
        """True if a list names an article that the archive does not know."""
        return any(
            link.kind is PageKind.ARTICLE
            and link.state is not PageState.REFUSED
            and self._frontier.known(link.url) is None
            for link in visit.links
        )

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
        turn = LIST_TURNS.get(link.kind, Turn.LISTING)
        self._add(Asked.for_link(link, turn, branch=branch, start=start))

    def redirected(self, asked: Asked, follow: Asked) -> None:
        """Let the page wait that another one redirects to, unless it is known already."""
        if follow.url == asked.url:
            self._waiting.add(follow)
            return
        if asked.branch is not None and asked.branch.walk.start == asked.url:
            asked.branch.walk.start = follow.url
        if self._wanted(FoundLink(url=follow.url, kind=follow.kind, lastmod=follow.lastmod)):
            self._add(self._budgets.watched(follow, asked))

    def ended(self, visit: Visit, asked: Asked) -> Visit:
        """Take note of how a page ended; stop where nothing answers, or nothing can be kept."""
        visit = self._budgets.settle(visit, asked, self._waiting)
        is_shut_out = visit.state is PageState.FAILED or is_kept_out(visit)
        self._failures = self._failures + 1 if is_shut_out else 0
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
            followed.append(replace(link, due=True))
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
        if self._resumed and self._resumed.has_visited(self._frontier.known(link.url)):
            return False
        if self._refresh and link.kind is PageKind.SITEMAP:
            return not self.word.spares_part(self._frontier.known(link.url), link.lastmod)
        return self._full or self._frontier.wanted(link.url, link.kind, link.lastmod)

    def _add(self, asked: Asked) -> None:
        if self._take(asked):
            self._waiting.add(asked)

    def _take(self, asked: Asked) -> bool:
        """True if the page may be asked for, once in this run and those it goes on with."""
        is_done = asked.url in self._asked or self._resumed.has_visited(asked.known)
        if is_done or self._frontier.is_erased(asked.url):
            return False
        self._asked.add(asked.url)
        return True

    def as_known(self, asked: Asked) -> Asked:
        """A page about to be asked for, with what is known of it and how it is asked for."""
        known = asked.known or self._frontier.known(asked.url)
        if known is None or not self._refresh or asked.looks_behind or asked.start:
            return replace(asked, known=known)
        asked = replace(asked, known=known)
        return replace(asked, if_changed=self.word.may_ask_if_changed(known, asked.is_list))

    def checks_of(self, visit: Visit, asked: Asked, *, same: bool) -> tuple[Check, ...]:
        """The words of the site that a page which came whole puts to the test."""
        if visit.kind is PageKind.SITEMAP and visit.state in _READ:
            self.word.heard(visit.links)
        tested = any(check.signal is Signal.VALIDATOR for check in asked.checks)
        if tested or visit.capture is None or not says_same(visit.capture, asked):
            return asked.checks
        held: bool | None = None
        if asked.is_list:
            held = same or not self.shows_unknown(visit)
        # That nobody asked whether it has changed, and it has not, is no proof.
        return (*asked.checks, Check(Signal.VALIDATOR, held, proves=False))

    def look_behind(self, asked: Asked) -> None:
        """Ask for a page whole that is said to be as it was."""
        checks = (*asked.checks, Check(Signal.VALIDATOR))
        self._waiting.add(replace(asked, if_changed=False, looks_behind=True, checks=checks))
