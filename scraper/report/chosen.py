"""The articles that a report is about, as the beginning of every query over them.

A query of a report is written with bound values, run so, and shown with the values in their
places: what is shown can be put to the archive as it is.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.matches import matches
from archive.selection import Filters

#: Columns of an article that stand in the index ``articles_narrow``.
_COLUMNS = "a.id, a.site_id, a.published_at, a.published_month, a.state, a.language"
_NONE = f"SELECT {_COLUMNS} FROM articles a WHERE 0"
_CHOSEN = "chosen AS MATERIALIZED (\n{})"
_ARTICLES = re.compile(r"\barticles a\b")
_NAMED = re.compile(r":([a-z_]+[0-9]*)")
_LAID_OVER = "SELECT count(*) FROM temp.sqlite_master WHERE name = 'articles'"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection of articles, and the values in it by name."""

    sql: str  #: one SELECT
    values: Mapping[str, object]
    schema: str  #: where ``articles`` is: ``temp`` where a past day is laid over it, else ``main``

    def before(self, sql: str) -> str:
        """A query that reads ``chosen``, with the selection before it."""
        return _with(_CHOSEN.format(self.sql), sql)

    def instead_of_all(self, sql: str) -> str:
        """A query that reads ``articles``, reading the chosen ones alone."""
        every = f"{self.schema}.articles"
        narrowed = f"articles AS (\n  SELECT * FROM {every} WHERE id IN (SELECT id FROM chosen))"
        selection = _ARTICLES.sub(f"{every} a", self.sql)
        return _with(_CHOSEN.format(selection), _with(narrowed, sql))


def chosen(connection: sqlite3.Connection, words: str, filters: Filters) -> Chosen:
    """The articles that a search with these words and filters finds.

    Raises as :func:`archive.matches.matches` does.
    """
    found = matches(connection, words, filters)
    laid_over = connection.execute(_LAID_OVER).fetchone()[0]
    schema = "temp" if laid_over else "main"
    if found is None:
        return Chosen(_NONE, {}, schema)
    numbers: Iterator[int] = iter(range(1, len(found.values) + 1))
    source = re.sub(r"\?", lambda _: f":chosen_{next(numbers)}", found.source)
    values = {f"chosen_{number}": value for number, value in enumerate(found.values, 1)}
    return Chosen(f"SELECT {_COLUMNS}\n{source}", values, schema)


def shown(sql: str, values: Mapping[str, object]) -> str:
    """The query with its values as SQL literals in the places of their names."""

    def literal(match: re.Match[str]) -> str:
        return _literal(values[match[1]]) if match[1] in values else match[0]

    return _NAMED.sub(literal, sql)


def _with(first: str, sql: str) -> str:
    rest = sql.removeprefix("WITH ")
    return f"WITH {first}" + (f"\n{sql}" if rest == sql else f",\n{rest}")


def _literal(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
