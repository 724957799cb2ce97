"""The calendar of runs: one cell a night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import altair as alt

from scraper.charts.theme import MUTED, PAPER, Row, Spec, chart, finished

#: State of a night -> its colour, the weightier the darker; told apart without colour vision.
STATES = {"none": "#eef1f4", "ok": "#8db6d3", "partial": "#f0a04b", "failed": "#9c2a10"}
#: So many weeks are shown, the latest.
MOST_WEEKS = 53

# Not by the locale of the machine.
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAY = "['Mon','','Wed','','Fri','',''][datum.value]"
_LEGEND = {"none": "no run", "ok": "ok", "partial": "worth a look", "failed": "failed"}
_CELL = 13
_WEEK = 7
#: Weeks that the name of a month takes.
_NAME_WEEKS = 4


def calendar(nights: Mapping[str, str], *, title: str, subtitle: str = "") -> Spec:
    """A cell for each day from the first to the last of ``nights``, a column a week.

    ``nights`` by day (``2016-08-04``) is one of :data:`STATES`; days that are not in it are
    ``none``. Of more than :data:`MOST_WEEKS` weeks the latest are shown.
    """
    known = {date.fromisoformat(day): state for day, state in nights.items()}
    last = max(known, default=None)
    rows: list[Row] = []
    if last is not None:
        earliest = last - timedelta(days=last.weekday(), weeks=MOST_WEEKS - 1)
        first = max(min(known), earliest)
        rows = _rows(known, first, last)
    counts = Counter(row["state"] for row in rows)
    says = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    return finished(_drawn(rows), rows, title, subtitle, f"Nights by how their runs ended: {says}.")


def _rows(known: Mapping[date, str], first: date, last: date) -> list[Row]:
    monday = first - timedelta(days=first.weekday())
    rows: list[Row] = []
    free_from, named = 0, ""
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        week = (day - monday).days // _WEEK
        month = ""
        if day.strftime("%Y-%m") != named and week >= free_from and (n == 0 or day.day <= _WEEK):
            named = day.strftime("%Y-%m")
            with_year = n == 0 or day.month == 1
            month = f"{_MONTHS[day.month - 1]} {day.year}" if with_year else _MONTHS[day.month - 1]
            free_from = week + (_NAME_WEEKS + 1 if with_year else 0)
        state = known.get(day, "none")
        rows.append({"week": week, "weekday": day.weekday(), "state": state, "month": month})
    return rows


def _named(words: Mapping[str, str]) -> str:
    """An expression that gives the word for each state."""
    pairs = ", ".join(f"{state}: '{word}'" for state, word in words.items())
    return f"{{{pairs}}}[datum.label]"


def _drawn(rows: list[Row]) -> Any:
    weeks = max((row["week"] for row in rows), default=0) + 1
    base = chart(max(weeks, 4) * _CELL, _WEEK * _CELL)
    x = alt.X("week:Q", axis=None, scale=alt.Scale(domain=[0, max(weeks, 4)], nice=False))
    weekdays = alt.Axis(title=None, labelExpr=_WEEKDAY, domain=False, ticks=False, labelColor=MUTED)
    y = alt.Y("weekday:O", axis=weekdays, scale=alt.Scale(domain=list(range(_WEEK))))
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=list(STATES), range=list(STATES.values())),
        legend=alt.Legend(
            title=None, orient="bottom", symbolType="square", labelExpr=_named(_LEGEND)
        ),
    )
    cells = (
        base.mark_rect(stroke=PAPER, strokeWidth=2)
        .encode(x=x, x2="end:Q", y=y, color=colour)
        .transform_calculate(end="datum.week + 1")
    )
    months = base.mark_text(align="left", baseline="bottom", color=MUTED, fontSize=10).encode(
        x=x, y=alt.value(-4), text="month:N"
    )
    return alt.layer(cells, months)
