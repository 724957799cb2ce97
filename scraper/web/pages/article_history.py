"""What an article's page said since when, and what differs between two of its versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.content import SHOWN_AS
from archive.history import diff_of, history_of
from archive.queries import find_article
from archive.word_diff import item_text
from scraper.web import known
from scraper.web.answers import Answer, Page
from scraper.web.asked import Asked

_CHANGE = ("at", "state", "version", "classes", "title", "form", "captured_at", "captured_from")
_CHANGES = (*_CHANGE, "digest", "extractor", "noted_at", "replaced_at")
_DIFFERENCE = ("field", "kind", "text")


def versions(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The changes, first to last, and the captures they were read from.

    ``all=1`` shows also what is no longer held true.
    """
    wanted, every = asked.parts["article"], bool(asked.one("all"))
    history = history_of(connection, wanted, superseded=every)
    found = find_article(connection, wanted)
    values = {
        "history": history,
        "article": found,
        "every": every,
        "steps": _steps(history["changes"]),
        "numbers": [one["number"] for one in found["versions"]],
        "known": known,
    }
    rows = [_row(one) for one in history["changes"]]
    file = f"versions-{found['id']}"
    return Page("versions.html", values, rows=rows, data=history, columns=_CHANGES, file=file)


def diff(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The words removed and added between versions ``a`` and ``b``, and what else differs.

    Each is a number or a date; without them the last change is shown.
    """
    wanted = asked.parts["article"]
    found = diff_of(connection, wanted, asked.one("a") or None, asked.one("b") or None)
    values = {
        "diff": found,
        "texts": [one for one in found["fields"] if "passages" in one],
        "others": [_other(one) for one in found["fields"] if "passages" not in one],
        "numbers": _numbers(connection, found["id"]),
        "known": known,
    }
    rows = [
        dict(zip(_DIFFERENCE, row, strict=True)) for one in found["fields"] for row in _parts(one)
    ]
    file = f"diff-{found['id']}-{found['before']['version']}-{found['after']['version']}"
    return Page("diff.html", values, rows=rows, data=found, columns=_DIFFERENCE, file=file)


def _steps(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes, each with the version before it that its words can be compared with."""
    steps: list[dict[str, Any]] = []
    before: int | None = None
    for one in changes:
        number = one["version"] if one["state"] == "live" else None
        compared = before if number and before != number else None
        replaced_at = one.get("replaced_at")
        steps.append({**one, "number": number, "before": compared, "replaced_at": replaced_at})
        if not replaced_at:
            before = number or before
    return steps


def _row(change: dict[str, Any]) -> dict[str, Any]:
    capture = change["capture"] or {}
    row = change | {"classes": ", ".join(change["classes"])}
    row |= {name: capture.get(name) for name in ("form", "captured_at", "digest")}
    row["captured_from"] = capture.get("url")
    return {name: row.get(name) for name in _CHANGES}


def _numbers(connection: sqlite3.Connection, article_id: int) -> list[int]:
    sql = "SELECT number FROM versions WHERE article_id = ? ORDER BY number"
    return [row[0] for row in connection.execute(sql, (article_id,))]


def _other(field: dict[str, Any]) -> dict[str, Any]:
    """A field that is no text: what went and what came, as lines."""
    if "old" in field:
        sides = [[] if field[side] is None else [str(field[side])] for side in ("old", "new")]
    else:
        sides = [[item_text(one) for one in field.get(side, ())] for side in ("removed", "added")]
    name = SHOWN_AS.get(field["field"], field["field"])
    return {"field": name, "removed": sides[0], "added": sides[1]}


def _parts(field: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What changed in a field, as rows of a table."""
    sides = _other(field)
    for kind in ("removed", "added"):
        for text in sides[kind]:
            yield sides["field"], kind, text
    if not sides["removed"] and not sides["added"]:
        yield sides["field"], "markup", "the same words in other markup"
