"""Random values of an archive that key digests, so that names cannot be guessed from them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3

from archive.errors import NotAnArchive

#: Key of the digests that stand for contacts in exports.
CONTACTS = "contacts"

_BYTES = 32
_INSERT = "INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)"
_SELECT_ALL = "SELECT name, value FROM secrets ORDER BY name"
_SELECT = "SELECT value FROM secrets WHERE name = ?"


def make_key(connection: sqlite3.Connection, name: str) -> None:
    """Gives the archive a key of this name, unless it has one."""
    connection.execute(_INSERT, (name, secrets.token_hex(_BYTES)))


def derived_keys(connection: sqlite3.Connection, purpose: str) -> list[tuple[str, str]]:
    """The names of all keys, each with a key of its own for a copy of this archive.

    Always the same, and nobody without this archive can tell one from the other.
    """
    keys = connection.execute(_SELECT_ALL).fetchall()
    return [
        (name, hmac.digest(value.encode(), purpose.encode(), hashlib.sha256).hex())
        for name, value in keys
    ]


def read_key(connection: sqlite3.Connection, name: str) -> bytes:
    """The key of this name. Raises NotAnArchive if it is missing or damaged."""
    row = connection.execute(_SELECT, (name,)).fetchone()
    try:
        if row is None:
            raise ValueError("it is missing")
        return bytes.fromhex(row[0])
    except ValueError as error:
        message = f"the key {name!r} in the archive's table `secrets` cannot be read: {error}"
        raise NotAnArchive(message, hint="restore the table `secrets` from a backup") from None
