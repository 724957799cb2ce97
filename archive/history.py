"""The history of an article: what its page said since when, and how we know.

Each answer reads rows by their keys alone, in one consistent moment.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from archive.as_of import end_of
from archive.change_classes import classes_of
from archive.errors import NothingFound
from archive.lookup import article_id
from archive.version_contents import version_content
from archive.word_diff import field_changes

_CHANGES = """
SELECT h.at, h.class, h.classes, h.state, v.number AS version, v.title, v.extractor,
  h.noted_at, h.replaced_at, c.form, c.captured_at, c.url AS captured_from, c.digest
FROM changes h
JOIN versions v ON v.id = h.version_id
LEFT JOIN captures c ON c.id = h.capture_id
WHERE h.article_id = ? AND (h.replaced_at IS NULL OR ?)
ORDER BY h.at, h.noted_at
"""
_ARTICLE = "SELECT id, url, title, state, gone_at, current_version FROM articles WHERE id = ?"
_NUMBERED = """
SELECT v.id, v.number, v.title, v.extractor, c.captured_at
FROM versions v JOIN captures c ON c.id = v.capture_id
WHERE v.article_id = ? AND v.number = ?
"""
_AS_OF = """
SELECT v.id, v.number, v.title, v.extractor, h.at
FROM changes h JOIN versions v ON v.id = h.version_id
WHERE h.article_id = ? AND h.replaced_at IS NULL AND h.at <= ?
ORDER BY h.at DESC LIMIT 1
"""
_FIRST_SEEN = "SELECT min(at) FROM changes WHERE article_id = ? AND replaced_at IS NULL"
_LATEST_FIRST = """
SELECT h.version_id, v.number, v.title, v.extractor, h.at
FROM changes h JOIN versions v ON v.id = h.version_id
WHERE h.article_id = ? AND h.replaced_at IS NULL ORDER BY h.at DESC
"""
_NUMBERS = "SELECT number FROM versions WHERE article_id = ? ORDER BY number"
_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the two sides of a comparison."""

    version_id: int
    number: int
    title: str
    extractor: str
    at: str  #: when the page showed it: of its capture, or since when it did

    def described(self) -> dict[str, Any]:
        """JSON-ready, without the row's key."""
        return {
            "version": self.number,
            "at": self.at,
            "title": self.title,
            "extractor": self.extractor,
        }


def history_of(
    connection: sqlite3.Connection, url_or_id: str, *, superseded: bool = False
) -> dict[str, Any]:
    """The changes of an article, JSON-ready, the first one first.

    ``id``, ``url``, ``title``, ``state`` and ``gone_at`` say how it stands now. Each of
    ``changes`` has ``at`` (since when the page said so), ``class`` and ``classes``,
    ``state``, ``version``, its ``title`` and ``extractor``, ``capture`` (None where the page
    was gone) and ``noted_at``. ``superseded`` True: also what the archive no longer holds
    true, with ``replaced_at``. Raises NothingFound.
    """
    with _one_moment(connection):
        article = article_id(connection, url_or_id)
        found = _article(connection, article)
        rows = connection.execute(_CHANGES, (article, superseded)).fetchall()
    return found | {"changes": [_change(row, superseded) for row in map(tuple, rows)]}


def diff_of(
    connection: sqlite3.Connection, url_or_id: str, a: str | None = None, b: str | None = None
) -> dict[str, Any]:
    """What differs between two versions of an article, JSON-ready.

    ``a`` and ``b`` are version numbers, or dates (what the page had said by then, see
    :func:`archive.as_of.end_of`; four digits are a year if no version has that number).
    Without ``b``: ``a`` against the version shown now; without both:
    the last change of the page's words. ``before`` and ``after`` name the versions,
    ``classes`` what the difference amounts to, ``fields`` what changed (see
    :func:`archive.word_diff.field_changes`). Raises NothingFound, and UsageError for what
    is neither a number nor a date.
    """
    with _one_moment(connection):
        article = article_id(connection, url_or_id)
        found = _article(connection, article)
        before, after = _sides(connection, found, a, b)
        contents = [version_content(connection, one.version_id) for one in (before, after)]
    return found | {
        "before": before.described(),
        "after": after.described(),
        "classes": list(classes_of(*contents)),
        "fields": field_changes(*contents),
    }


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Several statements that see one state of the archive."""
    outermost = not connection.in_transaction
    if outermost:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if outermost:
            connection.execute("COMMIT")


def _article(connection: sqlite3.Connection, article: int) -> dict[str, Any]:
    row = tuple(connection.execute(_ARTICLE, (article,)).fetchone())
    names = ("id", "url", "title", "state", "gone_at", "current_version")
    return dict(zip(names, row, strict=True))


def _change(row: tuple[Any, ...], superseded: bool) -> dict[str, Any]:
    at, first, classes, state, number, title, extractor, noted_at, replaced_at, *capture = row
    names = ("form", "captured_at", "url", "digest")
    change = {
        "at": at,
        "class": first,
        "classes": classes.split(),
        "state": state,
        "version": number,
        "title": title,
        "extractor": extractor,
        "capture": dict(zip(names, capture, strict=True)) if capture[0] else None,
        "noted_at": noted_at,
    }
    return change | ({"replaced_at": replaced_at} if superseded else {})


def _sides(
    connection: sqlite3.Connection, article: dict[str, Any], a: str | None, b: str | None
) -> tuple[_Version, _Version]:
    if a is None:
        return _last_change(connection, article)
    latest = str(article["current_version"])
    return _version(connection, article, a), _version(connection, article, b or latest)


def _last_change(
    connection: sqlite3.Connection, article: dict[str, Any]
) -> tuple[_Version, _Version]:
    rows = [_Version(*row) for row in connection.execute(_LATEST_FIRST, (article["id"],))]
    for after, before in pairwise(rows):
        if after.version_id != before.version_id:
            return before, after
    raise NothingFound(
        f"{article['url']} has one version; nothing to compare",
        hint=f"`clusternews history {article['id']}` shows what is known of it",
    )


def _version(connection: sqlite3.Connection, article: dict[str, Any], text: str) -> _Version:
    """The version of this number, or that the page showed at this time."""
    if _NUMBER.fullmatch(text):
        row = connection.execute(_NUMBERED, (article["id"], int(text))).fetchone()
        if row is not None:
            return _Version(*row)
        if not _YEAR.fullmatch(text):
            numbers = [str(row[0]) for row in connection.execute(_NUMBERS, (article["id"],))]
            message = f"{article['url']} has no version {text}"
            raise NothingFound(message, hint=f"it has {', '.join(numbers)}")
    row = connection.execute(_AS_OF, (article["id"], end_of(text))).fetchone()
    if row is None:
        first = connection.execute(_FIRST_SEEN, (article["id"],)).fetchone()[0]
        message = f"nothing is known of {article['url']} as of {text}"
        raise NothingFound(message, hint=f"it was first seen at {first}")
    return _Version(*row)
