"""Rows of articles and their versions: what a new reading does to an article.

A reading becomes the current version if its content differs and it may take the
place of what is there: a printed page never replaces a form that shows more, a
staging or preview host never replaces the platform itself, and of equals the
later capture counts. What may not replace stands beside, as a capture.
"""

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
    Row,
    delete_parts,
    insert_parts,
    narrow_row,
    texts_row,
)
from archive.content import Content, content_digest, content_of, stored_digest, stored_fields
from archive.records import Article, CapturedPage, Form, Outcome
from archive.search_index import IndexChanges
from archive.terms import Terms
from archive.times import now, utc

_SELECT_CURRENT = """
SELECT a.id, a.current_version, v.id, v.content_sha256, c.form, c.witness, c.captured_at,
  a.state, a.gone_at
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN captures c ON c.id = v.capture_id
WHERE a.url = ?
"""
_INSERT_VERSION = """
INSERT INTO versions (article_id, number, capture_id, extractor, title, content_sha256, saved_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_LAST_NUMBER = "SELECT max(number) FROM versions WHERE article_id = ?"
_INSERT_CONTENT = """
INSERT INTO version_contents (version_id, stored_sha256, fields) VALUES (?, ?, ?)
"""
# The current version's body is in article_texts alone; it moves when it is replaced.
_KEEP_BODY = """
UPDATE version_contents SET (body_text, body_html) =
  (SELECT body_text, body_html FROM article_texts WHERE article_id = ?)
WHERE version_id = ?
"""
_HAS_CONTENT = "SELECT 1 FROM versions WHERE article_id = ? AND content_sha256 = ?"
_HAS_READING = """
SELECT 1 FROM versions WHERE article_id = ? AND content_sha256 = ? AND capture_id = ?
"""
_SET_BODY = "UPDATE version_contents SET body_text = ?, body_html = ? WHERE version_id = ?"
_SELECT_STORED = "SELECT stored_sha256 FROM version_contents WHERE version_id = ?"
_UPDATE_VERSION = "UPDATE versions SET capture_id = ?, extractor = ? WHERE id = ?"
_UPDATE_CONTENT = "UPDATE version_contents SET stored_sha256 = ?, fields = ? WHERE version_id = ?"
_SET_CAPTURE_ARTICLE = """
UPDATE captures SET article_id = ? WHERE id = ? AND article_id IS NOT ?
"""
_SET_LIVE = "UPDATE articles SET state = 'live', gone_at = NULL WHERE id = ?"
# An alias that is gone says nothing of an article that is still read elsewhere.
_SET_GONE = """
UPDATE articles SET state = 'gone', gone_at = :gone_at
WHERE id = :article_id AND state = 'live' AND (page_id = :page_id OR NOT EXISTS (
  SELECT 1 FROM pages p
  WHERE p.article_id = :article_id AND p.id <> :page_id AND p.state = 'fetched'
    AND EXISTS (SELECT 1 FROM visits v WHERE v.page_id = p.id)))
"""


@dataclass(frozen=True, slots=True)
class _Current:
    """The version an article shows, and the capture it came from."""

    article_id: int
    number: int
    version_id: int
    digest: str
    form: str
    witness: int
    captured_at: str
    state: str
    gone_at: str | None

    def is_fuller_than(self, capture: CapturedPage) -> bool:
        """True if ``capture`` shows less, or comes from a lesser place."""
        is_print = self.form == Form.PRINT
        return (capture.form == Form.PRINT and not is_print) or (
            capture.witness and not self.witness
        )

    def is_poorer_than(self, capture: CapturedPage) -> bool:
        """True if ``capture`` shows more, or comes from a better place."""
        is_print = self.form == Form.PRINT
        return not self.is_fuller_than(capture) and (
            (is_print and capture.form != Form.PRINT)
            or (bool(self.witness) and not capture.witness)
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one capture, on its way into the archive."""

    article: Article
    capture: CapturedPage
    capture_id: int
    site_id: int
    own_page_id: int  #: page of the article's canonical address
    repeated: bool  #: this very visit was saved before


