"""``docs/schema.md``, made from a new archive and from the comments of :mod:`archive.schema`."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archive.schema import TABLES, VIEWS, Described
from archive.store import Archive

#: Subject -> what it is about, and its tables.
SUBJECTS: dict[str, tuple[str, str]] = {
    "What is asked for": (
        "Articles are narrow rows; their text stands beside them, so that "
        "facets and time series never read it. All of it shows the current versions.",
        "articles article_texts article_search article_tags tags tag_labels article_labels labels "
        "article_people people breadcrumbs images links attachments contacts related event_dates",
    ),
    "History": (
        "What articles were before, since when, and what belongs together.",
        "versions version_contents changes corrections ties untied sketches",
    ),
    "How it is known": (
        "Evidence of each value, and what was taken out of the pages.",
        "evidence removed_blocks removed_texts kept_blocks banner_sentences template_pages "
        "template_places template_blocks announcements",
    ),
    "Pages and captures": (
        "Every address known, every visit, and the bytes that were received.",
        "pages page_visits visits problems captures bodies dictionaries alternates quarantine "
        "visit_checks",
    ),
    "Platforms and runs": (
        "Who was asked, by whom, and how it ended.",
        "sites runs run_sites hosts",
    ),
    "The archive itself": (
        "What was erased, the keys of digests, and these explanations.",
        "tombstones tombstone_marks secrets schema_comments",
    ),
}
_HEAD = """# The schema

<!-- Made by `python -m tests.readme` from a new archive; edit archive/schema.py instead. -->

An archive is one SQLite file: strict tables, foreign keys everywhere. This is schema {version},
with {tables} tables and {views} views; the table `schema_comments` of every archive holds the same
explanations. Times are ISO 8601, UTC where a column says so; a day is
`YYYY-MM-DD`. NULL means that a value is not known, never that it was not looked at:
[evidence.md](evidence.md) says how to tell why. Views are made to be asked; begin with
[`articles_full`](#articles_full), [`latest`](#latest) and [`tag_counts`](#tag_counts), or with the
recipes of [querying.md](querying.md).

"""
#: Tables without a key of their own that other tables of their subject point to.
_POINTED_AT = frozenset({"people", "removed_texts", "sites", "runs", "tombstones"})
_COLUMNS = "SELECT name, type, [notnull], pk FROM pragma_table_xinfo(?) WHERE hidden IN (0, 2, 3)"
_KEYS = "SELECT id, [from], [table], [to] FROM pragma_foreign_key_list(?)"


class Key(NamedTuple):
    """A column that points to a row of another table."""

    column: str
    table: str
    to: str


class Column(NamedTuple):
    """One column as SQLite knows it."""

    name: str
    type: str
    is_needed: bool  #: never NULL
    in_key: bool  #: part of the primary key


def schema_page() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "new.db") as archive:
        return "".join(_page(archive.connection))


def _page(connection: sqlite3.Connection) -> Iterator[str]:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    yield _HEAD.format(version=version, tables=len(TABLES), views=len(VIEWS))
    for subject, (about, names) in SUBJECTS.items():
        tables = names.split()
        yield f"## {subject}\n\n{about}\n\n```mermaid\nerDiagram\n"
        yield from dict.fromkeys(_lines(connection, tables))
        yield "```\n\n"
        for name in tables:
            yield from _table(connection, _described()[name])
    yield "## Views\n\n"
    for view in VIEWS:
        yield from _view(connection, view)


@cache
def _described() -> dict[str, Described]:
    return {one.name: one for one in TABLES}


def _lines(connection: sqlite3.Connection, tables: list[str]) -> Iterator[str]:
    """The relations of some tables, those to others too."""
    for name in tables:
        keys, columns = _keys(connection, name), _columns(connection, name)
        primary = [column.name for column in columns if column.in_key]
        if not keys and name not in _POINTED_AT:
            yield f"    {name}\n"
        for key in keys:
            many = "o|" if primary == [key.column] else "o{"
            yield f"    {key.table} ||--{many} {name} : {key.column}\n"


def _table(connection: sqlite3.Connection, described: Described) -> Iterator[str]:
    yield f"### {described.name}\n\n{described.comment}\n\n"
    yield "| column | type | key | meaning |\n|---|---|---|---|\n"
    leads = {key.column: f"`{key.table}.{key.to}`" for key in _keys(connection, described.name)}
    for column in _columns(connection, described.name):
        if meaning := described.columns.get(column.name):
            kind = column.type.lower() or "words"
            if column.type and not (column.is_needed or column.in_key):
                kind += ", or NULL"
            parts = ("primary" * column.in_key, leads.get(column.name, ""))
            key = ", ".join(filter(None, parts))
            yield f"| `{column.name}` | {kind} | {key} | {_cell(meaning)} |\n"
    yield "\n"


def _view(connection: sqlite3.Connection, described: Described) -> Iterator[str]:
    yield f"### {described.name}\n\n{described.comment}\n\n"
    names = [column.name for column in _columns(connection, described.name)]
    for name in names:
        if meaning := described.columns.get(name):
            yield f"* `{name}`: {meaning}\n"
    known = [f"`{name}`" for name in names if name not in described.columns]
    if known:
        yield f"* also {', '.join(known)}\n"
    yield "\n"


def _columns(connection: sqlite3.Connection, name: str) -> list[Column]:
    rows = connection.execute(_COLUMNS, (name,)).fetchall()
    return [Column(row[0], row[1], bool(row[2]), bool(row[3])) for row in rows]


def _keys(connection: sqlite3.Connection, name: str) -> list[Key]:
    """The foreign keys of one column each, in the order of the columns."""
    rows = [tuple(row) for row in connection.execute(_KEYS, (name,))]
    parts = Counter(row[0] for row in rows)
    order = [column.name for column in _columns(connection, name)]
    keys = [Key(*row[1:]) for row in rows if parts[row[0]] == 1]
    return sorted(keys, key=lambda key: order.index(key.column))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
