"""Temporary views that bear the names of the archive's tables and show them as of a moment.

Each is one plain SELECT without a join, or two joined by UNION ALL, so that SQLite folds
it into the question and uses the archive's indexes: what differs comes from subqueries on
the temporary rows of :mod:`archive.as_of_rows`, one row at a time.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from archive.article_rows import INDEXED, NARROW, NARROW_IDS, TEXTS
from archive.as_of_rows import LISTS

#: Columns of ``articles`` that may have been otherwise.
_OF_ARTICLE = (
    *NARROW,
    *NARROW_IDS,
    "published_month",
    "dated",
    "state",
    "gone_at",
    "current_version",
    "first_seen_at",
    "last_changed_at",
)
#: Columns of ``pages`` that each visit sets: what it sets them to, and what they are before.
_OF_PAGE = (
    ("state", "state", "'known'"),
    ("reason", "reason", "NULL"),
)
_OF_THE_DAY = """
CAST(CASE WHEN t.{key} IN (SELECT {key} FROM temp.as_of_{table})
  THEN (SELECT o.{column} FROM temp.as_of_{table} o WHERE o.{key} = t.{key})
  ELSE t.{column} END AS {type})
"""
_LIST = """
SELECT {columns} FROM main.{table} t WHERE t.article_id NOT IN (SELECT id FROM temp.as_of_replaced)
UNION ALL SELECT {columns} FROM temp.as_of_{table} t
"""
# The body of the version that is shown today stands in article_texts alone.
_BODY_TODAY = """
CASE WHEN t.body_text IS NOT NULL THEN t.{column} ELSE
  (SELECT b.{column} FROM main.versions v JOIN main.article_texts b ON b.article_id = v.article_id
   WHERE v.id = t.version_id) END
"""
# A run of that day may have written a little longer: what it saw later has later times.
_VISITED = """
SELECT {column} FROM main.visits v WHERE v.page_id = t.id AND v.visited_at <= '{moment}'{held}
ORDER BY v.visited_at DESC, v.id DESC LIMIT 1
"""
_BY_A_RUN_OF_THEN = """
 AND (run_id IS NULL OR run_id IN (SELECT id FROM main.runs WHERE started_at <= '{moment}'))
"""
# An address that was never asked for has no visit, and a state where another tells of it.
_PAGE_THEN = """
CASE WHEN EXISTS ({visited}) THEN ({found}) WHEN
  (SELECT x.last_visited_at FROM main.page_visits x WHERE x.page_id = t.id) <= '{moment}'
  AND NOT EXISTS (SELECT 1 FROM main.visits v WHERE v.page_id = t.id) THEN t.{name}
ELSE {never} END
"""
_VISITS_THEN = """
EXISTS ({visited}) OR t.last_visited_at <= '{moment}'
  AND NOT EXISTS (SELECT 1 FROM main.visits v WHERE v.page_id = t.page_id)
"""
# Every article has its page; another address belongs to it once it was visited.
_PAGES_THEN = """
EXISTS (SELECT 1 FROM main.articles a WHERE a.page_id = t.id
  AND a.id NOT IN (SELECT id FROM temp.as_of_unseen))
OR t.article_id IS NULL AND t.first_seen_at <= '{moment}'
OR t.article_id NOT IN (SELECT id FROM temp.as_of_unseen) AND EXISTS ({visited})
"""
_CAPTURED = """
t.captured_at <= '{moment}'{held}
AND (t.article_id IS NULL OR t.article_id NOT IN (SELECT id FROM temp.as_of_unseen))
"""
_OF_A_CAPTURE = """
EXISTS (SELECT 1 FROM main.captures c
  WHERE c.id = t.capture_id AND c.captured_at <= '{moment}'{held})
"""
# A version may have been filled in from a later capture of the same content.
_READ_BY_THEN = """
EXISTS (SELECT 1 FROM main.captures c WHERE c.id = t.capture_id AND c.captured_at <= '{moment}')
OR EXISTS (SELECT 1 FROM main.captures c WHERE c.version_id = t.id AND c.captured_at <= '{moment}')
"""
_READ_FROM = """
CASE WHEN EXISTS (SELECT 1 FROM main.captures c
    WHERE c.id = t.capture_id AND c.captured_at <= '{moment}'{held})
  THEN t.capture_id ELSE coalesce((SELECT c.id FROM main.captures c
    WHERE c.version_id = t.id AND c.captured_at <= '{moment}'{held}
    ORDER BY c.captured_at, c.id LIMIT 1), t.capture_id) END
