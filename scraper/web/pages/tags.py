"""All tags, and one of them."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from archive.errors import NothingFound, UsageError
from archive.name_lists import platform_names
from archive.search import search
from archive.tag_pages import ORDERS, page_of_tags
from archive.tag_view import tag_trend, tag_view
from archive.tags import tags_like
from scraper.charts.specs import trend
from scraper.web.answers import Answer, Page, Picture
from scraper.web.asked import Asked
from scraper.web.pages.pictures import height_of, width_of

#: Rows of a page.
SIZE = 50
#: Articles shown as the latest of a tag.
_LATEST = 10
#: How the orders are called.
_ORDER_NAMES = {"articles": "most used", "newest": "newest", "rising": "rising"}


def tags(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The tags in use, a page at a time."""
    order = next((one for one in ORDERS if one == asked.one("sort", "articles")), None)
    if order is None:
        raise UsageError(
            f"sort={asked.one('sort')[:40]}: no such order", hint=f"there are {', '.join(ORDERS)}"
        )
    page = asked.number("page", 1, most=100_000)
    found = page_of_tags(
        connection,
        beginning=asked.one("q"),
        site=asked.one("site") or None,
        order=order,
        limit=SIZE,
        offset=(page - 1) * SIZE,
    )
    values = {
        **found,
        "order": order,
        "orders": _ORDER_NAMES,
        "platforms": platform_names(connection),
        "page": page,
        "pages": -(-found["total"] // SIZE),
    }
    return Page("tags.html", values, rows=found["tags"], data=found, file="tags")


def tag(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """Everything about one tag."""
    name, site = asked.parts["tag"], asked.one("site") or None
    try:
        seen = tag_view(connection, name, site=site)
    except NothingFound as error:
        return _unknown(connection, name, error)
    found = search(connection, "", order="newest", limit=_LATEST, tag=name, site=site)
    latest = [asdict(hit) for hit in found.hits]
    data = seen | {"latest_articles": latest}
    rows = [(row["period"], row["articles"], row["of"]) for row in seen["trend"]]
    values = {"seen": data, "trend_rows": rows}
    return Page("tag.html", values, rows=seen["trend"], data=data, file="tag")


def picture(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The tag's share of its platforms' articles, by month or year."""
    rows = tag_trend(connection, asked.parts["tag"], site=asked.one("site") or None)
    spec = trend(
        {row["period"]: row["articles"] / row["of"] if row["of"] else None for row in rows},
        title=f"How did {asked.parts['tag']} move?",
        subtitle="share of the articles of its platforms",
        width=width_of(asked),
        height=height_of(asked, 150),
    )
    return Picture(spec)


def _unknown(connection: sqlite3.Connection, name: str, error: NothingFound) -> Page:
    """No such tag: those whose names are near, as links."""
    near: list[dict[str, Any]] = [{"label": label} for label in tags_like(connection, [name])]
    values = {"name": name, "error": error, "near": near}
    return Page("no_tag.html", values, rows=near, columns=("label",), file="tags", status=404)
