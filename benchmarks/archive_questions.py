"""The questions whose time ``benchmarks/archive.py`` measures, each with its goal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from archive.facets import facets, months
from archive.history import history_of
from archive.lookup import article_id
from archive.search import search

#: A tag of middling frequency: the one at this place, by number of articles.
_PLACE_OF_TAG = 40
_TAG = """
SELECT g.slug FROM article_tags x JOIN tags g ON g.id = x.tag_id
GROUP BY x.tag_id ORDER BY count(*) DESC LIMIT 1 OFFSET ?
"""
_LARGEST_SITE = """
SELECT s.name FROM articles a JOIN sites s ON s.id = a.site_id
GROUP BY a.site_id ORDER BY count(*) DESC LIMIT 1
"""
_CHANGED = """
SELECT a.url FROM versions v JOIN articles a ON a.id = v.article_id
WHERE v.number = 2 ORDER BY v.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and how long it may take."""

    name: str
    ask: Callable[[sqlite3.Connection], object]
    goal_small: float | None = None  #: CPU ms at 100,000 articles; None: no goal
    goal_large: float | None = None  #: at 500,000


def questions(connection: sqlite3.Connection) -> list[Question]:
    """The questions, about articles and tags that the archive has."""
    tag = connection.execute(_TAG, (_PLACE_OF_TAG,)).fetchone()[0]
    site = connection.execute(_LARGEST_SITE).fetchone()[0]
    url = connection.execute(_CHANGED).fetchone()[0]
    return [
        Question("a word in 1 %: best 20 with snippets", _best("hydrogen"), 10, 30),
        Question("a word in 1 %: newest 20", _newest("hydrogen")),
        Question("a word in 1 %, of a tag", lambda c: search(c, "hydrogen", tag=tag)),
        Question("a word in 1 %: all facets", lambda c: facets(c, "hydrogen"), 30),
        Question("a word in 1 %: months", lambda c: months(c, "hydrogen")),
        Question("a word in 10 %: best 20", _best("energy")),
        Question("a word in 10 %: months", lambda c: months(c, "energy"), 20),
        Question("a word in 10 %: all facets", lambda c: facets(c, "energy")),
        Question("a word in 40 %: best 20 (of the last 10,000)", _best("cluster")),
        Question("a word in 40 %: newest 20", _newest("cluster")),
        Question("a word in 40 %: months", lambda c: months(c, "cluster")),
        Question("a word in 40 %: all facets", lambda c: facets(c, "cluster")),
        Question("hydr*: best 20", _best("hydr*")),
        Question("two words", _best("hydrogen energy")),
        Question("latest 20", lambda c: search(c, "")),
        Question("latest 20 of a tag", lambda c: search(c, "", tag=tag), 1, 1),
        Question("months of a tag", lambda c: months(c, "", tag=tag), 5),
        Question("facets of a tag", lambda c: facets(c, "", tag=tag)),
        Question("facets of everything", lambda c: facets(c, ""), 150),
        Question("facets of one platform", lambda c: facets(c, "", site=site), 150),
        Question("facets of one language", lambda c: facets(c, "", language="en"), 150),
        Question("months of everything", lambda c: months(c, "")),
        Question("article by URL", lambda c: article_id(c, url), 1, 1),
        Question("history of a URL", lambda c: history_of(c, url), 1, 1),
    ]


def _best(words: str) -> Callable[[sqlite3.Connection], object]:
    return lambda connection: search(connection, words)


def _newest(words: str) -> Callable[[sqlite3.Connection], object]:
    return lambda connection: search(connection, words, order="newest")
