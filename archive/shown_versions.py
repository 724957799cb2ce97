"""An article as one of its versions says, which need not be the one shown now."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.content import shown_fields
from archive.errors import NothingFound
from archive.rows import dicts
from archive.version_contents import version_content

_VERSION = """
SELECT v.id, v.number AS version, v.extractor, v.content_sha256, v.capture_id,
  c.captured_at, c.form, c.digest
FROM versions v JOIN captures c ON c.id = v.capture_id
WHERE v.article_id = ? AND v.number = ?
"""
_NUMBERS = "SELECT number FROM versions WHERE article_id = ? ORDER BY number"
_EVIDENCE = """
SELECT field, method, place, raw, confidence, chosen FROM evidence
WHERE capture_id = ? ORDER BY position
"""


def find_version(connection: sqlite3.Connection, article_id: int, number: int) -> dict[str, Any]:
    """One version of an article, JSON-ready, under the names that articles show.

    Its fields, ``version``, ``extractor``, ``content_sha256``, the capture that it was read
    from (``captured_at``, ``form``, ``digest``) and the ``evidence`` of that. Raises
    NothingFound for a number that the article does not have.
    """
    row = next(iter(dicts(connection, _VERSION, (article_id, number))), None)
    if row is None:
        numbers = [str(one[0]) for one in connection.execute(_NUMBERS, (article_id,))]
        hint = f"it has {', '.join(numbers)}" if numbers else ""
        raise NothingFound(f"article {article_id} has no version {number}", hint=hint)
    shown = shown_fields(version_content(connection, row.pop("id")))
    evidence = dicts(connection, _EVIDENCE, (row.pop("capture_id"),))
    shown["evidence"] = [{**one, "chosen": bool(one["chosen"])} for one in evidence]
    return shown | row
