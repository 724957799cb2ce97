"""The articles that a question is about, as the FROM and WHERE of a statement.

What is counted or put in order touches narrow rows only: those of the index
``articles_narrow``, which holds what filters, months and facets need of an article in a
fifth of its row. FTS5 hands over its matches in the order of their ids, so the index is
read from front to back.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from archive.search_words import match_expression
from archive.selection import Filters, conditions

#: Values of one statement in one text are parted by this; no value has it.
_PART = "\x1f"
_LAID_OVER = "SELECT 1 FROM temp.sqlite_master WHERE name = 'articles'"
#: How many articles there are: without any WHERE, which would make SQLite walk through them.
COUNT_ARTICLES = "SELECT count(*) FROM articles"
#: How many articles match, whatever their filters.
COUNT_MATCHES = "SELECT count(*) FROM article_search WHERE article_search MATCH ?"

# Without filters nothing is asked of the articles themselves.
_TERMS_OF_MATCHES = """
FROM article_search CROSS JOIN {terms} x ON x.article_id = article_search.rowid
WHERE article_search MATCH ?
"""


@dataclass(frozen=True, slots=True)
class Matches:
    """Articles chosen by words, filters, or neither; ``a`` is the narrow row of one."""

    source: str  #: ``FROM ... WHERE ...``, to which conditions may be added with AND
    values: tuple[object, ...]
    match: str | None  #: what FTS5 is asked; None: no words were given
    tag_id: int | None  #: of no words and one tag, whose rows are then ``t``
    filtered: int  #: number of filters

    @property
    def by_words_alone(self) -> bool:
        """True if FTS5 alone can tell how many there are."""
        return self.match is not None and not self.filtered

    @property
    def by_beginnings(self) -> bool:
        """True if FTS5 must gather the words that begin so, each time it is asked."""
        return self.match is not None and "*" in self.match

    @property
    def is_of_a_tag_alone(self) -> bool:
        """True for all articles of one tag."""
        return self.tag_id is not None and self.filtered == 1

    def total(self, connection: sqlite3.Connection) -> int:
        """How many articles they are."""
        if self.by_words_alone:
            return number(connection, COUNT_MATCHES, self.values)
        if self.match is None and not self.filtered:
            return number(connection, COUNT_ARTICLES, ())
        return number(connection, f"SELECT count(*) {self.source}", self.values)

    def counted(
        self, connection: sqlite3.Connection, expression: str, terms: str | None = None
    ) -> Counter[str]:
        """How often an SQL expression has each value, NULL left out.

        ``terms`` is a table ``x`` of words of articles to be joined.
        """
        source = self.source
        if terms and self.by_words_alone:
            source = _TERMS_OF_MATCHES.format(terms=terms)
        elif terms:
            join = f"CROSS JOIN {terms} x ON x.article_id = a.id WHERE"
            source = source.replace("WHERE", join, 1)
        return values(connection, expression, source, self.values)


def matches(
    connection: sqlite3.Connection, words: str, filters: Filters, *, raw: bool = False
) -> Matches | None:
    """The articles that have all the words and pass the filters; None if no words can match.

    Raises as :func:`archive.selection.conditions` does.
    """
    chosen = conditions(connection, filters)
    match = match_expression(words, raw=raw)
    articles = f"articles a{_narrow(connection)}"
    values, tag_id = chosen.values, None
    if match is not None:
        values = (match, *values)
        source = (
            f"FROM article_search CROSS JOIN {articles} ON a.id = article_search.rowid "
            f"WHERE article_search MATCH ? AND {chosen.sql}"
        )
    elif len(chosen.tag_ids) == 1:
        tag_id = chosen.tag_ids[0]
        values = (tag_id, *values)
        source = (
            f"FROM article_tags t CROSS JOIN {articles} ON a.id = t.article_id "
            f"WHERE t.tag_id = ? AND {chosen.sql}"
        )
    else:
        source = f"FROM articles a WHERE {chosen.sql}"
    if match == "":
        return None
    return Matches(source, values, match, tag_id, len(chosen.where))


def values(
    connection: sqlite3.Connection, expression: str, source: str, bound: tuple[object, ...]
) -> Counter[str]:
    """How often an SQL expression has each value in the rows of ``source``, NULL left out.

    SQLite gives all of them in one text, which takes half the time that a row for each would.
    """
    sql = f"SELECT group_concat({expression}, '{_PART}') {source}"
    together = connection.execute(sql, bound).fetchone()[0]
    return Counter() if together is None else Counter(str(together).split(_PART))


def number(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> int:
    """The one number that a statement gives."""
    return int(connection.execute(sql, values).fetchone()[0])


def _narrow(connection: sqlite3.Connection) -> str:
    """Makes SQLite read the narrow index, which it would not choose for single rows.

    Empty as of a day: a view stands for the table then, and views have no index.
    """
    laid_over = connection.execute(_LAID_OVER).fetchone()
    return "" if laid_over else " INDEXED BY articles_narrow"
