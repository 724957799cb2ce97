"""One tag to look at: how its share moved, what stands beside it, what became of it.

As the card of :mod:`archive.tag_card`, but bounded: for a tag of thousands of articles those
published last are told of, and the answer says of how many.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from archive.moment import one_moment
from archive.selection import site_name
from archive.tag_card import became
from archive.tag_steps import tag_steps
from archive.tags import labels_of, matching_tags, neighbours, trend

#: Articles of a tag, those published last, of which neighbours and languages are told.
LATEST = 300
#: From so many months on years are shown.
MANY_MONTHS = 36

_SITE_IDS = "SELECT DISTINCT site_id FROM tags WHERE id IN (SELECT value FROM json_each(?))"
_SLUGS = "SELECT slug FROM tags WHERE id IN (SELECT value FROM json_each(?))"
_WITHIN = """
SELECT count(*) FROM articles WHERE site_id = ? AND published_at >= ? AND published_at < ?
"""
# What lies outside of the periods that were counted, which is little.
_OUTSIDE = """
SELECT (SELECT count(*) FROM articles WHERE site_id = :site AND published_at < :first)
  + (SELECT count(*) FROM articles WHERE site_id = :site AND published_at >= :last || '~')
  + (SELECT count(*) FROM articles WHERE site_id = :site AND published_at IS NULL)
"""
_LANGUAGES = """
SELECT a.language FROM (
  SELECT article_id FROM article_tags WHERE tag_id IN (SELECT value FROM json_each(?))
  ORDER BY published_at DESC, article_id DESC LIMIT ?) x
CROSS JOIN articles a ON a.id = x.article_id
"""


def tag_view(
    connection: sqlite3.Connection, name: str, *, site: str | None = None, limit: int = 12
) -> dict[str, Any]:
    """A tag by label, slug or path, JSON-ready. Raises NothingFound with the nearest names.

    ``tags``: a row of :func:`archive.tags.list_tags` for each platform, with its ``labels``;
    ``trend``: rows of ``period`` (months, or years where they are many), ``articles`` with the
    tag and ``of`` how many of its platforms; ``beside``: the tags in the same articles, of the
    ``latest`` ones of the tag; ``languages``: those of the latest by number of articles, None
    where it is not known; ``changes`` and ``lost`` as in the card.
    """
    with one_moment(connection):
        found = matching_tags(connection, name, site=site)
        ids = [tag_id for own, _ in found for tag_id in own]
        rows = [row | {"labels": _labels(connection, own)} for own, row in found]
        within = site_name(connection, site) if site else None
        moved = _trend(connection, ids)
        every = _every(connection, ids, moved)
        slugs = {row[0] for row in connection.execute(_SLUGS, (str(ids),))}
        fates = became(connection, tag_steps(connection, within), within, slugs)
        return {
            "name": name,
            "label": rows[0]["label"],
            "articles": sum(row["articles"] for row in rows),
            "tags": rows,
            "trend": moved,
            "beside": neighbours(connection, ids, limit=limit, latest=LATEST, every=every),
            "languages": _languages(connection, ids),
            "latest": min(LATEST, sum(row["articles"] for row in rows)),
            **{part: fate[:limit] for part, fate in fates.items()},
        }


def tag_trend(
    connection: sqlite3.Connection, name: str, *, site: str | None = None
) -> list[dict[str, Any]]:
    """The ``trend`` of :func:`tag_view` alone."""
    with one_moment(connection):
        found = matching_tags(connection, name, site=site)
        return _trend(connection, [tag_id for own, _ in found for tag_id in own])


def _labels(connection: sqlite3.Connection, ids: list[int]) -> list[dict[str, Any]]:
    return [label for tag_id in ids for label in labels_of(connection, tag_id)]


def _languages(connection: sqlite3.Connection, ids: list[int]) -> list[dict[str, Any]]:
    rows = connection.execute(_LANGUAGES, (str(ids), LATEST))
    counts = Counter(row[0] for row in rows)
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0] or ""))
    return [{"language": language, "articles": articles} for language, articles in order]


def _trend(connection: sqlite3.Connection, ids: list[int]) -> list[dict[str, Any]]:
    """Articles by period beside all those of the platforms that have the tag."""
    counts: Counter[str] = Counter()
    months = trend(connection, ids)
    length = len("2016") if len(months) > MANY_MONTHS else len("2016-08")
    for row in months:
        counts[row["month"][:length]] += row["articles"]
    sites = _sites(connection, ids)
    return [
        {"period": period, "articles": articles, "of": _of(connection, sites, period)}
        for period, articles in counts.items()
    ]


def _every(
    connection: sqlite3.Connection, ids: list[int], moved: list[dict[str, Any]]
) -> int | None:
    """All articles of the platforms that have the tag; None where not all years were counted."""
    if not moved or len(moved[0]["period"]) > len("2016"):
        return None
    ends = {"first": moved[0]["period"], "last": moved[-1]["period"]}
    outside = [
        connection.execute(_OUTSIDE, {**ends, "site": site}).fetchone()[0]
        for site in _sites(connection, ids)
    ]
    return int(sum(outside) + sum(row["of"] for row in moved))


def _sites(connection: sqlite3.Connection, ids: list[int]) -> list[int]:
    return [row[0] for row in connection.execute(_SITE_IDS, (str(ids),))]


def _of(connection: sqlite3.Connection, sites: list[int], period: str) -> int:
    """All articles of the platforms in a year or month."""
    # "~" sorts after all that may follow: the whole period is in.
    within = (period, f"{period}~")
    return sum(connection.execute(_WITHIN, (site, *within)).fetchone()[0] for site in sites)
