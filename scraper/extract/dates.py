"""Dates as platforms print them, read without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from scraper.extract.dates_clock import zoned_time
from scraper.extract.dates_numeric import numeric_dates
from scraper.extract.dates_written import Days, plain_day, written_dates

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?(?![\d-])"
)
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(\d\d)(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?\s?(Z|[+-]\d\d:?\d\d)?)?"
)
# The order of C and of Unix: "Thu Apr 18 10:22:33 CEST 2019".
_CTIME = re.compile(r"\b([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d)( [A-Z]{3,4})? ((?:19|20)\d\d)$")
# One pattern for each century: a search leaps to the figures it begins with, which is why
# what must not stand before them is asked behind them.
_YEARS = tuple(re.compile(rf"{first}(?<!\d\d\d)\d\d(?!\d)") for first in ("19", "20"))
#: A number that can be a day: every date here has one.
_SMALL = re.compile(r"\d(?<!\d\d)\d?(?!\d)")
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

    ISO 8601 passes through. Otherwise a day, or an instant where a time is printed with its
    zone: a time without one is no instant. Month
    names are read in ``language`` first; ``month_first`` tells the order of numbers where
    neither their size nor a weekday does.
    """
    raw = " ".join(text[:_LONGEST].split())
    iso = _iso(raw)
    if iso is None and (match := _CTIME.search(raw)):
        raw = f"{raw[: match.start()]}{match[1]} {match[4]} {match[2]}{match[3] or ''}"
    if iso is None:
        # The furniture of a translated page often stays English: "on 18 May 2022".
        day = _only_day(raw, language, month_first) or _only_day(raw, "en", month_first)
        if day is None:
            return None
        iso = _with_time(day, raw)
    return ParsedDate(iso, raw) if is_valid_instant(iso) else None


def _only_day(raw: str, language: str | None, month_first: bool | None) -> date | None:
    if day := plain_day(raw, language):
        return day
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
    if not _SMALL.search(parts):
        return []
    return [*written_dates(parts, language), *numeric_dates(parts, month_first)]


def _around_years(text: str) -> Iterator[str]:
    """The parts of ``text`` in which a date can stand: every date here has a year."""
    start = end = 0
    for year in sorted(match.start() for century in _YEARS for match in century.finditer(text)):
        if year - _REACH > end:
            if end:
                yield text[start:end]
            start = max(0, year - _REACH)
        end = year + 4 + _REACH
    if end:
        yield text[start:end]


def _iso(raw: str) -> str | None:
    compact = _COMPACT.fullmatch(raw)
    if compact:
        return _of_compact(*compact.groups())
    matches = _ISO.findall(raw)
    if len(set(matches)) != 1:
        return None
    day, time, zone = matches[0]
    return f"{day}T{time.replace(',', '.')}{_zone(zone)}" if time and zone else str(day)


def _of_compact(
    year: str, month: str, day: str, hour: str, minute: str, second: str, zone: str
) -> str:
    date_part = f"{year}-{month}-{day}"
    return f"{date_part}T{hour}:{minute}:{second or '00'}{_zone(zone)}" if zone else date_part


def _zone(zone: str) -> str:
    """An offset as ISO 8601 writes it in full: ``+0200`` and ``+02`` are ``+02:00``."""
    if zone in "Zz":
        return "Z"
    return f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"


def _with_time(day: date, raw: str) -> str:
    """The instant, if the text prints a time with its zone; else the day."""
    time = zoned_time(raw)
    return day.isoformat() if time is None else datetime.combine(day, time).isoformat()
