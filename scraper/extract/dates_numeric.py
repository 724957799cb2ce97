"""Dates in figures only, where their order is certain or proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from scraper.extract.dates_written import Days, make_day
from scraper.extract.months import weekdays_of

# What must not stand before a number is asked behind its first figures: a search then
# leaps from figure to figure.
_YEAR_FIRST = re.compile(
    r"((?:19|20)(?<!\d\d\d)(?<!\d[.,/-]\d\d)\d\d)(?:-(\d\d)-(\d\d)|([./])\s?(\d{1,2})\4\s?(\d{1,2}))(?!\d|[./-]\d)"
)
# Chinese, Japanese and Korean name the parts.
_NAMED_PARTS = re.compile(
    r"((?:19|20)(?<!\d\d\d)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
)
_YEAR_LAST = re.compile(
    r"(\d(?<!\d\d)(?<!\d[.,/-]\d)\d?)([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d)(?!\d|[./-]\d)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,})[.,]{0,2}\s*$")
# What makes figures a version or a telephone number.
_NO_DATE_BEFORE = re.compile(
    r"(?:\bv|\bver(?:sion)?|\brelease|\btel|\bfax|\bphone|\bmob(?:ile|il)?)[.:]?\s*$|\+\d[\d\s/().-]*$",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"(?<![\d.,/])(\d{1,2})\.?\s*(?:[-–—/&]|bis|und|and|to)\s*$")
_DAY_MONTH_BEFORE = re.compile(
    r"(?<![\d.,/])(\d{1,2})([./])\s?(\d{1,2})\.?\s*(?:[-–—]|bis|und|and|to)\s*$"
)
_REACH = 30

_SHORT_YEAR = re.compile(r"(\d(?<![\d.,/:-]\d)\d?)([./])\s?(\d{1,2})\2\s?(\d\d)(?![\d:]|[./-]\d)")
#: Two figures up to this one are a year of this century: no page is older than the web.
_NEWEST_SHORT = 60


def numeric_dates(text: str, month_first: bool | None) -> Iterator[Days]:
    """Every date in figures in ``text``.

    Day and month are told apart by a number over 12, by a weekday printed before it, by
    dots (nobody prints the month first with dots), by another date of the same text, or
    by ``month_first``; a date for which none of these decides is left out.
    """
    named = () if text.isascii() else _NAMED_PARTS.finditer(text)
    for match in (*_YEAR_FIRST.finditer(text), *named):
        numbers = [int(n) for n in match.groups() if n and n.isdigit()]
        day = make_day(*numbers)
        if day:
            yield (day,)
    matches = [m for m in _YEAR_LAST.finditer(text) if not _NO_DATE_BEFORE.search(_before(text, m))]
    if month_first is None:
        month_first = _order_of_text(text, matches)
    for match in matches:
        days = _days(text, match, month_first)
        if days:
            yield days


def proved_order(texts: Iterable[str]) -> bool | None:
    """Month first or not, if the dates in ``texts`` that prove it agree."""
    orders = {
        _order_of_text(text, list(_YEAR_LAST.finditer(text)))
        for text in map(with_full_years, texts)
    } - {None}
    return orders.pop() if len(orders) == 1 else None


def with_full_years(text: str) -> str:
    """``text`` with the years of dates like ``04.11.19`` and ``25/12/20`` in four figures."""
    return _SHORT_YEAR.sub(_full_year, text)


def _full_year(match: re.Match[str]) -> str:
    first, mark, second, year = match.groups()
    century = "20" if int(year) <= _NEWEST_SHORT else "19"
    return f"{first}{mark}{second}{mark}{century}{year}"


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _REACH) : match.start()]


def _order_of_text(text: str, matches: list[re.Match[str]]) -> bool | None:
    """Month first or not, if the dates of the text that prove it agree; dots prove nothing else."""
    orders = {_proved(text, m) for m in matches if m[2] != "."} - {None}
    return orders.pop() if len(orders) == 1 else None


def _proved(text: str, match: re.Match[str]) -> bool | None:
    """Whether this date stands month first, by its numbers or its weekday."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first, month_first = make_day(year, second, first), make_day(year, first, second)
    if not (day_first and month_first):
        return None if day_first == month_first else bool(month_first)
    word = _WORD_BEFORE.search(_before(text, match))
    weekdays = weekdays_of(word[1]) if word else frozenset()
    fits_day_first, fits_month_first = (
        day_first.weekday() in weekdays,
        month_first.weekday() in weekdays,
    )
    return fits_month_first if fits_day_first != fits_month_first else None


def _days(text: str, match: re.Match[str], month_first: bool | None) -> Days:
    order = _proved(text, match)
    if order is None:
        order = False if match[2] == "." and month_first is None else month_first
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if order is None and first != second:
        return ()
    day = make_day(year, first, second) if order else make_day(year, second, first)
    if day is None:
        return ()
    return (*(() if order else _range_start(_before(text, match), day)), day)


def _range_start(before: str, last: date) -> Days:
    """The first day of a range that ends with ``last``: ``21.-23.06.2016``."""
    full = _DAY_MONTH_BEFORE.search(before)
    short = None if full else _DAY_BEFORE.search(before)
    if full:
        day = make_day(last.year, int(full[3]), int(full[1]))
    else:
        day = make_day(last.year, last.month, int(short[1])) if short else None
    return (day,) if day and day < last else ()
