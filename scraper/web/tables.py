"""The tables of an archive by what they are about, with the words the archive has for them."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field

from archive.free_sql import TookTooLong, run_query
from scraper.web.sql_worker import BOUNDS, CLOSED

#: What a table is about -> its tables. The views come first everywhere; a table named
#: nowhere belongs to :data:`REST`.
SUBJECTS: dict[str, tuple[str, ...]] = {
    "Articles": (
        "articles",
        "article_texts",
        "event_dates",
        "contacts",
        "images",
        "links",
        "attachments",
        "breadcrumbs",
        "related",
    ),
    "Tags, labels and people": (
        "tags",
        "article_tags",
        "tag_labels",
        "labels",
        "article_labels",
        "people",
        "article_people",
    ),
    "Versions and history": ("versions", "version_contents", "changes", "ties", "corrections"),
    "How it is known": ("evidence", "announcements", "alternates", "captures", "removed_blocks"),
    "Platforms and runs": (
        "sites",
        "runs",
        "run_sites",
        "visits",
        "pages",
        "page_visits",
        "problems",
        "quarantine",
    ),
    "About this archive": ("schema_comments", "tombstones"),
}
REST = "Kept for the archive's own use"
VIEWS = "Made for questions"
#: Counting all tables may take so long; what is left then is taken from the statistics.
_SECONDS = 0.25
_SECONDS_EACH = 0.05
#: Larger tables are not counted where there are statistics.
_COUNTED = 20_000

_OBJECTS = (
    "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
)
_COMMENTS = (
    "SELECT table_name, column_name, comment FROM schema_comments ORDER BY table_name, column_name"
)
_STATISTICS = "SELECT tbl, stat FROM sqlite_stat1"


@dataclass(slots=True)
class Table:
    """A table or view, in the archive's own words."""

    name: str
    is_view: bool
    about: str = ""  #: what a row of it is
    columns: list[tuple[str, str]] = field(default_factory=list)  #: column and what it holds
    rows: int | None = None  #: how many it has; None for a view, or where nobody knows
    is_estimate: bool = False  #: whether ``rows`` is that of the last statistics
    is_closed: bool = False  #: whether it cannot be read here


def by_subject(connection: sqlite3.Connection) -> dict[str, list[Table]]:
    """All tables and views, by subject; parts of the word index are left out."""
    known = described(connection)
    _count(connection, known)
    named = {name for names in SUBJECTS.values() for name in names}
    found = {VIEWS: [table for table in known.values() if table.is_view]}
    for subject, names in SUBJECTS.items():
        found[subject] = [known[name] for name in names if name in known]
    found[REST] = [
        table for table in known.values() if not table.is_view and table.name not in named
    ]
    return {subject: tables for subject, tables in found.items() if tables}


def described(connection: sqlite3.Connection) -> dict[str, Table]:
    """All tables and views by their names, not counted."""
    rows = connection.execute(_OBJECTS).fetchall()
    index = {str(row[0]) for row in rows if row[0] == "article_search"}
    tables = {
        str(name): Table(str(name), kind == "view", is_closed=name in CLOSED)
        for name, kind in rows
        if not any(name.startswith(f"{one}_") for one in index)
    }
    for name, column, comment in connection.execute(_COMMENTS):
        if name not in tables:
            continue
        if column:
            tables[name].columns.append((column, comment))
        else:
            tables[name].about = comment
    return tables


def _count(connection: sqlite3.Connection, tables: dict[str, Table]) -> None:
    """Says how many rows there are: counted while there is time, else estimated."""
    estimates: dict[str, int] = {}
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
        for name, statistics in connection.execute(_STATISTICS):
            first = str(statistics or "").split(" ")[0]
            if first.isdecimal():
                estimates[name] = max(estimates.get(name, 0), int(first))
    end = time.monotonic() + _SECONDS
    for table in tables.values():
        if table.is_view or table.is_closed:
            continue
        left = min(end - time.monotonic(), _SECONDS_EACH)
        try:
            if left <= 0 or estimates.get(table.name, 0) > _COUNTED:
                raise TookTooLong("")
            name = table.name.replace('"', '""')
            sql = f'SELECT count(*) FROM "{name}"'
            _, counted = run_query(connection, sql, limit=1, seconds=left, bounds=BOUNDS)
            table.rows = int(counted[0][0])
        except TookTooLong:
            table.rows = estimates.get(table.name)
            table.is_estimate = True
