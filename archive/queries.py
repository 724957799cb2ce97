"""The analyst's questions: one article, many articles, the tags, the state of things, any SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Unpack

from archive import lookup
from archive.addresses import addresses_of, group_of
from archive.content import content_from, shown_fields
from archive.corrections import corrections_of
from archive.errors import NotAnArchive
from archive.free_sql import run_query
from archive.overview import status
from archive.rows import dicts
from archive.search import select_ids
from archive.selection import Filters
from archive.tags import list_tags

__all__ = ["find_article", "list_articles", "list_tags", "run_query", "status"]

_ARTICLE = """
SELECT a.id, a.state, a.gone_at, a.current_version AS version, a.first_seen_at,
  a.last_changed_at,
  (SELECT w.last_visited_at FROM page_visits w WHERE w.page_id = a.page_id) AS last_visited_at,
  c.captured_at, c.form, c.digest, v.extractor,
  v.content_sha256, v.capture_id, x.fields, t.body_text, t.body_html
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN version_contents x ON x.version_id = v.id
JOIN captures c ON c.id = v.capture_id
JOIN article_texts t ON t.article_id = a.id
WHERE a.id = ?
"""
_STORED = ("fields", "body_text", "body_html", "capture_id")
_VERSIONS = """
SELECT v.number, v.number = a.current_version AS is_current, c.captured_at, c.form, c.url,
  v.extractor, v.content_sha256, v.saved_at
FROM versions v JOIN articles a ON a.id = v.article_id JOIN captures c ON c.id = v.capture_id
WHERE v.article_id = ? ORDER BY v.number
"""
_CAPTURES = """
SELECT c.id, c.form, c.status, c.url, c.captured_at, c.digest, c.encoding, c.encoding_source,
  c.complete, c.witness, c.media_type, c.template
FROM captures c
WHERE c.id IN (
  SELECT own.id FROM captures own WHERE own.article_id = :article_id
  UNION
  SELECT other.id FROM pages p CROSS JOIN captures other ON other.page_id = p.id
  WHERE p.article_id = :article_id AND other.article_id IS NULL)
ORDER BY c.captured_at, c.id
"""
_EVIDENCE = """
SELECT field, method, place, raw, confidence, chosen FROM evidence
WHERE capture_id = ? ORDER BY position
"""
_ALIASES = "SELECT url FROM pages WHERE article_id = ? AND url <> ? ORDER BY id"
_PROBLEMS = """
SELECT q.code, q.severity, q.field, q.message, max(v.visited_at) AS seen_at
FROM pages p CROSS JOIN visits v ON v.page_id = p.id CROSS JOIN problems q ON q.visit_id = v.id
WHERE p.article_id = ?
GROUP BY q.code, q.severity, q.field, q.message ORDER BY min(q.id)
"""


def find_article(connection: sqlite3.Connection, url_or_id: str) -> dict[str, Any]:
    """Everything known of one article, JSON-ready, under the field names of the records.

    ``corrections`` are the values put in by hand, ``aliases`` are other addresses it was
    read at; ``addresses`` and ``group`` are those of :mod:`archive.addresses`. ``evidence`` is
    that of the capture which the current version came from; every capture that stands beside
    it carries its own. ``problems`` are those of all visits to its pages. Raises NothingFound
    with the nearest articles.
    """
    article_id = lookup.article_id(connection, url_or_id)
    shown, capture_id = _article(connection, article_id)
    aliases = connection.execute(_ALIASES, (article_id, shown["url"]))
    shown["aliases"] = [row[0] for row in aliases]
    shown["corrections"] = corrections_of(connection, article_id)
    shown["addresses"] = addresses_of(connection, article_id)
    shown["group"] = group_of(connection, article_id)
    shown["evidence"] = _with_corrections(_evidence(connection, capture_id), shown["corrections"])
    shown["problems"] = dicts(connection, _PROBLEMS, (article_id,))
    shown["versions"] = [
        {**version, "is_current": bool(version["is_current"])}
        for version in dicts(connection, _VERSIONS, (article_id,))
    ]
    shown["captures"] = [
        _capture(connection, capture, capture_id)
        for capture in dicts(connection, _CAPTURES, {"article_id": article_id})
    ]
    return shown


def list_articles(
    connection: sqlite3.Connection,
    *,
    words: str = "",
    limit: int | None = None,
    **filters: Unpack[Filters],
) -> Iterator[dict[str, Any]]:
    """The articles that a search would find, the newest first, one at a time.

    Each as :func:`find_article` shows it, without aliases, evidence, problems,
    versions and captures. Raises as :func:`archive.search.search` does, before the first one, and
    NotAnArchive at an article that is damaged.
    """
    ids = select_ids(connection, words, filters, limit=limit)
    return (_article(connection, row[0])[0] for row in ids)


def _article(connection: sqlite3.Connection, article_id: int) -> tuple[dict[str, Any], int]:
    """What is shown of an article, and the capture its current version came from."""
    row = next(iter(dicts(connection, _ARTICLE, (article_id,))), None)
    try:
        if row is None:
            raise ValueError("rows of it are missing")
        content = content_from(row["fields"], row["body_text"], row["body_html"])
    except ValueError as error:
        raise NotAnArchive(
            f"article {article_id} is damaged: {error}",
            hint="`clusternews check` lists all that is damaged",
        ) from error
    shown = {"id": row["id"], **shown_fields(content)}
    shown |= {name: value for name, value in row.items() if name not in _STORED}
    return shown, row["capture_id"]


def _with_corrections(
    evidence: list[dict[str, Any]], corrections: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The evidence of a reading, in which what a person has put in is what is taken."""
    corrected = {one["field"] for one in corrections}
    by_hand = [
        {"field": one["field"], "method": "hand", "place": one["made_at"], "raw": one["why"]}
        | {"confidence": 1.0, "chosen": True}
        for one in corrections
    ]
    read = [{**row, "chosen": row["chosen"] and row["field"] not in corrected} for row in evidence]
    return by_hand + read


def _evidence(connection: sqlite3.Connection, capture_id: int) -> list[dict[str, Any]]:
    rows = dicts(connection, _EVIDENCE, (capture_id,))
    return [{**row, "chosen": bool(row["chosen"])} for row in rows]


def _capture(
    connection: sqlite3.Connection, capture: dict[str, Any], current_id: int
) -> dict[str, Any]:
    capture_id = capture.pop("id")
    shown = {
        **capture,
        "complete": bool(capture["complete"]),
        "witness": bool(capture["witness"]),
    }
    if capture_id != current_id:
        shown["evidence"] = _evidence(connection, capture_id)
    return shown
