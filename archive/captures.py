"""Rows of captures: what was received, how its fields are known, what was cut away."""

from __future__ import annotations

import sqlite3
from operator import attrgetter

from archive.bodies import keep_body
from archive.content import as_json
from archive.records import CapturedPage, Visit
from archive.terms import Terms
from archive.times import utc

_SELECT = """
SELECT id FROM captures WHERE page_id = ? AND captured_at = ? AND digest = ? AND form = ?
"""
_INSERT = """
INSERT INTO captures (page_id, run_id, url, captured_at, form, status, media_type, encoding,
  encoding_source, complete, witness, template, extractor, digest, headers)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SELECT_EVIDENCE = """
SELECT capture_id, position, field, method, place, raw, confidence, chosen FROM evidence
WHERE capture_id = ? ORDER BY position
"""
_SELECT_PAGE_SITE = "SELECT site_id FROM pages WHERE id = ?"
_DELETE_EVIDENCE = "DELETE FROM evidence WHERE capture_id = ?"
_INSERT_EVIDENCE = """
INSERT INTO evidence (capture_id, position, field, method, place, raw, confidence, chosen)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SELECT_REMOVED = """
SELECT capture_id, position, rule, place, text_id FROM removed_blocks
WHERE capture_id = ? ORDER BY position
"""
_DELETE_REMOVED = "DELETE FROM removed_blocks WHERE capture_id = ?"
_INSERT_REMOVED = """
INSERT INTO removed_blocks (capture_id, position, rule, place, text_id) VALUES (?, ?, ?, ?, ?)
"""

# A trigger does this for rows that are deleted; there may have been none.
_UNSEAL = "UPDATE captures SET seal = NULL WHERE id = ?"


def keep_capture(
    connection: sqlite3.Connection, visit: Visit, page_id: int, run_id: int | None, terms: Terms
) -> int | None:
    """Stores what a visit received, once; returns its id, None if nothing was received.

    The same bytes in the same form at the same moment from the same page are one
    capture. Read again with other rules or a richer vocabulary, its evidence is
    replaced by that of the new reading.
    """
    capture = visit.capture
    if capture is None:
        return None
    identity = (page_id, utc(capture.captured_at), capture.digest, capture.form)
    known = connection.execute(_SELECT, identity).fetchone()
    if known:
        read_again(connection, visit, int(known[0]), terms)
        return int(known[0])
    site_id = int(connection.execute(_SELECT_PAGE_SITE, (page_id,)).fetchone()[0])
    keep_body(connection, capture.digest, capture.body, site_id)
    capture_id = _insert(connection, visit, capture, identity, run_id)
    connection.executemany(_INSERT_EVIDENCE, _evidence(visit, capture_id))
    connection.executemany(_INSERT_REMOVED, _removed(visit, capture_id, terms))
    return capture_id


def read_again(connection: sqlite3.Connection, visit: Visit, capture_id: int, terms: Terms) -> None:
    """Replaces evidence and removed blocks of a capture by those of a new reading."""
    _replace(connection, capture_id, _evidence(visit, capture_id), _EVIDENCE)
    _replace(connection, capture_id, _removed(visit, capture_id, terms), _REMOVED)


def _insert(
    connection: sqlite3.Connection,
    visit: Visit,
    capture: CapturedPage,
    identity: tuple[int, str, str, str],
    run_id: int | None,
) -> int:
    page_id, captured_at, digest, form = identity
    article = visit.article
    values = (
        page_id,
        run_id,
        capture.url,
        captured_at,
        form,
        capture.status,
        capture.media_type,
        capture.encoding,
        capture.encoding_source,
        capture.complete,
        capture.witness,
        article.template if article else None,
        article.extractor if article else None,
        digest,
        as_json(capture.headers),
    )
    capture_id = connection.execute(_INSERT, values).lastrowid
    assert capture_id is not None
    return capture_id


_VALUES = attrgetter("field", "method", "place", "raw", "confidence", "chosen")
_EVIDENCE = (_SELECT_EVIDENCE, _DELETE_EVIDENCE, _INSERT_EVIDENCE)
_REMOVED = (_SELECT_REMOVED, _DELETE_REMOVED, _INSERT_REMOVED)


def _evidence(visit: Visit, capture_id: int) -> list[tuple[object, ...]]:
    if visit.article is None:
        return []
    return [
        (capture_id, position, *values)
        for position, values in enumerate(map(_VALUES, visit.article.evidence))
    ]


def _removed(visit: Visit, capture_id: int, terms: Terms) -> list[tuple[object, ...]]:
    return [
        (capture_id, position, block.rule, block.place, terms.removed_text(block))
        for position, block in enumerate(visit.removed)
    ]


def _replace(
    connection: sqlite3.Connection,
    capture_id: int,
    rows: list[tuple[object, ...]],
    statements: tuple[str, str, str],
) -> None:
    """Makes ``rows`` the capture's own, leaving them alone if they are so already."""
    select, delete, insert = statements
    if rows and connection.execute(select, (capture_id,)).fetchall() != rows:
        connection.execute(_UNSEAL, (capture_id,))
        connection.execute(delete, (capture_id,))
        connection.executemany(insert, rows)
