"""Rows of captures: what was received, how its fields are known, what was cut away."""

from __future__ import annotations

import sqlite3
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from archive.bodies import keep_body
from archive.content import as_json
from archive.records import CapturedPage, Visit
from archive.seals import are_texts, seal_of
from archive.stored_captures import read_by
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

_POINT = "UPDATE captures SET article_id = ?, version_id = ?, seal = ? WHERE id = ?"
# A trigger does this for rows that are deleted; there may have been none.
_UNSEAL = "UPDATE captures SET seal = NULL WHERE id = ?"


class Kept(NamedTuple):
    """The rows of a capture that is new, as they were written: without a seal."""

    id: int
    row: tuple[Any, ...]
    evidence: list[tuple[Any, ...]]
    removed: list[tuple[Any, ...]]

    def point(
        self, connection: sqlite3.Connection, article_id: int, version_id: int | None
    ) -> None:
        """Notes which article it is of and which version it shows, and seals it."""
        seal = self._seal(article_id, version_id) if self._is_as_given() else None
        connection.execute(_POINT, (article_id, version_id, seal, self.id))

    def _seal(self, article_id: int, version_id: int | None) -> bytes:
        page_id, *row, complete, witness, template, extractor, digest, headers = self.row
        rest = (int(complete), int(witness), template, extractor, digest, headers, version_id)
        evidence = [
            (*values, _real(confidence), int(chosen))
            for _, *values, confidence, chosen in self.evidence
        ]
        removed = [values[1:] for values in self.removed]
        return seal_of(self.id, (page_id, article_id, *row, *rest), evidence, removed)

    def _is_as_given(self) -> bool:
        status, form = self.row[5], self.row[4]
        return (
            (status is None or type(status) is int)
            and isinstance(form, str)
            and are_texts(_ROW_TEXTS(self.row))
            and are_texts(chain.from_iterable(map(_EVIDENCE_TEXTS, self.evidence)))
            and are_texts(chain.from_iterable(map(_REMOVED_TEXTS, self.removed)))
        )


# Columns of texts in the rows of _INSERT, _INSERT_EVIDENCE and _INSERT_REMOVED, but for form.
_ROW_TEXTS = itemgetter(2, 3, 6, 7, 8, 11, 12, 13, 14)
_EVIDENCE_TEXTS = itemgetter(2, 3, 4, 5)
_REMOVED_TEXTS = itemgetter(2, 3)


def _real(number: float | None) -> float | None:
    """A number as SQLite gives it back: a whole one with a point, 0.0 for -0.0, None for NaN."""
    return None if number is None or number != number else float(number) + 0.0


def keep_capture(
    connection: sqlite3.Connection,
    visit: Visit,
    page_id: int,
    site_id: int,
    run_id: int | None,
    terms: Terms,
    *,
    is_new_page: bool,
) -> tuple[int | None, Kept | None]:
    """Stores what a visit received, once; returns its id, None if nothing was received, and,
    if it is new, its rows, which the end of the transaction seals if the caller does not.

    The same bytes in the same form at the same moment from the same page are one
    capture. Read again with other rules or a richer vocabulary, its evidence is
    replaced by that of the new reading.
    """
    capture = visit.capture
    if capture is None:
        return None, None
    identity = (page_id, utc(capture.captured_at), capture.digest, capture.form)
    known = None if is_new_page else connection.execute(_SELECT, identity).fetchone()
    if known:
        read_again(connection, visit, int(known[0]), terms)
        return int(known[0]), None
    keep_body(connection, capture.digest, capture.body, site_id)
    row = _row(visit, capture, identity, run_id)
    capture_id = connection.execute(_INSERT, row).lastrowid
    assert capture_id is not None
    evidence, removed = _evidence(visit, capture_id), _removed(visit, capture_id, terms)
    connection.executemany(_INSERT_EVIDENCE, evidence)
    connection.executemany(_INSERT_REMOVED, removed)
    return capture_id, Kept(capture_id, row, evidence, removed)


def read_again(connection: sqlite3.Connection, visit: Visit, capture_id: int, terms: Terms) -> None:
    """Replaces evidence and removed blocks of a capture by those of a new reading."""
    _replace(connection, capture_id, _evidence(visit, capture_id), _EVIDENCE)
    _replace(connection, capture_id, _removed(visit, capture_id, terms), _REMOVED)


def _row(
    visit: Visit, capture: CapturedPage, identity: tuple[int, str, str, str], run_id: int | None
) -> tuple[Any, ...]:
    page_id, captured_at, digest, form = identity
    article = visit.article
    return (
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
        read_by(article.extractor, visit.read_as) if article else None,
        digest,
        as_json(capture.headers),
    )


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
