"""What a set of articles is made of: how many of each platform, year, language, tag, label,
author ...; and how many each month.

Every number is exact, and is what a search with that value as a filter finds.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Unpack

from archive.article_groups import Chosen, Group, Terms
from archive.matches import matches
from archive.moment import one_moment
from archive.search_words import mistakes_explained
from archive.selection import Filters, folded

#: What articles can be counted by, each the name of a filter; and ``year``.
DIMENSIONS = ("site", "language", "year", "label", "tag", "author", "dated", "state")

_SITE_NAMES = "SELECT id, name FROM sites"


_NAMED = "SELECT id, {name}, {site} FROM {words} WHERE id IN (SELECT value FROM json_each(?))"
_TERMS = {
    "label": Terms("article_labels", "label_id", "labels", "label", of_site=True),
    "tag": Terms("article_tags", "tag_id", "tags", "label", of_site=True),
    "author": Terms("article_people", "person_id", "people", "name", of_site=False),
}
_Word = tuple[int, str, int]  # id, name, and platform (0: of none) of a word
#: Values that are shown in their order, all of them.
_IN_ORDER = {"year", "month"}


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
    by: Sequence[str] = DIMENSIONS,
    **filters: Unpack[Filters],
) -> dict[str, list[Share]]:
    """Of the articles that a search finds: the numbers for each of :data:`DIMENSIONS`.

    ``by`` may name some of them, and ``month`` as well, which is counted as :func:`months`
    does. The most frequent values first, at most so many; years and months in their order,
    all of them. ``None`` is counted of what an article has one of; of tags, labels and
    authors it is not. Raises as :func:`archive.search.search` does.
    """
    with one_moment(connection), mistakes_explained(raw=raw):
        found = matches(connection, words, filters, raw=raw)
        if found is None:
            return {dimension: [] for dimension in by}
        articles = Chosen(connection, found)
        if tuple(by) == ("month",):
            return {"month": _in_order(articles.months())}
        counting = _Counting(connection, articles, most)
        return {dimension: counting.shares(dimension) for dimension in by}


def months(
    connection: sqlite3.Connection, words: str, *, raw: bool = False, **filters: Unpack[Filters]
) -> list[Share]:
    """How many of the articles that a search finds were published in each month, in order.

    Months without any are left out; articles without a month come first, as None. Raises
    as :func:`archive.search.search` does.
    """
    return facets(connection, words, raw=raw, by=("month",), **filters)["month"]


class _Counting:
    """Counts the chosen articles; what several dimensions need is looked at once."""

    def __init__(self, connection: sqlite3.Connection, articles: Chosen, most: int) -> None:
        self._connection = connection
        self._articles = articles
        self._most = most
        self._groups: list[Group] | None = None

    def shares(self, dimension: str) -> list[Share]:
        """The numbers of one dimension."""
        if dimension in _TERMS:
            return self._terms(_TERMS[dimension])
        value = self._value_of(dimension)
        counts: Counter[str] = Counter()
        if self._groups is None:
            self._groups = self._articles.groups()
        for group in self._groups:
            counts[value(group) or ""] += group.articles
        if dimension in _IN_ORDER:
            return _in_order(counts)
        return _largest(counts, self._most)

    def _value_of(self, dimension: str) -> Callable[[Group], str | None]:
        if dimension == "site":
            names = dict(map(tuple, self._connection.execute(_SITE_NAMES)))
            return lambda group: str(names[group.site_id])
        value: Callable[[Group], str | None] = attrgetter(dimension)
        return value

    def _terms(self, terms: Terms) -> list[Share]:
        """The most frequent words of a kind; those that a filter takes for one as one, in
        the most frequent spelling."""
        counts = self._articles.terms(terms)
        together: Counter[str] = Counter()
        doubtful: dict[str, list[int]] = {}
        for same in self._alike(terms, list(counts)):
            spelt = min(same, key=lambda one: (-counts[one[0]], one[1]))[1]
            together[spelt] = sum(counts[one[0]] for one in same)
            # An article may have two words of its platform that are taken for one.
            if len({one[2] for one in same}) < len(same):
                doubtful[spelt] = [one[0] for one in same]
        while wrong := doubtful.keys() & {one.value for one in _largest(together, self._most)}:
            for spelt in wrong:
                together[spelt] = self._articles.with_any(terms, doubtful.pop(spelt))
        return _largest(together, self._most)

    def _alike(self, terms: Terms, ids: list[int]) -> Iterable[list[_Word]]:
        """Words that a filter takes for one."""
        site = "site_id" if terms.of_site else 0
        sql = _NAMED.format(name=terms.name, site=site, words=terms.words)
        alike: dict[str, list[_Word]] = {}
        for term_id, text, site_id in self._connection.execute(sql, (json.dumps(ids),)):
            alike.setdefault(folded(text), []).append((term_id, text, site_id))
        return alike.values()


def _in_order(counts: Mapping[str, int]) -> list[Share]:
    return [Share(key or None, counts[key]) for key in sorted(counts)]


def _largest(counts: Mapping[str, int], most: int) -> list[Share]:
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Share(value or None, articles) for value, articles in order[:most]]
