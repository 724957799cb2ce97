"""Words to articles, the best or the newest first, with the passage that matched.

How many articles match, which they are, and their order by date are always exact. The
best of them are found by ranking every match, as long as there are no more than
:data:`MOST_RANKED`; of more, those that came into the archive last are ranked, so that
words that stand everywhere do not make a question wait.
"""

from __future__ import annotations

import heapq
import sqlite3
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal, Unpack

from archive.errors import NotAnArchive
from archive.matches import COUNT_ARTICLES, COUNT_MATCHES, Matches, matches, number
from archive.moment import one_moment
from archive.search_words import mistakes_explained
from archive.selection import Filters

Order = Literal["best", "newest"]

#: Marks around each matched word of a snippet; the caller turns them into a style.
MARK_BEGIN, MARK_END = "\ue000", "\ue001"
#: So many matches are ranked: FTS5 computes about 400 ranks in a millisecond.
MOST_RANKED = 10_000

# So few articles are put in order faster than they are met with from the newest backwards.
_RARE = 5_000
_SNIPPET_WORDS = 32
_OPENING_LENGTH = 240
# What looking whether one article matches costs, in matches that are sorted by date.
_LOOK = 50

_RANKED_IN_FTS5 = """
SELECT article_search.rowid FROM article_search
WHERE article_search MATCH ? AND article_search.rowid >= ?
ORDER BY article_search.rank LIMIT ? OFFSET ?
"""
_LATEST_MATCHES = """
SELECT article_search.rowid FROM article_search WHERE article_search MATCH ?
ORDER BY article_search.rowid DESC LIMIT 1 OFFSET ?
"""
_NEWEST_BY_LOOKING = """
SELECT a.id FROM articles a
WHERE EXISTS (SELECT 1 FROM article_search
  WHERE article_search MATCH ? AND article_search.rowid = a.id)
ORDER BY a.published_at DESC, a.id DESC LIMIT ? OFFSET ?
"""
_SELECTED = "SELECT a.id, a.published_at, a.dated, a.language, a.title, a.url"
_NEWEST = "ORDER BY a.published_at DESC, a.id DESC"
# The tag's own rows stand in the order wanted, so that twenty of them are enough.
_NEWEST_OF_TAG = "ORDER BY t.published_at DESC, t.article_id DESC"
_COUNT_TAG = "SELECT count(*) FROM article_tags WHERE tag_id = ?"

