"""Which articles a question is about: the filters that search and exports share.

A filter becomes a condition on the narrow row ``a`` of ``articles``. Terms are
matched by ``EXISTS``: ``rowid IN (SELECT ...)`` beside a MATCH runs the match
once for each listed row, which was measured 500 times slower.
"""

from __future__ import annotations

import difflib
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypedDict

from archive.errors import NothingFound, UsageError

#: One name, several, or none.
Names = str | Sequence[str] | None


class Filters(TypedDict, total=False):
    """What may be asked of articles; None, nothing or a missing key asks nothing.

    Of several tags, labels or authors an article has all; of several platforms or
    languages it has one.
    """

    site: Names  #: name of the platform
    tag: Names  #: label (a former one too), slug or path of a tag; case and diacritics do not
    #: matter
    twins: Mapping[str, Sequence[str]]
    #: by tag asked for: other names that the user has joined with it; any of them will do
    label: Names  #: a type marker; likewise
    author: Names  #: part of an author's name; likewise
    language: Names  #: of the text, ISO 639-1
    since: str | None  #: year, month or day (``2016``, ``2016-08``, ``2016-08-04``), included
    until: str | None  #: likewise; articles without a date are in no period
    undated: bool  #: True: only articles without a date
    state: str | None  #: ``live`` or ``gone``


@dataclass(frozen=True, slots=True)
class Conditions:
    """SQL conditions on ``articles a``, joined by AND, and their values."""

    where: tuple[str, ...] = ()
    values: tuple[object, ...] = ()
    tag_ids: tuple[int, ...] = ()  #: of the first tag asked for, for a plan that starts there

    @property
    def sql(self) -> str:
        """The conditions as one; always true if there are none."""
        return " AND ".join(self.where) or "1"


def conditions(connection: sqlite3.Connection, filters: Filters) -> Conditions:
    """The conditions for these filters.

    Raises NothingFound, with the nearest names, for a platform, tag, label or
    author that the archive does not know, and UsageError for what is no date or state.
    """
    where: list[str] = []
    values: list[object] = []
    tagged: list[list[int]] = []
    for sql, ids in (*_terms(connection, filters, tagged), *_columns(connection, filters)):
        where.append(sql)
        values += ids
    return Conditions(tuple(where), tuple(values), tuple(tagged[0]) if tagged else ())


def _terms(
    connection: sqlite3.Connection, filters: Filters, tagged: list[list[int]]
) -> Iterator[tuple[str, list[int]]]:
    """A condition for each tag, label and author; the ids of tags are added to ``tagged``."""
    twins = filters.get("twins") or {}
    for name in several(filters.get("tag")):
        tagged.append(tag_ids(connection, name, twins.get(name, ())))
        yield _HAS_TAG.format(marks=_marks(tagged[-1])), tagged[-1]
    for name in several(filters.get("label")):
        ids = _named(connection, "label", name, _LABELS, _is_equal)
        yield _HAS_LABEL.format(marks=_marks(ids)), ids
    for name in several(filters.get("author")):
        ids = _named(connection, "author", name, _PEOPLE, _is_part)
        yield _HAS_PERSON.format(marks=_marks(ids)), ids


def _columns(
    connection: sqlite3.Connection, filters: Filters
) -> Iterator[tuple[str, Sequence[object]]]:
    """Conditions on the narrow row of an article itself."""
    if sites := several(filters.get("site")):
        named = [_named(connection, "platform", name, _SITES, _is_equal) for name in sites]
        ids = list(dict.fromkeys(chain.from_iterable(named)))
        yield f"a.site_id IN ({_marks(ids)})", ids
    if languages := several(filters.get("language")):
        codes = [code.strip().lower() for code in languages]
        yield f"a.language IN ({_marks(codes)})", codes
    if since := filters.get("since"):
        yield "a.published_at >= ?", [_period(since)]
    if until := filters.get("until"):
        # "~" sorts after all that may follow: the whole year, month or day is in.
        yield "a.published_at < ?", [_period(until) + "~"]
    if filters.get("undated"):
        yield "a.published_at IS NULL", []
    if state := filters.get("state"):
        if state not in ("live", "gone"):
            raise UsageError(f"{state!r} is no state of an article", hint="live or gone")
        yield "a.state = ?", [state]


def several(names: Names) -> list[str]:
    """The names asked for, each once; blank ones ask nothing."""
    every = [names] if isinstance(names, str) else names or []
    return [name for name in dict.fromkeys(every) if name.strip()]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def site_name(connection: sqlite3.Connection, name: str) -> str:
    """A platform's name as it is written here; raises NothingFound with the nearest names."""
    site_id = _named(connection, "platform", name, _SITES, _is_equal)[0]
    return str(connection.execute(_SITE_NAME, (site_id,)).fetchone()[0])


def tag_ids(connection: sqlite3.Connection, name: str, twins: Sequence[str] = ()) -> list[int]:
    """The tags of that name, on all platforms, and of its ``twins``, as a filter takes them.

    A label that a tag no longer bears is taken where no tag has such a name now. Raises
    NothingFound with the nearest names.
    """
    try:
        return _named(connection, "tag", name, _TAGS, _is_equal, twins)
    except NothingFound as error:
        try:
            return _named(connection, "tag", name, _FORMER_TAGS, _is_equal, twins)
        except NothingFound:
            raise error from None


#: Tables of names, and the columns by which a row is known.
_SITES = ("sites", ("name",))
_TAGS = ("tags", ("label", "slug", "path"))
_FORMER_TAGS = ("(SELECT tag_id AS id, label FROM tag_labels)", ("label",))
_LABELS = ("labels", ("label",))
_PEOPLE = ("people", ("name",))
_SITE_NAME = "SELECT name FROM sites WHERE id = ?"
# Letters beyond ASCII, which take several bytes, are folded by Python; thousands of names may
# be without any.
_MAY_BE = "trim({column}) COLLATE NOCASE = :key"
_MAY_HOLD = "instr(lower({column}), :key)"
_BEYOND_ASCII = "length({column}) <> length(CAST({column} AS BLOB))"
# Each part has its indexes: there may be thousands of tags.
_LIKELY_TAGS = """
SELECT id, label, slug, path FROM tags
WHERE trim(label) COLLATE NOCASE = :key OR trim(slug) COLLATE NOCASE = :key
  OR trim(path) COLLATE NOCASE = :key
UNION
SELECT id, label, slug, path FROM tags
WHERE length(label || slug || coalesce(path, ''))
  <> length(CAST(label || slug || coalesce(path, '') AS BLOB))
"""
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
    text = text.strip()
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text).casefold()
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
    where: tuple[str, tuple[str, ...]],
    matches: Callable[[str, str], bool],
    others: Sequence[str] = (),
) -> list[int]:
    """The rows of that name, or of one of the ``others`` that mean the same."""
    table, columns = where
    every = f"SELECT id, {', '.join(columns)} FROM {table}"
    if where is _TAGS:
        likely = _LIKELY_TAGS
    else:
        tests = (_MAY_BE if matches is _is_equal else _MAY_HOLD, _BEYOND_ASCII)
        either = " OR ".join(test.format(column=one) for test in tests for one in columns)
        likely = f"{every} WHERE {either}"
    ids: dict[int, None] = {}
    for key in dict.fromkeys(map(folded, (wanted, *others))):
        for row_id, *names in map(tuple, connection.execute(likely, {"key": key})):
            if any(matches(folded(name), key) for name in names if name is not None):
                ids[row_id] = None
    if ids:
        return list(ids)
    near = nearest(wanted, [name for row in connection.execute(every) for name in row[1:] if name])
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
