"""The tag vocabulary: which tags there are, how each is used, and with which others.

Tags that a user has joined (:mod:`archive.twins`) are one row and one count here; an article
with two of them counts once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from archive.errors import NothingFound
from archive.moment import one_moment
from archive.rows import dicts
from archive.selection import nearest, site_name, tag_ids
from archive.tag_languages import languages_of
from archive.twins import NONE, Groups, Twins, spellings

_COUNTS = """
SELECT g.id, s.name AS site, g.label, g.slug, g.path, n.articles
FROM (SELECT tag_id, count(*) AS articles FROM article_tags GROUP BY tag_id) n
JOIN tags g ON g.id = n.tag_id JOIN sites s ON s.id = g.site_id
WHERE :site IS NULL OR s.name = :site
ORDER BY n.articles DESC, g.label, s.name, g.slug
"""
_COUNTS_OF = """
SELECT g.id, s.name AS site, g.label, g.slug, g.path,
  (SELECT count(*) FROM article_tags x WHERE x.tag_id = g.id) AS articles
FROM tags g JOIN sites s ON s.id = g.site_id
WHERE g.id IN (SELECT value FROM json_each(:ids)) AND (:site IS NULL OR s.name = :site)
ORDER BY articles DESC, g.label, s.name, g.slug
"""
_COUNT_TOGETHER = """
SELECT count(DISTINCT article_id) FROM article_tags WHERE tag_id IN (SELECT value FROM json_each(?))
"""
_USE = """
SELECT
  (SELECT min(published_at) FROM article_tags WHERE tag_id = :id AND published_at > '') AS first,
  (SELECT max(published_at) FROM article_tags WHERE tag_id = :id AND published_at > '') AS last,
  (SELECT min(first_seen_at) FROM tag_labels WHERE tag_id = :id) AS seen
"""
# Dates that name no month sort before or after those that do.
_END = """
SELECT published_at FROM article_tags
WHERE tag_id = ? AND published_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]*'
ORDER BY published_at {direction} LIMIT 1
"""
_IN_MONTH = """
SELECT {count} FROM article_tags WHERE tag_id IN ({marks}) AND published_at BETWEEN ? AND ?
"""
_FIRST, _LAST = _END.format(direction="ASC"), _END.format(direction="DESC")
_ARTICLES_WITH = "SELECT DISTINCT article_id FROM article_tags WHERE tag_id IN ({marks})"
_LATEST_WITH = """
SELECT DISTINCT article_id FROM (SELECT article_id FROM article_tags WHERE tag_id IN ({marks})
  ORDER BY published_at DESC, article_id DESC LIMIT {latest})
"""
_BESIDE = """
SELECT y.tag_id, count(*) AS articles FROM ({articles}) x
CROSS JOIN article_tags y ON y.article_id = x.article_id
WHERE y.tag_id NOT IN ({marks}) GROUP BY y.tag_id
"""
_ARTICLES_OF_SITES = """
SELECT count(*) FROM articles WHERE site_id IN (SELECT site_id FROM tags WHERE id IN ({marks}))
"""
_LABELS = "SELECT label, first_seen_at FROM tag_labels WHERE tag_id = ? ORDER BY 2, 1"


def list_tags(
    connection: sqlite3.Connection,
    *,
    site: str | None = None,
    limit: int | None = None,
    twins: Twins = NONE,
) -> list[dict[str, Any]]:
    """The tags in use, the most used first.

    Each with site, label, slug, path, language, articles, first and last publication, since
    when it was seen (by capture; None if only prints had it), and the slugs joined in it.
    The language is that of the path's prefix (``/fr/``), else of more than half of its
    articles (of many, a sample tells), else None.
    Raises NothingFound for a platform that is not in the archive.
    """
    with one_moment(connection):
        name = site_name(connection, site) if site else None
        rows = _joined(connection, dicts(connection, _COUNTS, {"site": name}), twins)
        return used(connection, rows[:limit])


def matching_tags(
    connection: sqlite3.Connection, name: str, *, site: str | None = None, twins: Twins = NONE
) -> list[tuple[list[int], dict[str, Any]]]:
    """The tags that ``name`` means, as rows of the list, each with the ids of its tags.

    ``name`` is a label (a former one too), slug or path; tags of that name on several
    platforms are meant together, unless ``site`` names one. Raises NothingFound.
    """
    ids = tag_ids(connection, name, spellings(name, twins))
    within = site_name(connection, site) if site else None
    values = {"ids": str(ids), "site": within}
    rows = dicts(connection, _COUNTS_OF, values)
    if not rows:
        raise NothingFound(f"no tag {name!r} on the platform {within}")
    rows = _joined(connection, rows, twins)
    return list(zip([row["ids"] for row in rows], used(connection, rows), strict=True))


def labels_of(connection: sqlite3.Connection, tag_id: int) -> list[dict[str, Any]]:
    """Every label a tag was seen with, and since when, the oldest first."""
    return dicts(connection, _LABELS, (tag_id,))


def trend(connection: sqlite3.Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Articles with any of these tags by month of publication, from the first to the last.

    Months without one are there, with 0; articles whose month is not known are not.
    """
    found = [connection.execute(sql, (tag_id,)) for sql in (_FIRST, _LAST) for tag_id in ids]
    ends = [row[0] for cursor in found for row in cursor]
    if not ends:
        return []
    count = "count(*)" if len(ids) == 1 else "count(DISTINCT article_id)"
    sql = _IN_MONTH.format(count=count, marks=_marks(ids))
    return [
        {"month": month, "articles": _number(connection, sql, *ids, month, f"{month}~")}
        for month in _months_between(min(ends), max(ends))
    ]


