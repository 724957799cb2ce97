"""Looking at the schema: are the tables, indexes, views and triggers those of a new archive?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from archive.findings import Finding
from archive.records import Severity
from archive.schema import comments

_OBJECTS = """
SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'
"""
_COMMENTS = "SELECT table_name, column_name, comment FROM schema_comments"
_STEPS = "SELECT migration_set, name FROM _sqlite_migrations"
_SEARCH_SETTINGS = "SELECT k, v FROM article_search_config"


@dataclass(frozen=True, slots=True)
class SchemaObject:
    """A table, index, view or trigger of a new archive."""

    kind: str
    name: str
    table: str  #: that an index or trigger belongs to
    sql: str | None  #: statement that makes it; None where SQLite does so itself


@dataclass(frozen=True, slots=True)
class NewArchive:
    """What an archive holds when nothing has been saved in it."""

    objects: dict[str, SchemaObject]  #: by name
    steps: frozenset[tuple[str, str]]  #: migrations applied
    search_settings: frozenset[tuple[str, object]]


@lru_cache(maxsize=1)
def new_archive() -> NewArchive:
    """What this clusternews would make; made in memory, once."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        # Slow to import, and needed by no other run that repairs.
        from sqlite_utils import Database

        from archive.migrations import migrate

        migrate(Database(connection, strict=True, execute_plugins=False))
        return _described(connection)


def look_at_schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Names what is missing, was changed, or does not belong there."""
    due, found = new_archive(), _described(connection)
    for name, one in due.objects.items():
        if name not in found.objects:
            yield Finding("schema", f"The {one.kind} is missing.", name)
        elif found.objects[name] != one:
            yield Finding("schema", f"The {one.kind} is not that of a new archive.", name)
    for name, one in found.objects.items():
        if name not in due.objects:
            # A trigger changes what others write; anything else may be of use to its maker.
            severity = Severity.ERROR if one.kind == "trigger" else Severity.NOTE
            yield Finding("schema", f"The {one.kind} is not clusternews' own.", name, severity)
    if due.steps != found.steps:
        yield Finding("schema", "The list of migrations is not right.", "_sqlite_migrations")
    if due.search_settings != found.search_settings:
        yield Finding("schema", "The settings of the word index were changed.", "article_search")
    if sorted(tuple(row) for row in connection.execute(_COMMENTS)) != sorted(comments()):
        message = "The explanations are those of another clusternews."
        yield Finding("comments", message, "schema_comments", Severity.NOTE)


def _described(connection: sqlite3.Connection) -> NewArchive:
    objects = [SchemaObject(*row) for row in connection.execute(_OBJECTS)]
    return NewArchive(
        {one.name: one for one in objects},
        frozenset((row[0], row[1]) for row in connection.execute(_STEPS)),
        frozenset((row[0], row[1]) for row in connection.execute(_SEARCH_SETTINGS)),
    )
