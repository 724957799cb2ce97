"""What was taken out of pages before they were read: of one article, or counted by rule."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive import lookup
from archive.errors import NothingFound
from archive.moment import one_moment
from archive.rows import dicts
from archive.selection import nearest, site_name

_OF_ARTICLE = """
SELECT b.text_id AS block, b.rule, b.place, t.text,
  EXISTS (SELECT 1 FROM kept_blocks k WHERE k.site_id = a.site_id AND k.sha256 = t.sha256) AS kept
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
CROSS JOIN removed_blocks b ON b.capture_id = v.capture_id
JOIN removed_texts t ON t.id = b.text_id
WHERE a.id = ? ORDER BY b.position
"""
_IS_RULE = (
    "(:rule IS NULL OR b.rule = :rule OR substr(b.rule, 1, length(:rule) + 1) = :rule || ':')"
)
# The index alone tells how often each text was taken out by which rule.
_EVERYWHERE = f"""
SELECT b.text_id, b.rule, count(*) AS blocks, min(b.capture_id) AS capture_id
FROM removed_blocks b INDEXED BY removed_blocks_by_text
WHERE {_IS_RULE} GROUP BY b.text_id, b.rule
"""
_ON_SITE = f"""
SELECT b.text_id, b.rule, count(*) AS blocks, min(b.capture_id) AS capture_id
FROM pages p CROSS JOIN captures c ON c.page_id = p.id
CROSS JOIN removed_blocks b ON b.capture_id = c.id
WHERE p.site_id = (SELECT id FROM sites WHERE name = :site) AND {_IS_RULE}
GROUP BY b.text_id, b.rule
"""
# The other columns of a row with max() are those of the row that has the largest.
_BY_RULE = """
SELECT n.rule, n.blocks, n.texts, t.text AS example, c.url AS example_url FROM (
  SELECT rule, sum(blocks) AS blocks, count(*) AS texts, max(blocks * 1000000000 - text_id),
    text_id, capture_id
  FROM ({counts}) GROUP BY rule) n
JOIN removed_texts t ON t.id = n.text_id JOIN captures c ON c.id = n.capture_id
ORDER BY n.blocks DESC, n.rule LIMIT :limit
"""
_BY_TEXT = """
SELECT n.text_id AS block, n.rule, n.blocks, t.text, c.url AS example_url FROM (
  SELECT * FROM ({counts}) ORDER BY blocks DESC, text_id, rule LIMIT :limit) n
JOIN removed_texts t ON t.id = n.text_id JOIN captures c ON c.id = n.capture_id
ORDER BY n.blocks DESC, n.text_id, n.rule
"""
_RULES = "SELECT DISTINCT rule FROM removed_blocks"
_SITES = "SELECT count(*) FROM sites"


def removed_of(connection: sqlite3.Connection, url_or_id: str) -> dict[str, Any]:
    """The blocks taken out of the page that an article's current version was read from.

    ``blocks``: each with ``block`` (the id of its text), ``rule``, ``place``, ``text``, and
    ``kept``: True if a person has put it back. Raises NothingFound for no such article.
    """
    with one_moment(connection):
        article_id = lookup.article_id(connection, url_or_id)
        rows = dicts(connection, _OF_ARTICLE, (article_id,))
    blocks = [{**row, "kept": bool(row["kept"])} for row in rows]
    return {"id": article_id, "blocks": blocks}


def removed_by_rule(
    connection: sqlite3.Connection, *, site: str | None = None, limit: int | None = None
) -> list[dict[str, Any]]:
    """How many blocks each rule has taken out, most first, with its most frequent text.

    Raises NothingFound for a platform that is not in the archive.
    """
    return _counted(connection, _BY_RULE, site, None, limit)


def removed_texts(
    connection: sqlite3.Connection,
    rule: str,
    *,
    site: str | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """The texts that a rule, or a kind of rules (``consent``), has taken out, most frequent first.

    Each with ``block``, the id of its text. Raises NothingFound with the nearest rules.
    """
    rows = _counted(connection, _BY_TEXT, site, rule, limit)
    if rows:
        return rows
    known = [row[0] for row in connection.execute(_RULES)]
    near = nearest(rule, known)
    hint = f"near: {', '.join(near)}" if near else "`clusternews removed` lists the rules"
    raise NothingFound(f"no block was taken out by the rule {rule!r}", hint=hint)


def _counted(
    connection: sqlite3.Connection, sql: str, site: str | None, rule: str | None, limit: int | None
) -> list[dict[str, Any]]:
    with one_moment(connection):
        name = site_name(connection, site) if site else None
        alone = connection.execute(_SITES).fetchone()[0] == 1
        counts = _EVERYWHERE if name is None or alone else _ON_SITE
        values = {"site": name, "rule": rule, "limit": -1 if limit is None else limit}
        return dicts(connection, sql.format(counts=counts), values)
