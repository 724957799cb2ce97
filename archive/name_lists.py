"""Names to choose from, for forms: platforms, tags and labels in the order of the alphabet."""

from __future__ import annotations

import sqlite3

_PLATFORMS = "SELECT name FROM sites ORDER BY name"
_TAGS = "SELECT DISTINCT label FROM tags ORDER BY label COLLATE NOCASE LIMIT ?"
_LABELS = "SELECT DISTINCT label FROM labels ORDER BY label COLLATE NOCASE LIMIT ?"


def platform_names(connection: sqlite3.Connection) -> list[str]:
    """The short names of all platforms."""
    return [row[0] for row in connection.execute(_PLATFORMS)]


def tag_names(connection: sqlite3.Connection, *, most: int = 1000) -> list[str]:
    """The labels of tags, each once; of more than ``most`` the first."""
    return [row[0] for row in connection.execute(_TAGS, (most,))]


def label_names(connection: sqlite3.Connection, *, most: int = 1000) -> list[str]:
    """The type markers of articles, likewise."""
    return [row[0] for row in connection.execute(_LABELS, (most,))]
