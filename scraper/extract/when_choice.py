"""Which of the dates that a page gives is the one asked for, and how sure it is.

Claims come best first. The rules that prefer a later one say why:

* an instant in UTC whose day is not that on the page is the same moment in another zone;
* a stated day that is that of the last change, where the page prints or its address names
  an earlier one, was overwritten by the change;
* an address with a day long before the one stated was given when the page first came out;
* a name that is used for other days too counts only where nothing else says more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone

from lxml import etree

from archive.records import Evidence
from scraper.extract.evidence import absent, found, other, sureness

#: Other values that are kept as evidence.
MOST_OTHERS = 4
#: Methods by which a page says to its readers what its own day is.
PRINTED = frozenset({"text", "byline", "url"})

#: A page stated to be younger than its address by more than this was published again.
LONG_BEFORE = timedelta(days=7)

_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:.h](\d\d)(?![\d.])\s*(?:([ap])\.?m\b)?", re.I)
_QUARTER = 15


@dataclass(frozen=True, slots=True)
class Claim:
    """One date that some place of the page gives."""

    method: str
    place: str
    raw: str
    iso: str
    doubtful: bool = False  #: stands under a name that is used for other days too
    plain: bool = False  #: printed without anything that says what day it is
    element: etree._Element | None = field(default=None, compare=False)

    @property
    def day(self) -> date:
        """Its calendar day, in its own zone."""
        return date.fromisoformat(self.iso[:10])

    @property
    def is_line(self) -> bool:
        """True if the page prints it in an element that holds nothing else."""
        return self.method == "text" and self.element is not None

    @property
    def instant(self) -> datetime | None:
        """The moment, where the place gives one."""
        return datetime.fromisoformat(self.iso) if "T" in self.iso else None


def choose(claims: Sequence[Claim], changed: Sequence[Claim]) -> Claim | None:
    """The best of ``claims``, which are in order; ``changed`` are those of later changes."""
    sure = [claim for claim in claims if not claim.doubtful] or list(claims)
    if not sure:
        return None
    chosen = sure[0]
    if chosen.method in PRINTED or chosen.method == "site-rule":
        return chosen
    shown = [claim for claim in sure if claim.method in PRINTED]
    printed = (claim for claim in shown if claim.method != "url")
    if local := next((claim for claim in printed if is_same_moment(chosen, claim)), None):
        return _in_zone_of(chosen, local)
    return _before_change(chosen, shown, changed) or _by_address(chosen, shown) or chosen


def is_same_moment(stated: Claim, shown: Claim) -> bool:
    """True if an instant in UTC and the day shown are one moment, seen from two zones.

    A clock printed with the day proves or disproves it. Without one, only zones count that
    many people live in: ten hours behind, nine ahead.
    """
    moment = stated.instant
    if moment is None or moment.utcoffset() or moment.date() == shown.day:
        return False
    if _clock(shown) is not None:
        return _offset(moment, shown) is not None
    behind, ahead = moment - timedelta(hours=10), moment + timedelta(hours=9)
    return behind.date() <= shown.day <= ahead.date()


def _in_zone_of(stated: Claim, shown: Claim) -> Claim:
    """The moment stated in the zone of what is shown, if a clock tells it; else the day shown."""
    moment = stated.instant
    offset = _offset(moment, shown) if moment is not None else None
    if moment is None or offset is None:
        return replace(shown, iso=shown.iso[:10])
    return replace(stated, iso=moment.astimezone(timezone(offset)).isoformat())


def _clock(shown: Claim) -> timedelta | None:
    """The time of day printed with a date."""
    match = None if shown.method == "url" else _CLOCK.search(shown.raw)
    if match is None:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + 12 * (match[3] in "pP")
    return timedelta(hours=hour, minutes=int(match[2]))


def _offset(moment: datetime, shown: Claim) -> timedelta | None:
    """How far the clock printed is from UTC, if it can show this very moment."""
    clock = _clock(shown)
    if clock is None:
        return None
    midnight = datetime(shown.day.year, shown.day.month, shown.day.day, tzinfo=moment.tzinfo)
    minutes = (midnight + clock - moment).total_seconds() / 60
    rounded = round(minutes / _QUARTER) * _QUARTER
    if abs(rounded) > 14 * 60 or abs(minutes - rounded) > 1:
        return None
    return timedelta(minutes=rounded)


def _before_change(stated: Claim, shown: Iterable[Claim], changed: Sequence[Claim]) -> Claim | None:
    """An earlier day that the page shows, where the day stated is that of its last change."""
    if stated.day not in {claim.day for claim in changed}:
        return None
    earlier = [c for c in shown if c.day < stated.day - timedelta(days=1) and not c.plain]
    return min(earlier, key=lambda claim: claim.day, default=None)


def _by_address(stated: Claim, shown: Iterable[Claim]) -> Claim | None:
    """The day of the address, where it is long before the one stated: an address is kept."""
    for claim in shown:
        if claim.method == "url" and claim.day < stated.day - LONG_BEFORE:
            return claim
    return None


def evidence_of(
    name: str, chosen: Claim | None, claims: Iterable[Claim], looked: str
) -> list[Evidence]:
    """The evidence for the value chosen, and the other values that the page gives."""
    if chosen is None:
        return [absent(name, looked)]
    rest = [claim for claim in claims if claim.place != chosen.place]
    same = [claim for claim in rest if agree(claim, chosen)]
    differing = [claim for claim in rest if not agree(claim, chosen)]
    sure = sureness(
        chosen.method, len({claim.method for claim in same}), len({c.day for c in differing})
    )
    if chosen.doubtful:
        sure = min(sure, 0.6)
    rows = [found(name, chosen.method, chosen.place, chosen.raw, sure)]
    kept = {claim.day: claim for claim in reversed(rest) if claim.day != chosen.day}
    for claim in list(kept.values())[:MOST_OTHERS]:
        rows.append(other(name, claim.method, claim.place, claim.raw))
    return rows


def agree(first: Claim, second: Claim) -> bool:
    """True if both give one day, or one moment in two zones."""
    if first.day == second.day:
        return True
    return is_same_moment(first, second) or is_same_moment(second, first)
