"""The platforms, and one of them."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from archive.coverage import LATEST
from archive.holdings import articles_by_year
from archive.site_card import count_sites, list_sites, site_card, site_id_of
from scraper.charts.cells import Cell
from scraper.charts.specs import coverage, over_time
from scraper.web.answers import Answer, Page, Picture
from scraper.web.asked import Asked
from scraper.web.pages.pictures import height_of, is_narrow, width_of
from scraper.web.selecting import DATED

#: Rows of a page.
SIZE = 20
#: Fields of articles, and how they are called.
FIELDS = {
    "published_at": "date",
    "authors": "authors",
    "tags": "tags",
    "labels": "labels",
    "language": "language",
    "section": "section",
    "images": "images",
    "links": "links",
    "attachments": "files",
    "contacts": "contacts",
    "event_dates": "event days",
    "modified_at": "modified",
}
#: By what a host tells whether a page has changed.
WORDS = {
    "validator": "“Not modified”, to the mark of the page that is kept",
    "lastmod": "Its sitemap says that nothing has changed",
    "claim": "Its sitemap says that something has changed",
}


def sites(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """Every platform, with what its pages give."""
    page = asked.number("page", 1, most=100_000)
    total = count_sites(connection)
    found = list_sites(connection, limit=SIZE, offset=(page - 1) * SIZE)
    values = {
        "platforms": found,
        "coverage_rows": [_percent(row) for row in found],
        "fields": FIELDS,
        "latest": LATEST,
        "total": total,
        "page": page,
        "pages": -(-total // SIZE),
    }
    rows = [_flat(row) for row in found]
    return Page("sites.html", values, rows=rows, data=found, file="platforms")


def site(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """Everything about one platform."""
    card = site_card(connection, asked.parts["site"])
    data = card | {
        "rhythm": asdict(card["rhythm"]) if card["rhythm"] else None,
        "revisits": asdict(card["revisits"]),
        "quarantine": [asdict(entry) for entry in card["quarantine"]],
    }
    of = card["coverage"]["articles"]
    rows = [{"field": name, "articles": card["coverage"][name], "of": of} for name in FIELDS]
    values = {
        "site": card,
        "coverage_rows": rows,
        "known": _known(card["methods"]),
        "fields": FIELDS,
        "words": WORDS,
    }
    return Page("site.html", values, rows=rows, data=data, file="coverage")


def picture(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """What the pages of the platforms give."""
    page = asked.number("page", 1, most=100_000)
    cells = []
    for row in list_sites(connection, limit=SIZE, offset=(page - 1) * SIZE):
        every = row["coverage"]["articles"]
        for name, label in FIELDS.items():
            share = row["coverage"][name] / every if every else None
            place = (label, row["name"]) if is_narrow(asked) else (row["name"], label)
            cells.append(Cell(place[0], place[1], share))
    return Picture(
        coverage(
            cells,
            title="What do the pages give?",
            subtitle="percent of the articles added last that have a value",
            width=min(width_of(asked, 620), 60 * len({cell.column for cell in cells}) or 60),
        )
    )


def years(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The articles of a platform by year of publication."""
    name, site_id = site_id_of(connection, asked.parts["site"])
    spec = over_time(
        articles_by_year(connection, site_id),
        title=f"How much did {name} publish?",
        subtitle="articles by year of publication",
        width=width_of(asked),
        height=height_of(asked, 150),
    )
    return Picture(spec)


def _known(methods: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """By field the methods in words, the most frequent first; last where there was nothing."""
    known: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(methods, key=lambda row: row["method"] in ("absent", "not_in_form")):
        said = DATED.get(row["method"], row["method"])
        known.setdefault(row["field"], []).append(row | {"said": said})
    return known


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A platform as a row of a table: the coverage as columns."""
    kept = {name: value for name, value in row.items() if name not in ("coverage", "id")}
    fields = {f"with_{name}": row["coverage"][name] for name in FIELDS}
    return {**kept, "of_latest": row["coverage"]["articles"], **fields}


def _percent(row: dict[str, Any]) -> list[Any]:
    """The coverage of a platform as a row of the table beside the picture."""
    every = row["coverage"]["articles"]
    shares = [f"{100 * row['coverage'][name] / every:.0f} %" if every else None for name in FIELDS]
    return [row["name"], every, *shares]
