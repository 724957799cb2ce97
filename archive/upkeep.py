"""Looking an archive over: is everything in it still what was saved?

SQLite's own check found 40 of 1,000 flipped bits; a digest for each body and each
version finds every change to what was kept. All rows that are made from a version
are compared with it, so a row that is missing shows as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from archive.article_rows import (
    NARROW,
    NARROW_IDS,
    PARTS,
    SELECT_TEXTS,
    narrow_row,
    texts_row,
)
from archive.bodies import read_body
from archive.content import Content, content_digest, content_from, stored_digest
from archive.errors import NotAnArchive
from archive.records import Severity
from archive.terms import differing_terms

#: Versions without the fix of the WAL-reset fault, which needs a writer, a reader
#: and a checkpoint at the same moment (sqlite.org, news of 3.51.3). A distribution
#: may have mended an older one under its old number.
_FIXED = (3, 51, 3)
_FIXED_BRANCHES = {(3, 44): 6, (3, 50): 7}
_WAIT_SECONDS = 30.0

_DIGESTS = "SELECT sha256 FROM bodies ORDER BY id"
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
_NO_VERSION = """
SELECT a.url FROM articles a WHERE NOT EXISTS (
  SELECT 1 FROM versions v WHERE v.article_id = a.id AND v.number = a.current_version)
"""
_NOT_INDEXED = """
SELECT a.url FROM articles a
WHERE NOT EXISTS (SELECT 1 FROM article_search_docsize d WHERE d.id = a.id)
"""
_INDEXED_ALONE = """
SELECT d.id FROM article_search_docsize d
WHERE NOT EXISTS (SELECT 1 FROM article_texts t WHERE t.article_id = d.id)
"""
_INDEX_CHECK = "INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was saved, or worth knowing."""

    code: str  #: stable name
    message: str  #: one sentence
    where: str  #: table, address or file it is about
    severity: Severity = Severity.ERROR  #: NOTE for what is no damage


def check(connection: sqlite3.Connection) -> list[Finding]:
    """Every damage found, by reading every byte that was kept; empty if all is well.

    Looks at one moment of the archive, also while a run writes to it. Damage that
    stops one look does not stop the others.
    """
    findings = list(library_findings(sqlite3.sqlite_version_info))
    connection.execute("BEGIN")
    try:
        for look in (_structure, _references, _bodies, _missing, _versions):
            findings += _survived(look, connection)
    finally:
        connection.execute("ROLLBACK")
    findings += _survived(_index, connection)
    return findings


def library_findings(version: tuple[int, ...]) -> Iterator[Finding]:
    """A note if this SQLite has a fault that may damage archives."""
    fixed = _FIXED_BRANCHES.get((version[0], version[1]))
    if version >= _FIXED or (fixed is not None and version[2] >= fixed):
        return
    name = ".".join(map(str, version))
    yield Finding(
        "sqlite_version",
        f"SQLite {name} may have the WAL-reset fault that 3.51.3 mended (a distribution may have "
        "mended it too): keep to one writing process, and make backups.",
        "sqlite library",
        Severity.NOTE,
    )


def _survived(
    look: Callable[[sqlite3.Connection], Iterator[Finding]], connection: sqlite3.Connection
) -> list[Finding]:
    """What a look finds; what stops it is a finding too."""
    findings: list[Finding] = []
    try:
        for finding in look(connection):
            findings.append(finding)
    except sqlite3.DatabaseError as error:
        what = look.__name__.lstrip("_")
        findings.append(Finding("unreadable", f"Looking at {what} stopped: {error}.", what))
    return findings


def _structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (message,) in connection.execute("PRAGMA integrity_check(100)"):
        if message != "ok":
            yield Finding("structure", f"SQLite finds: {message}.", "file")


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(
            "reference", f"Row {row} of {table} points to no row of {parent}.", f"{table}:{row}"
        )


def _bodies(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (digest,) in connection.execute(_DIGESTS):
        try:
            read_body(connection, digest)
        except NotAnArchive as error:
            yield Finding("body", f"{error}.", f"bodies:{digest}")


def _missing(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (url,) in connection.execute(_NO_VERSION):
        yield Finding("no_version", "The article's current version is missing.", url)
    for (url,) in connection.execute(_NOT_INDEXED):
        yield Finding("not_indexed", "Search does not know the article.", url)
    for (row,) in connection.execute(_INDEXED_ALONE):
        yield Finding("indexed_alone", f"Search knows an article {row} that is not there.", "index")


def _versions(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (version_id,) in connection.execute(_VERSION_IDS):
        try:
            row = connection.execute(_VERSIONS, (version_id,)).fetchone()
        except sqlite3.DatabaseError as error:
            where = f"versions:{version_id}"
            yield Finding("unreadable", f"The version cannot be read: {error}.", where)
            continue
        if row is not None:
            yield from _version(connection, tuple(row))


def _version(connection: sqlite3.Connection, row: tuple[object, ...]) -> Iterator[Finding]:
    """Compares one version with its digests and with the rows made from it."""
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
        for table in _differing(connection, article_id, content):
            yield Finding("rows", f"Rows of {table} are not those of the current version.", where)


def _differing(connection: sqlite3.Connection, article_id: int, content: Content) -> Iterator[str]:
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


def _index(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compares the word index with the texts, by FTS5's own check.

    The check is an INSERT, so it needs a connection that may write; it writes
    nothing, and is rolled back.
    """
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as writer:
        try:
            writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            message = f"The word index was not compared with the texts: {error}."
            yield Finding("index_not_checked", message, "article_search", Severity.NOTE)
            return
        try:
            writer.execute(_INDEX_CHECK)
        except sqlite3.DatabaseError as error:
            message = f"The word index is out of step with the texts: {error}."
            yield Finding("index", message, "article_search")
        writer.execute("ROLLBACK")
