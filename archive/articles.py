"""Rows of articles and their versions: what a new reading does to an article.

A reading becomes the current version if its content differs and it may take the
place of what is there: a printed page never replaces a form that shows more, a
staging or preview host never replaces the platform itself, and of equals the
later capture counts. What may not replace stands beside, as a capture.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.captures import Kept
from archive.change_classes import classes_of
from archive.content import Content, content_digest, content_of
from archive.corrections import corrected
from archive.current import SELECT_CURRENT, Current
from archive.records import Article, CapturedPage, Form, Outcome, RemovedBlock, SavedVisit
from archive.rereading import Reader, Rereading
from archive.search_index import IndexChanges
from archive.shown_rows import ShownRows, Source
from archive.taken_out import differ_beyond
from archive.terms import Terms
from archive.timeline import Timelines
from archive.times import utc
from archive.version_contents import version_content
from archive.versions import Versions

_SELECT_LAST_SEEN = """
SELECT max(at) FROM (SELECT max(captured_at) AS at FROM captures WHERE version_id = :id UNION ALL
  SELECT max(v.visited_at) FROM captures c JOIN visits v ON v.capture_id = c.id
  WHERE c.version_id = :id AND v.state = 'not_modified')
"""
_SELECT_SHOWN = "SELECT version_id FROM captures WHERE id = ?"
_SELECT_LAST_SHOWN = """
SELECT id FROM captures WHERE version_id = ?
ORDER BY form = 'print', witness, captured_at DESC, id DESC LIMIT 1
"""
_SELECT_REMOVED = """
SELECT t.text FROM versions v JOIN removed_blocks b ON b.capture_id = v.capture_id
JOIN removed_texts t ON t.id = b.text_id WHERE v.id = ?
"""
_SELECT_HTML = "SELECT body_html FROM article_texts WHERE article_id = ?"
_SET_CAPTURE_ARTICLE = """
UPDATE captures SET article_id = :article_id, version_id = coalesce(:version_id, version_id)
WHERE id = :id AND (article_id IS NOT :article_id OR version_id IS NOT :version_id)
"""
_SET_LIVE = "UPDATE articles SET state = 'live', gone_at = NULL WHERE id = ?"
_SELECT_FULLER = """
SELECT 1 FROM captures WHERE article_id = ? AND version_id IS NOT NULL AND captured_at <= ?
  AND (witness, form = 'print') < (?, ?)
