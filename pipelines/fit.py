"""The step before a visit is stored: what does not fit its site is held back.

Held back is what would take the place of a good version, or would come in as a new article
that is none; and lists that always named something and name nothing.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from archive.profiles import Profile, own_past, profile_of
from archive.records import (
    LIST_KINDS,
    READ_STATES,
    Misfit,
    PageKind,
    PageState,
    Problem,
    Severity,
    Visit,
)
from archive.rhythm import silence
from archive.shown_pages import Own, shown_by
from pipelines.fill import Fill
from pipelines.misfits import misfits
from pipelines.store import Session

log = logging.getLogger(__name__)

_NO_ARTICLE = frozenset({PageState.UNREADABLE, PageState.EMPTY})
#: Visits that found something on a list, before it is missed; one with a query is a page of
#: many, and pages move.
_VISITS, _VISITS_WITH_QUERY = 1, 3

_LIST_BEFORE = """
SELECT count(*) FILTER (WHERE v.state = 'fetched' AND v.kind IN ('listing', 'feed', 'sitemap')),
  count(*) FILTER (WHERE v.state = 'empty')
FROM visits v JOIN pages p ON p.id = v.page_id WHERE p.url = ?
"""
_IS_KNOWN = "SELECT 1 FROM pages WHERE url = ?"


class Fitting:
    """Judges the visits of one run to one site, in the order in which they come."""

    def __init__(self, connection: sqlite3.Connection, profile: Profile) -> None:
        self._connection = connection
        self._profile = profile
        self._fill = Fill()
        self._looked_for_silence = False

    def judge(self, visit: Visit) -> Visit:
        """The visit as given; or in state QUARANTINED, with the reasons as problems."""
        if visit.capture is None:
            return visit
        if visit.kind in LIST_KINDS and visit.state in READ_STATES:
            visit = self._list(visit)
            if visit.misfits or visit.state is PageState.FETCHED:
                return self._alarmed(visit)
        if self._profile.is_blank:
            return visit
        if visit.article is not None and visit.state is PageState.FETCHED:
            return self._article(visit)
        return self._without_article(visit)

    def _article(self, visit: Visit) -> Visit:
        article = visit.article
        assert article is not None
        own = self._own(visit)
        if own and own.digest and visit.capture and own.digest == visit.capture.digest:
            return visit
        shown = shown_by(visit, article)
        if self._is_left_over(own):
            self._profile.add(shown, visit.blocks)
            return visit
        found = misfits(self._profile, shown, own, visit)
        lost = self._fill.lost(self._profile, shown, own)
        if lost:
            visit = replace(visit, problems=(*visit.problems, *lost))
        if found:
            return held(visit, found)
        self._profile.add(shown, visit.blocks)
        return visit

    def _without_article(self, visit: Visit) -> Visit:
        """A page that held an article and holds none is held back; and so is one that should
        hold the first article, if it can only not be read."""
        own = self._own(visit)
        is_none = visit.state in _NO_ARTICLE or visit.state is PageState.FETCHED
        is_page = visit.capture is not None and visit.capture.media_type == "text/html"
        if not is_page or not is_none:
            return visit
        said = f"nothing, as a page of kind {visit.kind}"
        if own is not None and own.body:
            # It is still the page of the article.
            visit = replace(visit, kind=PageKind.ARTICLE)
            return held(visit, (Misfit("body_text", "missing", "the article it had", said),))
        if visit.kind == PageKind.ARTICLE and visit.state is PageState.UNREADABLE:
            return self._unreadable(visit, own)
        return visit

    def _is_left_over(self, own: Own | None) -> bool:
        """True for a page that the first crawl of its site has not come to: what that crawl
        has seen may be one part of the site, one year, one look."""
        if own is not None and own.body:
            return False
        settled = self._profile.settled_at
        return settled is None or (own is not None and own.first_seen_at <= settled)

    def _unreadable(self, visit: Visit, own: Own | None) -> Visit:
        if self._is_left_over(own):
            return visit
        return held(visit, (Misfit("body_text", "missing", "an article", "nothing readable"),))

    def _list(self, visit: Visit) -> Visit:
        if visit.state is PageState.EMPTY:
            given, empty = self._connection.execute(_LIST_BEFORE, (visit.url,)).fetchone()
            if given >= (_VISITS_WITH_QUERY if "?" in visit.url else _VISITS) and not empty:
                said = f"links to articles, as on {given} visits"
                return held(visit, (Misfit("items", "missing", said, "none"),))
        return visit

    def _alarmed(self, visit: Visit) -> Visit:
        """The visit of a list with a word on the silence of its site, if that is improbable."""
        if self._looked_for_silence or visit.state is not PageState.FETCHED:
            return visit
        self._looked_for_silence = True
        said = silence(self._connection, visit.site, visit.visited_at)
        if said is None or self._names_something_new(visit):
            return visit
        problem = Problem("silence", said, Severity.ERROR, "items")
        log.warning("%s: %s", visit.site, said)
        return replace(visit, problems=(*visit.problems, problem))

    def _names_something_new(self, visit: Visit) -> bool:
        return any(
            link.kind is PageKind.ARTICLE
            and link.state is PageState.KNOWN
            and self._connection.execute(_IS_KNOWN, (link.url,)).fetchone() is None
            for link in visit.links
        )

    def _own(self, visit: Visit) -> Own | None:
        own = own_past(self._connection, self._profile, visit.url)
        article = visit.article
        if article is None or article.url == visit.url or (own and own.body):
            return own
        return own_past(self._connection, self._profile, article.url) or own


def held(visit: Visit, found: tuple[Misfit, ...]) -> Visit:
    """The visit held back for these reasons."""
    problems = tuple(
        Problem(
            "misfit",
            f"{one.sign}: expected {one.expected}, found {one.found}"[:500],
            Severity.ERROR,
            one.field,
        )
        for one in found
    )
    fields = ", ".join(dict.fromkeys(one.field for one in found))
    log.warning("held back: %s: does not fit in %s", visit.url, fields)
    return replace(
        visit,
        state=PageState.QUARANTINED,
        reason=f"does not fit what its site has shown: {fields}",
        problems=(*visit.problems, *problems),
        misfits=found,
    )


class FitPipeline:
    """Holds back the visits of a spider that do not fit its site."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._fittings: dict[str, Fitting] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Visit) -> Visit:
        """The visit, held back if it does not fit."""
        if item.site not in self._fittings:
            session = getattr(self._crawler.spider, "session", None)
            assert isinstance(session, Session)
            connection = session.archive.connection
            self._fittings[item.site] = Fitting(connection, profile_of(connection, item.site))
        return self._fittings[item.site].judge(item)
