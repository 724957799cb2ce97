"""The platforms that an archive keeps pages of, for reading."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

_SELECT = """
SELECT s.name, s.title, s.base_url, s.starts,
  (SELECT count(*) FROM articles a WHERE a.site_id = s.id) FROM sites s ORDER BY s.name
"""


@dataclass(frozen=True, slots=True)
class KnownPlatform:
    """One platform as the archive knows it."""

    name: str
    title: str
    base_url: str
    starts: tuple[str, ...]  #: addresses that crawls without a site file began at
    articles: int


def platforms(connection: sqlite3.Connection) -> list[KnownPlatform]:
    """All platforms of an archive, by name."""
    return [
        KnownPlatform(name, title, base_url, tuple(json.loads(starts or "[]")), articles)
        for name, title, base_url, starts, articles in map(tuple, connection.execute(_SELECT))
    ]
