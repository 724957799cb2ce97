"""Words to articles, the best or the newest first, with the passage that matched."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import Literal

from archive.errors import BadQuery
from archive.sanitise import clean_text
from archive.selection import Conditions, Filters, conditions

Order = Literal["best", "newest"]

#: Marks around each matched word of a snippet; the caller turns them into a style.
MARK_BEGIN, MARK_END = "\ue000", "\ue001"

_SNIPPET_WORDS = 32
_OPENING_LENGTH = 240

_ROW = "a.id, a.url, s.name AS site, a.title, a.published_at, a.language"
_FROM_MATCHES = """
FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
JOIN sites s ON s.id = a.site_id
WHERE article_search MATCH ? AND {conditions}
"""
_FROM_ARTICLES = "FROM articles a JOIN sites s ON s.id = a.site_id WHERE {conditions}"
# The tag's own rows stand in the order wanted, so that twenty of them are enough.
_FROM_TAG = """
FROM article_tags t CROSS JOIN articles a ON a.id = t.article_id
JOIN sites s ON s.id = a.site_id
WHERE t.tag_id = ? AND {conditions}
"""
_BEST = "ORDER BY article_search.rank"
_NEWEST = "ORDER BY a.published_at DESC, a.id DESC"
_NEWEST_OF_TAG = "ORDER BY t.published_at DESC, t.article_id DESC"
_COUNT_MATCHES = "SELECT count(*) FROM article_search WHERE article_search MATCH ?"
_COUNT_CHOSEN = """
SELECT count(*) FROM article_search CROSS JOIN articles a ON a.id = article_search.rowid
WHERE article_search MATCH ? AND {conditions}
"""
_COUNT_ARTICLES = "SELECT count(*) FROM articles a WHERE {conditions}"
_COUNT_TAG = "SELECT count(*) FROM article_tags WHERE tag_id = ?"

# Column 3 is the body: a snippet of the best column would mostly show tags.
# Control characters mark the match in SQL, since icon fonts use U+E000 in texts.
_SNIPPET = f"""
SELECT snippet(article_search, 3, char(2), char(3), '…', {_SNIPPET_WORDS})
FROM article_search WHERE article_search MATCH ? AND rowid = ?
"""
_OPENING = f"""
SELECT coalesce(summary, substr(body_text, 1, {_OPENING_LENGTH})) FROM article_texts
WHERE article_id = ?
"""
_TAGS = """
SELECT g.label FROM article_tags x JOIN tags g ON g.id = x.tag_id
WHERE x.article_id = ? ORDER BY x.position
"""
_MARKS = {0xE000: None, 0xE001: None, 2: MARK_BEGIN, 3: MARK_END}

#: A phrase in quotes, or a word; either may end in ``*``.
_ITEM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"' * 5)


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


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    site: str | None = None,
    tag: str | None = None,
    label: str | None = None,
    author: str | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    order: Order = "best",
    limit: int = 20,
    offset: int = 0,
    raw: bool = False,
) -> SearchResult:
    """Articles that have all the words; without words the newest.

    Words are data: only ``"quoted phrases"`` and a trailing ``*`` mean something.
    With ``raw`` they are FTS5 syntax, and a mistake in it raises BadQuery. Filters
    are those of :class:`archive.selection.Filters`, with the errors of
    :func:`archive.selection.conditions`.
    """
    filters: Filters = {
        "site": site,
        "tag": tag,
        "label": label,
        "author": author,
        "language": language,
        "since": since,
        "until": until,
    }
    selected = conditions(connection, filters)
    match = match_expression(words, raw=raw)
    if match is None:
        return _newest(connection, selected, limit, offset)
    if not match:
        return SearchResult(0, ())
    try:
        return _matching(connection, match, selected, order, limit, offset)
    except sqlite3.OperationalError as error:
        if not raw:
            raise
        raise BadQuery(
            f"the search words are no FTS5 query: {error}",
            hint="leave out --raw to search for the words as they are",
        ) from error


def match_expression(words: str, *, raw: bool = False) -> str | None:
    """What FTS5 is asked for these words; None for no words, empty if none can match."""
    words = clean_text(words).replace("\ufffd", " ")
    if not words.strip():
        return None
    if raw:
        return words
    items: dict[str, None] = {}
    for phrase, phrase_star, word in _ITEM.findall(words.translate(_QUOTES)):
        text, star = (word.rstrip("*"), word.endswith("*")) if word else (phrase, phrase_star)
        if any(map(_is_word_letter, text)):
            items[f'"{text}"' + (" *" if star else "")] = None
    return " ".join(items)


def select_ids(
    connection: sqlite3.Connection, words: str, filters: Filters, *, limit: int | None = None
) -> sqlite3.Cursor:
    """The ids of the articles that :func:`search` would find, the newest first."""
    selected = conditions(connection, filters)
    match = match_expression(words)
    values = (*selected.values, -1 if limit is None else limit)
    if match is None:
        source = _FROM_ARTICLES
    else:
        source, values = _FROM_MATCHES, (match or '""', *values)
    sql = f"SELECT a.id {source.format(conditions=selected.sql)} {_NEWEST} LIMIT ?"
    return connection.execute(sql, values)


def _is_word_letter(letter: str) -> bool:
    """True for what the index's tokenizer keeps: letters, numbers, private use."""
    category = unicodedata.category(letter)
    return category[0] in "LN" or category == "Co"


def _matching(
    connection: sqlite3.Connection,
    match: str,
    selected: Conditions,
    order: Order,
    limit: int,
    offset: int,
) -> SearchResult:
    source = _FROM_MATCHES.format(conditions=selected.sql)
    sort = _BEST if order == "best" else _NEWEST
    values = (match, *selected.values)
    count = _COUNT_CHOSEN if selected.where else _COUNT_MATCHES
    total = _number(connection, count.format(conditions=selected.sql), values)
    sql = f"SELECT {_ROW} {source} {sort} LIMIT ? OFFSET ?"
    rows = connection.execute(sql, (*values, limit, offset)).fetchall()
    hits = []
    for row in rows:
        snippet = connection.execute(_SNIPPET, (match, row[0])).fetchone()
        hits.append(_hit(connection, row, snippet[0] if snippet else ""))
    return SearchResult(total, tuple(hits))


def _newest(
    connection: sqlite3.Connection, selected: Conditions, limit: int, offset: int
) -> SearchResult:
    source, sort, count, values = _FROM_ARTICLES, _NEWEST, _COUNT_ARTICLES, selected.values
    if len(selected.tag_ids) == 1:
        source, sort = _FROM_TAG, _NEWEST_OF_TAG
        count = _COUNT_TAG if len(selected.where) == 1 else count
        values = (selected.tag_ids[0], *values)
    total = _number(connection, count.format(conditions=selected.sql), selected.values)
    sql = f"SELECT {_ROW} {source.format(conditions=selected.sql)} {sort} LIMIT ? OFFSET ?"
    rows = connection.execute(sql, (*values, limit, offset)).fetchall()
    hits = []
    for row in rows:
        opening = connection.execute(_OPENING, (row[0],)).fetchone()
        hits.append(_hit(connection, row, opening[0] if opening else ""))
    return SearchResult(total, tuple(hits))


def _number(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> int:
    return int(connection.execute(sql, values).fetchone()[0])


def _hit(connection: sqlite3.Connection, row: sqlite3.Row, snippet: str) -> Hit:
    tags = tuple(found[0] for found in connection.execute(_TAGS, (row[0],)))
    article_id, url, site, title, published_at, language = row
    marked = snippet.translate(_MARKS)
    return Hit(article_id, url, site, title, published_at, language, marked, tags)
