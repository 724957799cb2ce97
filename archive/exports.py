"""Articles as files for other programs: one at a time, however many there are."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from typing import Any, TextIO, Unpack

from archive.queries import list_articles
from archive.selection import Filters

#: Columns of a CSV export; lists of several values are joined by ``"; "``.
CSV_COLUMNS = (
    "id",
    "url",
    "site",
    "title",
    "subtitle",
    "summary",
    "authors",
    "published_at",
    "modified_at",
    "language",
    "section",
    "labels",
    "tags",
    "event_dates",
    "contacts",
    "links",
    "images",
    "attachments",
    "state",
    "version",
    "captured_at",
    "digest",
    "body_text",
)
#: What stands for an item of a list in a cell.
_ITEM = {
    "tags": "label",
    "contacts": "email",
    "links": "url",
    "images": "url",
    "attachments": "url",
}
# A spreadsheet runs a cell that begins so. A quote mark before it makes it text;
# cells that begin with quote marks and then so get one more, so that taking the
# first one away again gives back every cell as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write_csv(
    connection: sqlite3.Connection,
    out: TextIO,
    *,
    words: str = "",
    limit: int | None = None,
    **filters: Unpack[Filters],
) -> int:
    """Writes a header and a row for each article; returns how many articles.

    ``out`` is opened with ``newline=""``. No cell starts a formula: see
    :func:`formula_safe`. Raises as :func:`archive.queries.list_articles` does.
    """
    articles = list_articles(connection, words=words, limit=limit, **filters)
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    count = 0
    for article in articles:
        writer.writerow([formula_safe(_cell(article, name)) for name in CSV_COLUMNS])
        count += 1
    return count


def write_jsonl(
    connection: sqlite3.Connection,
    out: TextIO,
    *,
    words: str = "",
    limit: int | None = None,
    **filters: Unpack[Filters],
) -> int:
    """Writes one JSON object a line for each article; returns how many.

    The objects are those of :func:`archive.queries.list_articles`, with its errors.
    """
    count = 0
    for article in list_articles(connection, words=words, limit=limit, **filters):
        out.write(json.dumps(article, ensure_ascii=False))
        out.write("\n")
        count += 1
    return count


def formula_safe(cell: str) -> str:
    """The cell with a leading ``'`` if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """The cell as it was before :func:`formula_safe`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(article: dict[str, Any], name: str) -> str:
    value = article[name]
    if isinstance(value, list):
        key = _ITEM.get(name)
        return "; ".join(item[key] if key else item for item in value)
    return "" if value is None else str(value)
