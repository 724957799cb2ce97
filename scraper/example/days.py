"""Days as the platform's three languages print them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import NamedTuple

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_RANGES = {
    "en": ("{a} to {b}", "{first}-{b}"),
    "de": ("Vom {a} bis {b}", "Vom {first}. bis {b}"),
    "fr": ("Du {a} au {b}", "Du {first} au {b}"),
}
_ONE_DAY = {"en": "{a}", "de": "Am {a}", "fr": "Le {a}"}


class Days(NamedTuple):
    """A printed day or stretch of days, and which days it names."""

    text: str
    named: tuple[str, ...]  #: ISO


def month(number: int, language: str = "en") -> str:
    """Name of month 1 to 12."""
    return _MONTHS[language].split()[number - 1]


def one_day(day: date, language: str, *, numeric: bool = False) -> Days:
    """``21 June 2016``; ``numeric`` gives ``21.06.2016`` where that is unambiguous: German."""
    if numeric and language == "de":
        return Days(f"{day:%d.%m.%Y}", (day.isoformat(),))
    ordinal = f"{day.day}." if language == "de" else str(day.day)
    if language == "fr" and day.day == 1:
        ordinal = "1er"
    return Days(f"{ordinal} {month(day.month, language)} {day.year}", (day.isoformat(),))


def some_days(first: date, rng: Random, language: str) -> Days:
    """One day, or two to three days, as the beginning of a sentence."""
    last = first + timedelta(days=rng.choice((0, 1, 2)))
    a, b = one_day(first, language), one_day(last, language)
    if first == last:
        return Days(_ONE_DAY[language].format(a=a.text), a.named)
    whole, short = _RANGES[language]
    if first.month == last.month:
        return Days(short.format(first=first.day, b=b.text), a.named + b.named)
    without_year = a.text.removesuffix(f" {first.year}") if first.year == last.year else a.text
    return Days(whole.format(a=without_year, b=b.text), a.named + b.named)


def local(moment: datetime) -> datetime:
    """The moment in the platform's own zone (Brussels, seen from month to month)."""
    return moment.astimezone(timezone(timedelta(hours=2 if 4 <= moment.month <= 10 else 1)))
