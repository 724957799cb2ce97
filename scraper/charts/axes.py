"""Axes and bars that several pictures share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from scraper.charts.periods import are_periods, ticks
from scraper.charts.theme import MAIN, chart, key, named_axis, places

#: Pixels of a line of names.
ROW_HEIGHT = 20

_WIDEST_BAR = 46
#: Pixels that the label of a year or month takes on an axis.
_TICK_PIXELS = 44


def period_bars(periods: list[str], width: int, height: int) -> alt.Chart:
    """Bars over a row of periods; what they count is still to be encoded."""
    step = width / max(1, len(periods))
    size = {"band": 0.86} if step < _WIDEST_BAR else _WIDEST_BAR
    x = alt.X("period:O", scale=places(periods), axis=period_axis(periods, width))
    bars: alt.Chart = chart(width, height).mark_bar(color=MAIN, width=size).encode(x=x)
    return bars


def period_axis(periods: list[str], width: int) -> alt.Axis:
    """Some of the periods written below them; the Januaries by their year."""
    at = ticks(periods, max(2, width // _TICK_PIXELS)) if periods else []
    years = bool(at) and all(one.endswith("-01") for one in at) and len(at) > 1
    text = "slice(datum.value, 1, 5)" if years else "slice(datum.value, 1)"
    return alt.Axis(
        values=[key(one) for one in at], labelExpr=text, title=None, labelAngle=0, grid=False
    )


def column_axis(columns: Sequence[str], width: int, angle: int) -> alt.Axis:
    """The columns of a table written above it; of many periods some."""
    options: dict[str, Any] = {"orient": "top", "labelAngle": angle}
    most = max(2, width // _TICK_PIXELS)
    if len(columns) > most and are_periods(columns):
        options["values"] = [key(one) for one in ticks(list(columns), most)]
    return named_axis(domain=False, ticks=False, **options)


def name_axis() -> alt.Axis:
    """Names written before their lines."""
    return named_axis(domain=False, ticks=False)


def number_axis(unit: str, largest: float) -> alt.Axis:
    """Numbers from 0 to the largest, of what is counted in whole ones."""
    few = max(1, min(4, int(largest)))
    return alt.Axis(title=unit, tickCount=few, tickMinStep=1, domain=False, format="~s")
