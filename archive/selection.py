"""Which articles a question is about: the filters that search and exports share.

A filter becomes a condition on the narrow row ``a`` of ``articles``. Terms are
matched by ``EXISTS``: ``rowid IN (SELECT ...)`` beside a MATCH runs the match
once for each listed row, which was measured 500 times slower.
"""

from __future__ import annotations

import difflib
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypedDict

from archive.errors import NothingFound, UnknownName, UsageError

#: One name, several, or none.
Names = str | Sequence[str] | None


class Filters(TypedDict, total=False):
    """What may be asked of articles; None, nothing or a missing key asks nothing.

    Of several tags, labels or authors an article has all; of several platforms,
    languages or ways to know the date it has one.
    """

    site: Names  #: name of the platform
    tag: Names  #: label (a former one too), slug or path of a tag; case and diacritics do not
    #: matter
    twins: Mapping[str, Sequence[str]]
    #: by tag asked for: other names that the user has joined with it; any of them will do
    label: Names  #: a type marker; likewise
    author: Names  #: part of an author's name, or in "quotes" the whole of it; likewise
    language: Names  #: of the text, ISO 639-1
    dated: Names  #: how the date is known, of :data:`archive.records.METHODS`
    without: Names  #: of :data:`WITHOUT`: what the articles do not have, all of them
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
    rarest: str = ""  #: a condition that a plan may start at: the first on words that articles
    #: share
    rarest_values: tuple[object, ...] = ()
    asked: frozenset[str] = frozenset()  #: names of the filters that ask something

    @property
    def sql(self) -> str:
        """The conditions as one; always true if there are none."""
        return " AND ".join(self.where) or "1"


def conditions(connection: sqlite3.Connection, filters: Filters) -> Conditions:
    """The conditions for these filters.

    Raises NothingFound, with the nearest names, for a platform, tag, label or
    author that the archive does not know, and UsageError for what is no date or state.
    """
    terms = list(_terms(connection, filters))
    columns = list(_columns(connection, filters))
    where = [_HAS.format(table=table, column=of, marks=_marks(ids)) for (table, of), ids in terms]
    values = tuple(chain.from_iterable(ids for _, ids in (*terms, *columns)))
    where += [sql for sql, _ in columns]
    asked = frozenset(name for name, value in filters.items() if value and name != "twins")
    if not terms:
        return Conditions(tuple(where), values, asked=asked)
    (table, of), ids = terms[0]
    rarest = _AMONG.format(table=table, column=of, marks=_marks(ids))
    tagged = tuple(ids) if table == "article_tags" else ()
    return Conditions(tuple(where), values, tagged, rarest, tuple(ids), asked)


def _terms(
    connection: sqlite3.Connection, filters: Filters
) -> Iterator[tuple[tuple[str, str], list[int]]]:
    """Of each tag, label and author: the table and column of its articles, and its ids."""
    twins = filters.get("twins") or {}
    for name in several(filters.get("tag")):
        yield ("article_tags", "tag_id"), tag_ids(connection, name, twins.get(name, ()))
    for name in several(filters.get("label")):
        yield ("article_labels", "label_id"), label_ids(connection, name)
    for name in several(filters.get("author")):
        yield ("article_people", "person_id"), person_ids(connection, name)


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
    if methods := several(filters.get("dated")):
        codes = [_method(name) for name in methods]
        yield f"a.dated IN ({_marks(codes)})", codes
    for name in several(filters.get("without")):
        yield _lacking(name), []
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


def label_ids(connection: sqlite3.Connection, name: str) -> list[int]:
    """The type markers of that name, on all platforms; raises NothingFound with the nearest."""
    return _named(connection, "label", name, _LABELS, _is_equal)


def person_ids(connection: sqlite3.Connection, name: str) -> list[int]:
    """The authors whose name has that part, or of exactly that name if it is in "quotes";
    raises NothingFound with the nearest."""
    whole = _WHOLE.fullmatch(name.strip())
    if whole is not None:
        return _named(connection, "author", whole[1], _PEOPLE, _is_equal)
    return _named(connection, "author", name, _PEOPLE, _is_part)


_WHOLE = re.compile(r'"(.+)"', re.DOTALL)
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
_HAS = """
EXISTS (SELECT 1 FROM {table} x WHERE x.article_id = a.id AND x.{column} IN ({marks}))
"""
_AMONG = "a.id IN (SELECT x.article_id FROM {table} x WHERE x.{column} IN ({marks}))"
_HAS_NONE = "NOT EXISTS (SELECT 1 FROM {table} x WHERE x.article_id = a.id)"
#: What articles may be without, and the condition that they are.
WITHOUT: Mapping[str, str] = {
    "author": _HAS_NONE.format(table="article_people"),
    "dated": "a.dated IS NULL",
    "label": _HAS_NONE.format(table="article_labels"),
    "language": "a.language IS NULL",
    "tag": _HAS_NONE.format(table="article_tags"),
}


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
    # A tag is told by its label, even where its slug or path looks more like what was wanted.
    told = {name: row[1] for row in connection.execute(every) for name in row[1:] if name}
    near = list(dict.fromkeys(told[name] for name in nearest(wanted, told)))
    raise UnknownName(kind, wanted, near)


def _method(name: str) -> str:
    """A way to know a date as it is written here; raises UsageError with those there are."""
    from archive.records import METHODS  # noqa: PLC0415 - the records take as long as a question

    method = name.strip().lower()
    if method in METHODS:
        return method
    raise UsageError(f"{name!r} is no way to know a date", hint=f"known are: {', '.join(METHODS)}")


def _lacking(name: str) -> str:
    """The condition that articles are without something; raises UsageError."""
    key = name.strip().lower()
    if key in WITHOUT:
        return WITHOUT[key]
    raise UsageError(
        f"{name!r} is nothing that articles can be asked to be without",
        hint=f"{', '.join(WITHOUT)}; and articles without a date: --no-date",
    )


def _period(text: str) -> str:
    """A year, month or day as the beginning of an ISO date."""
    text = text.strip()
    digits = text.replace("-", "")
    if text[:4].isdigit() and digits.isascii() and digits.isdigit() and len(text) in (4, 7, 10):
        return text
    raise UsageError(
        f"{text!r} is no date", hint="give a year, a month or a day: 2016, 2016-08, 2016-08-04"
    )
