"""A large archive from a small one: every row of its articles many times, under new ids.

Saving half a million articles one by one takes an hour. Their rows are copied by SQL
instead, whatever the schema: ids and what refers to them are moved up, addresses get a
number. What articles share (platforms, tags, labels, people, bodies) stays shared.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.seals import seal_open

#: Tables with a row of its own, and an id, for each article, version or visit.
GROWING = ("pages", "articles", "captures", "versions", "visits", "problems")
#: Tables that count something of a whole platform.
_COUNTS = {"template_pages"}
_ADDRESSES = {("pages", "url"), ("articles", "url")}


def multiply(path: Path, times: int) -> None:
    """Makes the closed archive at ``path`` so many times as large, each row one of its own."""
    base = path.with_name(path.name + ".base")
    shutil.copyfile(path, base)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {setting}").fetchone()
        connection.execute("ATTACH ? AS base", (str(base),))
        connection.execute("BEGIN")
        steps = {table: _last_id(connection, table) for table in GROWING}
        statements = [_copy(connection, table, steps) for table in _tables(connection)]
        for number in range(1, times):
            for statement in filter(None, statements):
                connection.execute(statement, {"number": number})
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
        seal_open(connection)
        connection.execute("COMMIT")
        connection.execute("DETACH base")
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    base.unlink()


def _tables(connection: sqlite3.Connection) -> list[str]:
    sql = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid"
    return [row[0] for row in connection.execute(sql)]


def _last_id(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0)


def _copy(connection: sqlite3.Connection, table: str, steps: dict[str, int]) -> str | None:
    """The statement that copies a table's rows once more; None if it does not grow."""
    parents = {
        row[3]: row[2]
        for row in connection.execute(f"PRAGMA main.foreign_key_list({table})")
        if row[2] in steps and row[4] in ("id", None)
    }
    columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    own = table in steps
    if table in _COUNTS or not (own or (parents and "id" not in columns)):
        return None
    values = []
    for column in columns:
        moved = steps[table] if own and column == "id" else steps.get(parents.get(column, ""))
        if moved is not None:
            values.append(f"{column} + :number * {moved}")
        elif (table, column) in _ADDRESSES:
            values.append(f"{column} || '-' || :number")
        else:
            values.append("NULL" if column == "seal" else column)
    into, chosen = ", ".join(columns), ", ".join(values)
    return f"INSERT INTO main.{table} ({into}) SELECT {chosen} FROM base.{table}"
