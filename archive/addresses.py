"""One article, many addresses: where it was met, and what it belongs together with."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.rows import dicts

# The way an address is known is said by the first that fits: its own, a page that led to it,
# a host that only witnesses, the spelling that was asked for, what the page declares.
_ADDRESSES = """
SELECT url, how, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at FROM (
  SELECT p.url, CASE WHEN p.id = a.page_id THEN 'own' ELSE 'alias' END AS how,
    p.first_seen_at,
    (SELECT v.last_visited_at FROM page_visits v WHERE v.page_id = p.id) AS last_seen_at
  FROM articles a JOIN pages p ON p.article_id = a.id WHERE a.id = :id
  UNION ALL
  SELECT r.url, 'redirect', r.first_seen_at,
    (SELECT v.last_visited_at FROM page_visits v WHERE v.page_id = r.id)
  FROM pages p JOIN pages r ON r.redirect_page_id = p.id
  WHERE p.article_id = :id AND (r.article_id IS NULL OR r.article_id = :id)
  UNION ALL
  SELECT c.url, CASE WHEN c.witness THEN 'witness' ELSE 'spelling' END, c.captured_at,
    c.captured_at
  FROM captures c WHERE c.article_id = :id
  UNION ALL
  SELECT a.canonical_url, 'declared', a.first_seen_at, a.last_changed_at
  FROM articles a WHERE a.id = :id AND a.canonical_url IS NOT NULL
  UNION ALL
  SELECT s.base_url || '/' || a.source_id, 'node', a.first_seen_at, a.last_changed_at
  FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = :id AND a.source_id LIKE 'node/%'
) GROUP BY url, how ORDER BY url
"""
_ORDER = ("own", "redirect", "alias", "witness", "spelling", "declared", "node")
_TIES = """
SELECT other_id AS id, kind, likeness, evidence FROM ties WHERE article_id = :id
UNION ALL SELECT article_id, kind, likeness, evidence FROM ties WHERE other_id = :id
ORDER BY 1, 2
"""
_MEMBER = """
SELECT a.id, a.url, s.name AS site, a.title, a.language, a.published_at, a.first_seen_at
FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = ?
"""
#: A group larger than this is cut off: its ties are those of a form letter.
_LARGEST = 200


def addresses_of(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Every address under which an article was met: url, how, first_seen_at, last_seen_at.

    ``how`` is own, redirect, alias, witness (a staging or preview host), spelling (as it was
    asked for), declared (by the page as canonical) or node (the platform's own id). The own
    address comes first.
    """
    best: dict[str, dict[str, Any]] = {}
    for row in dicts(connection, _ADDRESSES, {"id": article_id}):
        known = best.get(row["url"])
        if known is None or _ORDER.index(row["how"]) < _ORDER.index(known["how"]):
            best[row["url"]] = row
    return sorted(best.values(), key=lambda row: (_ORDER.index(row["how"]), row["url"]))


def group_of(connection: sqlite3.Connection, article_id: int) -> dict[str, Any] | None:
    """The articles that an article belongs together with; None if it stands alone.

    ``first_seen_at`` and ``first_url`` are of the member met first; ``members`` holds all,
    in that order, each with the ``ties`` that lead to it.
    """
    ties: dict[int, list[dict[str, Any]]] = {article_id: []}
    waiting = [article_id]
    while waiting and len(ties) < _LARGEST:
        for tie in dicts(connection, _TIES, {"id": waiting.pop()}):
            other = tie.pop("id")
            if other not in ties:
                ties[other] = [tie]
                waiting.append(other)
    found = [
        {**row, "ties": ties[one]} for one in ties for row in dicts(connection, _MEMBER, (one,))
    ]
    if len(found) < 2:
        return None
    members = sorted(found, key=lambda one: (one["first_seen_at"], one["url"]))
    first = members[0]
    return {
        "first_seen_at": first["first_seen_at"],
        "first_url": first["url"],
        "members": members,
    }
