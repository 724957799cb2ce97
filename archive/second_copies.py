"""Second copies of narrow rows: indexes that no question uses (``pages_twice``).

SQLite's own check counts them and compares them with the rows, and says only that one is
wrong. Here the rows and their copies are put side by side.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.findings import Finding

#: How the names of these indexes end.
SUFFIX = "_twice"
_SHOWN_LETTERS = 60
_CONDITION = re.compile(r"\)\s+WHERE\s+(.*)$", re.DOTALL)

_INDEXES = """
SELECT name, tbl_name, sql FROM sqlite_master
WHERE type = 'index' AND name LIKE '%\\_twice' ESCAPE '\\' ORDER BY name
"""


def look_at_second_copies(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Names every row that is not as its second copy has it, with both values."""
    for index, table, sql in connection.execute(_INDEXES).fetchall():
        columns, key = _columns(connection, index, table)
        condition = _CONDITION.search(sql)
        if condition is None:
            continue  # not one of ours, which the look at the schema names
        names = ", ".join(columns)
        # The plus sign keeps SQLite from seeing that the index would do.
        rows = f"SELECT {names} FROM {table} NOT INDEXED WHERE +{condition[1]}"
        copies = f"SELECT {names} FROM {table} INDEXED BY {index} WHERE {condition[1]}"
        different = {
            side: {
                tuple(row[columns.index(name)] for name in key): tuple(row)
                for row in connection.execute(f"{one} EXCEPT {other}").fetchall()
            }
            for side, one, other in (("row", rows, copies), ("copy", copies, rows))
        }
        for place in sorted(different["row"].keys() | different["copy"].keys(), key=repr):
            row, copy = different["row"].get(place), different["copy"].get(place)
            said = ":".join(map(str, place))
            yield Finding("copy", _message(columns, row, copy), f"{table}:{said}")


def _columns(connection: sqlite3.Connection, index: str, table: str) -> tuple[list[str], list[str]]:
    """The columns that an index holds, and those of them that name a row."""
    info = connection.execute(f"PRAGMA table_info({table})").fetchall()
    held = [row[2] or "rowid" for row in connection.execute(f"PRAGMA index_xinfo({index})")]
    key = [row[1] for row in info if row[5]]
    return held, key if set(key) <= set(held) else ["rowid"]


def _message(columns: list[str], row: tuple[Any, ...] | None, copy: tuple[Any, ...] | None) -> str:
    if row is None:
        return "The row is missing, or its number was changed: only its second copy is there."
    if copy is None:
        return "The second copy of the row is missing, or its number was changed."
    pairs = zip(columns, row, copy, strict=True)
    unlike = [f"{name} is {_short(a)} and {_short(b)}" for name, a, b in pairs if a != b]
    return f"The row and its second copy differ, one of them is wrong: {', '.join(unlike)}."


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}…"
