"""How pictures look: colours, type, and the parts that every specification has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from scraper.charts.wording import FONT, PARAGRAPH_LENGTH, TITLE_LENGTH, label

#: A Vega-Lite specification, JSON-ready.
Spec = dict[str, Any]
#: A row of data under fixed field names.
Row = dict[str, Any]

INK, MUTED, RULE, PAPER = "#1c2733", "#5b6875", "#dde3e8", "#ffffff"
#: Of what is counted.
MAIN = "#2f6690"
#: Steps of shares and ratios. On the last :data:`DARK_STEPS` figures are written in white: no
#: step is so that neither black nor white reads well on it.
SCALE = ("#f1f5f9", "#d5e4ef", "#a9cae0", "#75a8cb", "#2b6896", "#0f3a5c")
DARK_STEPS = 2
#: Colours of lines and parts, told apart by the colour-blind too (after Okabe and Ito).
SERIES = ("#2f6690", "#d9822b", "#3a8f6b", "#8c6bb1", "#b5485d", "#7a7f86", "#b8a000", "#5ab4d6")

#: Cut by type size too, where a label is measured to be longer.
LABEL_PIXELS = 200

_CONFIG: Mapping[str, Any] = {
    "background": PAPER,
    "font": FONT,
    "view": {"stroke": None},
    "padding": 4,
    "axis": {
        "labelColor": INK,
        "labelFontSize": 11,
        "labelLimit": LABEL_PIXELS,
        "titleColor": MUTED,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domainColor": RULE,
        "tickColor": RULE,
    },
    "legend": {"labelColor": INK, "labelFontSize": 11, "titleColor": MUTED, "orient": "top"},
    "title": {
        "anchor": "start",
        "color": INK,
        "fontSize": 16,
        "fontWeight": "bold",
        "subtitleColor": MUTED,
        "subtitleFontSize": 12,
        "subtitlePadding": 4,
        "offset": 14,
    },
    "text": {"font": FONT, "fontSize": 10},
}


def chart(width: int, height: int | alt.Step) -> alt.Chart:
    """A picture of the rows that :func:`finished` adds: no value of theirs passes through here."""
    return alt.Chart(alt.NamedData("rows"), width=width, height=height)


def finished(drawn: Any, rows: Sequence[Row], title: str, subtitle: str, says: str) -> Spec:
    """The specification of what was drawn, with its data, and with what it shows in words.

    ``title`` and ``subtitle`` are kept beside the picture: a page sets them as text, and a
    picture that stands alone has them painted in. ``says`` is the description for those who
    do not see it.
    """
    # Altair has looked at every part as it was made; to look at the whole takes as long again.
    spec: Spec = drawn.to_dict(validate=False)
    spec["config"] = dict(_CONFIG)
    spec["datasets"] = {"rows": list(rows)}
    spec["usermeta"] = {
        "title": label(title, TITLE_LENGTH),
        "subtitle": label(subtitle, PARAGRAPH_LENGTH) if subtitle else "",
        "description": label(says, PARAGRAPH_LENGTH),
    }
    return spec


# Vega keeps values as names of properties: a tag called "constructor" or "__proto__" ends the
# drawing. So every value that makes a place on an axis begins with this character, which is
# taken off where it is written.
_MARK = "="


def places(names: Sequence[str]) -> alt.Scale:
    """A scale with a place for each of these labels, whether it has a figure or not."""
    return alt.Scale(domain=[key(name) for name in names])


def key(name: str) -> str:
    """A label as a value of a scale."""
    return _MARK + name


def named_axis(**options: Any) -> alt.Axis:
    """An axis on which keys are written as the labels they were made of."""
    return alt.Axis(labelExpr="slice(datum.value, 1)", title=None, **options)
