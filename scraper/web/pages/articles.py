"""An article for reading: its text, and what is known of it."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.queries import find_article
from archive.related import sharing_tags, teased
from archive.shown_versions import find_version
from archive.word_diff import item_text
from scraper.web import known
from scraper.web.answers import Answer, Page
from scraper.web.asked import Asked
from scraper.web.body import paragraphs, shown_body

#: Characters of the title that a page shows above the text; evidence and json have all.
_LONGEST_TITLE = 600
#: Teasers and other lists longer than this are cut in the page.
_MOST = 100
_COLUMNS = ("field", "value", "method", "place", "as_found", "confidence")


def article(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The text, dates and how they are known, what belongs to it, where it came from.

    ``version=N`` shows an older version, marked as such.
    """
    found = find_article(connection, asked.parts["article"])
    latest = found["version"]
    number = asked.number("version", latest)
    if number != latest:
        found |= find_version(connection, found["id"], number)
    values = {
        "article": found,
        "latest": latest,
        "body": _body(found),
        "dates": _dates(found),
        "members": _members(found),
        "similar": sharing_tags(connection, found["id"]),
        "teasers": teased(connection, found["site"], found["related"][:_MOST]),
        "most": _MOST,
        "longest_title": _LONGEST_TITLE,
        "lang": known.language_tag(found["language"]),
        "direction": known.direction(found["language"]),
        "known": known,
    }
    file = f"article-{found['id']}"
    return Page("article.html", values, rows=_rows(found), data=found, columns=_COLUMNS, file=file)


def _body(found: dict[str, Any]) -> Any:
    """Markup to show, or the text's paragraphs where there is none that fits the text."""
    corrected = {one["field"] for one in found["corrections"]}
    markup = None if "body_text" in corrected else shown_body(found["body_html"])
    return markup or paragraphs(found["body_text"])


def _dates(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Published and modified: the value or why there is none, and what it is known by."""
    shown = []
    for field in ("published_at", "modified_at"):
        absence = known.absence(found["evidence"], field)
        shown.append(
            {
                "name": known.FIELDS[field],
                "value": found[field],
                "shown": _moment(found[field] or ""),
                "absence": known.no_date(found["evidence"]) if field == "published_at" else absence,
                "known": known.statements(found["evidence"], field),
            }
        )
    return shown


def _moment(value: str) -> str:
    """A time to the minute, in the zone that the page gave it in: `2020-12-17 12:59 +01:00`."""
    if len(value) < len("2020-12-17T12:59"):
        return value
    zone = value[19:] if value[19:20] in "+-" else value[-1:].replace("Z", "UTC")
    return f"{value[:10]} {value[11:16]} {zone if zone[:1] in '+-U' else ''}".strip()


def _members(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The other articles of its group, each with what ties it, in words."""
    return [
        {**one, "ties": [known.TIES.get(tie["kind"], tie["kind"]) for tie in one["ties"]]}
        for one in (found["group"] or {"members": ()})["members"]
        if one["id"] != found["id"]
    ]


def _rows(found: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each field that has a value, and the first statement that it is known by."""
    rows = []
    for field in known.FIELDS:
        if found[field] not in (None, [], ""):
            row = next(iter(known.statements(found["evidence"], field)), {})
            names = ("method", "place", "raw", "confidence")
            values = [field, _text(found[field]), *(row.get(name) for name in names)]
            rows.append(dict(zip(_COLUMNS, values, strict=True)))
    return rows


def _text(value: Any) -> str:
    return "; ".join(map(item_text, value)) if isinstance(value, list) else str(value)
