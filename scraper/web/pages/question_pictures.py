"""The picture of an answer, of the kind that its question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from archive.question_file import Chart, Question
from archive.questions import Answer
from scraper.charts.cells import Cell, cells_table
from scraper.charts.periods import in_a_row
from scraper.charts.specs import (
    MOST_COLUMNS,
    MOST_ROWS,
    heat_map,
    lines,
    over_time,
    ranked,
    together,
)
from scraper.charts.theme import Spec
from scraper.web.asked import Asked
from scraper.web.pages.pictures import height_of, width_of

#: Bars of a ranked picture: more are read in the table.
_MOST_BARS = 25
_PERIOD = re.compile(r"\d{4}(-\d{2})?")
_NONE = "none"


def picture_of(question: Question, chart: Chart, answer: Answer, asked: Asked) -> Spec:
    """The specification of the picture; rows whose figure is none are left out."""
    points = list(_points(chart, answer))
    title, width = question.about, width_of(asked)
    if chart.kind == "bars":
        counts: dict[str, int] = defaultdict(int)
        for x, amount, _ in points:
            counts[x] += round(amount)
        height = height_of(asked, 170)
        return over_time(counts, title=title, width=width, height=height, unit=_words(chart.y))
    if chart.kind == "lines":
        series: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for x, amount, name in points:
            series[name][x] += amount
        height = height_of(asked, 220)
        return lines(series, title=title, width=width, height=height, unit=_words(chart.y))
    if chart.kind == "ranked":
        best = [(x, amount) for x, amount, _ in points[:_MOST_BARS]]
        return ranked(best, title=title, width=width * 3 // 4, unit=_words(chart.y))
    return _heat(chart, points, title, width)


def _points(chart: Chart, answer: Answer) -> Iterator[tuple[str, float, str]]:
    """Of each row what stands along, the figure, and the name of its line or row."""
    figure, name = (chart.series, chart.y) if chart.kind == "heat" else (chart.y, chart.series)
    at = {column: number for number, column in enumerate(answer.columns)}
    for row in answer.rows:
        amount = row[at[figure or chart.y]]
        if isinstance(amount, int | float):
            yield _text(row[at[chart.x]]), float(amount), _text(row[at[name]]) if name else ""


def _heat(chart: Chart, points: list[tuple[str, float, str]], title: str, width: int) -> Spec:
    is_count = chart.series not in ("percent", "lift")
    figures: dict[tuple[str, str], float] = {}
    for x, amount, name in points:
        known = figures.get((name, x))
        figures[name, x] = amount if known is None else (known + amount if is_count else known)
    if chart.series == "lift":
        pairs = [Cell(name, x, amount) for (name, x), amount in figures.items()]
        return together(pairs, title=title, width=width)
    rows = list(dict.fromkeys(name for name, _ in figures))[:MOST_ROWS]
    columns = list(dict.fromkeys(x for _, x in figures))
    if chart.series == "percent" and all(map(_PERIOD.fullmatch, columns)):
        shares = [Cell(name, x, amount / 100) for (name, x), amount in figures.items()]
        return heat_map(shares, title=title, width=width)
    is_time = all(map(_PERIOD.fullmatch, columns))
    columns = (in_a_row(set(columns)) if is_time else columns)[-MOST_COLUMNS:]
    cells = [Cell(name, x, amount) for (name, x), amount in figures.items()]
    written = {place: f"{amount:,.0f}" for place, amount in figures.items()}
    largest = max(figures.values(), default=0) or 1
    heads = (title, "", f"{_words(chart.series or '')} of {len(rows)} by {len(columns)}")
    return cells_table(cells, rows, columns, written, largest, width, heads, slanted=not is_time)


def _text(value: Any) -> str:
    return _NONE if value is None or value == "" else str(value)


def _words(column: str) -> str:
    return column.replace("_", " ")
