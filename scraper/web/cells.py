"""A value of a table as a cell of a page: short, safe, and telling nothing from blank."""

from __future__ import annotations

from markupsafe import Markup, escape

from scraper.web.asked import article_path
from scraper.web.rendering import clean, href, number

#: A longer text is folded, and shown up to the second.
_FOLDED, _SHOWN = 200, 10_000
_HEAD = 100
_LABEL = 80


def cell(value: object, column: str) -> Markup:
    """A value as HTML, as it stands below the name of its column."""
    if value is None:
        return _absent("none")
    if isinstance(value, bytes):
        return _absent(f"{number(len(value))} bytes")
    if column == "article_id" and isinstance(value, int):
        return _link(article_path(value), str(value))
    if not isinstance(value, str):
        return escape(value)
    return _text(value) if value else _absent("empty")


def visible(value: object) -> Markup:
    """A cell that Datasette has made, its control characters made visible."""
    # They stand for themselves in markup: to write them out changes no element.
    return Markup(clean(escape(value)))


def label(name: object) -> str:
    """The name of a row that another one points to, as long as a cell is wide."""
    text = clean(name)
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"


def _text(text: str) -> Markup:
    shown = clean(text)
    if href(text) is not None and not any(map(str.isspace, text)):
        return _link(text, shown if len(shown) <= _FOLDED else f"{shown[:_FOLDED]}…")
    if len(shown) <= _FOLDED:
        return Markup("<bdi>{}</bdi>").format(shown)
    left = len(shown) - _SHOWN
    rest = Markup(' <span class="absent">and {} characters more</span>').format(number(left))
    return Markup(
        '<details class="long"><summary>{}…</summary><div><bdi>{}</bdi>{}</div></details>'
    ).format(shown[:_HEAD], shown[:_SHOWN], rest if left > 0 else "")


def _absent(what: str) -> Markup:
    return Markup('<span class="absent">{}</span>').format(what)


def _link(to: str, shown: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(to, shown)
