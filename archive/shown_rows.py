"""The rows made from the version that an article shows: narrow row, texts, lists, words."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.article_rows import (
    INDEXED,
    INSERT_ARTICLE,
    INSERT_TEXTS,
    SELECT_TEXTS,
    UPDATE_ARTICLE,
    UPDATE_TEXTS,
    delete_parts,
    insert_parts,
    narrow_row,
    texts_row,
)
from archive.content import Content
from archive.search_index import IndexChanges
from archive.terms import Terms

#: Ties of an article are looked for when its run ends: see :mod:`archive.ties`.
_UNTIE = "INSERT INTO untied (article_id) VALUES (?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a content was read."""

    site_id: int
    captured_at: str  #: UTC
    in_markup: bool  #: False for a printed page, which parts its words less surely


class ShownRows:
    """Writes what an article shows, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms, index: IndexChanges) -> None:
        self._connection = connection
        self._terms = terms
        self._index = index

    def insert(self, url: str, page_id: int, source: Source, content: Content) -> int:
        """Adds an article with this content; its id."""
        key = (source.site_id, page_id, url)
        seen = (source.captured_at, source.captured_at)
        values = (*key, *narrow_row(content), *seen)
        article_id = self._connection.execute(INSERT_ARTICLE, values).lastrowid
        assert article_id is not None
        texts = texts_row(content)
        self._connection.execute(INSERT_TEXTS, (article_id, *texts))
        insert_parts(self._connection, article_id, content)
        self._attach(article_id, source, content)
        self._index.stage(article_id, None, texts[: len(INDEXED)])
        self._connection.execute(_UNTIE, (article_id,))
        return article_id

    def update(self, article_id: int, number: int, source: Source, content: Content) -> None:
        """Makes the article show this content, its version ``number``."""
        values = (*narrow_row(content), number, source.captured_at, article_id)
        self._connection.execute(UPDATE_ARTICLE, values)
        before = self._connection.execute(SELECT_TEXTS, (article_id,)).fetchone()
        texts = texts_row(content)
        self._connection.execute(UPDATE_TEXTS, (*texts, article_id))
        delete_parts(self._connection, article_id)
        insert_parts(self._connection, article_id, content)
        self._attach(article_id, source, content)
        self._index.stage(article_id, tuple(before)[: len(INDEXED)], texts[: len(INDEXED)])
        self._connection.execute(_UNTIE, (article_id,))

    def note_earlier(self, source: Source, content: Content) -> None:
        """Notes the tags of a content that was shown before what is shown now."""
        seen = (source.site_id, content, source.captured_at)
        self._terms.note_tags(*seen, in_markup=source.in_markup)

    def _attach(self, article_id: int, source: Source, content: Content) -> None:
        seen = (source.site_id, content, source.captured_at)
        self._terms.attach(article_id, *seen, in_markup=source.in_markup)
