"""A report as one HTML file: no script, nothing loaded, readable on a phone and on paper.

Its content security policy lets nothing in but the one style sheet that stands in it, by its
digest. All that comes from pages is escaped by the template; the pictures are SVG that
:mod:`scraper.charts.rendering` has made.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from scraper.charts.rendering import svg
from scraper.report.last import MARK
from scraper.report.parts import Link, Picture, Value
from scraper.report.report import Report
from scraper.report.wording import foot, method

_PAGE = "report.html"
# Days and times are not broken into two lines.
_TIME = re.compile(r"[0-9]{4}-[0-9-]{2,5}( [0-9:]{5})?", re.A)


def html(report: Report) -> str:
    """The page. Raises as :func:`scraper.charts.rendering.svg` does."""
    folder = files("scraper.report").joinpath("templates")
    style = folder.joinpath("report.css").read_text(encoding="utf-8")
    page = folder.joinpath(_PAGE).read_text(encoding="utf-8")
    environment = Environment(
        loader=DictLoader({_PAGE: page}), autoescape=True, undefined=StrictUndefined
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template(_PAGE).render(
        report=report,
        mark=MARK,
        style=Markup(style),
        style_hash=f"sha256-{digest}",
        method=method(report),
        foot=foot(report),
        drawn=_drawn,
        set=_set,
    )


def _drawn(picture: Picture) -> Markup:
    return Markup(svg(picture.spec()))


def _set(value: Value) -> Markup:
    """A value of a table; text of pages is kept apart from the direction of the rest."""
    if isinstance(value, Link):
        text = Markup("<bdi>{}</bdi>").format(value.text)
        if value.url is None:
            return text
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(value.url, text)
    if isinstance(value, str) and _TIME.fullmatch(value):
        return Markup('<span class="day">{}</span>').format(value)
    if isinstance(value, str):
        return Markup("<bdi>{}</bdi>").format(value)
    return escape(f"{value:,}")
