"""The pictures of the browser view and of the report, as Vega-Lite specifications.

Plain figures in, in the order in which they are to be shown; a specification out, for
:mod:`scraper.charts.rendering`. All of them take ``title``, which is a question, and
``subtitle``, which says what is counted. Figures may be none at all: the picture is empty then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from scraper.charts.axes import ROW_HEIGHT, name_axis, number_axis, period_axis, period_bars
from scraper.charts.cell import Cell
from scraper.charts.cells import cells_table, peaks
from scraper.charts.periods import by_period, filled, in_a_row
from scraper.charts.theme import INK, MAIN, SERIES, Row, Spec, chart, finished, key, places
from scraper.charts.wording import label, labels

#: Width of a picture in a page of 900 pixels, without its axis.
WIDTH = 700
#: Shares from here on are written into the cells of a heat map.
WRITTEN_FROM = 0.08
#: Rows and columns of a table of cells, and lines of a picture, that can still be read.
MOST_ROWS, MOST_COLUMNS, MOST_LINES = 60, 40, len(SERIES)
#: Kinds beyond those that have a colour.
OTHERS = "others"


def over_time(
    counts: Mapping[str, int],
    *,
    title: str,
    subtitle: str = "",
    width: int = WIDTH,
    height: int = 170,
    unit: str = "articles",
) -> Spec:
    """Bars of numbers by month or by year, the holes filled with zero.

    ``counts`` by ``2016-08`` or ``2016``; too many months for a picture become years.
    """
    periods = by_period(counts)
    rows = [{"period": key(period), "number": n} for period, n in periods.items()]
    drawn = period_bars(list(periods), width, height).encode(
        y=alt.Y("number:Q", axis=number_axis(unit, max(periods.values(), default=0)))
    )
    largest = max(periods, key=lambda one: periods[one], default="")
    span = f"from {min(periods)} to {max(periods)}, most in {largest}" if periods else "none"
    says = f"Bars: {sum(periods.values())} {unit}, {span}."
    return finished(drawn, rows, title, subtitle, says)


def trend(
    shares: Mapping[str, float | None],
    *,
    title: str,
    subtitle: str = "",
    width: int = WIDTH,
    height: int = 170,
) -> Spec:
    """Bars of a share (0 to 1) by month or by year; None and holes leave their place empty."""
    periods = filled(shares, None)
    rows: list[Row] = [{"period": key(one), "number": share} for one, share in periods.items()]
    known = {one: share for one, share in periods.items() if share is not None}
    axis = alt.Axis(title="share of the articles", format=".0%", tickCount=4, domain=False)
    drawn = period_bars(list(periods), width, height).encode(
        y=alt.Y(
            "number:Q", axis=axis, scale=alt.Scale(domainMax=max(known.values(), default=1) or 1)
        )
    )
    largest = max(known, key=lambda one: known[one], default="")
    says = f"Bars of a share by period: most in {largest}, {known[largest]:.1%}." if known else ""
    return finished(drawn, rows, title, subtitle, says or "Nothing to show.")


def lines(
    series: Mapping[str, Mapping[str, float]],
    *,
    title: str,
    subtitle: str = "",
    width: int = WIDTH,
    height: int = 220,
    unit: str = "articles",
) -> Spec:
    """A line for each name, by month or by year; of more than :data:`MOST_LINES` the largest."""
    chosen = sorted(series, key=lambda one: -sum(series[one].values()))[:MOST_LINES]
    short = labels(chosen)
    periods = list(filled({one: 0 for name in chosen for one in series[name]}, 0))
    rows: list[Row] = [
        {"period": key(one), "name": key(short[name]), "number": series[name].get(one, 0)}
        for name in chosen
        for one in periods
    ]
    names = [key(short[name]) for name in chosen]
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=names or [""], range=list(SERIES)),
        legend=alt.Legend(labelExpr="slice(datum.label, 1)", title=None, symbolType="circle"),
    )
    largest = max((row["number"] for row in rows), default=0)
    drawn = (
        chart(width, height)
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X("period:O", scale=places(periods), axis=period_axis(periods, width)),
            y=alt.Y("number:Q", axis=number_axis(unit, largest)),
            color=colour,
        )
    )
    says = f"Lines by period of {unit}: {', '.join(short.values()) or 'none'}."
    return finished(drawn, rows, title, subtitle, says)


def ranked(
    counts: Sequence[tuple[str, float]],
    *,
    title: str,
    subtitle: str = "",
    width: int = 420,
    unit: str = "articles",
) -> Spec:
    """A bar for each name with its number, in the order given; at most :data:`MOST_ROWS`."""
    shown = counts[:MOST_ROWS]
    short = labels(name for name, _ in shown)
    rows: list[Row] = [
        {"name": key(short[name]), "number": n, "text": _written(n)} for name, n in shown
    ]
    base = chart(width, alt.Step(ROW_HEIGHT)).encode(
        y=alt.Y("name:N", scale=places(list(short.values())), axis=name_axis()),
        x=alt.X("number:Q", axis=None, scale=alt.Scale(zero=True)),
    )
    bars = base.mark_bar(color=MAIN, height={"band": 0.72})
    numbers = base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(text="text:N")
    says = "Bars: " + ", ".join(f"{short[name]} {_written(n)}" for name, n in shown[:5])
    return finished(alt.layer(bars, numbers), rows, title, subtitle, f"{says} {unit}.")


def heat_map(
    cells: Sequence[Cell],
    *,
    title: str,
    subtitle: str = "",
    width: int = WIDTH,
    written_from: float = WRITTEN_FROM,
) -> Spec:
    """Shares (0 to 1) of rows by column, as of tags by year.

    Columns in their order as text, of years and months without holes, the last
    :data:`MOST_COLUMNS`; rows by the column of their peak, the earliest first, so
    that what rose lately stands at the bottom. Figures are written from ``written_from`` on.
    """
    columns = in_a_row({cell.column for cell in cells})[-MOST_COLUMNS:]
    peak = peaks([cell for cell in cells if cell.column in columns])
    rows = sorted(peak, key=lambda row: (peak[row], row))[:MOST_ROWS]
    largest = max((cell.value or 0 for cell in cells), default=0) or 1
    written = {
        (cell.row, cell.column): f"{100 * cell.value:.0f}"
        for cell in cells
        if cell.value is not None and cell.value >= written_from
    }
    top = max(cells, key=lambda one: one.value or 0, default=None)
    says = f"Most: {label(top.row)} in {top.column}, {top.value or 0:.0%}." if top else "Empty."
    return cells_table(cells, rows, columns, written, largest, width, (title, subtitle, says))


def together(
    cells: Sequence[Cell],
    *,
    title: str,
    subtitle: str = "",
    width: int = 560,
) -> Spec:
    """A matrix of tags: how many times more often than by chance two stand together.

    Cells in the order of the rows; each pair may be given once or both ways.
    """
    names = list(dict.fromkeys(name for cell in cells for name in (cell.row, cell.column)))
    names = names[:MOST_COLUMNS]
    both = {(one.row, one.column): one for one in cells}
    both |= {(one.column, one.row): Cell(one.column, one.row, one.value) for one in cells}
    known = {place: cell.value for place, cell in both.items() if cell.value is not None}
    written = {place: f"{value:.1f}" for place, value in known.items() if value >= 1.5}
    top = max(known, key=lambda one: known[one], default=None)
    pair = f"{label(top[0])} with {label(top[1])}, {known[top]:.1f} times" if top else "none"
    says = f"How often tags stand together against chance; most: {pair}."
    largest = max(known.values(), default=1) or 1
    heads = (title, subtitle, says)
    return cells_table(
        list(both.values()), names, names, written, largest, width, heads, slanted=True
    )


def coverage(
    cells: Sequence[Cell],
    *,
    title: str,
    subtitle: str = "",
    width: int = 560,
) -> Spec:
    """Shares (0 to 1) of platforms (rows) by field (columns), each written, in the order given."""
    rows = list(dict.fromkeys(cell.row for cell in cells))[:MOST_ROWS]
    columns = list(dict.fromkeys(cell.column for cell in cells))[:MOST_COLUMNS]
    written = {
        (cell.row, cell.column): f"{100 * cell.value:.0f}"
        for cell in cells
        if cell.value is not None
    }
    least = min(
        (cell for cell in cells if cell.value is not None),
        key=lambda cell: cell.value or 0,
        default=None,
    )
    says = f"Least: {least.column} of {label(least.row)}, {least.value:.0%}." if least else "Empty."
    return cells_table(
        cells, rows, columns, written, 1.0, width, (title, subtitle, says), slanted=True
    )


def parts(
    counts: Sequence[tuple[str, Mapping[str, int]]],
    kinds: Sequence[str],
    *,
    title: str,
    subtitle: str = "",
    width: int = 560,
) -> Spec:
    """A bar of full width for each name, divided by the share of each kind of what it counts.

    ``counts``: names in their order, each with its numbers by kind; ``kinds`` in theirs: beyond
    :data:`MOST_LINES` of them the last are one.
    """
    short = labels(name for name, _ in counts[:MOST_ROWS])
    named = labels(kinds[: MOST_LINES - 1] if len(kinds) > MOST_LINES else kinds)
    rows: list[Row] = []
    for name, by_kind in counts[:MOST_ROWS]:
        for position, (kind, number) in enumerate((k, by_kind.get(k, 0)) for k in kinds):
            named_kind = key(named.get(kind, OTHERS))
            rows.append({"name": key(short[name]), "kind": named_kind, "number": number})
            rows[-1]["position"] = position
    shown = list(dict.fromkeys(named.get(kind, OTHERS) for kind in kinds))
    colours = alt.Scale(domain=[key(one) for one in shown] or [""], range=list(SERIES))
    legend = alt.Legend(labelExpr="slice(datum.label, 1)", title=None, symbolType="square")
    drawn = (
        chart(width, alt.Step(ROW_HEIGHT + 4))
        .mark_bar(height={"band": 0.8})
        .encode(
            y=alt.Y("name:N", scale=places(list(short.values())), axis=name_axis()),
            x=alt.X(
                "number:Q", stack="normalize", axis=alt.Axis(title=None, format=".0%", tickCount=5)
            ),
            color=alt.Color("kind:N", scale=colours, legend=legend),
            order=alt.Order("position:Q"),
        )
    )
    says = f"Bars of shares by kind ({', '.join(shown)}) for {', '.join(short.values())}."
    return finished(drawn, rows, title, subtitle, says)


def _written(number: float) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}"
