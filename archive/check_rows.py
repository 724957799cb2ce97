"""Looking at versions, at the rows that are made from them, and at histories."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from archive.article_rows import (
    NARROW,
    NARROW_IDS,
    PARTS,
    SELECT_TEXTS,
    narrow_row,
    texts_row,
)
from archive.content import Content, content_digest, content_from, stored_digest
from archive.errors import NotAnArchive
from archive.findings import Finding
from archive.terms import differing_terms
from archive.timeline import Timelines

_VERSIONS = """
SELECT a.url, v.number, v.title, v.content_sha256, x.stored_sha256, x.fields,
  CASE WHEN v.number = a.current_version THEN a.id END,
  coalesce(x.body_text, t.body_text), coalesce(x.body_html, t.body_html)
FROM versions v
JOIN articles a ON a.id = v.article_id
LEFT JOIN version_contents x ON x.version_id = v.id
LEFT JOIN article_texts t ON t.article_id = a.id AND v.number = a.current_version
WHERE v.id = ?
"""
_VERSION_IDS = "SELECT id FROM versions ORDER BY id"
_NARROW = f"""
SELECT {", ".join((*NARROW, *NARROW_IDS))}, published_month FROM articles WHERE id = ?
"""
_DATED_OTHERWISE = """
SELECT a.url, v.number FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN date_evidence d ON d.article_id = a.id
WHERE a.dated IS NOT d.method
"""
_NO_VERSION = """
SELECT a.url FROM articles a WHERE NOT EXISTS (
  SELECT 1 FROM versions v WHERE v.article_id = a.id AND v.number = a.current_version)
"""
_NO_CONTENT = """
SELECT a.url, v.number FROM versions v JOIN articles a ON a.id = v.article_id
WHERE NOT EXISTS (SELECT 1 FROM version_contents x WHERE x.version_id = v.id)
"""
_STRANGERS = """
SELECT c.id, c.url FROM captures c JOIN versions v ON v.id = c.version_id
WHERE v.article_id IS NOT c.article_id
"""
_ARTICLES = "SELECT id, url FROM articles ORDER BY id"


def look_at_articles(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Finds articles without the version they show, and captures that show another's."""
    for (url,) in connection.execute(_NO_VERSION).fetchall():
        yield Finding("no_version", "The article's current version is missing.", url)
    for url, number in connection.execute(_DATED_OTHERWISE).fetchall():
        where = f"{url} version {number}"
        yield Finding("rows", "articles.dated is not how the date is known.", where)
    for url, number in connection.execute(_NO_CONTENT).fetchall():
        where = f"{url} version {number}"
        yield Finding("version", "The content of the version is missing.", where)
    for capture_id, url in connection.execute(_STRANGERS).fetchall():
        message = f"Capture {capture_id} points to a version of another article."
        yield Finding("stranger", message, url)


def look_at_versions(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compares every version with its digests, and the rows made from it with it."""
    for (version_id,) in connection.execute(_VERSION_IDS).fetchall():
        try:
            row = connection.execute(_VERSIONS, (version_id,)).fetchone()
            if row is not None and row[5] is not None:
                yield from _version(connection, tuple(row))
        except sqlite3.DatabaseError as error:
            where = f"versions:{version_id}"
            yield Finding("unreadable", f"The version cannot be read: {error}.", where)


def look_at_histories(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compares the history of every article with what its captures tell."""
    timelines = Timelines(connection)
    for article_id, url in connection.execute(_ARTICLES).fetchall():
        try:
            if timelines.differs(article_id):
                message = "The history is not the one that the captures tell."
                yield Finding("history", message, url)
        except (NotAnArchive, KeyError, ValueError, TypeError) as error:
            yield Finding("history", f"The history cannot be derived: {error}.", url)


def content_as_saved(connection: sqlite3.Connection, version_id: int) -> Content | None:
    """The content of a version; None if it is not what was saved, by its SHA-256."""
    row = connection.execute(_VERSIONS, (version_id,)).fetchone()
    if row is None:
        return None
    _, _, _, _, stored, fields, _, body_text, body_html = row
    if not isinstance(fields, str) or not isinstance(body_text, str):
        return None
    if stored_digest(fields, body_text, body_html) != stored:
        return None
    return content_from(fields, body_text, body_html)


def differing_tables(
    connection: sqlite3.Connection, article_id: int, content: Content
) -> Iterator[str]:
    """The tables whose rows of an article are not what its content makes."""
    narrow = connection.execute(_NARROW, (article_id,)).fetchone()
    if tuple(narrow) != narrow_row(content):
        yield "articles"
    texts = connection.execute(SELECT_TEXTS, (article_id,)).fetchone()
    if tuple(texts) != texts_row(content):
        yield "article_texts"
    for part in PARTS:
        rows = [tuple(row) for row in connection.execute(part.select, (article_id,))]
        if rows != part.rows(article_id, content):
            yield part.table
    yield from differing_terms(connection, article_id, content)


def _version(connection: sqlite3.Connection, row: tuple[object, ...]) -> Iterator[Finding]:
    url, number, title, digest, stored, fields, article_id, body_text, body_html = row
    where = f"{url} version {number}"
    if not isinstance(fields, str) or not isinstance(body_text, str):
        yield Finding("version", "The content of the version is missing.", where)
        return
    html = body_html if isinstance(body_html, str) else None
    if stored_digest(fields, body_text, html) != stored:
        yield Finding("version", "The content is not what was saved: its SHA-256 differs.", where)
        return
    try:
        content = content_from(fields, body_text, html)
    except ValueError as error:
        yield Finding("version", f"The content cannot be read: {error}.", where)
        return
    if (content["title"], content_digest(content)) != (title, digest):
        yield Finding("version", "The version's title or digest is not that of its content.", where)
    if isinstance(article_id, int):
        for table in differing_tables(connection, article_id, content):
            yield Finding("rows", f"Rows of {table} are not those of the current version.", where)
