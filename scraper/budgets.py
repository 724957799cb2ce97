"""How far a run follows addresses that bring nothing new, so that no trap holds it.

Calendars, session ids, facets and pagers without end make addresses faster than they
can be asked for, and all of them are alike. What is counted is therefore not how many
addresses are alike, but how many of them were asked for in vain: a site with fifty
thousand articles below one path meets no limit, and neither does what the site's own
sitemaps and feeds name.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

from archive.read_pages import read_below
from archive.records import FoundLink, PageKind, PageState, Problem, Visit
from scraper.asked import Asked
from scraper.url_patterns import Pattern, Shape, patterns_of
from scraper.waiting import Waiting

#: Links taken of one page that is no sitemap and no feed.
MAX_LINKS = 5_000
#: Links from the site's own lists to a page whose links are still followed.
MAX_DEPTH = 6
#: Links that one run follows or takes note of on one site, whatever names them.
MAX_ADDRESSES = 500_000
#: Addresses that are alike: how many are asked for in vain, and how many may wait.
IN_VAIN = {Shape.SESSION: 40, Shape.VARIANTS: 40, Shape.PATTERN: 120, Shape.FOLDER: 2_000}
MAX_WAITING = {
    Shape.SESSION: 1_000,
    Shape.VARIANTS: 1_000,
    Shape.PATTERN: 5_000,
    Shape.FOLDER: 50_000,
}
#: A new article makes good for so many pages without one.
CREDIT = 4
#: The same content so often under addresses that differ in a session alone shows the session.
MAX_SAME = 3
#: Asked for in vain before it is looked up how such addresses did in earlier runs.
PROBES = 5
#: Pages of earlier runs that are looked at for that.
MAX_RECALLED = 5_000
#: Refused links of one page that are recorded one by one; the rest is only counted.
MAX_RECORDED = 20

_IN_VAIN_STATES = frozenset(
    [
        *(PageState.FETCHED, PageState.EMPTY, PageState.UNREADABLE, PageState.REDIRECTED),
        *(PageState.GONE, PageState.MISSING, PageState.SOFT_404, PageState.WALL),
    ]
)
#: Kinds of pages whose links are held to no limit but that of a run.
OWN_LISTS = (PageKind.SITEMAP, PageKind.FEED)


@dataclass(slots=True)
class _Budget:
    """What is left to addresses of one pattern."""

    left: int
    waiting: int = 0
    in_vain: int = 0
    same: int = 0  #: pages in a row with content that was seen before


class Budgets:
    """The limits of one run on one site, for addresses that are found on pages."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._budgets: dict[Pattern, _Budget] = {}
        self._watched: set[str] = set()
        self._dropped: set[str] = set()
        self._taken_in = 0
        self._contents: Counter[bytes] = Counter()

    def admitted(self, visit: Visit, asked: Asked, known: Set[str]) -> Visit:
        """The visit with the links that may be followed; those beyond a limit are REFUSED.

        ``known``: addresses that wait or were asked for, on which nothing is decided. Of
        refused links :data:`MAX_RECORDED` are kept; each limit is one problem.
        """
        own_list = visit.kind in OWN_LISTS
        refused = Counter[str]()
        fresh = Counter[Pattern]()
        kept: list[FoundLink] = []
        for place, link in enumerate(visit.links):
            if link.url in self._dropped:
                continue  # recorded as refused already; named once more it would wait again
            reason = None
            if link.state is not PageState.REFUSED and link.url not in known:
                reason = self._refusal(link.url, asked, place, None if own_list else fresh)
            elif own_list:
                self._trust(link.url)
            if reason is None:
                kept.append(link)
                continue
            refused[reason] += 1
            if refused[reason] <= MAX_RECORDED:
                kept.append(replace(link, state=PageState.REFUSED, reason=reason))
        problems = tuple(_links_refused(reason, count) for reason, count in refused.items())
        return replace(visit, links=tuple(kept), problems=(*visit.problems, *problems))

    def watched(self, asked: Asked, origin: Visit | Asked) -> Asked:
        """The page, whose end is counted if it was found on a page, or came from one that is.

        ``origin``: the visit of the page with the link, or what redirects there.
        """
        found = origin.url in self._watched
        if isinstance(origin, Visit):
            found = origin.kind not in OWN_LISTS and asked.kind not in OWN_LISTS
        if found and asked.url not in self._watched:
            self._watched.add(asked.url)
            for pattern in patterns_of(asked.url):
                self._budget(pattern).waiting += 1
        return asked

    def settle(self, visit: Visit, asked: Asked, waiting: Waiting) -> Visit:
        """Count how a page ended; if it was one too many, what is like it waits no longer.

        The visit then has the pages that are not asked for as refused links, and a
        problem that names what they have in common.
        """
        problems, links = [], []
        for pattern in self._closed_by(visit, asked):
            reason = self._reason(pattern)
            dropped = waiting.remove(partial(self._is_like, pattern))
            for one in dropped:
                self._forget(one.url)
                self._dropped.add(one.url)
                links.append(_not_asked(one, reason))
            more = f"; {len(dropped):,} that waited are not asked for" if dropped else ""
            problems.append(Problem("address_limit", reason + more))
        if not problems:
            return visit
        return replace(visit, links=(*visit.links, *links), problems=(*visit.problems, *problems))

    def _closed_by(self, visit: Visit, asked: Asked) -> list[Pattern]:
        """The patterns that no further page is asked for of, now that this one has ended."""
        is_new, times = self._content(visit)
        if is_new:
            for url in (*asked.came_from, asked.url):
                self._credit(url)
        if asked.url not in self._watched:
            return []
        self._forget(asked.url)
        if is_new or not _is_in_vain(visit):
            return []
        return [pattern for pattern in patterns_of(asked.url) if self._in_vain(pattern, times)]

    def _is_like(self, pattern: Pattern, asked: Asked) -> bool:
        return asked.url in self._watched and pattern in patterns_of(asked.url)

    def _trust(self, url: str) -> None:
        """The site's own sitemap or feed names this address: it is held to no limit."""
        if url in self._watched:
            self._forget(url)

    def _reason(self, pattern: Pattern) -> str:
        """Why no further page is asked for of a pattern, in words."""
        budget = self._budget(pattern)
        if pattern.shape is Shape.SESSION and budget.same >= MAX_SAME - 1:
            return f"addresses like {pattern.text} show the same page"
        return f"addresses like {pattern.text} brought no new article {budget.in_vain:,} times"

    def _refusal(
        self, url: str, asked: Asked, place: int, fresh: Counter[Pattern] | None
    ) -> str | None:
        """Why an address is not taken in; None if it is.

        ``place``: of the link on its page; ``fresh``: what the page has brought in so far,
        None of a sitemap or a feed.
        """
        if self._taken_in >= MAX_ADDRESSES:
            return f"a run takes in {MAX_ADDRESSES:,} addresses of a site"
        self._taken_in += 1
        if fresh is None:
            return None
        if place >= MAX_LINKS:
            return f"more than {MAX_LINKS:,} links on one page"
        if asked.depth >= MAX_DEPTH:
            return f"more than {MAX_DEPTH} links away from the lists of the site"
        patterns = patterns_of(url)
        for pattern in patterns:
            budget = self._budgets.get(pattern)
            if budget is not None and budget.left <= 0:
                return self._reason(pattern)
            waiting = fresh[pattern] + (budget.waiting if budget else 0)
            if waiting >= MAX_WAITING[pattern.shape]:
                return f"more than {waiting:,} addresses like {pattern.text} wait"
        fresh.update(patterns)
        return None

    def _budget(self, pattern: Pattern) -> _Budget:
        budget = self._budgets.get(pattern)
        if budget is None:
            budget = self._budgets[pattern] = _Budget(IN_VAIN[pattern.shape])
        return budget

    def _forget(self, url: str) -> None:
        self._watched.discard(url)
        for pattern in patterns_of(url):
            self._budget(pattern).waiting -= 1

    def _content(self, visit: Visit) -> tuple[bool, int]:
        """Whether the page holds an article that this run has not read yet; how often it has."""
        if visit.article is None:
            return False, 0
        text = f"{visit.article.title}\0{visit.article.body_text}"
        digest = blake2b(text.encode("utf-8", "replace"), digest_size=12).digest()
        self._contents[digest] += 1
        return self._contents[digest] == 1, self._contents[digest]

    def _credit(self, url: str) -> None:
        for pattern in patterns_of(url):
            budget = self._budgets.get(pattern)
            if budget is not None and budget.left > 0:
                budget.left = min(IN_VAIN[pattern.shape], budget.left + CREDIT)
                budget.same = 0

    def _in_vain(self, pattern: Pattern, times: int) -> bool:
        """Count a page without anything new; True if it was the last one of its pattern."""
        budget = self._budget(pattern)
        if budget.left <= 0:
            return False
        budget.left -= 1
        budget.in_vain += 1
        budget.same = budget.same + 1 if times else 0
        if pattern.shape is Shape.SESSION and times >= MAX_SAME and budget.same >= MAX_SAME - 1:
            budget.left = 0
        elif budget.in_vain == PROBES:
            self._recall(pattern, budget)
        return budget.left <= 0

    def _recall(self, pattern: Pattern, budget: _Budget) -> None:
        """Take earlier runs into account: a trap is not walked into anew every night."""
        pages = [
            (url, article)
            for url, article in read_below(self._connection, pattern.start, MAX_RECALLED)
            if pattern in patterns_of(url)
        ]
        articles = len({article for _, article in pages if article is not None})
        left = IN_VAIN[pattern.shape] - (len(pages) - articles) + CREDIT * articles
        budget.left = max(0, min(budget.left, left))
        budget.in_vain = max(budget.in_vain, len(pages) - articles)


def _is_in_vain(visit: Visit) -> bool:
    """True for an answer that held nothing; a page that failed may hold something."""
    if visit.state is PageState.NOT_MODIFIED:
        return visit.kind is not PageKind.ARTICLE
    return visit.state in _IN_VAIN_STATES


def _not_asked(asked: Asked, reason: str) -> FoundLink:
    return FoundLink(
        url=asked.url,
        address=asked.address if asked.address != asked.url else None,
        kind=asked.kind,
        lastmod=asked.lastmod,
        state=PageState.REFUSED,
        reason=reason,
    )


def _links_refused(reason: str, count: int) -> Problem:
    return Problem("address_limit", f"{count:,} links are not followed: {reason}")
