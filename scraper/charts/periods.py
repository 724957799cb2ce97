"""Months and years in a row, without holes, and no more of them than a picture can show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

#: So many bars can still be told apart on 700 pixels.
MOST_PERIODS = 400

_STEPS = (1, 2, 5, 10, 20, 50, 100)
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")

Value = TypeVar("Value")


def by_period(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by month (``2016-08``) or year (``2016``), in order, with 0 in the holes.

    Keys that are neither are left out; of years and months mixed, and of more than
    :data:`MOST_PERIODS` months, years are made; of more years the last so many are kept.
    """
    months = {key: number for key, number in counts.items() if _MONTH.fullmatch(key)}
    years = {key: number for key, number in counts.items() if _YEAR.fullmatch(key)}
    if months and not years:
        row = between(min(months), max(months))
        if len(row) <= MOST_PERIODS:
            return {month: months.get(month, 0) for month in row}
    together = Counter(years)
    for month, number in months.items():
        together[month[:4]] += number
    if not together:
        return {}
    row = between(min(together), max(together))[-MOST_PERIODS:]
    return {year: together[year] for year in row}


def filled(values: Mapping[str, Value], nothing: Value) -> dict[str, Value]:
    """Values by month or by year, in order, with ``nothing`` in the holes.

    All keys are of the kind of the first; others, and all but the last :data:`MOST_PERIODS`,
    are left out.
    """
    kind = _MONTH if any(_MONTH.fullmatch(key) for key in values) else _YEAR
    kept = {key: value for key, value in values.items() if kind.fullmatch(key)}
    if not kept:
        return {}
    row = between(min(kept), max(kept))[-MOST_PERIODS:]
    return {period: kept.get(period, nothing) for period in row}


def are_periods(texts: Iterable[str]) -> bool:
    """True if all are years, or all are months."""
    kept = list(texts)
    return any(all(kind.fullmatch(text) for text in kept) for kind in (_YEAR, _MONTH))


def in_a_row(texts: Iterable[str]) -> list[str]:
    """Different texts in order; of years or months every one from the first to the last."""
    row = sorted(set(texts))
    return between(row[0], row[-1])[-MOST_PERIODS:] if row and are_periods(row) else row


def between(first: str, last: str) -> list[str]:
    """Every year or month from the first to the last, both included."""
    if len(first) == len("2016"):
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    return [
        f"{number // 12:04d}-{number % 12 + 1:02d}"
        for number in range(_number(first), _number(last) + 1)
    ]


def ticks(periods: Sequence[str], most: int) -> list[str]:
    """The periods that a label is written at: at most ``most``, at even distances.

    Of months the Januaries, as far as there are two of them.
    """
    if len(periods[0]) == len("2016"):
        return _thinned(periods, most)
    januaries = [one for one in periods if one.endswith("-01")]
    if len(januaries) > 1:
        return _thinned(januaries, most)
    return list(periods[:: -(-len(periods) // most)])


def _thinned(periods: Sequence[str], most: int) -> list[str]:
    """Years, or Januaries, of round numbers."""
    step = next((n for n in _STEPS if len(periods) <= n * most), _STEPS[-1])
    return [one for one in periods if int(one[:4]) % step == 0]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
