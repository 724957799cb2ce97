"""What an archive holds, at a glance: numbers, years, and what is written about lately.

Nothing here grows with the text: years are counted in ranges of an index, and what would need
a look at every article is told of the latest :data:`LATELY` of them.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.rows import dicts

#: Articles, by date, that count as the latest.
LATELY = 1000

_NUMBERS = """
SELECT (SELECT count(*) FROM articles) AS articles,
  (SELECT count(*) FROM articles WHERE published_at IS NULL) AS undated,
  (SELECT count(*) FROM articles WHERE last_changed_at > first_seen_at) AS changed,
  (SELECT count(*) FROM articles WHERE state = 'gone') AS gone,
  (SELECT count(*) FROM sites) AS sites,
  (SELECT count(*) FROM tags) AS tags,
  (SELECT max(published_at) FROM articles) AS latest_published,
  (SELECT min(published_at) FROM articles) AS first_published
"""
_FIRST_FROM = "SELECT min(published_at) FROM articles WHERE published_at >= ?"
_FIRST_OF_SITE_FROM = (
    "SELECT min(published_at) FROM articles WHERE site_id = ? AND published_at >= ?"
)
_WITHIN = "SELECT count(*) FROM articles WHERE published_at >= ? AND published_at < ?"
_OF_SITE_WITHIN = f"{_WITHIN} AND site_id = ?"
_LATEST = "(SELECT id FROM articles ORDER BY published_at DESC, id DESC LIMIT ?)"
_LATEST_TAGS = f"""
SELECT g.label, min(g.slug) AS slug, sum(n.articles) AS articles FROM (
  SELECT x.tag_id, count(*) AS articles FROM {_LATEST} a
  CROSS JOIN article_tags x ON x.article_id = a.id GROUP BY x.tag_id) n
JOIN tags g ON g.id = n.tag_id
GROUP BY g.label ORDER BY articles DESC, g.label LIMIT ?
"""
_LATEST_LANGUAGES = f"""
SELECT n.language, count(*) AS articles FROM {_LATEST} a CROSS JOIN articles n ON n.id = a.id
GROUP BY n.language ORDER BY articles DESC, n.language
"""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is."""

    articles: int
    undated: int  #: of them without a date of publication
    changed: int  #: of them that read otherwise now than when they were first seen
    gone: int  #: of them that their platforms no longer show
    sites: int
    tags: int
    latest_published: str | None  #: ISO, as exact as it is known; None: no article has a date
    first_published: str | None  #: likewise


def holdings(connection: sqlite3.Connection) -> Holdings:
    """The numbers of an archive, all exact."""
    return Holdings(*connection.execute(_NUMBERS).fetchone())


def articles_by_year(connection: sqlite3.Connection, site_id: int | None = None) -> dict[str, int]:
    """Articles by year of publication, years without any left out; of one platform or of all."""
    years: dict[str, int] = {}
    beginning = "0"
    while (year := _year_from(connection, site_id, beginning)) is not None:
        beginning = year[:-1] + chr(ord(year[-1]) + 1)
        if site_id is None:
            count = connection.execute(_WITHIN, (year, beginning))
        else:
            count = connection.execute(_OF_SITE_WITHIN, (year, beginning, site_id))
        years[year] = count.fetchone()[0]
    return years


def tags_lately(connection: sqlite3.Connection, *, limit: int = 20) -> list[dict[str, Any]]:
    """The tags of the latest articles, the most frequent first: label, slug and articles.

    Tags with one label on several platforms are one.
    """
    return dicts(connection, _LATEST_TAGS, (LATELY, limit))


def languages_lately(connection: sqlite3.Connection) -> dict[str | None, int]:
    """The languages of the latest articles, the most frequent first; None: it is not known."""
    return {row[0]: row[1] for row in connection.execute(_LATEST_LANGUAGES, (LATELY,))}


def _year_from(connection: sqlite3.Connection, site_id: int | None, beginning: str) -> str | None:
    """The year of the first article published then or later."""
    if site_id is None:
        first = connection.execute(_FIRST_FROM, (beginning,)).fetchone()[0]
    else:
        first = connection.execute(_FIRST_OF_SITE_FROM, (site_id, beginning)).fetchone()[0]
    return first[:4] if first else None
