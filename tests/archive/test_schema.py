"""The schema: strict, explained to the last column, and with its keys indexed."""

from __future__ import annotations

import sqlite3

import pytest

from archive.schema import TABLES, VIEWS, comments
from archive.store import Archive
from tests.archive.making import visit

#: Tables that FTS5 and the migrations keep for themselves.
_INTERNAL = ("article_search_", "_sqlite_migrations", "sqlite_")


@pytest.fixture
def connection(archive: Archive) -> sqlite3.Connection:
    archive.save([visit()])
    return archive.connection


def names(connection: sqlite3.Connection, kind: str) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return [row[0] for row in rows if not row[0].startswith(_INTERNAL)]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_every_table_and_column_is_explained(connection: sqlite3.Connection) -> None:
    real = {table: columns(connection, table) for table in names(connection, "table")}
    explained = {table.name: list(table.columns) for table in TABLES}
    assert {name: sorted(one) for name, one in explained.items()} == {
        name: sorted(one) for name, one in real.items()
    }


def test_every_view_is_explained_and_shows_what_is_said(connection: sqlite3.Connection) -> None:
    assert sorted(view.name for view in VIEWS) == sorted(names(connection, "view"))
    for view in VIEWS:
        assert set(view.columns) <= set(columns(connection, view.name))


def test_every_explanation_is_one_line() -> None:
    for _, _, comment in comments():
        assert comment and "\n" not in comment and comment == comment.strip()


def test_an_archive_explains_itself(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT * FROM schema_comments").fetchall()
    assert sorted(map(tuple, rows)) == sorted(comments())


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    rows = connection.execute("PRAGMA table_list").fetchall()
    strict = {row[1]: row[5] for row in rows if row[2] == "table"}
    loose = {name for name, is_strict in strict.items() if not is_strict}
    assert loose <= {"sqlite_schema", "sqlite_temp_schema", "sqlite_stat1"}
    assert strict["_sqlite_migrations"] == 1


def test_every_id_column_is_a_foreign_key(connection: sqlite3.Connection) -> None:
    for table in names(connection, "table"):
        if table in ("article_search", "schema_comments"):
            continue
        keys = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        ids = {name for name in columns(connection, table) if name.endswith("_id")}
        assert ids - {"process_id", "source_id"} <= keys, table


#: References whose parents are never deleted nor joined from: runs, texts of banners.
_UNINDEXED = {
    ("pages", "found_run_id"),
    ("runs", "first_run_id"),
    ("page_visits", "last_run_id"),
    ("captures", "run_id"),
    ("dictionaries", "site_id"),
    ("articles", "id"),
}


def test_the_referencing_side_of_keys_is_indexed(connection: sqlite3.Connection) -> None:
    for table in names(connection, "table"):
        firsts = set()
        for index in connection.execute(f"PRAGMA index_list({table})").fetchall():
            info = connection.execute(f"PRAGMA index_info({index[1]})").fetchall()
            firsts.add(info[0][2])
        info = connection.execute(f"PRAGMA table_info({table})").fetchall()
        firsts |= {row[1] for row in info if row[5] == 1}
        for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            if key[1] == 0:
                assert (table, key[3]) in _UNINDEXED or key[3] in firsts, (table, key[3])


def test_text_and_bytes_stay_out_of_the_rows_that_facets_walk(
    connection: sqlite3.Connection,
) -> None:
    for table in ("articles", "article_tags", "article_labels", "article_people", "versions"):
        assert not {"body_text", "body_html", "content", "fields"} & set(columns(connection, table))
