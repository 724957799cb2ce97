"""Dates as platforms print them, read without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from scraper.extract.dates_numeric import numeric_dates
from scraper.extract.dates_written import Days, written_dates

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s?(Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?")
_ZONED_TIME = re.compile(
    r"(?<!\d)(\d\d?):(\d\d)(?::(\d\d))?\s*(?:(Z|GMT|UTC?)\b|([+-])(\d\d):?(\d\d)(?!\d))"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: How far from its year the other parts of a date can stand; longer than the longest range.
_REACH = 80
#: Longest printed date looked at; what follows is another text.
_LONGEST = 300
#: No page of a platform is older or newer; a server's zero is no date.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date as read, and the text it was read from."""

    iso: str  #: instant with a zone (``2015-06-05T13:36:00+02:00``), else a day
    raw: str  #: the text given, white space folded


def parse_date(
    text: str, *, language: str | None = None, month_first: bool | None = None
) -> ParsedDate | None:
    """The one date that ``text`` prints, or None if it prints none, several, or a doubtful one.

    ISO 8601 passes through. Otherwise a day: a time without a zone is no instant. Month
    names are read in ``language`` first; ``month_first`` tells the order of numbers where
    neither their size nor a weekday does.
    """
    raw = " ".join(text[:_LONGEST].split())
    iso = _iso(raw)
    if iso is None:
        # The furniture of a translated page often stays English: "on 18 May 2022".
        day = _only_day(raw, language, month_first) or _only_day(raw, "en", month_first)
        if day is None:
            return None
        iso = _with_time(day, raw)
    return ParsedDate(iso, raw) if is_valid_instant(iso) else None


def _only_day(raw: str, language: str | None, month_first: bool | None) -> date | None:
    found = {day for days in _all_dates(raw, language, month_first) for day in days}
    return found.pop() if len(found) == 1 else None


def event_dates(text: str, language: str | None) -> tuple[str, ...]:
    """Days named in running text, ISO, ascending, each once.

    A range gives its first and its last day. Days without a year and dates whose order
    is not proved are left out.
    """
    found = {day.isoformat() for d in _all_dates(text, language, None) for day in d}
    return tuple(sorted(found))


def is_valid_instant(iso: str) -> bool:
    """True for a day (``2023-04-05``) or an ISO 8601 instant with a zone, of a believable year."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", iso):
            day = date.fromisoformat(iso)
        else:
            instant = datetime.fromisoformat(iso)
            if instant.tzinfo is None or not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", iso):
                return False
            day = instant.date()
    except ValueError:
        return False
    return _FIRST_YEAR <= day.year <= _LAST_YEAR and day != date(1970, 1, 1)


def _all_dates(text: str, language: str | None, month_first: bool | None) -> list[Days]:
    parts = " \n".join(_around_years(text))
    return [*written_dates(parts, language), *numeric_dates(parts, month_first)]


def _around_years(text: str) -> Iterator[str]:
    """The parts of ``text`` in which a date can stand: every date here has a year."""
    start = end = 0
    for year in _YEAR.finditer(text):
        if year.start() - _REACH > end:
            if end:
                yield text[start:end]
            start = max(0, year.start() - _REACH)
        end = year.end() + _REACH
    if end:
        yield text[start:end]


def _iso(raw: str) -> str | None:
    compact = _COMPACT.fullmatch(raw)
    if compact:
        return "-".join(compact.groups())
    matches = _ISO.findall(raw)
    if len(set(matches)) != 1:
        return None
    day, time, zone = matches[0]
    if not (time and zone):
        return str(day)
    if zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{time}{zone}"


def _with_time(day: date, raw: str) -> str:
    """The instant, if the text prints a time with its zone; else the day."""
    match = _ZONED_TIME.search(raw)
    if match is None:
        return day.isoformat()
    hour, minute, second, _, sign, zone_hours, zone_minutes = match.groups()
    offset = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if offset else UTC
    try:
        instant = datetime(
            day.year, day.month, day.day, int(hour), int(minute), int(second or 0), tzinfo=zone
        )
    except ValueError:
        return day.isoformat()
    return instant.isoformat()