def neighbours(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    *,
    limit: int | None = None,
    latest: int | None = None,
    every: int | None = None,
    twins: Twins = NONE,
) -> list[dict[str, Any]]:
    """The tags that stand beside these in articles, the most frequent first.

    ``latest``: at most so many of these tags' articles are looked at, those published last;
    ``every``: how many articles the platforms have, where the caller knows it.

    ``articles`` have both; ``share`` of these tags' articles have the other one too; ``lift``
    is how many times more articles have both than if the two had nothing to do with each
    other, over the articles of the platforms that have these tags. Equal ones by lift, label
    and slug.
    """
    marks = _marks(ids)
    articles = (_ARTICLES_WITH if latest is None else _LATEST_WITH).format(
        marks=marks, latest=latest
    )
    sql = _BESIDE.format(articles=articles, marks=marks)
    both = {row[0]: row[1] for row in connection.execute(sql, (*ids, *ids))}
    own = _number(connection, f"SELECT count(*) FROM ({articles})", *ids)
    if every is None:
        every = _number(connection, _ARTICLES_OF_SITES.format(marks=marks), *ids)
    candidates = _frequent(both, None if twins else limit)
    rows = dicts(connection, _COUNTS_OF, {"ids": str(candidates), "site": None})
    found = []
    for row in _joined(connection, rows, twins):
        together = sum(both[tag_id] for tag_id in row["ids"])
        if len(row["ids"]) > 1:
            together = _together(connection, articles, ids, row["ids"])
        lift = together * every / (own * row["articles"])
        shown = {"site": row["site"], "label": row["label"], "slug": row["slug"]}
        of_own = {"share": round(together / own, 3), "lift": round(lift, 2)}
        found.append({**shown, "articles": together, **of_own})
    found.sort(key=lambda one: (-one["articles"], -one["lift"], one["label"], one["slug"]))
    return found[:limit]


def _frequent(counts: dict[int, int], limit: int | None) -> list[int]:
    """The ids with the ``limit`` highest counts, and those with the same count as the last."""
    if limit is None or len(counts) <= limit:
        return list(counts)
    least = sorted(counts.values(), reverse=True)[limit - 1]
    return [one for one, count in counts.items() if count >= least]


def _together(
    connection: sqlite3.Connection, articles: str, ids: Sequence[int], others: Sequence[int]
) -> int:
    sql = f"""
    SELECT count(DISTINCT y.article_id) FROM ({articles}) x
    CROSS JOIN article_tags y ON y.article_id = x.article_id
    WHERE y.tag_id IN ({_marks(others)})
    """
    return _number(connection, sql, *ids, *others)


def _joined(
    connection: sqlite3.Connection, rows: Iterable[dict[str, Any]], twins: Twins
) -> list[dict[str, Any]]:
    """One row for each tag or, on each platform, group; the most used tag lends its name."""
    groups = Groups(twins)
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in rows:
        group = groups.of(row)
        key = (row["id"],) if group is None else (row["site"], group)
        kept = found.setdefault(key, {**row, "ids": [], "joined": []})
        kept["ids"].append(row["id"])
        kept["joined"].append(row["slug"])
    merged = list(found.values())
    for row in merged:
        if len(row["ids"]) == 1:
            row["joined"] = []
        else:
            row["articles"] = _number(connection, _COUNT_TOGETHER, str(row["ids"]))
    if twins:
        merged.sort(key=lambda row: (-row["articles"], row["label"], row["site"], row["slug"]))
    return merged


def used(connection: sqlite3.Connection, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of :func:`list_tags`: to ``ids`` and names, language and times of use are added."""
    languages = languages_of(connection, rows)
    used = []
    for row, language in zip(rows, languages, strict=True):
        uses = [connection.execute(_USE, {"id": tag_id}).fetchone() for tag_id in row["ids"]]
        firsts, lasts, seen = ([one for one in column if one] for column in zip(*uses, strict=True))
        used.append(
            {
                "site": row["site"],
                "label": row["label"],
                "slug": row["slug"],
                "path": row["path"],
                "language": language,
                "articles": row["articles"],
                "first_published": min(firsts, default=None),
                "last_published": max(lasts, default=None),
                "first_seen_at": min(seen, default=None),
                "joined": row["joined"],
            }
        )
    return used


def _months_between(first: str, last: str) -> list[str]:
    """``2016-11``, ``2016-12``, ``2017-01`` ...; both ends are in."""
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(begin, end + 1)]


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))


def _number(connection: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(connection.execute(sql, values).fetchone()[0])


def tags_like(connection: sqlite3.Connection, words: Iterable[str]) -> list[str]:
    """Up to three labels of tags that look like one of the words, the nearest first."""
    labels = [row[0] for row in connection.execute("SELECT DISTINCT label FROM tags")]
    return list(dict.fromkeys(label for word in words for label in nearest(word, labels)))[:3]
