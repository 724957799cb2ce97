"""Which articles a question is about: the filters that search and exports share.

A filter becomes a condition on the narrow row ``a`` of ``articles``. Terms are
matched by ``EXISTS``: ``rowid IN (SELECT ...)`` beside a MATCH runs the match
once for each listed row, which was measured 500 times slower.
"""

from __future__ import annotations

import difflib
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypedDict

from archive.errors import NothingFound, UsageError


class Filters(TypedDict, total=False):
    """What may be asked of articles; None or a missing key asks nothing."""

    site: str | None  #: name of the platform
    tag: str | None  #: label, slug or path of a tag; case and diacritics do not matter
    label: str | None  #: a type marker; likewise
    author: str | None  #: part of an author's name; likewise
    language: str | None  #: of the text, ISO 639-1
    since: str | None  #: year, month or day (``2016``, ``2016-08``, ``2016-08-04``), included
    until: str | None  #: likewise; articles without a date are in no period


@dataclass(frozen=True, slots=True)
class Conditions:
    """SQL conditions on ``articles a``, joined by AND, and their values."""

    where: tuple[str, ...] = ()
    values: tuple[object, ...] = ()
    tag_ids: tuple[int, ...] = ()  #: tags asked for, for a plan that starts from them

    @property
    def sql(self) -> str:
        """The conditions as one; always true if there are none."""
        return " AND ".join(self.where) or "1"


def conditions(connection: sqlite3.Connection, filters: Filters) -> Conditions:
    """The conditions for these filters.

    Raises NothingFound, with the nearest names, for a platform, tag, label or
    author that the archive does not know, and UsageError for what is no date.
    """
    where: list[str] = []
    values: list[object] = []
    tag_ids: tuple[int, ...] = ()
    if site := filters.get("site"):
        where.append("a.site_id = ?")
        values += _named(connection, "platform", site, _SITES, _is_equal)
    for kind, name, names, exists, matches in (
        ("tag", filters.get("tag"), _TAGS, _HAS_TAG, _is_equal),
        ("label", filters.get("label"), _LABELS, _HAS_LABEL, _is_equal),
        ("author", filters.get("author"), _PEOPLE, _HAS_PERSON, _is_part),
    ):
        if name:
            ids = _named(connection, kind, name, names, matches)
            where.append(exists.format(marks=", ".join("?" * len(ids))))
            values += ids
            tag_ids = tuple(ids) if kind == "tag" else tag_ids
    if language := filters.get("language"):
        where.append("a.language = ?")
        values.append(language.strip().lower())
    if since := filters.get("since"):
        where.append("a.published_at >= ?")
        values.append(_period(since))
    if until := filters.get("until"):
        where.append("a.published_at < ?")
        # "~" sorts after all that may follow: the whole year, month or day is in.
        values.append(_period(until) + "~")
    return Conditions(tuple(where), tuple(values), tag_ids)


def site_name(connection: sqlite3.Connection, name: str) -> str:
    """A platform's name as it is written here; raises NothingFound with the nearest names."""
    site_id = _named(connection, "platform", name, _SITES, _is_equal)[0]
    return str(connection.execute(_SITE_NAME, (site_id,)).fetchone()[0])


_SITES = "SELECT id, name FROM sites"
_SITE_NAME = "SELECT name FROM sites WHERE id = ?"
_TAGS = """
SELECT id, label FROM tags UNION ALL SELECT id, slug FROM tags
UNION ALL SELECT id, path FROM tags WHERE path IS NOT NULL
"""
_LABELS = "SELECT id, label FROM labels"
_PEOPLE = "SELECT id, name FROM people"
_HAS_TAG = """
EXISTS (SELECT 1 FROM article_tags x WHERE x.article_id = a.id AND x.tag_id IN ({marks}))
"""
_HAS_LABEL = """
EXISTS (SELECT 1 FROM article_labels x WHERE x.article_id = a.id AND x.label_id IN ({marks}))
"""
_HAS_PERSON = """
EXISTS (SELECT 1 FROM article_people x WHERE x.article_id = a.id AND x.person_id IN ({marks}))
"""


def folded(text: str) -> str:
    """Text as the word index compares it: lower case, without diacritics."""
    parts = unicodedata.normalize("NFKD", text.strip()).casefold()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Up to three names that look like ``name``, the nearest first."""
    by_fold = {folded(one): one for one in names}
    near = difflib.get_close_matches(folded(name), by_fold, n=3, cutoff=0.6)
    return [by_fold[one] for one in near]


def _is_equal(name: str, wanted: str) -> bool:
    return name == wanted


def _is_part(name: str, wanted: str) -> bool:
    return wanted in name


def _named(
    connection: sqlite3.Connection,
    kind: str,
    wanted: str,
    select: str,
    matches: Callable[[str, str], bool],
) -> list[int]:
    rows = [(row[0], row[1]) for row in connection.execute(select)]
    key = folded(wanted)
    ids = dict.fromkeys(row_id for row_id, name in rows if matches(folded(name), key))
    if ids:
        return list(ids)
    near = nearest(wanted, [name for _, name in rows])
    hint = f"near: {', '.join(near)}" if near else ""
    raise NothingFound(f"no {kind} {wanted!r} in this archive", hint=hint)


def _period(text: str) -> str:
    """A year, month or day as the beginning of an ISO date."""
    text = text.strip()
    digits = text.replace("-", "")
    if text[:4].isdigit() and digits.isascii() and digits.isdigit() and len(text) in (4, 7, 10):
        return text
    raise UsageError(
        f"{text!r} is no date", hint="give a year, a month or a day: 2016, 2016-08, 2016-08-04"
    )
