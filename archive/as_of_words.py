"""Full-text search as of a day, in the words of FTS5.

The archive's index knows the texts of today. Articles that had another text on that day
are indexed in memory when the first question needs it, and SQL functions with the names
that FTS5 gives its own (``match``, which is what ``MATCH`` calls, ``snippet``,
``highlight``, ``bm25``) answer from whichever index knows the article. FTS5 tables
themselves keep their own.

Which articles match is exact. Their ranks are those of FTS5 in either index; as the index
in memory holds few articles, its ranks are brought to the rarity that the words have in
the archive. A match names the whole table (``article_search MATCH 'title : x'``).
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from archive.article_rows import INDEXED

_COLUMNS = ", ".join(INDEXED)
_INDEX = "SELECT sql FROM main.sqlite_master WHERE name = 'article_search'"
_RANK = "SELECT v FROM main.article_search_config WHERE k = 'rank'"
_SET_RANK = "INSERT INTO article_search (article_search, rank) VALUES ('rank', ?)"
#: The options by which the archive's index keeps its texts elsewhere.
_ELSEWHERE = re.compile(r",\s*content(?:_rowid)?\s*=\s*'[^']*'")
_TEXTS = f"SELECT article_id, {_COLUMNS} FROM temp.as_of_article_texts ORDER BY article_id"
_ADD = f"INSERT INTO article_search (rowid, {_COLUMNS}) VALUES (?{', ?' * len(INDEXED)})"
_REPLACED = "SELECT article_id FROM temp.as_of_article_texts"
_COUNT = "SELECT count(*) FROM main.articles"

_MATCHING = "SELECT rowid FROM {schema}.article_search WHERE article_search MATCH ?"
_RANKED = "SELECT rowid, {rank} FROM {schema}.article_search WHERE article_search MATCH ?"
_CALL = """
SELECT {name}(article_search{marks}) FROM {schema}.article_search
WHERE article_search MATCH ? AND rowid = ?
"""
_LEAST_RARITY = 1e-6  # as FTS5 has it: words in more than half of the articles


class PastWords:
    """Answers for the view ``article_search`` of one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._replaced = {row[0] for row in connection.execute(_REPLACED)}
        self._past: sqlite3.Connection | None = None
        self._found: dict[str, tuple[set[int], set[int]]] = {}
        self._ranks: dict[tuple[str, tuple[float, ...]], dict[int, float]] = {}
        self._asked: dict[int, str] = {}

    def answer(self) -> None:
        """Takes the place of FTS5 for the rows of the view."""
        add = self._connection.create_function
        add("match", 2, self._match)
        add("as_of_rank", 1, self._rank)
        add("bm25", -1, self._rank)
        for name in ("snippet", "highlight"):
            add(name, -1, partial(self._call, name))

    def _match(self, expression: str, article_id: object) -> bool:
        """True if the article matches; remembers for which words it was asked."""
        if not isinstance(article_id, int):
            raise ValueError("as of a day, MATCH stands after article_search alone")
        now, past = self._matching(expression)
        if article_id not in (past if article_id in self._replaced else now):
            return False
        self._asked[article_id] = expression
        return True

    def _matching(self, expression: str) -> tuple[set[int], set[int]]:
        """The articles whose texts match: those of today, and those of the day."""
        if expression not in self._found:
            sql = _MATCHING.format(schema="main")
            now, past = (
                {row[0] for row in connection.execute(sql, (expression,))}
                for connection in (self._connection, self._index())
            )
            self._found[expression] = (now, past)
        return self._found[expression]

    def _rank(self, article_id: int, *weights: float) -> float | None:
        """FTS5's rank; None where no match was asked for."""
        expression = self._asked.get(article_id)
        if expression is None:
            return None
        key = (expression, weights)
        if key not in self._ranks:
            self._ranks[key] = self._ranked(expression, weights)
        return self._ranks[key].get(article_id)

    def _ranked(self, expression: str, weights: Sequence[float]) -> dict[int, float]:
        given = "".join(f", {float(weight)!r}" for weight in weights)
        rank = f"bm25(article_search{given})" if weights else "rank"
        sql = _RANKED.format(rank=rank, schema="main")
        past = self._index().execute(sql, (expression,)).fetchall()
        scale = self._scale(expression) if past else 1.0
        ranks = {row[0]: row[1] for row in self._connection.execute(sql, (expression,))}
        return ranks | {article_id: rank * scale for article_id, rank in past}

    def _scale(self, expression: str) -> float:
        """How much rarer the words are in the archive than among the texts in memory."""
        now, past = self._matching(expression)
        articles = int(self._connection.execute(_COUNT).fetchone()[0])
        return _rarity(articles, len(now)) / _rarity(len(self._replaced), len(past))

    def _call(self, name: str, article_id: int, *values: Any) -> Any:
        """What an auxiliary function of FTS5 says of an article; None without a match."""
        expression = self._asked.get(article_id)
        if expression is None:
            return None
        sql = _CALL.format(name=name, marks=", ?" * len(values), schema="main")
        index = self._index() if article_id in self._replaced else self._connection
        row = index.execute(sql, (*values, expression, article_id)).fetchone()
        return None if row is None else row[0]

    def _index(self) -> sqlite3.Connection:
        """The index of the texts that were otherwise, made when it is first asked."""
        if self._past is None:
            past = sqlite3.connect(":memory:", isolation_level=None)
            sql = self._connection.execute(_INDEX).fetchone()[0]
            past.execute(_ELSEWHERE.sub("", sql))
            if rank := self._connection.execute(_RANK).fetchone():
                past.execute(_SET_RANK, (rank[0],))
            past.execute("BEGIN")
            past.executemany(_ADD, map(tuple, self._connection.execute(_TEXTS)))
            past.execute("COMMIT")
            self._past = past
        return self._past

    def __del__(self) -> None:
        if self._past is not None:
            with suppress(sqlite3.Error):
                self._past.close()


def _rarity(articles: int, matching: int) -> float:
    """The weight of a word by the number of articles that have it, as bm25 gives it."""
    rare = math.log((articles - matching + 0.5) / (matching + 0.5))
    return max(rare, _LEAST_RARITY)
