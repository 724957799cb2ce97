"""How often a site publishes, by its own past, and whether its silence is improbable."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

#: Days of publication looked at, and gaps that must be known before any is called long.
_DAYS, _FEWEST_GAPS = 200, 10
#: A silence is improbable that is longer than so many of the longest known, and than so
#: many usual ones, and than a week.
_OF_LONGEST, _OF_USUAL, _WEEK = 2.5, 15.0, 7.0
#: So many times longer than the next, a gap is an odd one: between an old article and the rest.
_ODD = 5
#: Offices close in summer and at the turn of the year (month, day): a silence that touches
#: these days may be so much longer.
_HOLIDAYS = (((7, 1), (9, 5)), ((12, 15), (12, 31)), ((1, 1), (1, 15)))
_HOLIDAY_DAYS = 28.0

# From each day to the one before by the index: every article has a row there.
_PUBLISHED = """
WITH RECURSIVE known(id) AS (SELECT id FROM sites WHERE name = :site), found(day) AS (
  SELECT substr(max(published_at), 1, 10) FROM articles
  WHERE site_id = (SELECT id FROM known) AND published_at < :today || '~'
  UNION ALL
  SELECT (SELECT substr(max(a.published_at), 1, 10) FROM articles a
    WHERE a.site_id = (SELECT id FROM known) AND a.published_at < found.day)
  FROM found WHERE found.day > '' LIMIT :days)
SELECT day FROM found WHERE day > ''
"""
# What the first run found had been published long before. By number, so that the articles
# that came last are looked at alone: on each of 200 days there may have come five.
_ADDED = """
SELECT DISTINCT substr(a.first_seen_at, 1, 10) AS day FROM (
  SELECT id FROM articles INDEXED BY articles_narrow
  WHERE site_id = (SELECT id FROM sites WHERE name = :site) ORDER BY id DESC LIMIT 5 * :days) x
CROSS JOIN articles a ON a.id = x.id
WHERE substr(a.first_seen_at, 1, 10) <= :today ORDER BY day DESC LIMIT :days
"""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days between the articles of a site."""

    gaps: int  #: known gaps between two days on which something appeared
    usual: float  #: mean of them, days
    longest: int  #: days, odd ones out left aside
    last_day: str  #: on which something appeared
    silent: int  #: days since then

    @property
    def limit(self) -> float:
        """Days of silence that are still probable."""
        limit = max(_WEEK, _OF_LONGEST * self.longest, _OF_USUAL * self.usual)
        return limit + (_HOLIDAY_DAYS if self._touches_holidays() else 0.0)

    @property
    def is_improbable(self) -> bool:
        """True if the silence is too long for this site."""
        return self.gaps >= _FEWEST_GAPS and self.silent > self.limit

    def _touches_holidays(self) -> bool:
        first = date.fromisoformat(self.last_day)
        days = (first + timedelta(days=n) for n in range(min(self.silent, 366) + 1))
        return any(start <= (day.month, day.day) <= end for day in days for start, end in _HOLIDAYS)


def rhythm(connection: sqlite3.Connection, site: str, today: str) -> Rhythm | None:
    """The rhythm of a site as of a day (ISO); None if fewer than two days are known.

    By days of publication; of a site that states none by the days its articles were found.
    """
    values = {"site": site, "today": today[:10], "days": _DAYS}
    days = _days(connection, _PUBLISHED, values)
    added = _days(connection, _ADDED, values)
    last = max([*days[:1], *added[:1]], default=None)
    if len(days) < len(added):
        days = added
    if last is None or len(days) < 2:
        return None
    gaps = sorted((later - earlier).days for later, earlier in pairwise(days))
    while len(gaps) > _FEWEST_GAPS and gaps[-1] > _ODD * max(_WEEK, gaps[-2]):
        gaps.pop()
    silent = (date.fromisoformat(today[:10]) - last).days
    return Rhythm(len(gaps), sum(gaps) / len(gaps), gaps[-1], last.isoformat(), max(0, silent))


def silence(connection: sqlite3.Connection, site: str, today: str) -> str | None:
    """One sentence on a silence of the site that is improbable; None if there is none."""
    known = rhythm(connection, site, today)
    if known is None or not known.is_improbable:
        return None
    return (
        f"nothing new for {known.silent} days, since {known.last_day}; "
        f"the longest silence before was {known.longest} days"
    )


def _days(connection: sqlite3.Connection, sql: str, values: dict[str, object]) -> list[date]:
    found = []
    for (text,) in connection.execute(sql, values):
        try:
            found.append(date.fromisoformat(text))
        except ValueError:
            continue
    return found
