"""What the archive has left for a run, brought in when the site's own lists are through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from archive.frontier import Frontier
from archive.records import LIST_KINDS, Check, FoundLink, KnownPage, PageKind, Signal
from pipelines.store import Session
from scraper.asked import Asked, Turn
from scraper.site import Site
from scraper.spiders.word import WordOfSite
from scraper.urls import refusal
from scraper.walks import Branch, Walk

#: So many pages are brought in at a time; of those that depend on the site's word fewer, since
#: what they show decides about the rest.
_AT_ONCE, _FEW_AT_ONCE = 500, 50
#: A walk that goes on where an earlier run was stopped is a trap if it is longer.
_MAX_PAGES = 500
#: Lists have turns of their own.
LIST_TURNS = {
    PageKind.SITEMAP: Turn.SITEMAP,
    PageKind.FEED: Turn.FEED,
    PageKind.LISTING: Turn.LISTING,
}

_Ask = Callable[[str, str | None, int], list[KnownPage]]


class Turns:
    """Hands out, one chunk after the other, what earlier runs left, what claims a change, and
    what is due."""

    def __init__(
        self,
        site: Site,
        session: Session,
        frontier: Frontier,
        word: WordOfSite,
        *,
        refresh: bool,
        all_before: int | None,
    ) -> None:
        """``refresh``: what is due by its own plan, too. ``all_before``: every article not
        visited by that run or a later one; None: only what is left."""
        self._site = site
        self._session = session
        self._word = word
        self._refresh = refresh
        self._begun = False
        self._frontier = frontier
        stages: list[tuple[_Ask, int, Callable[[KnownPage], Asked | None]]] = [
            (frontier.left, _AT_ONCE, self._left),
            (frontier.claiming, _FEW_AT_ONCE, self._claiming),
        ]
        if refresh:
            stages.append((self._most_overdue, _FEW_AT_ONCE, self._looked_at))
            stages.append((frontier.due, _FEW_AT_ONCE, self._due))
        if all_before is not None:
            every: _Ask = lambda site, after, most: frontier.articles(  # noqa: E731
                site, all_before, after, most
            )
            stages.append((every, _AT_ONCE, self._left))
        stages.append(stages[0])  # lists of a later stage may have led to more
        self._stages = iter(stages)
        self._stage = next(self._stages, None)
        self._after: str | None = None

    def more(self) -> Iterator[Asked]:
        """The next chunk of what is left; nothing when all is done."""
        self._session.flush()
        if not self._begun:
            self._begin()
        while self._stage is not None:
            ask, most, taken = self._stage
            pages = ask(self._site.name, self._after, most)
            chosen = [asked for page in pages if (asked := self._chosen(page, taken)) is not None]
            if pages:
                self._after = pages[-1].url
            if chosen:
                # What lists among them lead to comes after them, in the same stage.
                yield from chosen
                return
            if len(pages) < most:
                self._stage, self._after = next(self._stages, None), None

    def _begin(self) -> None:
        self._begun = True
        if self._refresh:
            self._session.add_due(self._frontier.count_due(self._site.name))

    def _chosen(self, page: KnownPage, taken: Callable[[KnownPage], Asked | None]) -> Asked | None:
        refused = refusal(page.url, self._site, kind=page.kind)
        return None if refused is not None else taken(page)

    def _left(self, page: KnownPage) -> Asked:
        return _asked(page)

    def _claiming(self, page: KnownPage) -> Asked | None:
        if page.kind in LIST_KINDS:
            return _asked(page)
        if not self._word.claims_truly():
            return None
        return _asked(page, Check(Signal.CLAIM))

    def _most_overdue(self, site: str, after: str | None, most: int) -> list[KnownPage]:
        """A sample of what is due and vouched for by a sitemap."""
        looks = 0 if after else min(self._word.vouched_looks, most)
        return self._frontier.most_overdue(site, looks) if looks else []

    def _looked_at(self, page: KnownPage) -> Asked:
        return replace(_asked(page, Check(Signal.LASTMOD)), looks_behind=True)

    def _due(self, page: KnownPage) -> Asked | None:
        if page.kind in LIST_KINDS or self._word.vouches_for(page):
            return None
        if self._word.speaks_of(page):
            return _asked(page, Check(Signal.LASTMOD))
        return _asked(page)


def _asked(page: KnownPage, *checks: Check) -> Asked:
    link = FoundLink(url=page.url, address=page.address, kind=page.kind, lastmod=page.lastmod)
    if page.kind is not PageKind.LISTING:
        return Asked.for_link(link, LIST_TURNS.get(page.kind, Turn.REST), known=page, checks=checks)
    branch = Branch(Walk(start=page.url, max_pages=_MAX_PAGES, pages=1))
    return Asked.for_link(link, Turn.NEXT_PAGE, branch=branch, known=page)
