"""Stored captures read anew: what other rules, or a person's correction, make of them.

What the platform showed is not touched: each capture is pointed to the version that holds
its new reading, and the history is derived again. A version that nothing points to any more
stays, as what was once read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.captures import read_again
from archive.change_classes import classes_of
from archive.content import Content, content_digest
from archive.corrections import corrected
from archive.erase_content import Redaction
from archive.records import Form, Visit
from archive.search_index import IndexChanges
from archive.shown_rows import ShownRows, Source
from archive.stored_captures import read_by
from archive.terms import Terms
from archive.timeline import Timelines
from archive.tombstones import Tombstones
from archive.version_contents import version_content
from archive.versions import Versions

_ARTICLE = """
SELECT a.site_id, s.name, a.url, v.id FROM articles a
JOIN sites s ON s.id = a.site_id
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
WHERE a.id = ?
"""
_CAPTURES = """
SELECT id, version_id, form, witness, captured_at FROM captures WHERE article_id = ?
ORDER BY captured_at, id
"""
_POINT = "UPDATE captures SET version_id = ?, extractor = ? WHERE id = ?"
_POINT_ALL = "UPDATE captures SET version_id = ? WHERE version_id = ?"
_LAST = """
SELECT h.version_id, v.number, c.form, (SELECT max(o.at) FROM changes o
  WHERE o.article_id = h.article_id AND o.replaced_at IS NULL
    AND o.classes NOT IN ('withdrawn', 'returned'))
FROM changes h
JOIN versions v ON v.id = h.version_id JOIN captures c ON c.id = v.capture_id
WHERE h.article_id = ? AND h.replaced_at IS NULL ORDER BY h.at DESC LIMIT 1
"""
_KEPT = """
SELECT c.id, v.id, v.extractor FROM captures c JOIN versions v ON v.id = c.version_id
WHERE c.article_id = ? ORDER BY c.captured_at, c.id
"""


@dataclass(frozen=True, slots=True)
class Reread:
    """What one stored capture amounts to when it is read again."""

    capture_id: int
    extractor: str  #: name and version of the rules
    content: Content
    visit: Visit | None = None  #: with evidence and removed blocks; None: those stay

    @property
    def read_by(self) -> str:
        """What is noted of the capture's reading."""
        return read_by(self.extractor, self.visit.read_as if self.visit else "")


#: What reads a stored capture, by its id, as pages are read now; None if it cannot be read.
Reader = Callable[[sqlite3.Connection, int], Reread | None]


class Rereading:
    """Takes new readings over, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms, index: IndexChanges) -> None:
        self._connection = connection
        self._terms = terms
        self._shown = ShownRows(connection, terms, index)
        self._timelines = Timelines(connection)
        self._versions = Versions(connection)
        self._redaction = Redaction(Tombstones(connection))

    def apply(self, article_id: int, rereads: Sequence[Reread]) -> bool:
        """Takes over new readings of an article's captures; True if any differs.

        Captures that are not among them keep the readings they have.
        """
        site, url = self._connection.execute(_ARTICLE, (article_id,)).fetchone()[1:3]
        given = {
            one.capture_id: replace(one, content=self._own(article_id, one, url=url, site=site))
            for one in rereads
        }
        rows = self._connection.execute(_CAPTURES, (article_id,)).fetchall()
        fuller = [row[:2] for row in rows if not _is_lesser(row)]
        lesser = [row[:2] for row in rows if _is_lesser(row)]
        changed = self._point(article_id, fuller, given, beside=False)
        # What shows less points to what the forms that show more have made of it.
        changed |= self._point(article_id, lesser, given, beside=bool(fuller))
        if changed:
            self._timelines.rebuild(article_id)
            self._show_last(article_id)
        return changed

    def as_now(self, article_id: int, version_id: int, one: Reread) -> bool:
        """Takes over how a version reads now, for all captures that show it; True if that
        differs in anything that a reader of the article could see."""
        site, url = self._connection.execute(_ARTICLE, (article_id,)).fetchone()[1:3]
        one = replace(one, content=self._own(article_id, one, url=url, site=site))
        now_id = self._version(article_id, one, version_id)
        if now_id == version_id:
            return False
        self._connection.execute(_POINT_ALL, (now_id, version_id))
        if one.visit is not None:
            read_again(self._connection, one.visit, one.capture_id, self._terms)
        self._timelines.rebuild(article_id)
        self._show_last(article_id)
        return True

    def _own(self, article_id: int, one: Reread, **key: str) -> Content:
        """The new content under the article's own key, with what a person has corrected."""
        content = self._redaction.content(one.content | key)
        return corrected(self._connection, article_id, content)

    def _point(
        self,
        article_id: int,
        captures: Sequence[tuple[int, int | None]],
        given: Mapping[int, Reread],
        *,
        beside: bool,
    ) -> bool:
        """Points captures, in the order of their times, to versions of their new content;
        True if any points elsewhere than before."""
        changed, before = False, None
        for capture_id, was in captures:
            if (one := given.get(capture_id)) is None:
                before = was or before
                continue
            version_id = self._like(article_id, one) if beside else None
            if version_id is None and not (beside and was is None):
                version_id = self._version(article_id, one, before)
            self._connection.execute(_POINT, (version_id, one.read_by, capture_id))
            if one.visit is not None:
                read_again(self._connection, one.visit, capture_id, self._terms)
            changed = changed or version_id != was
            before = version_id or before
        return changed

    def _like(self, article_id: int, one: Reread) -> int | None:
        return self._versions.like(article_id, content_digest(one.content), one.capture_id)

    def _version(self, article_id: int, one: Reread, before: int | None) -> int:
        """The version of a content; that of the capture before if it says the same."""
        if before is not None:
            earlier = version_content(self._connection, before)
            if not classes_of(earlier, one.content):
                return before
        known = self._versions.equal(article_id, one.capture_id, one.content)
        return known or self._versions.add_beside(
            article_id, one.capture_id, one.extractor, one.content
        )

    def _show_last(self, article_id: int) -> None:
        """Makes the article show what its history ends with."""
        row = self._connection.execute(_LAST, (article_id,)).fetchone()
        version_id, number, form, at = row
        site_id, _, _, shown_id = self._connection.execute(_ARTICLE, (article_id,)).fetchone()
        if version_id == shown_id:
            return
        content = version_content(self._connection, version_id)
        self._versions.keep_body(article_id, shown_id)
        source = Source(site_id, at, form != Form.PRINT)
        self._shown.update(article_id, number, source, content)
        self._versions.drop_body(version_id)


def _is_lesser(capture: Sequence[object]) -> bool:
    _, _, form, witness, _ = capture
    return form == Form.PRINT or bool(witness)


def readings_kept(connection: sqlite3.Connection, article_id: int) -> list[Reread]:
    """What is kept of an article's captures, as if it had just been read."""
    return [
        Reread(capture_id, extractor, version_content(connection, version_id))
        for capture_id, version_id, extractor in connection.execute(_KEPT, (article_id,)).fetchall()
    ]


def apply_rereads(connection: sqlite3.Connection, rereads: Mapping[int, Sequence[Reread]]) -> int:
    """Takes over new readings, by article, within one transaction; how many articles differ."""
    terms, index = Terms(connection), IndexChanges()
    rereading = Rereading(connection, terms, index)
    changed = [rereading.apply(article_id, given) for article_id, given in rereads.items()]
    index.settle()
    index.write(connection)
    return sum(changed)
