"""The articles that a question is about, as the FROM and WHERE of a statement.

What is counted or put in order touches narrow rows only: those of the index
``articles_narrow``, which holds what filters, months and facets need of an article in a
fifth of its row. FTS5 hands over its matches in the order of their ids, so the index is
read from front to back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.search_words import match_expression
from archive.selection import Conditions, Filters, conditions

_LAID_OVER = "SELECT 1 FROM temp.sqlite_master WHERE name = 'articles'"
#: How many articles there are: without any WHERE, which would make SQLite walk through them.
COUNT_ARTICLES = "SELECT count(*) FROM articles"
#: How many articles match, whatever their filters.
COUNT_MATCHES = "SELECT count(*) FROM article_search WHERE article_search MATCH ?"
# Without filters nothing is asked of the articles themselves.
_IDS_OF_MATCHES = "SELECT group_concat(rowid) FROM article_search WHERE article_search MATCH ?"
#: Filters for which there are indexes in the order of dates.
_BY_DATE = {"site", "since", "until"}


@dataclass(frozen=True, slots=True)
class Matches:
    """Articles chosen by words, filters, or neither; ``a`` is the narrow row of one."""

    source: str  #: ``FROM ... WHERE ...``, to which conditions may be added with AND
    values: tuple[object, ...]
    match: str | None  #: what FTS5 is asked; None: no words were given
    tag_id: int | None  #: of no words and one tag, whose rows are then ``t``
    chosen: Conditions  #: the filters
    whole: tuple[str, tuple[object, ...]]
    #: source and values that are quicker where all the articles are wanted, in any order

    @property
    def filtered(self) -> int:
        """Number of conditions."""
        return len(self.chosen.where)

    @property
    def by_words_alone(self) -> bool:
        """True if FTS5 alone can tell how many there are."""
        return self.match is not None and not self.filtered

    @property
    def by_beginnings(self) -> bool:
        """True if FTS5 must gather the words that begin so, each time it is asked."""
        return self.match is not None and "*" in self.match

    @property
    def are_all(self) -> bool:
        """True for all articles there are."""
        return self.match is None and not self.filtered

    @property
    def is_of_a_tag_alone(self) -> bool:
        """True for all articles of one tag."""
        return self.tag_id is not None and self.filtered == 1

    def total(self, connection: sqlite3.Connection) -> int:
        """How many articles they are."""
        if self.by_words_alone:
            return number(connection, COUNT_MATCHES, self.values)
        if self.are_all:
            return number(connection, COUNT_ARTICLES, ())
        source, values = self.whole
        return number(connection, f"SELECT count(*) {source}", values)

    def ids(self, connection: sqlite3.Connection) -> list[int]:
        """Their ids, in any order.

        SQLite gives all of them in one text, which takes half the time that a row for each
        would.
        """
        source, values = self.whole
        sql = _IDS_OF_MATCHES if self.by_words_alone else f"SELECT group_concat(a.id) {source}"
        together = connection.execute(sql, values).fetchone()[0]
        return [] if together is None else list(map(int, str(together).split(",")))


def matches(
    connection: sqlite3.Connection, words: str, filters: Filters, *, raw: bool = False
) -> Matches | None:
    """The articles that have all the words and pass the filters; None if no words can match.

    Raises as :func:`archive.selection.conditions` does.
    """
    chosen = conditions(connection, filters)
    match = match_expression(words, raw=raw)
    if match == "":
        return None
    by_index = indexed_by(connection, "articles_narrow")
    narrow = f"articles a{by_index}"
    if match is not None:
        values = (match, *chosen.values)
        source = (
            f"FROM article_search CROSS JOIN {narrow} ON a.id = article_search.rowid "
            f"WHERE article_search MATCH ? AND {chosen.sql}"
        )
        return Matches(source, values, match, None, chosen, (source, values))
    whole = _whole(chosen, narrow)
    if len(chosen.tag_ids) == 1:
        tag_id = chosen.tag_ids[0]
        source = (
            f"FROM article_tags t CROSS JOIN {narrow} ON a.id = t.article_id "
            f"WHERE t.tag_id = ? AND {chosen.sql}"
        )
        return Matches(source, (tag_id, *chosen.values), None, tag_id, chosen, whole)
    source = f"FROM articles a WHERE {chosen.sql}"
    return Matches(source, chosen.values, None, None, chosen, whole)


def _whole(chosen: Conditions, narrow: str) -> tuple[str, tuple[object, ...]]:
    """Source and values of a choice without words that are quick for all of its articles."""
    if chosen.rarest:
        source = f"FROM {narrow} WHERE {chosen.rarest} AND {chosen.sql}"
        return source, (*chosen.rarest_values, *chosen.values)
    articles = "articles a" if chosen.asked <= _BY_DATE else narrow
    return f"FROM {articles} WHERE {chosen.sql}", chosen.values


def number(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> int:
    """The one number that a statement gives."""
    return int(connection.execute(sql, values).fetchone()[0])


def indexed_by(connection: sqlite3.Connection, index: str) -> str:
    """Makes SQLite read an index of the articles that it would not choose by itself.

    Empty as of a day: a view stands for the table then, and views have no index.
    """
    laid_over = connection.execute(_LAID_OVER).fetchone()
    return "" if laid_over else f" INDEXED BY {index}"
