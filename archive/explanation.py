"""How the value of one field of an article is known: everything that the archive holds on it."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive import lookup
from archive.content import Content
from archive.corrections import corrections_of
from archive.errors import UsageError
from archive.moment import one_moment
from archive.records import METHODS
from archive.rows import dicts
from archive.selection import nearest
from archive.version_contents import version_content

_CURRENT = """
SELECT a.url, v.id AS version_id, v.number, v.extractor, v.saved_at, c.id AS capture_id, c.form,
  c.captured_at, c.url AS address, c.digest, c.status, c.witness
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN captures c ON c.id = v.capture_id
WHERE a.id = ?
"""
_CAPTURE = ("form", "captured_at", "address", "digest", "status", "witness")
_EVIDENCE = """
SELECT method, place, raw, confidence, chosen FROM evidence
WHERE capture_id = ? AND field = ? ORDER BY position
"""
_HISTORY = """
SELECT h.at, h.version_id, v.number AS version, v.extractor FROM changes h
JOIN versions v ON v.id = h.version_id
WHERE h.article_id = ? AND h.replaced_at IS NULL AND h.state = 'live' ORDER BY h.at
"""
_PROBLEMS = """
SELECT q.code, q.severity, q.message, max(v.visited_at) AS seen_at
FROM pages p CROSS JOIN visits v ON v.page_id = p.id CROSS JOIN problems q ON q.visit_id = v.id
WHERE p.article_id = ? AND q.field = ?
GROUP BY q.code, q.severity, q.message ORDER BY min(q.id)
"""
#: Fields that articles show under another name than their content keeps them under.
_KEPT_AS = {"authors": "people"}


def explain(connection: sqlite3.Connection, url_or_id: str, field: str) -> dict[str, Any]:
    """The value of ``field``, JSON-ready, and how it is known.

    ``evidence`` are the statements of the page that were taken and ``not_taken`` the others,
    each with ``method`` and its ``meaning``, ``place``, ``raw`` and ``confidence``;
    ``capture``, ``version`` and ``extractor`` say what they were read from and by what;
    ``history`` is the field's value by change, with when the platform was first seen to show
    it; ``problems`` are those noted for the field; ``correction`` is the one in force, or
    None. Raises NothingFound for no such article, UsageError for no such field.
    """
    with one_moment(connection):
        article_id = lookup.article_id(connection, url_or_id)
        current = dicts(connection, _CURRENT, (article_id,))[0]
        content = version_content(connection, current["version_id"])
        key = _key_of(content, field)
        name = "authors" if key == "people" else key
        rows = [
            _with_meaning(row)
            for row in dicts(connection, _EVIDENCE, (current["capture_id"], name))
        ]
        made = [one for one in corrections_of(connection, article_id) if one["field"] == name]
        return {
            "id": article_id,
            "url": current["url"],
            "field": name,
            "value": _value(content, key),
            "evidence": [row for row, chosen in rows if chosen],
            "not_taken": [row for row, chosen in rows if not chosen],
            "capture": {part: current[part] for part in _CAPTURE},
            "version": current["number"],
            "extractor": current["extractor"],
            "read_at": current["saved_at"],
            "history": _history(connection, article_id, key),
            "problems": dicts(connection, _PROBLEMS, (article_id, name)),
            "correction": made[0] if made else None,
        }


def _key_of(content: Content, field: str) -> str:
    wanted = field.strip().lower().replace("-", "_")
    key = _KEPT_AS.get(wanted, wanted)
    if key in content:
        return key
    names = [*_KEPT_AS, *(name for name in content if name not in _KEPT_AS.values())]
    near = nearest(wanted, names)
    advice = f"near: {', '.join(near)}" if near else f"known are: {', '.join(sorted(names))}"
    raise UsageError(f"articles have no field {field!r}", hint=advice)


def _value(content: Content, key: str) -> Any:
    """The value as articles show it."""
    value = content[key]
    return [person["name"] for person in value] if key == "people" else value


def _with_meaning(row: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    method = row["method"]
    shown = {"method": method, "meaning": METHODS.get(method, "")}
    rest = {key: row[key] for key in ("place", "raw", "confidence")}
    return shown | rest, bool(row["chosen"])


def _history(connection: sqlite3.Connection, article_id: int, key: str) -> list[dict[str, Any]]:
    """The values that the field has had, each with when the platform was first seen to show it."""
    found: list[dict[str, Any]] = []
    for row in dicts(connection, _HISTORY, (article_id,)):
        value = _value(version_content(connection, row.pop("version_id")), key)
        if not found or found[-1]["value"] != value:
            found.append({**row, "value": value})
    return found
