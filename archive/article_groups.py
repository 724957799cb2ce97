"""Counting articles in groups, for facets and months: exact, and quick for any number.

A few articles are looked up by their ids. Of many, the tables are read from front to back,
in the order of an index, which needs no sorting; which rows belong to the question is told
by a text of one byte for each article, since looking each of them up would cost more.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from archive.matches import COUNT_ARTICLES, Matches, indexed_by, number

#: Articles are many if they are more than one in so many of all.
_MANY = 4
#: Filters that the rows of terms can answer: a copy of the date stands in them.
_OF_DATES = {"since", "until"}
#: Ids are marked by bytes unless they lie so far apart: this many for each article, and more.
_WIDEST = 64
_ROOM = 1_000_000

_PART, _GIVEN = "\x1f", "\x1e"
_COLUMNS = "site_id, language, state, dated"
_IS_MARKED = "substr(?, {id} + 1, 1) = x'01'"
# The year stands in the month, and by itself only where there is no month.
_BY_MONTH = f"""
SELECT published_month, substr(published_month, 1, 4), {_COLUMNS}, count(*)
FROM articles a{{index}} WHERE published_month IS NOT NULL AND {{chosen}}
GROUP BY published_month, {_COLUMNS}
"""
_BY_YEAR = f"""
SELECT NULL, substr(published_at, 1, 4) AS year, {_COLUMNS}, count(*)
FROM articles a{{index}} WHERE published_month IS NULL AND {{chosen}} GROUP BY year, {_COLUMNS}
"""
# All in one text: see `Matches.ids`. Only a language may hold any letter.
_OF_FEW = f"""
SELECT group_concat(printf('%s{_GIVEN}%.4s{_GIVEN}%d{_GIVEN}%s{_GIVEN}%s{_GIVEN}%s',
  a.published_month, a.published_at, a.site_id, a.state, a.dated, a.language), '{_PART}')
