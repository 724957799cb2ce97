"""What is kept of captures, for reading them again without a network."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archive.bodies import read_body
from archive.records import Evidence, RemovedBlock

_CAPTURE = """
SELECT c.id, s.name AS site, p.url AS page_url, p.kind, c.article_id, c.version_id, c.url, c.form,
  c.captured_at, c.status, c.complete, c.witness, c.digest, c.headers,
  coalesce(v.capture_id = c.id, 0), coalesce(c.extractor, '')
FROM captures c JOIN pages p ON p.id = c.page_id JOIN sites s ON s.id = p.site_id
LEFT JOIN versions v ON v.id = c.version_id
"""
_OF_ARTICLE = f"{_CAPTURE} WHERE c.article_id = ? ORDER BY c.captured_at, c.id"
_BY_ID = f"{_CAPTURE} WHERE c.id = ?"
_EVIDENCE = """
SELECT field, method, place, raw, confidence, chosen FROM evidence
WHERE capture_id = ? ORDER BY position
"""
_REMOVED = """
SELECT b.rule, t.text, b.place FROM removed_blocks b JOIN removed_texts t ON t.id = b.text_id
WHERE b.capture_id = ? ORDER BY b.position
"""


def read_by(extractor: str, read_as: str) -> str:
    """What is noted of a capture's reading: the name of the rules, and its key after ``:``."""
    return f"{extractor}:{read_as}" if read_as else extractor


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """One row of captures, with the page and platform it is of."""

    id: int
    site: str
    page_url: str  #: canonical address of the page
    kind: str  #: what the page is known to be
    article_id: int | None
    version_id: int | None
    url: str  #: address the bytes came from
    form: str
    captured_at: str
    status: int | None
    complete: bool
    witness: bool
    digest: str
    headers: tuple[tuple[str, str], ...]
    is_source: bool  #: its version was read from it, not only found to say the same
    read_as: str  #: key of all that the reading depended on; empty: not known

    def body(self, connection: sqlite3.Connection) -> bytes:
        """The bytes. Raises NotAnArchive if they are missing, damaged or erased."""
        return read_body(connection, self.digest)


def captures_of(connection: sqlite3.Connection, article_id: int) -> list[StoredCapture]:
    """The captures of an article, in the order of their times."""
    return [_stored(row) for row in connection.execute(_OF_ARTICLE, (article_id,)).fetchall()]


def capture_by_id(connection: sqlite3.Connection, capture_id: int) -> StoredCapture:
    """The capture with this id, which must be there."""
    return _stored(connection.execute(_BY_ID, (capture_id,)).fetchone())


def evidence_of(connection: sqlite3.Connection, capture_id: int) -> tuple[Evidence, ...]:
    """How the values read from a capture are known."""
    rows = connection.execute(_EVIDENCE, (capture_id,))
    return tuple(
        Evidence(field, method, place, raw, confidence, bool(chosen))
        for field, method, place, raw, confidence, chosen in rows
    )


def removed_of(connection: sqlite3.Connection, capture_id: int) -> tuple[RemovedBlock, ...]:
    """The blocks that were taken out of a capture."""
    return tuple(RemovedBlock(*row) for row in connection.execute(_REMOVED, (capture_id,)))


def _stored(row: Sequence[object]) -> StoredCapture:
    values = dict(zip(StoredCapture.__dataclass_fields__, row, strict=True))
    values |= {name: bool(values[name]) for name in ("complete", "witness", "is_source")}
    values["read_as"] = str(values["read_as"]).partition(":")[2]
    values["headers"] = tuple((name, value) for name, value in json.loads(str(values["headers"])))
    return StoredCapture(**values)  # type: ignore[arg-type]
