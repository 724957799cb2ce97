"""What a set of articles is made of: how many of each platform, year, language, tag, label;
and how many each month.

Every number is exact. The time they take grows with the number of articles in question:
about 4 ms for a thousand.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from archive.matches import Matches, matches, values
from archive.moment import one_moment
from archive.search_words import mistakes_explained
from archive.selection import Filters

#: What articles can be counted by.
DIMENSIONS = ("site", "language", "year", "label", "tag")

_NARROW = """
a.site_id || ' ' || coalesce(substr(a.published_at, 1, 4), '') || ' ' || coalesce(a.language, '')
"""
# The dates stand beside the tag; a year alone is no month.
_MONTH_OF_TAG = "CASE WHEN length(published_at) >= 7 THEN substr(published_at, 1, 7) ELSE '' END"
_OF_TAG = "FROM article_tags WHERE tag_id = ?"
_SITE_NAMES = "SELECT id, name FROM sites"
_TAG_NAMES = "SELECT id, label FROM tags WHERE id IN ({marks})"
_LABEL_NAMES = "SELECT id, label FROM labels WHERE id IN ({marks})"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the articles have one value."""

    value: str | None  #: None: none is known
    articles: int


def facets(
    connection: sqlite3.Connection,
    words: str,
    *,
    most: int = 10,
    raw: bool = False,
    **filters: Unpack[Filters],
) -> dict[str, list[Share]]:
    """Of the articles that a search finds: the numbers for each of :data:`DIMENSIONS`.

    The most frequent values first, at most so many; years in their order, all of them.
    Raises as :func:`archive.search.search` does.
    """
    with one_moment(connection), mistakes_explained(raw=raw):
        found = matches(connection, words, filters, raw=raw)
        if found is None:
            return {dimension: [] for dimension in DIMENSIONS}
        sites, languages, years = _narrow_facets(connection, found)
        named = _names(connection, _SITE_NAMES, ())
        return {
            "site": _largest({named[one]: n for one, n in sites.items()}, most),
            "language": _largest(languages, most),
            "year": [Share(year or None, years[year]) for year in sorted(years)],
            "label": _terms(connection, found, ("article_labels", "label_id", _LABEL_NAMES), most),
            "tag": _terms(connection, found, ("article_tags", "tag_id", _TAG_NAMES), most),
        }


def months(
    connection: sqlite3.Connection, words: str, *, raw: bool = False, **filters: Unpack[Filters]
) -> list[Share]:
    """How many of the articles that a search finds were published in each month, in order.

    Months without any are left out; articles without a month come first, as None. Raises
    as :func:`archive.search.search` does.
    """
    with one_moment(connection), mistakes_explained(raw=raw):
        found = matches(connection, words, filters, raw=raw)
        if found is None:
            return []
        if found.is_of_a_tag_alone:
            counts = values(connection, _MONTH_OF_TAG, _OF_TAG, (found.tag_id,))
        else:
            counts = found.counted(connection, "coalesce(a.published_month, '')")
    return [Share(month or None, counts[month]) for month in sorted(counts)]


def _narrow_facets(
    connection: sqlite3.Connection, found: Matches
) -> tuple[Counter[int], Counter[str], Counter[str]]:
    """Platforms, languages and years, from one look at the narrow rows."""
    sites: Counter[int] = Counter()
    languages: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for key, articles in found.counted(connection, _NARROW).items():
        site_id, year, language = key.split(" ", 2)
        sites[int(site_id)] += articles
        languages[language] += articles
        years[year] += articles
    return sites, languages, years


def _terms(
    connection: sqlite3.Connection, found: Matches, how: tuple[str, str, str], most: int
) -> list[Share]:
    """The most frequent words of a kind; those of one name on several platforms as one."""
    table, column, select = how
    terms = found.counted(connection, f"x.{column}", table)
    counts = {int(key): articles for key, articles in terms.items()}
    names = _names(connection, select, list(counts))
    together: Counter[str] = Counter()
    for term_id, articles in counts.items():
        together[names[term_id]] += articles
    return _largest(together, most)


def _names(connection: sqlite3.Connection, select: str, ids: Sequence[object]) -> dict[int, str]:
    sql = select.format(marks=", ".join("?" * len(ids)))
    return {row[0]: row[1] for row in connection.execute(sql, ids)}


def _largest(counts: Mapping[str, int], most: int) -> list[Share]:
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Share(value or None, articles) for value, articles in order[:most]]
