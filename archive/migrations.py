"""The steps from an empty file to the present schema. Steps are added, never edited."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from archive.fifth_schema import FIFTH_SCHEMA
from archive.fifth_step import note_dated
from archive.first_schema import FIRST_SCHEMA
from archive.fourth_schema import FOURTH_SCHEMA
from archive.fourth_step import plan_visits
from archive.keys import CONTACTS, make_key
from archive.opening import APPLICATION_ID, SCHEMA_VERSION
from archive.schema import comments
from archive.seals import seal_open
from archive.second_schema import SECOND_SCHEMA
from archive.third_schema import THIRD_SCHEMA
from archive.third_step import fill_history

MIGRATIONS = Migrations("clusternews")

_CLEAR_COMMENTS = "DELETE FROM schema_comments"
_INSERT_COMMENT = "INSERT INTO schema_comments (table_name, column_name, comment) VALUES (?, ?, ?)"


@MIGRATIONS(name="0001_first_schema")
def first_schema(db: Database) -> None:
    """The tables of version 1."""
    for statement in statements(FIRST_SCHEMA):
        db.conn.execute(statement)


@MIGRATIONS(name="0002_second_schema")
def second_schema(db: Database) -> None:
    """What version 2 adds."""
    for statement in statements(SECOND_SCHEMA):
        db.conn.execute(statement)


@MIGRATIONS(name="0003_third_schema")
def third_schema(db: Database) -> None:
    """What version 3 adds."""
    for statement in statements(THIRD_SCHEMA):
        db.conn.execute(statement)


@MIGRATIONS(name="0004_fourth_schema")
def fourth_schema(db: Database) -> None:
    """What version 4 adds."""
    for statement in statements(FOURTH_SCHEMA):
        db.conn.execute(statement)


@MIGRATIONS(name="0005_fifth_schema")
def fifth_schema(db: Database) -> None:
    """What version 5 adds."""
    for statement in statements(FIFTH_SCHEMA):
        db.conn.execute(statement)


def statements(script: str) -> list[str]:
    """The statements of a script; ``executescript`` would commit the open transaction."""
    return [part for part in script.split(";\n") if part.strip()]


def _fill(connection: sqlite3.Connection, before: int) -> None:
    """What the rows of an archive of an earlier version become, by the code of the present one:
    so it finds the tables of the present version, whichever version they came from."""
    if before < 3:
        fill_history(connection)
        seal_open(connection)
        make_key(connection, CONTACTS)
    if before < 4:
        plan_visits(connection)
    if before < 5:
        note_dated(connection)


def migrate(db: Database) -> None:
    """Brings the open file to the present schema, in one transaction.

    A process killed in between leaves the file as it was before; of two that
    start at once, the second waits and finds nothing left to do.
    """
    if not MIGRATIONS.pending(db):
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        before = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
        MIGRATIONS.apply(db)
        _fill(db.conn, before)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.conn.execute(_CLEAR_COMMENTS)
        db.conn.executemany(_INSERT_COMMENT, comments())
        db.conn.execute("COMMIT")
    finally:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
