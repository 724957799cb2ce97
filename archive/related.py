"""Articles to read next: those a page teases, and those that share its rarer tags.

Each answer reads a bounded number of narrow rows, however large the archive is.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from archive.rows import dicts

#: Tags that are followed, and articles that are looked at on each side in time of each of them.
_TAGS, _NEAR = 12, 40
#: A tag with so many articles or more tells nothing of one of them.
_COMMON = 5_000

_OWN = """
SELECT x.tag_id, x.published_at, (
  SELECT count(*) FROM (SELECT 1 FROM article_tags o WHERE o.tag_id = x.tag_id LIMIT ?)) AS uses
FROM article_tags x WHERE x.article_id = ? ORDER BY x.position LIMIT ?
"""
_BEFORE = """
SELECT article_id FROM article_tags WHERE tag_id = ? AND published_at <= ?
ORDER BY published_at DESC LIMIT ?
"""
_AFTER = """
SELECT article_id FROM article_tags WHERE tag_id = ? AND published_at > ?
ORDER BY published_at LIMIT ?
"""
_SHOWN = """
SELECT a.id, a.url, s.name AS site, a.title, a.language, a.published_at
FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = ?
"""
_LABELS = "SELECT id, label FROM tags WHERE id IN (SELECT value FROM json_each(?))"
_BASE = "SELECT base_url FROM sites WHERE name = ?"
_AT = """
SELECT p.article_id FROM pages p WHERE p.url IN (?, ?) AND p.article_id IS NOT NULL LIMIT 1
"""


def sharing_tags(
    connection: sqlite3.Connection, article_id: int, limit: int = 6
) -> list[dict[str, Any]]:
    """Articles that share tags with one, the most telling first; JSON-ready.

    Each with ``id``, ``url``, ``site``, ``title``, ``language``, ``published_at`` and
    ``tags``, the labels shared. A tag tells the more the fewer articles have it. Of a tag with
    many, those published nearest before and after are looked at.
    """
    own = connection.execute(_OWN, (_COMMON, article_id, _TAGS)).fetchall()
    shared: dict[int, list[int]] = {}
    worth: dict[int, float] = {}
    for tag_id, at, uses in own:
        worth[tag_id] = 1 / math.log2(1 + uses)
        for other in _near(connection, tag_id, at):
            shared.setdefault(other, []).append(tag_id)
    shared.pop(article_id, None)
    best = sorted(shared, key=lambda one: (-sum(worth[tag] for tag in shared[one]), -one))[:limit]
    labels = dict(connection.execute(_LABELS, (str(list(worth)),)).fetchall())
    return [
        {**row, "tags": [labels[tag] for tag in shared[one]]}
        for one in best
        for row in dicts(connection, _SHOWN, (one,))
    ]


def teased(
    connection: sqlite3.Connection, site: str, related: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The teasers that a page shows of others: ``title``, ``url``, and ``id``.

    ``url`` is None where the page gave no address, ``id`` where the archive holds no article
    of that address.
    """
    row = connection.execute(_BASE, (site,)).fetchone()
    base = row[0] if row else ""
    return [_teaser(connection, base, one["title"], one["path"]) for one in related]


def _near(connection: sqlite3.Connection, tag_id: int, at: str) -> set[int]:
    """Articles with the tag that were published just before or after; those without a date
    stand before all others."""
    found = (connection.execute(sql, (tag_id, at, _NEAR)) for sql in (_BEFORE, _AFTER))
    return {row[0] for rows in found for row in rows}


def _teaser(
    connection: sqlite3.Connection, base: str, title: str, path: str | None
) -> dict[str, Any]:
    url = _joined(base, path) if path else None
    known = connection.execute(_AT, (url, (url or "").rstrip("/"))).fetchone() if url else None
    return {"title": title, "url": url, "id": known[0] if known else None}


def _joined(base: str, path: str) -> str:
    try:
        return urljoin(f"{base}/", path)
    except ValueError:  # an address that is none: a bracket that is not closed
        return path
