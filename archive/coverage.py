"""What a platform's pages give: how many articles have each field, and how each is known.

Told of the articles that came into the archive last: they show how the pages are now, and
looking at them takes as long in a large archive as in a small one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from archive.rows import dicts

#: So many of the articles added last are looked at.
LATEST = 300

_LATEST_IDS = """
SELECT id FROM articles INDEXED BY articles_narrow WHERE site_id = ? ORDER BY id DESC LIMIT ?
"""
_COUNTS = """
SELECT count(*) AS articles,
  coalesce(sum(a.published_at IS NOT NULL), 0) AS published_at,
  coalesce(sum(a.modified_at IS NOT NULL), 0) AS modified_at,
  coalesce(sum(EXISTS (SELECT 1 FROM article_people x WHERE x.article_id = a.id)), 0) AS authors,
  coalesce(sum(EXISTS (SELECT 1 FROM article_tags x WHERE x.article_id = a.id)), 0) AS tags,
  coalesce(sum(EXISTS (SELECT 1 FROM article_labels x WHERE x.article_id = a.id)), 0) AS labels,
  coalesce(sum(a.language IS NOT NULL), 0) AS language,
  coalesce(sum(a.section IS NOT NULL), 0) AS section,
  coalesce(sum(EXISTS (SELECT 1 FROM images x WHERE x.article_id = a.id)), 0) AS images,
  coalesce(sum(EXISTS (SELECT 1 FROM links x WHERE x.article_id = a.id)), 0) AS links,
  coalesce(sum(EXISTS (SELECT 1 FROM attachments x WHERE x.article_id = a.id)), 0) AS attachments,
  coalesce(sum(EXISTS (SELECT 1 FROM contacts x WHERE x.article_id = a.id)), 0) AS contacts,
  coalesce(sum(EXISTS (SELECT 1 FROM event_dates x WHERE x.article_id = a.id)), 0) AS event_dates
FROM json_each(?) e CROSS JOIN articles a ON a.id = e.value
"""
_CAPTURE_IDS = """
SELECT v.capture_id FROM json_each(?) e CROSS JOIN articles a ON a.id = e.value
CROSS JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
"""
_METHODS = """
SELECT x.field, x.method, count(DISTINCT x.capture_id) AS articles
FROM json_each(?) e CROSS JOIN evidence x ON x.capture_id = e.value AND x.chosen = 1
GROUP BY x.field, x.method ORDER BY x.field, articles DESC, x.method
"""
# After the colon stands a key of all else that the reading depended on, for the machine alone.
_READINGS = """
SELECT c.template, substr(c.extractor, 1, instr(c.extractor || ':', ':') - 1) AS rules, c.form,
  count(*) AS articles, min(c.captured_at) AS first_captured_at,
  max(c.captured_at) AS last_captured_at
FROM json_each(?) e CROSS JOIN captures c ON c.id = e.value
GROUP BY c.template, rules, c.form ORDER BY articles DESC, c.template, rules, c.form
"""
_REMOVED = """
SELECT b.rule, count(*) AS blocks, count(DISTINCT b.capture_id) AS articles
FROM json_each(?) e CROSS JOIN removed_blocks b ON b.capture_id = e.value
GROUP BY b.rule ORDER BY blocks DESC, b.rule LIMIT ?
"""
_VISITS = """
SELECT julianday(v.next_visit_at) - julianday(v.last_visited_at), v.last_visited_at
FROM json_each(?) e CROSS JOIN articles a ON a.id = e.value
CROSS JOIN page_visits v ON v.page_id = a.page_id
"""


@dataclass(frozen=True, slots=True)
class Revisits:
    """How often the articles that came last are looked at again."""

    articles: int  #: that were ever visited
    usual_days: float | None  #: between two visits, the median; None: none is planned
    last_visited_at: str | None  #: the latest visit of them, UTC


def latest_ids(
    connection: sqlite3.Connection, site_id: int, *, most: int = LATEST
) -> tuple[int, ...]:
    """The articles of a platform that came into the archive last, the latest first."""
    return tuple(row[0] for row in connection.execute(_LATEST_IDS, (site_id, most)))


def coverage(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[str, int]:
    """How many of these articles have a value, by field; ``articles`` is how many there are."""
    return dicts(connection, _COUNTS, (_json(ids),))[0]


def captures_of(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[int, ...]:
    """The captures that these articles are read from, as they are shown."""
    return tuple(row[0] for row in connection.execute(_CAPTURE_IDS, (_json(ids),)))


def methods(connection: sqlite3.Connection, captures: Sequence[int]) -> list[dict[str, Any]]:
    """By which methods the fields of these captures are known: field, method and articles."""
    return dicts(connection, _METHODS, (_json(captures),))


def readings(connection: sqlite3.Connection, captures: Sequence[int]) -> list[dict[str, Any]]:
    """As which generation of markup, by which rules and in which form they were read.

    Each with the number of articles, and when the first and the last of them were captured.
    """
    return dicts(connection, _READINGS, (_json(captures),))


def removed_rules(
    connection: sqlite3.Connection, captures: Sequence[int], *, limit: int = 20
) -> list[dict[str, Any]]:
    """The rules that took blocks out of these captures: how many, from how many articles."""
    return dicts(connection, _REMOVED, (_json(captures), limit))


def revisits(connection: sqlite3.Connection, ids: Sequence[int]) -> Revisits:
    """How often these articles are looked at again."""
    rows = connection.execute(_VISITS, (_json(ids),)).fetchall()
    days = [row[0] for row in rows if row[0] is not None]
    last = max((row[1] for row in rows), default=None)
    return Revisits(len(rows), round(median(days), 1) if days else None, last)


def _json(ids: Sequence[int]) -> str:
    return json.dumps(list(ids))
