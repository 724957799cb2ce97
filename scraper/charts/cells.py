"""Figures in rows and columns, drawn as coloured cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from scraper.charts.axes import ROW_HEIGHT, column_axis, name_axis
from scraper.charts.cell import Cell as Cell
from scraper.charts.theme import (
    DARK_STEPS,
    INK,
    PAPER,
    SCALE,
    Row,
    Spec,
    chart,
    finished,
    key,
    places,
)
from scraper.charts.wording import labels

#: From this share of the scale on a figure is written in white.
_DARK_FROM = 1 - DARK_STEPS / len(SCALE)
#: Pixels of a character of a label, about.
_CHARACTER_PIXELS = 6.2


def peaks(cells: Sequence[Cell]) -> dict[str, str]:
    """Each row with the column of its largest value, the first of several."""
    best: dict[str, tuple[float, str]] = {}
    for cell in sorted(cells, key=lambda one: one.column):
        value = cell.value or 0.0
        if cell.row not in best or value > best[cell.row][0]:
            best[cell.row] = (value, cell.column)
    return {row: column for row, (_, column) in best.items()}


def cells_table(
    cells: Sequence[Cell],
    rows: Sequence[str],
    columns: Sequence[str],
    written: Mapping[tuple[str, str], str],
    largest: float,
    width: int,
    heads: tuple[str, str, str],
    *,
    slanted: bool = False,
) -> Spec:
    """Cells in colour with figures in them; light where there is none."""
    short_rows, short_columns = labels(rows), labels(columns)
    values = {(cell.row, cell.column): cell.value for cell in cells}
    data: list[Row] = [
        {
            "row": key(short_rows[row]),
            "column": key(short_columns[column]),
            "value": values.get((row, column)),
            "text": written.get((row, column), ""),
            "dark": (values.get((row, column)) or 0) >= _DARK_FROM * largest,
        }
        for row in rows
        for column in columns
    ]
    needed = max(map(len, short_columns.values()), default=0) * _CHARACTER_PIXELS
    angle = -40 if slanted and needed * len(columns) > width else 0
    base = chart(width, alt.Step(ROW_HEIGHT + 2)).encode(
        x=alt.X(
            "column:N",
            scale=places(list(short_columns.values())),
            axis=column_axis(columns, width, angle),
        ),
        y=alt.Y("row:N", scale=places(list(short_rows.values())), axis=name_axis()),
    )
    scale = alt.Scale(type="quantize", domain=[0, largest], range=list(SCALE))
    colour = alt.condition(
        "isValid(datum.value)", alt.Color("value:Q", scale=scale, legend=None), alt.value(PAPER)
    )
    boxes = base.mark_rect(stroke=PAPER, strokeWidth=1).encode(color=colour)
    white = alt.condition("datum.dark", alt.value(PAPER), alt.value(INK))
    figures = base.mark_text(fontSize=10).encode(text="text:N", color=white)
    return finished(alt.layer(boxes, figures), data, *heads)