"""
_IS_OWN = "SELECT 1 FROM articles WHERE id = ? AND page_id = ?"
# An alias that is gone says nothing of an article that is still read elsewhere.
_SET_GONE = """
UPDATE articles SET state = 'gone', gone_at = :gone_at
WHERE id = :article_id AND state = 'live' AND (page_id = :page_id OR NOT EXISTS (
  SELECT 1 FROM pages p
  WHERE p.article_id = :article_id AND p.id <> :page_id AND p.state = 'fetched'
    AND EXISTS (SELECT 1 FROM visits v WHERE v.page_id = p.id)))
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one capture, on its way into the archive."""

    article: Article
    capture: CapturedPage
    capture_id: int
    site_id: int
    own_page_id: int  #: page of the article's canonical address
    repeated: bool  #: this very visit was saved before
    kept: Kept | None = None  #: the capture's rows if it is new
    is_new_page: bool = False  #: the page of the canonical address was not known before
    removed: Sequence[RemovedBlock] = ()  #: what was taken out of the page

    @property
    def source(self) -> Source:
        """Where the content was read."""
        in_markup = self.capture.form != Form.PRINT
        return Source(self.site_id, utc(self.capture.captured_at), in_markup)


class Articles:
    """Saves readings of articles within one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        terms: Terms,
        index: IndexChanges,
        reader: Reader | None = None,
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._rereading = Rereading(connection, terms, index)
        self._shown = ShownRows(connection, terms, index)
        self._timelines = Timelines(connection)
        self._versions = Versions(connection)

    def save(self, reading: Reading) -> SavedVisit:
        """What this reading did, with the article's id and the number of its current version."""
        content = content_of(reading.article)
        row = self._connection.execute(SELECT_CURRENT, (reading.article.url,)).fetchone()
        if row is None:
            return self._save_first(reading, content)
        content = corrected(self._connection, row[0], content)
        before = Current(*row)
        current = self._as_read_now(before, reading, content)
        outcome, version_id, number = self._save_again(current, reading, content)
        self._point(reading, current.article_id, version_id)
        seen = (current.article_id, reading.source.captured_at, version_id)
        self._timelines.seen(*seen, witness=reading.capture.witness)
        saved = SavedVisit(reading.article.url, outcome, current.article_id, number)
        is_rewritten = outcome is Outcome.UNCHANGED and current.digest != before.digest
        return replace(saved, rewritten=is_rewritten)

    def _as_read_now(self, current: Current, reading: Reading, content: Content) -> Current:
        """The article as what is kept of it reads now, if this reading differs.

        Rules change, and what pages of a site repeat is learned: a difference that comes
        from that alone is no change of the platform's.
        """
        if self._reader is None:
            return current
        same_words = content_digest(content) == current.digest
        if same_words and not self._has_other_markup(current, reading, content):
            return current
        row = self._connection.execute(_SELECT_LAST_SHOWN, (current.version_id,)).fetchone()
        if row is None or row[0] == reading.capture_id:
            return current
        one = self._reader(self._connection, row[0])
        if one is None or not self._rereading.as_now(current.article_id, current.version_id, one):
            return current
        return Current(*self._connection.execute(SELECT_CURRENT, (reading.article.url,)).fetchone())

    def mark_gone(self, article_id: int, page_id: int, gone_at: str) -> None:
        """Marks an article gone whose page answered so; nothing of it is removed."""
        values = {"article_id": article_id, "page_id": page_id, "gone_at": gone_at}
        if self._connection.execute(_SET_GONE, values).rowcount:
            self._timelines.withdrawn(article_id, gone_at)

    def was_not_found(self, article_id: int, page_id: int) -> None:
        """Notes that an article's own page once answered so, before a later visit."""
        if self._connection.execute(_IS_OWN, (article_id, page_id)).fetchone():
            self._timelines.rebuild(article_id)

    def _save_first(self, reading: Reading, content: Content) -> SavedVisit:
        url, source = reading.article.url, reading.source
        article_id = self._shown.insert(url, reading.own_page_id, source, content)
        version_id, number = self._add_version(article_id, reading, content, number=1)
        self._point(reading, article_id, version_id)
        seen = (article_id, source.captured_at, version_id, reading.capture_id)
        self._timelines.begin(*seen, is_new_page=reading.is_new_page)
        return SavedVisit(url, Outcome.NEW, article_id, number)

    def _point(self, reading: Reading, article_id: int, version_id: int | None) -> None:
        """Notes which article a capture is of, and which version it shows."""
        if reading.kept is not None:
            reading.kept.point(self._connection, article_id, version_id)
            return
        values = {"id": reading.capture_id, "article_id": article_id, "version_id": version_id}
        self._connection.execute(_SET_CAPTURE_ARTICLE, values)

    def _save_again(
        self, current: Current, reading: Reading, content: Content
    ) -> tuple[Outcome, int | None, int]:
        """Outcome, the version that the capture shows (None: the one it is known to show, or
        none, since a fuller form stands above it and says otherwise), and the number of the
        current version."""
        digest, capture = content_digest(content), reading.capture
        captured_at = reading.source.captured_at
        self._bring_back(current, reading, captured_at)
        if captured_at < current.captured_at:
            self._shown.note_earlier(reading.source, content)
        poorer = current.is_poorer_than(capture)
        if digest == current.digest and poorer:
            self._fill_in(current, reading, content)
        if digest == current.digest and not self._has_other_markup(current, reading, content):
            return (Outcome.UNCHANGED, self._shown_before(current, reading), current.number)
        same = (current.article_id, digest, reading.capture_id)
        if self._versions.read_from(*same):
            return (Outcome.UNCHANGED, None, current.number)
        if current.is_fuller_than(capture) and self._stood_above(current, reading):
            return (Outcome.UNCHANGED, self._versions.like(*same), current.number)
        if poorer or captured_at >= self._last_seen(current):
            return self._save_changed(current, reading, content, counts=poorer)
        self._shown.note_earlier(reading.source, content)
        beside = (current.article_id, reading.capture_id, reading.article.extractor, content)
        version_id = self._versions.like(*same) or self._versions.add_beside(*beside)
        return (Outcome.UNCHANGED, version_id, current.number)

    def _save_changed(
        self, current: Current, reading: Reading, content: Content, *, counts: bool
    ) -> tuple[Outcome, int, int]:
        """Shows a content that differs, unless (``counts`` False) it differs in nothing that
        a reader of the article could see."""
        if not counts and not self._differs(current, reading, content):
            return (Outcome.UNCHANGED, current.version_id, current.number)
        self._versions.keep_body(current.article_id, current.version_id)
        version_id, number = self._add_version(current.article_id, reading, content)
        self._shown.update(current.article_id, number, reading.source, content)
        return (Outcome.CHANGED, version_id, number)

    def _add_version(
        self, article_id: int, reading: Reading, content: Content, number: int | None = None
    ) -> tuple[int, int]:
        read = (reading.capture_id, reading.article.extractor, content)
        return self._versions.add(article_id, *read, number)

    def _shown_before(self, current: Current, reading: Reading) -> int | None:
        """The current version; None for an earlier capture that is known to show its own."""
        if reading.source.captured_at >= current.captured_at:
            return current.version_id
        row = self._connection.execute(_SELECT_SHOWN, (reading.capture_id,)).fetchone()
        return None if row[0] is not None else current.version_id

    def _stood_above(self, current: Current, reading: Reading) -> bool:
        """True if a form that shows more than this capture was there at its time."""
        capture, at = reading.capture, reading.source.captured_at
        lesser = (capture.witness, capture.form == Form.PRINT)
        values = (current.article_id, at, *lesser)
        return self._connection.execute(_SELECT_FULLER, values).fetchone() is not None

    def _last_seen(self, current: Current) -> str:
        """When a capture last showed the current version."""
        row = self._connection.execute(_SELECT_LAST_SEEN, {"id": current.version_id}).fetchone()
        return row[0] or current.captured_at

    def _has_other_markup(self, current: Current, reading: Reading, content: Content) -> bool:
        """True if the same words stand in other markup, in a later capture."""
        html = content["body_html"]
        if html is None or reading.source.captured_at <= current.captured_at:
            return False
        row = self._connection.execute(_SELECT_HTML, (current.article_id,)).fetchone()
        return row[0] is not None and row[0] != html and self._differs(current, reading, content)

    def _differs(self, current: Current, reading: Reading, content: Content) -> bool:
        """True if anything differs that a reader of the article could see.

        A paragraph that the page still has, but that was taken for boilerplate on one of the
        two visits, is none of it.
        """
        before = version_content(self._connection, current.version_id)
        if not classes_of(before, content):
            return False
        rows = self._connection.execute(_SELECT_REMOVED, (current.version_id,))
        taken = [row[0] for row in rows], [one.text for one in reading.removed]
        return differ_beyond(before, content, *taken)

    def _bring_back(self, current: Current, reading: Reading, captured_at: str) -> None:
        """Marks a gone article live if the platform itself shows it again."""
        if current.state != "gone" or reading.capture.witness or reading.repeated:
            return
        if captured_at >= (current.gone_at or ""):
            self._connection.execute(_SET_LIVE, (current.article_id,))

    def _fill_in(self, current: Current, reading: Reading, content: Content) -> None:
        """Takes over what a fuller form adds to the same content; the version stays."""
        read = (reading.capture_id, reading.article.extractor, content)
        if self._versions.fill_in(current.version_id, *read):
            self._shown.update(current.article_id, current.number, reading.source, content)
        else:
            self._shown.note_earlier(reading.source, content)  # its words stand in markup now
