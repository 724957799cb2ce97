"""Tags a page at a time: by use, the newest, or those that rise."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from typing import Any, Literal

from archive.rows import dicts
from archive.selection import folded, site_name
from archive.tags import used

#: ``articles``: the most used first; ``newest``: those that the archive met last; ``rising``:
#: by the growth of their share of the articles, from one period of a year to the next.
Order = Literal["articles", "newest", "rising"]
ORDERS: tuple[Order, ...] = ("articles", "newest", "rising")

_NAMES = """
SELECT g.id, s.name AS site, g.label, g.slug, g.path FROM tags g JOIN sites s ON s.id = g.site_id
WHERE :site IS NULL OR s.name = :site
"""
_ARTICLES = "SELECT count(*) FROM article_tags WHERE tag_id = ?"
_SEEN = """
SELECT coalesce((SELECT min(first_seen_at) FROM tag_labels WHERE tag_id = :id),
  (SELECT min(published_at) FROM article_tags WHERE tag_id = :id AND published_at > ''), '')
"""
_LAST = "SELECT max(published_at) FROM articles"
_IN_YEAR = "SELECT count(*) FROM articles WHERE published_at > ? AND published_at <= ?"
_OF_TAG_IN_YEAR = """
SELECT count(*) FROM article_tags WHERE tag_id = ? AND published_at > ? AND published_at <= ?
"""
_DAY = len("2016-08-04")


def page_of_tags(
    connection: sqlite3.Connection,
    *,
    beginning: str = "",
    site: str | None = None,
    order: Order = "articles",
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """``tags``: rows as :func:`archive.tags.list_tags` gives them; ``total``: how many there are.

    ``beginning`` is that of the label or slug; case and diacritics do not matter. Of rising tags
    each row has ``share`` and ``share_before``, and there is a ``period``: the three days at
    which its two years begin and end. A tag that no article carries is left out. Raises
    NothingFound for a platform that is not in the archive.
    """
    name = site_name(connection, site) if site else None
    wanted = folded(beginning)
    rows = [
        row
        for row in dicts(connection, _NAMES, {"site": name})
        if folded(row["label"]).startswith(wanted) or folded(row["slug"]).startswith(wanted)
    ]
    for row in rows:
        row |= {"ids": [row["id"]], "joined": []}
        row["articles"] = _number(connection, _ARTICLES, row["id"])
    rows = [row for row in rows if row["articles"]]
    rows.sort(key=lambda row: (-row["articles"], row["label"], row["site"], row["slug"]))
    page: dict[str, Any] = {"total": len(rows), "period": None}
    shares: dict[int, tuple[float, float]] = {}
    if order == "newest":
        seen = {row["id"]: connection.execute(_SEEN, row).fetchone()[0] for row in rows}
        rows.sort(key=lambda row: str(seen[row["id"]]), reverse=True)
    elif order == "rising":
        page["period"] = period = two_years(connection)
        shares = _shares(connection, [row["id"] for row in rows], period) if period else {}
        rows = [row for row in rows if _rise(shares.get(row["id"])) > 0]
        rows.sort(key=lambda row: _rise(shares[row["id"]]), reverse=True)
        page["total"] = len(rows)
    shown = rows[offset : offset + limit]
    tags = used(connection, shown)
    for row, tag in zip(shown, tags, strict=True):
        if row["id"] in shares:
            tag["share_before"], tag["share"] = shares[row["id"]]
    return page | {"tags": tags}


def two_years(connection: sqlite3.Connection) -> tuple[str, str, str] | None:
    """Beginning, middle and end of the two years up to the latest article that is not of days
    to come; None if no day is known."""
    last = connection.execute(_LAST).fetchone()[0]
    today = datetime.now(UTC).date()
    try:
        end = min(date.fromisoformat(last[:_DAY]), today) if last else None
    except ValueError:
        end = today
    if end is None or end.year < 3:
        return None
    years = [f"{end.year - back:04d}-{end.isoformat()[5:]}" for back in (2, 1)]
    return years[0], years[1], end.isoformat()


def _shares(
    connection: sqlite3.Connection, ids: list[int], period: tuple[str, str, str]
) -> dict[int, tuple[float, float]]:
    """Of each tag its share of all articles of the first year, and of the second."""
    # "~" sorts after all that may follow: the whole day is in.
    ends = [f"{day}~" for day in period]
    spans = [(ends[0], ends[1]), (ends[1], ends[2])]
    every = [_number(connection, _IN_YEAR, *span) or 1 for span in spans]
    return {
        tag_id: (
            _number(connection, _OF_TAG_IN_YEAR, tag_id, *spans[0]) / every[0],
            _number(connection, _OF_TAG_IN_YEAR, tag_id, *spans[1]) / every[1],
        )
        for tag_id in ids
    }


def _rise(shares: tuple[float, float] | None) -> float:
    return shares[1] - shares[0] if shares else 0.0


def _number(connection: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(connection.execute(sql, values).fetchone()[0])