FROM json_each(?) j CROSS JOIN articles a{{index}} ON a.id = j.value
"""
_MONTHS_OF_ALL = "SELECT published_month, count(*) FROM articles a{index} GROUP BY 1"
_MONTHS = f"SELECT group_concat(coalesce(a.published_month, ''), '{_PART}') {{source}}"
_TERMS_OF_MANY = """
SELECT x.{column}, count(*) FROM {table} x WHERE {chosen} GROUP BY x.{column}
"""
_TERMS_OF_FEW = """
SELECT group_concat(x.{column})
FROM json_each(?) j CROSS JOIN {table} x ON x.article_id = j.value
"""
_WITH_ANY = """
SELECT count(DISTINCT x.article_id) FROM {table} x
WHERE x.{column} IN (SELECT value FROM json_each(?)) AND {chosen}
"""
_AMONG_FEW = "x.article_id IN (SELECT value FROM json_each(?))"
_OF_SITES = "x.{column} IN (SELECT id FROM {words} WHERE site_id IN ({marks}))"

_Condition = tuple[str, tuple[object, ...]]


class Group(NamedTuple):
    """Articles that are alike in all of this, and how many they are."""

    month: str | None  #: YYYY-MM; None: the date names none
    year: str | None
    site_id: int
    language: str | None
    state: str
    dated: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Terms:
    """A kind of words that articles share."""

    table: str  #: which articles have them
    column: str  #: of that table: the word
    words: str  #: their own table
    name: str  #: column of that table: the name
    of_site: bool  #: True: each belongs to one platform


class Chosen:
    """The articles of a question, made ready for counting."""

    def __init__(self, connection: sqlite3.Connection, found: Matches) -> None:
        self._connection = connection
        self._found = found

    def months(self) -> Counter[str]:
        """How many articles each month has, without a look at anything else; "" is none."""
        if self._found.are_all:
            sql = _MONTHS_OF_ALL.format(index=indexed_by(self._connection, "articles_grouped"))
            return Counter({row[0] or "": row[1] for row in self._connection.execute(sql)})
        source, values = self._found.whole
        sql = _MONTHS.format(source=source)
        text = self._connection.execute(sql, values).fetchone()[0]
        return Counter() if text is None else Counter(str(text).split(_PART))

    def groups(self) -> list[Group]:
        """All groups that have articles, in no order."""
        if not self._is_many:
            sql = _OF_FEW.format(index=indexed_by(self._connection, "articles_narrow"))
            return [_of_text(text, n) for text, n in self._gathered(sql, _PART).items()]
        index = indexed_by(self._connection, "articles_grouped")
        condition, values = self._of_articles()
        rows: list[Group] = []
        for sql in (_BY_MONTH, _BY_YEAR):
            asked = sql.format(index=index, chosen=condition)
            rows += [Group(*row) for row in self._connection.execute(asked, values)]
        return rows

    def terms(self, terms: Terms) -> dict[int, int]:
        """How many of the articles have each term of a kind, by its id."""
        if not self._is_many:
            sql = _TERMS_OF_FEW.format(table=terms.table, column=terms.column)
            return {int(term): n for term, n in self._gathered(sql, ",").items()}
        condition, values = self._of_terms(terms)
        sql = _TERMS_OF_MANY.format(table=terms.table, column=terms.column, chosen=condition)
        return {row[0]: row[1] for row in self._connection.execute(sql, values)}

    def with_any(self, terms: Terms, ids: Iterable[int]) -> int:
        """How many of the articles have at least one of these terms."""
        condition, values = self._of_terms(terms)
        sql = _WITH_ANY.format(table=terms.table, column=terms.column, chosen=condition)
        return number(self._connection, sql, (json.dumps(list(ids)), *values))

    @cached_property
    def _is_many(self) -> bool:
        if self._found.are_all:
            return True
        every = number(self._connection, COUNT_ARTICLES, ())
        if not self._needs_marks():
            return self._found.total(self._connection) * _MANY >= every
        if len(self._ids) * _MANY < every:
            return False
        return max(self._ids) <= every * _WIDEST + _ROOM and min(self._ids) >= 0

    def _needs_marks(self) -> bool:
        """False if the filters are about dates alone, which stand beside the terms."""
        return self._found.match is not None or not self._found.chosen.asked <= _OF_DATES

    def _of_articles(self) -> _Condition:
        """The condition that an article ``a`` is one of many that are asked for."""
        chosen = self._found.chosen
        if self._found.match is None and not chosen.rarest:
            return chosen.sql, chosen.values
        return _IS_MARKED.format(id="a.id"), (self._marks,)

    def _of_terms(self, terms: Terms) -> _Condition:
        """The condition that a row ``x`` of a table of terms is of an article asked for."""
        chosen = self._found.chosen
        if not self._is_many:
            return _AMONG_FEW, (json.dumps(self._ids),)
        if self._found.are_all:
            return "1", ()
        if not self._needs_marks():
            return f"{chosen.sql.replace('a.', 'x.')} AND x.published_at > ''", chosen.values
        if terms.of_site and self._found.match is None and chosen.asked == {"site"}:
            marks = ", ".join("?" * len(chosen.values))
            sql = _OF_SITES.format(column=terms.column, words=terms.words, marks=marks)
            return sql, chosen.values
        return _IS_MARKED.format(id="x.article_id"), (self._marks,)

    @cached_property
    def _ids(self) -> list[int]:
        return self._found.ids(self._connection)

    @cached_property
    def _marks(self) -> bytes:
        """A byte for each id from 0: 1 for articles that are asked for."""
        marks = bytearray(max(self._ids, default=0) + 1)
        for one in self._ids:
            marks[one] = 1
        return bytes(marks)

    def _gathered(self, sql: str, part: str) -> Counter[str]:
        """How often each value stands in the text that a statement on a few ids gives."""
        text = self._connection.execute(sql, (json.dumps(self._ids),)).fetchone()[0]
        return Counter(str(text).split(part)) if text else Counter()


def _of_text(text: str, articles: int) -> Group:
    month, year, site_id, state, dated, language = text.split(_GIVEN, 5)
    known = (month or None, year or None, int(site_id), language or None)
    return Group(*known, state, dated or None, articles)
