"""How far a run believes its site's word that a page has not changed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from archive.records import Check, FoundLink, KnownPage, PageKind, Signal
from archive.times import now, utc_or_none
from archive.trust import Word, word_of
from pipelines.store import Session
from scraper.asked import Asked

#: Of a site that has not proven itself so many 304s of a run are looked behind, then one in
#: so many; of one that has, the first and one in so many.
_ALL_AT_FIRST, _THEN_ONE_IN = 10, 4
_PROVEN_ONE_IN = 20
#: So many pages that a sitemap vouches for are looked at all the same in a run, whole: of one
#: that has not proven itself, and of one that has.
_VOUCHED, _VOUCHED_PROVEN = 4, 2
#: So many addresses that sitemaps list are remembered in a run, to see which are missing.
_MOST_LISTED = 200_000
#: Claims of change looked at in a run where most of them are not true.
_DOUBTFUL_CLAIMS = 3
#: A sitemap that vouches for a page puts its turn off, to so many times the plan's longest.
_PUT_OFF = 3
#: Lists are received whole so often, in days, and what a sitemap's index says of its parts
#: is believed for so long.
_LISTS_WHOLE_AFTER, _PARTS_WHOLE_AFTER = 3, 7


class WordOfSite:
    """What one run takes on trust, by the tests in the archive; a sample of it is tested."""

    def __init__(self, site: str, session: Session) -> None:
        self._site = site
        self._session = session
        self._known: dict[Signal, tuple[int, Word]] = {}
        self._not_modified = self._claimed = 0
        self.sitemap_answered = False  #: a sitemap of this site was read, or said it is as it was
        self._listed: set[int] | None = set()

    def of(self, signal: Signal) -> Word:
        """What the word is worth as of the last batch saved."""
        at, word = self._known.get(signal, (-1, Word.UNPROVEN))
        if at != self._session.saved:
            word = word_of(self._session.archive.connection, self._site, signal)
            self._known[signal] = (self._session.saved, word)
        return word

    def may_ask_if_changed(self, known: KnownPage, is_list: bool) -> bool:
        """True if a 304 would be believed, or put to the test."""
        if not known.is_settled or not (known.etag or known.last_modified):
            return False
        word = self.of(Signal.VALIDATOR)
        if not is_list:
            return word is not Word.BROKEN
        # New articles hang on the lists, and there are few of them.
        return word is Word.HOLDS and not _is_older(known.whole_at, _LISTS_WHOLE_AFTER)

    def looks_behind(self) -> bool:
        """True if the 304 that has just come is to be put to the test."""
        self._not_modified += 1
        if self.of(Signal.VALIDATOR) is Word.HOLDS:
            return self._not_modified % _PROVEN_ONE_IN == 1
        return self._not_modified <= _ALL_AT_FIRST or self._not_modified % _THEN_ONE_IN == 0

    def vouches_for(self, page: KnownPage) -> bool:
        """True if the site's sitemap says, believably, that a page that is due has not changed."""
        if not self.speaks_of(page) or self.of(Signal.LASTMOD) is Word.BROKEN:
            return False
        # Not all pages of a first crawl have their turn in the same night.
        share = zlib.crc32(page.url.encode()) % 1000 / 1000
        longest = (_PUT_OFF - share) * self._session.archive.plan.days
        return not _is_older(page.last_visited_at, longest)

    @property
    def vouched_looks(self) -> int:
        """How many of the pages that the sitemap vouches for are looked at in a run."""
        if not self.sitemap_answered:
            return 0
        word = self.of(Signal.LASTMOD)
        proven = {Word.HOLDS: _VOUCHED_PROVEN, Word.BROKEN: 0}
        return proven.get(word, _VOUCHED)

    def heard(self, links: Sequence[FoundLink] | None) -> None:
        """Take in what a sitemap lists; None: one that is said to be as it was."""
        self.sitemap_answered = True
        if links is None or self._listed is None or len(self._listed) > _MOST_LISTED:
            self._listed = None
        else:
            self._listed.update(hash(link.url) for link in links)

    def heard_before(self, link: FoundLink) -> None:
        """Take note of a list that the run has read which this one goes on with."""
        if link.kind is PageKind.SITEMAP:
            self.heard(None)

    def speaks_of(self, page: KnownPage) -> bool:
        """True if a sitemap says by its time of change that a page is as it was when last visited.

        One that it does not list any more may have vanished. Where a part of the sitemaps was
        not read in this run, what it listed when it was read counts.
        """
        if not self.sitemap_answered or page.lastmod is None or not page.is_settled:
            return False
        if page.lastmod > (page.visited_lastmod or page.last_visited_at or ""):
            return False
        return self._listed is None or hash(page.url) in self._listed

    def told_by(self, asked: Asked) -> tuple[Check, ...]:
        """What a 304 puts to the test: nothing of the sitemap's, unless a 304 is believed."""
        if self.of(Signal.VALIDATOR) is Word.HOLDS:
            return asked.checks
        return tuple(check for check in asked.checks if check.signal is not Signal.LASTMOD)

    def claims_truly(self) -> bool:
        """True if a claim of change is to be looked at; of doubtful ones only a few are."""
        if self.of(Signal.CLAIM) is not Word.BROKEN:
            return True
        self._claimed += 1
        return self._claimed <= _DOUBTFUL_CLAIMS

    def spares_part(self, known: KnownPage | None, lastmod: str | None) -> bool:
        """True if the index of a sitemap says, believably, that a part of it is as it was."""
        if known is None or known.kind is not PageKind.SITEMAP or not known.is_settled:
            return False
        claim = utc_or_none(lastmod)
        if claim is None or self.of(Signal.LASTMOD) is Word.BROKEN:
            return False
        if claim > (known.visited_lastmod or known.last_visited_at or ""):
            return False
        if _is_older(known.whole_at, _PARTS_WHOLE_AFTER):
            return False
        self._listed = None
        return True


def _is_older(moment: str | None, days: float) -> bool:
    """True for a time more than so many days ago, or none."""
    if moment is None:
        return True
    return datetime.fromisoformat(now()) - datetime.fromisoformat(moment) > timedelta(days=days)
