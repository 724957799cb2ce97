"""The start page: what the archive holds, how it stands, and what can be asked."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from archive.attention import attention
from archive.holdings import (
    LATELY,
    articles_by_year,
    holdings,
    languages_lately,
    tags_lately,
)
from archive.questions import sections
from archive.run_card import list_runs
from archive.search import search
from scraper.charts.specs import over_time
from scraper.web.answers import Answer, Page, Picture
from scraper.web.asked import Asked
from scraper.web.pages.pictures import height_of, width_of

#: Articles shown as the latest.
_LATEST = 8


def start(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """What the archive holds, its age and health, and questions to ask."""
    years = articles_by_year(connection)
    last = list_runs(connection, limit=1)
    facts: dict[str, Any] = {
        "holds": asdict(holdings(connection)),
        "last_run": last[0] if last else None,
        "notices": [asdict(notice) for notice in attention(connection)],
        "years": [{"year": year, "articles": n} for year, n in years.items()],
        "tags": tags_lately(connection),
        "languages": [
            {"language": code, "articles": n} for code, n in languages_lately(connection).items()
        ],
        "latest": [
            asdict(hit) for hit in search(connection, "", order="newest", limit=_LATEST).hits
        ],
    }
    shown = facts | {"sections": sections(), "lately": LATELY, "year_rows": list(years.items())}
    return Page("start.html", shown, rows=facts["years"], data=facts, file="articles-by-year")


def picture(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """Articles by year of publication."""
    spec = over_time(
        articles_by_year(connection),
        title="How much was published?",
        subtitle="articles by year of publication, without those that have no date",
        width=width_of(asked),
        height=height_of(asked, 150),
    )
    return Picture(spec)
