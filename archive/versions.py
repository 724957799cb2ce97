"""Rows of versions: each distinct reading of an article, kept whole."""

from __future__ import annotations

import sqlite3

from archive.content import Content, content_digest, stored_digest, stored_fields
from archive.times import now

_INSERT = """
INSERT INTO versions (article_id, number, capture_id, extractor, title, content_sha256, saved_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_LAST_NUMBER = "SELECT coalesce(max(number), 0) FROM versions WHERE article_id = ?"
_INSERT_CONTENT = """
INSERT INTO version_contents (version_id, stored_sha256, fields) VALUES (?, ?, ?)
"""
# The body of the version that an article shows is in article_texts alone; it moves when
# another takes its place.
_KEEP_BODY = """
UPDATE version_contents SET (body_text, body_html) =
  (SELECT body_text, body_html FROM article_texts WHERE article_id = ?)
WHERE version_id = ?
"""
_SET_BODY = "UPDATE version_contents SET body_text = ?, body_html = ? WHERE version_id = ?"
_LIKE = """
SELECT id FROM versions WHERE article_id = ? AND content_sha256 = ?
ORDER BY capture_id = ? DESC, number DESC LIMIT 1
"""
_READ_FROM = """
SELECT id FROM versions WHERE article_id = ? AND content_sha256 = ? AND capture_id = ?
ORDER BY number DESC LIMIT 1
"""
_STORED_ALIKE = """
SELECT v.id FROM versions v JOIN version_contents x ON x.version_id = v.id
WHERE v.article_id = ? AND v.content_sha256 = ? AND x.stored_sha256 = ?
ORDER BY v.capture_id = ? DESC, v.number DESC LIMIT 1
"""
_SELECT_STORED = "SELECT stored_sha256 FROM version_contents WHERE version_id = ?"
_UPDATE_VERSION = "UPDATE versions SET capture_id = ?, extractor = ? WHERE id = ?"
_UPDATE_CONTENT = "UPDATE version_contents SET stored_sha256 = ?, fields = ? WHERE version_id = ?"


class Versions:
    """Finds, adds and changes rows of versions within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self,
        article_id: int,
        capture_id: int,
        extractor: str,
        content: Content,
        number: int | None = None,
    ) -> tuple[int, int]:
        """Keeps the fields, without the body, as the next version: its id and number, which
        a caller may know."""
        if number is None:
            last = self._connection.execute(_LAST_NUMBER, (article_id,)).fetchone()[0]
            number = int(last) + 1
        holds = (content["title"], content_digest(content))
        values = (article_id, number, capture_id, extractor, *holds, now())
        version_id = self._connection.execute(_INSERT, values).lastrowid
        assert version_id is not None
        fields = stored_fields(content)
        digest = stored_digest(fields, content["body_text"], content["body_html"])
        self._connection.execute(_INSERT_CONTENT, (version_id, digest, fields))
        return version_id, number

    def add_beside(self, article_id: int, capture_id: int, extractor: str, content: Content) -> int:
        """Keeps a version that is not the one shown, with its body; its id."""
        version_id, _ = self.add(article_id, capture_id, extractor, content)
        body = (content["body_text"], content["body_html"], version_id)
        self._connection.execute(_SET_BODY, body)
        return version_id

    def keep_body(self, article_id: int, version_id: int) -> None:
        """Moves the body of the version shown to it, as another is about to be shown."""
        self._connection.execute(_KEEP_BODY, (article_id, version_id))

    def drop_body(self, version_id: int) -> None:
        """Takes the body from a version, once ``article_texts`` has it."""
        self._connection.execute(_SET_BODY, (None, None, version_id))

    def fill_in(self, version_id: int, capture_id: int, extractor: str, content: Content) -> bool:
        """Replaces what a version holds by a fuller reading of the same content.

        True if anything but the capture it came from has changed.
        """
        fields = stored_fields(content)
        digest = stored_digest(fields, content["body_text"], content["body_html"])
        self._connection.execute(_UPDATE_VERSION, (capture_id, extractor, version_id))
        if digest == self._connection.execute(_SELECT_STORED, (version_id,)).fetchone()[0]:
            return False
        self._connection.execute(_UPDATE_CONTENT, (digest, fields, version_id))
        return True

    def like(self, article_id: int, digest: str, capture_id: int) -> int | None:
        """The version with this content digest, one of this capture before others."""
        return self._first(_LIKE, (article_id, digest, capture_id))

    def read_from(self, article_id: int, digest: str, capture_id: int) -> int | None:
        """The version with this content digest that was read from this capture."""
        return self._first(_READ_FROM, (article_id, digest, capture_id))

    def equal(self, article_id: int, capture_id: int, content: Content) -> int | None:
        """The version that holds exactly this content, in every field."""
        stored = stored_digest(stored_fields(content), content["body_text"], content["body_html"])
        values = (article_id, content_digest(content), stored, capture_id)
        return self._first(_STORED_ALIKE, values)

    def _first(self, sql: str, values: tuple[object, ...]) -> int | None:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else int(row[0])
