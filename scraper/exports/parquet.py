"""Articles as one Parquet file: typed columns, lists and structs, a line on each column.

What a page says of a time may be a bare day, so it stays the text it is; a column of its
own has the day, and one the moment where it is known. Rows are written in groups that are
bounded in number and size, and only one group is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archive.export_fields import ARTICLE_FIELDS
from archive.exports import Export

#: A group of rows ends at this number of articles, or of characters of text in them. Pyarrow
#: holds about ten bytes for each of these characters while it writes.
GROUP_ROWS = 2_000
GROUP_CHARACTERS = 8_000_000

#: Columns made from a field: name -> (field, meaning).
MADE_COLUMNS = {
    "published_date": ("published_at", "day of published_at as the page says it"),
    "published_time": ("published_at", "moment of published_at, UTC; null if only a day is known"),
    "modified_date": ("modified_at", "day of modified_at as the page says it"),
    "modified_time": ("modified_at", "moment of modified_at, UTC; null if only a day is known"),
}
_STRUCTS: dict[str, tuple[str, ...]] = {
    "people": ("name", "byline", "cut", "organisation"),
    "tags": ("label", "slug", "path"),
    "breadcrumbs": ("label", "path"),
    "images": ("url", "alt", "caption"),
    "links": ("url", "text"),
    "attachments": ("url", "label", "media_type", "size"),
    "contacts": ("email", "name"),
    "related": ("title", "path"),
}
_LISTS = frozenset({"authors", "labels", "event_dates"})
_WHOLE_NUMBERS = frozenset({"id", "version"})
_TRUTHS = frozenset({"cut", "organisation"})
_DAY_LENGTH = len("2016-08-04")


def write_parquet(export: Export, out: Path) -> int:
    """Writes the articles to a new file; returns how many.

    Raises as :meth:`archive.exports.Export.articles`.
    """
    schema = _schema()
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in groups(export.articles()):
            rows = [_row(article) for article in group]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(group)
    return count


def groups(
    articles: Iterator[dict[str, Any]],
    most_rows: int = GROUP_ROWS,
    most_characters: int = GROUP_CHARACTERS,
) -> Iterator[list[dict[str, Any]]]:
    """The articles in lists bounded in number and in characters of their bodies."""
    group: list[dict[str, Any]] = []
    characters = 0
    for article in articles:
        group.append(article)
        characters += len(article["body_text"]) + len(article["body_html"] or "")
        if len(group) >= most_rows or characters >= most_characters:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _schema() -> pa.Schema:
    columns = [_field(name, _type(name), text) for name, text in ARTICLE_FIELDS.items()]
    columns += [
        _field(name, pa.date32() if name.endswith("_date") else pa.timestamp("us", "UTC"), text)
        for name, (_, text) in MADE_COLUMNS.items()
    ]
    return pa.schema(columns)


def _field(name: str, kind: Any, description: str) -> Any:
    return pa.field(name, kind, metadata={"description": description})


def _type(name: str) -> Any:
    if name in _STRUCTS:
        parts = [(part, pa.bool_() if part in _TRUTHS else pa.string()) for part in _STRUCTS[name]]
        return pa.list_(pa.struct(parts))
    if name in _LISTS:
        return pa.list_(pa.string())
    return pa.int64() if name in _WHOLE_NUMBERS else pa.string()


def _row(article: dict[str, Any]) -> dict[str, Any]:
    made = {name: _MAKERS[name](article[field]) for name, (field, _) in MADE_COLUMNS.items()}
    return article | made


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:_DAY_LENGTH])
    except ValueError:  # a year or a month alone is no day
        return None


def _moment(text: str | None) -> datetime | None:
    if text is None or len(text) <= _DAY_LENGTH:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


_MAKERS: dict[str, Callable[[str | None], date | datetime | None]] = {
    "published_date": _day,
    "published_time": _moment,
    "modified_date": _day,
    "modified_time": _moment,
}
