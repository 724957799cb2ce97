"""Dates with the month as a word, in running text: ``21-23 June 2016``, ``2016. október 28.``"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from scraper.extract.months import month_of

#: The days one expression names: one, the first and last of a range, or those listed.
Days = tuple[date, ...]

# No day: a part of a longer number, of a decimal, or of a numeric date. What must not stand
# before is asked behind the first figure: a search then leaps from figure to figure.
_DAY = (
    r"\d(?<!\d\d)(?<!\d[.,/:]\d)\d?(?!\d)"
    r"(?:\s?(?:st|nd|rd|th|er|ère|e|de|ste|[ºª°]|ης|η|-?(?:го|ти|ви|ри|ми)|:[ae])(?!\w))?\.?"
)
_AND = (
    r"\s*(?:[-–—―/,&+]|\b(?:to|till|until|through|and|or|bis|und|au|et|al|ed?|y|a|à|à la|al|do|"
    r"až|til|"
    r"till|och|og|ja|és|és|și|si|la|tot|tot en met|en|t/m|i|in|и|до|έως|ως|και|iki|ir|līdz|un|"
    r"kuni|agus|sal-|u)\b)\s*"
)
_DAYS = rf"(?P<days>{_DAY}(?:{_AND}(?:{_DAY})){{0,5}})"
_WORD = r"[^\W\d_]{3,14}(?:\s[Ff]h?ómhair)?"
_OF = r"(?:\s*(?:\b(?:of|de|del|di|den|la|tal)\b|\bd['’]|\bta['’]|[-,/])\s*|\s*)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[.,/-]\d)"
_DMY = re.compile(rf"{_DAYS}{_OF}(?P<month>{_WORD})\.?{_OF}{_YEAR}")
_MDY = re.compile(rf"(?<![^\W_])(?P<month>{_WORD})\.?\s+{_DAYS}(?:\s*,\s*|\s+){_YEAR}")
_YMD = re.compile(
    rf"(?P<year>(?:19|20)(?<![\d.,/-]\d\d)\d\d)(?P<mark>\.|\s?m\.)?,?\s*(?P<month>{_WORD})\.?\s+{_DAYS}"
)
_YDM = re.compile(rf"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)\.?\s?gada\s+{_DAYS}\s*(?P<month>{_WORD})")
# How a date ends whose month stands first: few texts need be searched for one.
_DAY_YEAR = re.compile(rf"{_DAY}(?:\s*,\s*|\s+){_YEAR}")
# The first half of a range that names another month: "30 May – 2 June 2016".
_DM_BEFORE = re.compile(rf"(?P<day>{_DAY}){_OF}(?P<month>{_WORD})\.?{_AND}$")
_MD_BEFORE = re.compile(rf"(?<![^\W_])(?P<month>{_WORD})\.?\s+(?P<day>{_DAY}){_AND}$")
_MD_BEHIND = re.compile(rf"{_AND}(?P<month>{_WORD})\.?\s+(?P<day>{_DAY})")
_NUMBER = re.compile(r"\d+")
# The two plainest forms, for texts that hold one day and nothing else that is a number.
_PLAIN = re.compile(
    r"(?<![^\W_])(?P<d>\d{1,2})(?:st|nd|rd|th|er|[ºª.])?\s+(?:(?:de|of)\s+)?(?P<m>[^\W\d_]{3,14})\.?,?"
    r"\s+(?:de\s+)?(?P<y>(?:19|20)\d\d)(?!\w)"
    r"|(?<![^\W_])(?P<m2>[^\W\d_]{3,14})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?"
    r"\s+(?P<y2>(?:19|20)\d\d)(?!\w)"
)
_FIGURES = re.compile(r"\d(?:(?<!\d\d)\d?:\d\d(?::\d\d)?(?!\d)|(?P<figure>\d*))")
#: Longest text looked at before a date for the first half of its range.
_REACH = 40


def written_dates(text: str, language: str | None) -> Iterator[Days]:
    """Every date in ``text`` whose month is a word, as days; unordered, never a guess.

    Dates without a year, or without a day, are none.
    """
    patterns: list[tuple[re.Pattern[str], re.Pattern[str] | None]] = [(_DMY, _DM_BEFORE)]
    if _DAY_YEAR.search(text):
        patterns.append((_MDY, _MD_BEFORE))
    if "gada" in text:
        patterns.append((_YDM, None))
    for pattern, before in patterns:
        for match in pattern.finditer(text):
            first = before and before.search(text[max(0, match.start() - _REACH) : match.start()])
            yield from _found(match, first, language)
    for match in _YMD.finditer(text):
        if match["mark"] or language in ("hu", "lt"):
            yield from _found(match, _MD_BEHIND.match(text, match.end()), language)


def plain_day(text: str, language: str | None) -> date | None:
    """The day of a short text with one date in a plain form, at a tenth of the cost; else None."""
    if sum(match["figure"] is not None for match in _FIGURES.finditer(text)) != 2:
        return None
    match = _PLAIN.search(text)
    if match is None:
        return None
    month = month_of(match["m"] or match["m2"], language)
    day, year = match["d"] or match["d2"], match["y"] or match["y2"]
    return None if month is None else make_day(int(year), month, int(day))


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _found(
    match: re.Match[str], other: re.Match[str] | None, language: str | None
) -> Iterator[Days]:
    month = month_of(match["month"], language)
    if month is None:
        return
    year = int(match["year"])
    days = [make_day(year, month, int(n)) for n in _NUMBER.findall(match["days"])]
    if None in days:
        days = days[-1:]  # "Article 45, 5 May 2016": only the number beside the month counts
    days += _other_half(other, year, month, match, language)
    kept = tuple(day for day in days if day is not None)
    if kept:
        yield kept


def _other_half(
    other: re.Match[str] | None, year: int, month: int, match: re.Match[str], language: str | None
) -> list[date | None]:
    """The end of a range that stands in another month than ``match``."""
    number = month_of(other["month"], language) if other else None
    if other is None or number is None:
        return []
    day = _NUMBER.search(other["day"])
    is_first = other.re is not _MD_BEHIND
    if is_first and number > month:
        year -= 1
    elif not is_first and number < month:
        year += 1
    return [make_day(year, number, int(day.group()))] if day else []