class Articles:
    """Saves readings of articles within one transaction."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms, index: IndexChanges) -> None:
        self._connection = connection
        self._terms = terms
        self._index = index

    def save(self, reading: Reading) -> tuple[Outcome, int, int]:
        """What this reading did, the article's id, and the number of its current version."""
        content = content_of(reading.article)
        row = self._connection.execute(_SELECT_CURRENT, (reading.article.url,)).fetchone()
        if row is None:
            article_id = self._insert(reading, content)
            saved = (Outcome.NEW, article_id, 1)
        else:
            saved = self._save_again(_Current(*row), reading, content)
        own = (saved[1], reading.capture_id, saved[1])
        self._connection.execute(_SET_CAPTURE_ARTICLE, own)
        return saved

    def mark_gone(self, article_id: int, page_id: int, gone_at: str) -> None:
        """Marks an article gone whose page answered so; nothing of it is removed."""
        values = {"article_id": article_id, "page_id": page_id, "gone_at": gone_at}
        self._connection.execute(_SET_GONE, values)

    def _save_again(
        self, current: _Current, reading: Reading, content: Content
    ) -> tuple[Outcome, int, int]:
        digest = content_digest(content)
        capture, article_id = reading.capture, current.article_id
        captured_at = utc(capture.captured_at)
        self._bring_back(current, reading, captured_at)
        unchanged = (Outcome.UNCHANGED, article_id, current.number)
        poorer = current.is_poorer_than(capture)
        if digest == current.digest:
            if poorer:
                self._fill_in(current, reading, content)
            return unchanged
        if current.is_fuller_than(capture) or self._has_reading(current, reading, digest):
            return unchanged
        if poorer or captured_at >= current.captured_at:
            self._connection.execute(_KEEP_BODY, (article_id, current.version_id))
            number = self._next_number(article_id)
            self._add_version(article_id, number, reading, content)
            self._update(article_id, number, reading, content)
            return (Outcome.CHANGED, article_id, number)
        if not self._connection.execute(_HAS_CONTENT, (article_id, digest)).fetchone():
            number = self._next_number(article_id)
            version_id = self._add_version(article_id, number, reading, content)
            body = (content["body_text"], content["body_html"], version_id)
            self._connection.execute(_SET_BODY, body)
        return unchanged

    def _has_reading(self, current: _Current, reading: Reading, digest: str) -> bool:
        """True if this content was read from this capture before."""
        values = (current.article_id, digest, reading.capture_id)
        return self._connection.execute(_HAS_READING, values).fetchone() is not None

    def _bring_back(self, current: _Current, reading: Reading, captured_at: str) -> None:
        """Marks a gone article live if the platform itself shows it again."""
        if current.state != "gone" or reading.capture.witness or reading.repeated:
            return
        if captured_at >= (current.gone_at or ""):
            self._connection.execute(_SET_LIVE, (current.article_id,))

    def _fill_in(self, current: _Current, reading: Reading, content: Content) -> None:
        """Takes over what a fuller form adds to the same content; the version stays."""
        fields = stored_fields(content)
        stored_sha256 = stored_digest(fields, content["body_text"], content["body_html"])
        known = self._connection.execute(_SELECT_STORED, (current.version_id,)).fetchone()[0]
        version = (reading.capture_id, reading.article.extractor, current.version_id)
        self._connection.execute(_UPDATE_VERSION, version)
        if stored_sha256 != known:
            values = (stored_sha256, fields, current.version_id)
            self._connection.execute(_UPDATE_CONTENT, values)
            self._update(current.article_id, current.number, reading, content)

    def _insert(self, reading: Reading, content: Content) -> int:
        seen_at = utc(reading.capture.captured_at)
        values = (
            reading.site_id,
            reading.own_page_id,
            reading.article.url,
            *narrow_row(content),
            seen_at,
            seen_at,
        )
        article_id = self._connection.execute(INSERT_ARTICLE, values).lastrowid
        assert article_id is not None
        texts = texts_row(content)
        self._connection.execute(INSERT_TEXTS, (article_id, *texts))
        insert_parts(self._connection, article_id, content)
        self._attach_terms(article_id, reading, content)
        self._add_version(article_id, 1, reading, content)
        self._index.stage(article_id, None, _indexed(texts))
        return article_id

    def _update(self, article_id: int, number: int, reading: Reading, content: Content) -> None:
        captured_at = utc(reading.capture.captured_at)
        values = (*narrow_row(content), number, captured_at, article_id)
        self._connection.execute(UPDATE_ARTICLE, values)
        before = self._connection.execute(SELECT_TEXTS, (article_id,)).fetchone()
        texts = texts_row(content)
        self._connection.execute(UPDATE_TEXTS, (*texts, article_id))
        delete_parts(self._connection, article_id)
        insert_parts(self._connection, article_id, content)
        self._attach_terms(article_id, reading, content)
        self._index.stage(article_id, _indexed(tuple(before)), _indexed(texts))

    def _attach_terms(self, article_id: int, reading: Reading, content: Content) -> None:
        in_markup = reading.capture.form != Form.PRINT
        self._terms.attach(article_id, reading.site_id, content, in_markup)

    def _next_number(self, article_id: int) -> int:
        last: int = self._connection.execute(_LAST_NUMBER, (article_id,)).fetchone()[0]
        return last + 1

    def _add_version(self, article_id: int, number: int, reading: Reading, content: Content) -> int:
        """Keeps the fields, without the body, as a version, and returns its id."""
        read_from = (reading.capture_id, reading.article.extractor)
        holds = (content["title"], content_digest(content))
        values = (article_id, number, *read_from, *holds, now())
        version_id = self._connection.execute(_INSERT_VERSION, values).lastrowid
        assert version_id is not None
        fields = stored_fields(content)
        digest = stored_digest(fields, content["body_text"], content["body_html"])
        self._connection.execute(_INSERT_CONTENT, (version_id, digest, fields))
        return version_id


def _indexed(texts: Row) -> Row:
    return texts[: len(INDEXED)]
