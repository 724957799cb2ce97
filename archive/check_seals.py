"""Looking at what digests and seals tell of captures, visits, and the bytes received."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from archive.bodies import read_body
from archive.content import sha256
from archive.errors import BodyAbsent, ClusternewsError, MissingExtra
from archive.findings import Finding
from archive.records import Severity
from archive.seals import SEALED, broken_seals

_DIGESTS = "SELECT sha256 FROM bodies ORDER BY id"
_DICTIONARIES = "SELECT id FROM dictionaries ORDER BY id"
_DICTIONARY = "SELECT content, sha256 FROM dictionaries WHERE id = ?"
_REMOVED = "SELECT id FROM removed_texts ORDER BY id"
_REMOVED_TEXT = "SELECT sha256, text FROM removed_texts WHERE id = ?"
_ORPHANS = {
    "bodies": "SELECT count(*) FROM bodies b WHERE NOT EXISTS "
    "(SELECT 1 FROM captures c WHERE c.digest = b.sha256)",
    "removed_texts": "SELECT count(*) FROM removed_texts WHERE id NOT IN "
    "(SELECT text_id FROM removed_blocks)",
}


def look_at_dictionaries(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compares every compression dictionary with its SHA-256."""
    for (one,) in connection.execute(_DICTIONARIES).fetchall():
        content, digest = connection.execute(_DICTIONARY, (one,)).fetchone()
        if hashlib.sha256(content).hexdigest() != digest:
            message = f"Compression dictionary {one} is not what was saved: its SHA-256 differs."
            yield Finding("dictionary", message, f"dictionaries:{one}")


def look_at_bodies(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Decompresses every body and compares it with its SHA-256."""
    for (digest,) in connection.execute(_DIGESTS).fetchall():
        try:
            read_body(connection, digest)
        except BodyAbsent:
            continue
        except MissingExtra as error:
            yield Finding("bodies_not_checked", f"{error}.", "bodies")
            return
        except (ClusternewsError, sqlite3.DatabaseError) as error:
            yield Finding("body", f"{error}.", f"bodies:{digest}")


def look_at_seals(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compares captures and visits with their seals, and removed texts with their SHA-256."""
    for sealed in SEALED:
        for row_id, what in broken_seals(connection, sealed):
            of = "capture" if sealed.table == "captures" else "visit"
            message = f"The {of} with what belongs to it {what}."
            yield Finding("seal", message, f"{sealed.table}:{row_id}")
    for (one,) in connection.execute(_REMOVED).fetchall():
        digest, text = connection.execute(_REMOVED_TEXT, (one,)).fetchone()
        if sha256(text) != digest:
            message = "The text of a removed block is not what was saved: its SHA-256 differs."
            yield Finding("removed_text", message, f"removed_texts:{one}")


def look_at_orphans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Notes rows that nothing points to any more; they are in nobody's way."""
    for table, count in _ORPHANS.items():
        number = connection.execute(count).fetchone()[0]
        if number:
            message = f"Nothing points to {number} rows of {table}."
            yield Finding("orphans", message, table, Severity.NOTE)