_ROWS = """
SELECT a.id, a.url, s.name, a.title, a.published_at, a.language, a.dated, a.state
FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id IN ({marks})
"""
# Column 3 is the body: a snippet of the best column would mostly show tags.
# Control characters mark the match in SQL, since icon fonts use U+E000 in texts. The plus
# keeps FTS5 from beginning anew for every article, which takes long for beginnings of words.
_SNIPPETS = f"""
SELECT rowid, snippet(article_search, 3, char(2), char(3), '…', {_SNIPPET_WORDS})
FROM article_search WHERE article_search MATCH ? AND +rowid IN ({{marks}})
"""
_OPENINGS = f"""
SELECT article_id, coalesce(summary, substr(body_text, 1, {_OPENING_LENGTH})) FROM article_texts
WHERE article_id IN ({{marks}})
"""
_TAGS = """
SELECT x.article_id, g.label FROM article_tags x JOIN tags g ON g.id = x.tag_id
WHERE x.article_id IN ({marks}) ORDER BY x.position
"""
_MARKS = {0xE000: None, 0xE001: None, 2: MARK_BEGIN, 3: MARK_END}


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found."""

    id: int
    url: str
    site: str
    title: str
    published_at: str | None
    language: str | None
    snippet: str  #: passage of the body, matches between MARK_BEGIN and MARK_END
    tags: tuple[str, ...]  #: labels
    dated: str | None  #: how the date is known, or why there is none: see ``articles.dated``
    state: str  #: ``live`` or ``gone``


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]
    ranked: int | None = None  #: of how many matches these are the best; None: of all


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    order: Order = "best",
    limit: int = 20,
    offset: int = 0,
    raw: bool = False,
    **filters: Unpack[Filters],
) -> SearchResult:
    """Articles that have all the words; without words the newest.

    Words are as :func:`archive.search_words.match_expression` takes them; with ``raw``
    they are FTS5 syntax, and a mistake in it raises BadQuery. Filters are those of
    :class:`archive.selection.Filters`, with the errors of
    :func:`archive.selection.conditions`.
    """
    with one_moment(connection), mistakes_explained(raw=raw):
        found = matches(connection, words, filters, raw=raw)
        if found is None:
            return SearchResult(0, ())
        if found.match is None:
            total, ids, ranked = *_latest(connection, found, limit, offset), None
        elif order == "newest":
            total, ids, ranked = *_newest(connection, found, limit, offset), None
        else:
            total, ids, ranked = _best(connection, found, limit, offset)
        hits = _hits(connection, ids, found.match) if ids else ()
    return SearchResult(total, hits, ranked)


def select_ids(
    connection: sqlite3.Connection, words: str, filters: Filters, *, limit: int | None = None
) -> sqlite3.Cursor:
    """The ids of the articles that :func:`search` would find, the newest first."""
    found = matches(connection, words, filters)
    if found is None:
        return connection.execute("SELECT id FROM articles WHERE 0")
    values = (*found.values, -1 if limit is None else limit)
    return connection.execute(f"SELECT a.id {found.source} {_NEWEST} LIMIT ?", values)


def as_sql(connection: sqlite3.Connection, words: str, **filters: Unpack[Filters]) -> str:
    """One SQL statement that gives the articles that :func:`search` would find, the newest
    first; raises as it does."""
    found = matches(connection, words, filters)
    if found is None:
        return "SELECT id FROM articles WHERE 0"
    source = found.source.replace(" INDEXED BY articles_narrow", "").split("?")
    literals = [_literal(value) for value in found.values]
    written = "".join(chain.from_iterable(zip_longest(source, literals, fillvalue="")))
    lines = [line for line in written.replace(" WHERE ", "\nWHERE ").splitlines() if line.strip()]
    return "\n".join((_SELECTED, *lines, _NEWEST))


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _latest(
    connection: sqlite3.Connection, found: Matches, limit: int, offset: int
) -> tuple[int, list[int]]:
    """Without words: how many, and the newest."""
    if found.is_of_a_tag_alone:
        total = number(connection, _COUNT_TAG, (found.tag_id,))
    else:
        total = found.total(connection)
    source, values = found.source, found.values
    sort = _NEWEST if found.tag_id is None else _NEWEST_OF_TAG
    if found.filtered and found.tag_id is None and total <= _RARE:
        source, values = found.whole
    sql = f"SELECT a.id {source} {sort} LIMIT ? OFFSET ?"
    return total, _ids(connection, sql, (*values, limit, offset))


def _newest(
    connection: sqlite3.Connection, found: Matches, limit: int, offset: int
) -> tuple[int, list[int]]:
    total = found.total(connection)
    if found.by_words_alone and total and not found.by_beginnings:
        looks = (limit + offset) * number(connection, COUNT_ARTICLES, ()) / total
        if looks * _LOOK < total:
            values = (found.match, limit, offset)
            return total, _ids(connection, _NEWEST_BY_LOOKING, values)
    sql = f"SELECT a.id {found.source} {_NEWEST} LIMIT ? OFFSET ?"
    return total, _ids(connection, sql, (*found.values, limit, offset))


def _best(
    connection: sqlite3.Connection, found: Matches, limit: int, offset: int
) -> tuple[int, list[int], int | None]:
    """How many, the best, and of how many they are the best."""
    if not found.by_words_alone or found.by_beginnings:
        return _best_of_chosen(connection, found, limit, offset)
    total = found.total(connection)
    least, ranked = 0, None
    if total > MOST_RANKED:
        ranked = MOST_RANKED
        least = number(connection, _LATEST_MATCHES, (found.match, MOST_RANKED - 1))
    values = (found.match, least, limit, offset)
    return total, _ids(connection, _RANKED_IN_FTS5, values), ranked


def _best_of_chosen(
    connection: sqlite3.Connection, found: Matches, limit: int, offset: int
) -> tuple[int, list[int], int | None]:
    """As :func:`_best`, with filters: what they leave is counted as it is ranked.

    And for beginnings of words, so that FTS5 gathers the words that begin so twice at most.
    """
    least, total = 0, None
    if found.by_beginnings or number(connection, COUNT_MATCHES, (found.match,)) > MOST_RANKED:
        sql = f"SELECT a.id {found.source} ORDER BY article_search.rowid DESC"
        ids = _ids(connection, sql, found.values)
        total, least = len(ids), (ids[:MOST_RANKED] or [0])[-1]
    sql = f"SELECT article_search.rank, a.id {found.source} AND article_search.rowid >= ?"
    ranks = [tuple(row) for row in connection.execute(sql, (*found.values, least))]
    best = [one for _, one in heapq.nsmallest(limit + offset, ranks)[offset:]]
    return total or len(ranks), best, None if (total or 0) <= MOST_RANKED else MOST_RANKED


def _ids(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]


def _hits(connection: sqlite3.Connection, ids: list[int], match: str | None) -> tuple[Hit, ...]:
    """What is shown of each article, with its opening, or the passage where the words stand."""
    marks = ", ".join("?" * len(ids))
    rows = {row[0]: tuple(row) for row in connection.execute(_ROWS.format(marks=marks), ids)}
    if missing := set(ids) - rows.keys():
        raise NotAnArchive(
            f"article {min(missing)} is damaged: rows of it are missing",
            hint="`clusternews check` lists all that is damaged",
        )
    tags: dict[int, list[str]] = {one: [] for one in ids}
    for article_id, label in connection.execute(_TAGS.format(marks=marks), ids):
        tags[article_id].append(label)
    sql, values = (_OPENINGS, ids) if match is None else (_SNIPPETS, [match, *ids])
    passages: dict[int, str | None] = dict(
        map(tuple, connection.execute(sql.format(marks=marks), values))
    )
    hits = []
    for one in ids:
        _, url, site, title, published_at, language, dated, state = rows[one]
        shown = (one, url, site, title, published_at, language)
        marked = (passages.get(one) or "").translate(_MARKS)
        hits.append(Hit(*shown, marked, tuple(tags[one]), dated, state))
    return tuple(hits)