"""
_VIEWS = "SELECT name, sql FROM main.sqlite_master WHERE type = 'view'"
_CREATE_VIEW = re.compile(r'CREATE VIEW "?\w+"?')


def lay_views(connection: sqlite3.Connection, moment: str, *, as_held: bool) -> None:
    """Lays the views over the tables, and the archive's own views anew over them."""
    _articles(connection)
    for table in LISTS:
        names = ", ".join(name for name, _ in _columns(connection, table))
        rows = _LIST.format(columns=names, table=table)
        connection.execute(f"CREATE TEMP VIEW {table} AS {rows}")
    _visits(connection, moment, as_held)
    _versions(connection, moment, as_held)
    _changes(connection, moment, as_held)
    _search(connection)
    for name, sql in connection.execute(_VIEWS).fetchall():
        connection.execute(_CREATE_VIEW.sub(f"CREATE TEMP VIEW {name}", sql, count=1))


def _view(
    connection: sqlite3.Connection, table: str, where: str, changed: Mapping[str, str]
) -> None:
    """A view of a table with the rows ``where`` chooses, and other values in some columns."""
    columns = ", ".join(
        f"{changed[name]} AS {name}" if name in changed else f"t.{name} AS {name}"
        for name, _ in _columns(connection, table)
    )
    connection.execute(f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table} t {where}")


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """Names and types of a table's columns."""
    return [(row[1], row[2]) for row in connection.execute(f"PRAGMA main.table_info({table})")]


def _articles(connection: sqlite3.Connection) -> None:
    seen = "WHERE t.{} NOT IN (SELECT id FROM temp.as_of_unseen)"
    for table, key, columns in (
        ("articles", "id", _OF_ARTICLE),
        ("article_texts", "article_id", TEXTS),
    ):
        types = dict(_columns(connection, table))
        changed = {
            name: _OF_THE_DAY.format(key=key, table=table, column=name, type=types[name])
            for name in columns
        }
        _view(connection, table, seen.format(key), changed)


def _visits(connection: sqlite3.Connection, moment: str, as_held: bool) -> None:
    """What was asked for and received."""
    held = _BY_A_RUN_OF_THEN.format(moment=moment) if as_held else ""
    _view(connection, "visits", f"WHERE t.visited_at <= '{moment}'{held}", {})
    _view(connection, "captures", "WHERE" + _CAPTURED.format(moment=moment, held=held), {})
    for table in ("evidence", "removed_blocks"):
        _view(connection, table, "WHERE" + _OF_A_CAPTURE.format(moment=moment, held=held), {})
    visited = _VISITED.format(column="{column}", moment=moment, held=held)
    changed = {
        name: _PAGE_THEN.format(
            visited=visited.format(column="1"),
            found=visited.format(column=column),
            moment=moment,
            name=name,
            never=never,
        )
        for name, column, never in _OF_PAGE
    }
    where = _PAGES_THEN.format(moment=moment, visited=visited.format(column="1"))
    _view(connection, "pages", f"WHERE {where}", changed)
    visited = visited.replace("t.id", "t.page_id")
    last = f"coalesce(({visited.format(column='visited_at')}), t.last_visited_at)"
    where = _VISITS_THEN.format(visited=visited.format(column="1"), moment=moment)
    _view(connection, "page_visits", f"WHERE {where}", {"last_visited_at": last})


def _versions(connection: sqlite3.Connection, moment: str, as_held: bool) -> None:
    held = _BY_A_RUN_OF_THEN.format(moment=moment) if as_held else ""
    read = f"t.saved_at <= '{moment}'" if as_held else _READ_BY_THEN.format(moment=moment)
    changed = {"capture_id": _READ_FROM.format(moment=moment, held=held)}
    _view(connection, "versions", f"WHERE {read}", changed)
    bodies = {name: _BODY_TODAY.format(column=name) for name in ("body_text", "body_html")}
    _view(connection, "version_contents", "", bodies)


def _changes(connection: sqlite3.Connection, moment: str, as_held: bool) -> None:
    if not as_held:
        where = f"WHERE t.at <= '{moment}' AND t.replaced_at IS NULL"
        _view(connection, "changes", where, {})
        return
    replaced = f"CASE WHEN t.replaced_at <= '{moment}' THEN t.replaced_at END"
    where = f"WHERE t.at <= '{moment}' AND t.noted_at <= '{moment}'"
    _view(connection, "changes", where, {"replaced_at": replaced})


def _search(connection: sqlite3.Connection) -> None:
    """The words: functions of :mod:`archive.as_of_words` stand for those of FTS5."""
    texts = ", ".join(
        f"(SELECT x.{name} FROM article_texts x WHERE x.article_id = t.id) AS {name}"
        for name in INDEXED
    )
    connection.execute(
        f"CREATE TEMP VIEW article_search AS SELECT t.id AS rowid, {texts}, "
        "t.id AS article_search, as_of_rank(t.id) AS rank FROM main.articles t "
        "WHERE t.id NOT IN (SELECT id FROM temp.as_of_unseen)"
    )
