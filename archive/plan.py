"""When a page is visited again: its own history decides, and no page is ever forgotten.

Young and lately edited articles are looked at soon, old quiet ones rarely, every page at
least every :attr:`Plan.days`. Listings, feeds and sitemaps have no plan: every run begins
with them.
"""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.records import LIST_KINDS, PageState

#: A page is looked at again after this share of the time since it last changed, or appeared.
_SHARE_OF_AGE = 0.25
#: An article edited often is looked at so many times between two edits.
_VISITS_BETWEEN_EDITS = 2.0
#: Days until the next visit: at least (a little less than one, so that a run which begins earlier
#: than that of the night before finds the page due); and where an article's age is not known.
_SOONEST, _AGE_UNKNOWN = 0.9, 7.0
#: Intervals from here on are shortened by up to a quarter, by address: what was found in one
#: night is not all due in one night.
_SPREAD_FROM, _SPREAD = 3.0, 0.25
#: Failures in a row after which a page waits longer each time; before that the next run asks.
_PATIENCE = 2
#: Days until a page is asked for again that has no article to show.
_GONE, _DENIED, _HELD = 7.0, 7.0, 7.0
_FAILING = frozenset({PageState.FAILED, PageState.INCOMPLETE, PageState.MISSING, PageState.KNOWN})
_NO_ARTICLE = frozenset({PageState.UNREADABLE, PageState.WALL, PageState.SOFT_404, PageState.EMPTY})

_FACTS = """
SELECT p.url, p.kind, p.state, v.last_visited_at, v.failures, a.published_at, a.first_seen_at,
  a.last_changed_at, (SELECT count(*) FROM changes h WHERE h.article_id = a.id
    AND h.replaced_at IS NULL AND h.class <> 'first')
FROM pages p JOIN page_visits v ON v.page_id = p.id LEFT JOIN articles a ON a.id = p.article_id
WHERE p.id = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the next visit of a page depends on."""

    url: str
    kind: str
    state: str
    visited_at: str  #: the visit that it is planned after, UTC
    failures: int = 0  #: visits in a row that ended without the page
    published_at: str | None = None  #: of the article read there; None: no date, or no article
    first_seen_at: str | None = None  #: None: no article was read there
    last_changed_at: str | None = None
    changes: int = 0  #: edits seen of the article


@dataclass(frozen=True, slots=True)
class Plan:
    """How often pages are looked at again."""

    days: float = 30.0  #: every page at least so often

    def next_visit(self, facts: PageFacts) -> str | None:
        """When the page is due again, UTC; None if it has no turn of its own."""
        days = self._days(facts)
        if days is None:
            return None
        if days >= _SPREAD_FROM:
            days *= 1 - _SPREAD * (zlib.crc32(facts.url.encode()) % 1000) / 1000
        try:
            due = datetime.fromisoformat(facts.visited_at) + timedelta(days=days)
        except OverflowError:
            return facts.visited_at
        return _aware(due).astimezone(UTC).isoformat(timespec="seconds")

    def _days(self, facts: PageFacts) -> float | None:
        # An article that leads elsewhere for a while is not given up for that.
        given_up = facts.state == PageState.REFUSED and facts.first_seen_at is None
        if facts.kind in LIST_KINDS or given_up:
            return None
        if facts.state in _FAILING:
            return self._after_failures(facts.failures)
        if facts.state == PageState.GONE:
            return min(self.days, _GONE * 2.0 ** min(facts.failures - _PATIENCE, 20))
        if facts.state == PageState.DENIED:
            return min(self.days, _DENIED)
        if facts.state == PageState.QUARANTINED:
            return min(self.days, _HELD)
        if facts.state in _NO_ARTICLE:
            known = facts.first_seen_at is not None
            return self._after_failures(facts.failures) if known else self.days
        return min(self.days, self._of_article(facts)) if facts.first_seen_at else self.days

    def _after_failures(self, failures: int) -> float:
        """Days until a page is asked for again that could not be had; 0: by the next run."""
        if failures <= _PATIENCE:
            return 0.0
        return min(self.days, 2.0 ** min(failures - _PATIENCE, 20))

    def _of_article(self, facts: PageFacts) -> float:
        """Days until an article is due, by its age, its last edit and how often it is edited."""
        age = _days_between(facts.published_at, facts.visited_at)
        seen = _days_between(facts.first_seen_at, facts.visited_at) or 0.0
        if age is None:
            age = max(seen, _AGE_UNKNOWN / _SHARE_OF_AGE)
        days = max(_SOONEST, _SHARE_OF_AGE * age)
        if facts.changes:
            since = _days_between(facts.last_changed_at, facts.visited_at) or 0.0
            days = min(days, max(_SOONEST, _SHARE_OF_AGE * since))
            between = max(seen, 1.0) / facts.changes
            days = min(days, max(_SOONEST, between / _VISITS_BETWEEN_EDITS))
        return days


DEFAULT_PLAN = Plan()


def planned_facts(connection: sqlite3.Connection, page_id: int) -> PageFacts:
    """What the plan of a visited page depends on, as the archive has it."""
    row = connection.execute(_FACTS, (page_id,)).fetchone()
    url, kind, state, visited_at, failures, *article = row
    published_at, first_seen_at, last_changed_at, changes = article
    return PageFacts(
        url=url,
        kind=kind,
        state=state,
        visited_at=visited_at,
        failures=failures,
        published_at=published_at,
        first_seen_at=first_seen_at,
        last_changed_at=last_changed_at,
        changes=changes,
    )


def _days_between(earlier: str | None, later: str) -> float | None:
    """Days from one time of the archive to another; None if one is no time. Never negative."""
    if earlier is None:
        return None
    try:
        between = _aware(datetime.fromisoformat(later)) - _aware(datetime.fromisoformat(earlier))
    except ValueError:
        return None
    return max(0.0, between / timedelta(days=1))


def _aware(moment: datetime) -> datetime:
    """As it is: in another zone the first and last days of the calendar may have no date."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
