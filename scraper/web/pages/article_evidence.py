"""How each value of an article is known, and what was taken out of its page."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.errors import NothingFound
from archive.explanation import explain
from archive.queries import find_article
from archive.removed import removed_of
from archive.word_diff import item_text
from scraper.web import known
from scraper.web.answers import Answer, Page
from scraper.web.asked import Asked

_EVIDENCE = ("field", "value", "method", "meaning", "place", "raw", "confidence", "chosen")
_HISTORY = ("field", "at", "version", "extractor", "value")
_BLOCKS = ("block", "rule", "place", "text", "kept")
#: Characters of a value, and of a removed block, that a page shows before it is unfolded.
_SHORT = 400


def evidence(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The statements of the page, by field; ``field`` shows one field and what it was before.

    ``capture`` (the digest of one) shows those of another capture than the current one's.
    """
    found = find_article(connection, asked.parts["article"])
    if asked.one("field"):
        return _one_field(asked, connection, found)
    capture = _capture(found, asked.one("capture"))
    is_current = capture["digest"] == found["digest"]
    rows = capture.get("evidence", found["evidence"])
    values = {
        "article": found,
        "capture": capture,
        "is_current": is_current,
        "groups": _groups(found, rows, with_values=is_current),
        "known": known,
    }
    table = [_row(found, row, is_current) for row in rows]
    file = f"evidence-{found['id']}"
    return Page("evidence.html", values, rows=table, columns=_EVIDENCE, file=file)


def removed(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The blocks that were taken out before the page was read, by which rule."""
    found = find_article(connection, asked.parts["article"])
    blocks = removed_of(connection, str(found["id"]))["blocks"]
    values = {"article": found, "blocks": blocks, "short": _SHORT, "known": known}
    file = f"removed-{found['id']}"
    return Page("removed.html", values, rows=blocks, columns=_BLOCKS, file=file)


def _one_field(asked: Asked, connection: sqlite3.Connection, found: dict[str, Any]) -> Page:
    """Everything that is held on one field."""
    explained = explain(connection, str(found["id"]), asked.one("field"))
    values = {
        "article": found,
        "explained": explained,
        "value": _text(explained["value"]),
        "past": [{**one, "text": _text(one["value"])} for one in explained["history"]],
        "known": known,
        "short": _SHORT,
    }
    rows = [{**one, "field": explained["field"]} for one in explained["history"]]
    file = f"evidence-{found['id']}-{explained['field']}"
    return Page("field.html", values, rows=rows, data=explained, columns=_HISTORY, file=file)


def _capture(found: dict[str, Any], digest: str) -> dict[str, Any]:
    """The capture that is asked for by its digest; the current version's own without one."""
    wanted = digest or found["digest"]
    for one in reversed(found["captures"]):
        if one["digest"] == wanted and ("evidence" not in one or one["digest"] != found["digest"]):
            capture: dict[str, Any] = one
            return capture
    raise NothingFound(f"article {found['id']} has no capture {wanted[:64]}")


def _groups(
    found: dict[str, Any], rows: list[dict[str, Any]], *, with_values: bool
) -> list[dict[str, Any]]:
    """The statements by field, those taken first."""
    by_field: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_field.setdefault(row["field"], []).append(row)
    order = [*(one for one in known.FIELDS if one in by_field), *by_field]
    return [
        {
            "field": field,
            "value": _text(found.get(field)) if with_values else None,
            "rows": sorted(by_field[field], key=lambda row: not row["chosen"]),
            "is_stated": any(row["confidence"] is not None for row in by_field[field]),
        }
        for field in dict.fromkeys(order)
    ]


def _row(found: dict[str, Any], row: dict[str, Any], with_value: bool) -> dict[str, Any]:
    shown = {**row, "meaning": known.method_in_words(row["method"])}
    shown["value"] = _text(found.get(row["field"])) if with_value and row["chosen"] else None
    return {name: shown[name] for name in _EVIDENCE}


def _text(value: Any) -> str:
    """A value for people: the items of a list parted by semicolons; nothing for none."""
    if value is None:
        return ""
    return "; ".join(map(item_text, value)) if isinstance(value, list) else str(value)
