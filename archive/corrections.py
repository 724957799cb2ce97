"""Values corrected by hand: they win over every reading of their article."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from archive.content import SHOWN_AS, Content, as_json
from archive.sanitise import clean_text
from archive.times import now

_IN_FORCE = """
SELECT field, value FROM corrections WHERE article_id = ? AND withdrawn_at IS NULL ORDER BY id
"""
_SHOWN = """
SELECT field, value, why, made_at FROM corrections
WHERE article_id = ? AND withdrawn_at IS NULL ORDER BY id
"""
_INSERT = """
INSERT INTO corrections (article_id, field, value, why, made_at) VALUES (?, ?, ?, ?, ?)
"""
_WITHDRAW = """
UPDATE corrections SET withdrawn_at = ?
WHERE article_id = ? AND field = ? AND withdrawn_at IS NULL
"""


def corrected(connection: sqlite3.Connection, article_id: int, content: Content) -> Content:
    """The content with the values that a person has put in; the same object without any."""
    rows = connection.execute(_IN_FORCE, (article_id,)).fetchall()
    return content | {field: json.loads(value) for field, value in rows} if rows else content


def corrections_of(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """The corrections in force: field (as articles show it), value, why, made_at."""
    return [
        {
            "field": SHOWN_AS.get(field, field),
            "value": json.loads(value),
            "why": why,
            "made_at": at,
        }
        for field, value, why, at in connection.execute(_SHOWN, (article_id,)).fetchall()
    ]


def put_in(
    connection: sqlite3.Connection, article_id: int, field: str, value: object, why: str
) -> None:
    """Notes a correction, in the place of one of the same field."""
    take_back(connection, article_id, field)
    values = (article_id, field, as_json(value), clean_text(why), now())
    connection.execute(_INSERT, values)


def take_back(connection: sqlite3.Connection, article_id: int, field: str) -> bool:
    """Ends the correction of a field; True if there was one."""
    return bool(connection.execute(_WITHDRAW, (now(), article_id, field)).rowcount)
