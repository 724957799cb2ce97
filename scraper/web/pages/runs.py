"""The runs, and one of them."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.run_card import count_runs, list_runs, nights, run_card
from scraper.charts.nights import calendar
from scraper.web.answers import Answer, Page, Picture
from scraper.web.asked import Asked
from scraper.web.pages.pictures import is_narrow

#: Runs of a page, and articles of a run on a page.
SIZE, ARTICLES = 30, 30
#: Weeks that a narrow screen shows.
_FEW_WEEKS = 20
_NIGHT_WORDS = {"ok": "all fine", "partial": "worth a look", "failed": "failed"}


def runs(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The calendar of nights, and every run."""
    page = asked.number("page", 1, most=100_000)
    total = count_runs(connection)
    rows = list_runs(connection, limit=SIZE, offset=(page - 1) * SIZE)
    by_night = nights(connection)
    values = {
        "runs": rows,
        "nights": [(day, _NIGHT_WORDS[word]) for day, word in sorted(by_night.items())],
        "total": total,
        "page": page,
        "pages": -(-total // SIZE),
    }
    return Page(
        "runs.html", values, rows=rows, data={"nights": by_night, "runs": rows}, file="runs"
    )


def run(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """What one run did, and how it ended."""
    page = asked.number("page", 1, most=100_000)
    card = run_card(
        connection, int(asked.parts["run"]), limit=ARTICLES, offset=(page - 1) * ARTICLES
    )
    most = max(card["outcomes"].get("new", 0), card["outcomes"].get("changed", 0))
    articles = sum(card["outcomes"].get(name, 0) for name in ("new", "changed", "unchanged"))
    others = sum(card["outcomes"].values()) - articles
    values = {"run": card, "page": page, "pages": -(-most // ARTICLES), "others": others}
    rows: list[dict[str, Any]] = [*card["new_articles"], *card["changed_articles"]]
    columns = ("outcome", "id", "title", "site", "published_at", "visited_at")
    return Page("run.html", values, rows=rows, columns=columns, data=card, file="run")


def picture(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The calendar of nights: how the runs of each ended."""
    weeks = _FEW_WEEKS if is_narrow(asked) else None
    by_night = nights(connection, weeks=weeks) if weeks else nights(connection)
    return Picture(
        calendar(by_night, title="Did the runs come to their end?", subtitle="one cell a night")
    )
