"""One article's stored captures through today's rules; nothing is fetched, nothing written."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from archive.announcements import announced_of
from archive.change_classes import classes_of
from archive.content import SHOWN_AS, Content, content_of
from archive.corrections import corrected
from archive.errors import NotAnArchive
from archive.records import (
    Announced,
    Article,
    Evidence,
    Form,
    PageKind,
    SiteTemplate,
    Visit,
    Vocabulary,
)
from archive.rereading import Reread
from archive.stored_captures import (
    StoredCapture,
    capture_by_id,
    captures_of,
    evidence_of,
    removed_of,
)
from archive.templates import template_of
from archive.terms import vocabulary
from archive.version_contents import version_content
from scraper.capture import capture
from scraper.read import read
from scraper.reading_key import known_on_page, reading_key, short_keys
from scraper.site import Site

#: What identifies an article; a reading does not move it.
_KEYS = frozenset({"url", "site"})
_SEEN = "SELECT seen FROM template_pages WHERE article_id = ?"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a capture reads differently today."""

    capture_id: int
    url: str  #: of the article
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ArticleReread:
    """What the captures of one article amount to today."""

    article_id: int
    captures: int
    same: int  #: captures that were not read, since all that their reading depends on is as it was
    rereads: tuple[Reread, ...]  #: of captures that read differently, evidence included
    differences: tuple[Difference, ...]
    unreadable: tuple[str, ...] = ()  #: why captures could not be read, or are no article today


class Rereader:
    """Reads the stored captures of an open archive again."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        site_of: Callable[[str], Site],
        vocabulary_of: Callable[[str], Vocabulary],
        fields: Collection[str] = (),
        *,
        every: bool = False,
    ) -> None:
        """``fields`` are keys of contents: only those are taken over; empty: all. ``every``
        True: captures are read also if all that their reading depended on is as it was."""
        self._every = every
        self._connection = connection
        self._site_of = site_of
        self._vocabulary_of = vocabulary_of
        self._fields = frozenset(fields)
        self._short: dict[str, dict[int, int]] = {}

    def article(self, article_id: int, *, printed: bool) -> ArticleReread:
        """Reads the captures of an article, printed ones or the others; those that read as
        before are left out."""
        rereads: list[Reread] = []
        differences: list[Difference] = []
        unreadable: list[str] = []
        same = 0
        every = captures_of(self._connection, article_id)
        stored = [one for one in every if (one.form == Form.PRINT) == printed]
        for one in stored:
            if self._reads_as_before(one):
                same += 1
                continue
            try:
                visit = self.visit(one)
            except NotAnArchive as error:
                unreadable.append(f"{one.page_url}: {error}")
                continue
            if visit.article is None:
                unreadable.append(f"{one.page_url}: no article today ({visit.state.value})")
                continue
            reread, found = self._compared(article_id, one, visit, visit.article)
            rereads += [reread] if reread else []
            differences += found
        return ArticleReread(
            article_id, len(stored), same, tuple(rereads), tuple(differences), tuple(unreadable)
        )

    def everything(self, article_id: int) -> list[Reread]:
        """The readings of all captures of an article, also those that read as before."""
        stored = captures_of(self._connection, article_id)
        return [reread for one in stored if (reread := self._again(one)) is not None]

    def capture(self, capture_id: int) -> Reread | None:
        """The reading of one capture; None if it cannot be read, or is no article today."""
        return self._again(capture_by_id(self._connection, capture_id))

    def _reads_as_before(self, stored: StoredCapture) -> bool:
        """True if all that the kept reading depended on is as it was then.

        A print depends on all words of its platform, and is always read.
        """
        if self._every or self._fields or stored.form == Form.PRINT or not stored.read_as:
            return False
        words = self._vocabulary_of(stored.site)
        repeated = None
        if words.template is not None:
            known = self._short_keys(stored.site, words.template)
            repeated = known_on_page(self._seen(stored.article_id), known)
        site, url = self._site_of(stored.site), stored.page_url
        key = reading_key(site, url, self._announced(url), words, repeated)
        return key == stored.read_as

    def _seen(self, article_id: int | None) -> array[int]:
        row = self._connection.execute(_SEEN, (article_id,)).fetchone()
        return array("I", row[0] if row else b"")

    def _short_keys(self, site: str, template: SiteTemplate) -> dict[int, int]:
        if site not in self._short:
            self._short[site] = short_keys(template)
        return self._short[site]

    def _announced(self, url: str) -> tuple[Announced, ...]:
        """What is known to be said of a page, as a crawl gives it."""
        said = {one.method: one for one in announced_of(self._connection, url)}
        return tuple(said[method] for method in sorted(said))

    def _again(self, stored: StoredCapture) -> Reread | None:
        try:
            visit = self.visit(stored)
        except NotAnArchive:
            return None
        return _reread(stored, visit, content_of(visit.article)) if visit.article else None

    def visit(self, stored: StoredCapture) -> Visit:
        """What a stored capture amounts to today. Raises NotAnArchive if its bytes are not
        to be had."""
        site = self._site_of(stored.site)
        captured = capture(
            stored.url,
            stored.body(self._connection),
            form=Form(stored.form),
            captured_at=stored.captured_at,
            status=stored.status,
            headers=stored.headers,
            site=site,
            complete=stored.complete,
            witness=stored.witness,
        )
        return read(
            captured,
            site,
            url=stored.page_url,
            vocabulary=self._vocabulary_of(stored.site),
            expected=PageKind(stored.kind),
            announced=self._announced(stored.page_url),
        )

    def _compared(
        self, article_id: int, stored: StoredCapture, visit: Visit, article: Article
    ) -> tuple[Reread | None, list[Difference]]:
        """The reading if anything in it differs from the one kept, and the fields that do."""
        new = content_of(article)
        if stored.version_id is None:
            # It stands beside a fuller form, and its reading was not kept.
            return (None if self._fields else _reread(stored, visit, new)), []
        old = version_content(self._connection, stored.version_id)
        new |= {key: old[key] for key in _KEYS}
        new = corrected(self._connection, article_id, new)
        if self._fields:
            new = old | {key: new[key] for key in self._fields}
            visit = self._merged(stored, visit, article)
        differences = [
            Difference(stored.id, old["url"], SHOWN_AS.get(key, key), old[key], new[key])
            for key in new
            # What moves without the article being edited differs from capture to capture.
            if old[key] != new[key] and (stored.is_source or classes_of(old, new))
        ]
        if differences or self._is_known_otherwise(stored, visit):
            return _reread(stored, visit, new), differences
        return None, []

    def _merged(self, stored: StoredCapture, visit: Visit, article: Article) -> Visit:
        """The visit with what is kept of the fields that are not taken over."""
        names = {SHOWN_AS.get(key, key) for key in self._fields}
        new = {
            name: [one for one in article.evidence if one.field == name] for name in sorted(names)
        }
        merged: list[Evidence] = []
        for one in evidence_of(self._connection, stored.id):
            merged += new.pop(one.field, []) if one.field in names else [one]
        merged += [one for rest in new.values() for one in rest]
        removed = removed_of(self._connection, stored.id)
        # No key: the other fields are not what such a reading would give.
        article = replace(article, evidence=tuple(merged))
        return replace(visit, removed=removed, article=article, read_as="")

    def _is_known_otherwise(self, stored: StoredCapture, visit: Visit) -> bool:
        """True if the same values have other evidence, or other blocks were taken out."""
        assert visit.article is not None
        known = evidence_of(self._connection, stored.id)
        return visit.article.evidence != known or visit.removed != removed_of(
            self._connection, stored.id
        )


def _reread(stored: StoredCapture, visit: Visit, content: Content) -> Reread:
    """The reading without the bytes, which are kept already."""
    assert visit.article is not None
    slim = replace(visit, capture=None, links=(), blocks=())
    return Reread(stored.id, visit.article.extractor, content, slim)


def rereader(
    connection: sqlite3.Connection,
    site_of: Callable[[str], Site],
    fields: Collection[str] = (),
    *,
    every: bool = False,
) -> Rereader:
    """A rereader of an open archive, with the words and templates that it has now."""

    @cache
    def vocabulary_of(name: str) -> Vocabulary:
        return replace(vocabulary(connection, name), template=template_of(connection, name))

    return Rereader(connection, site_of, vocabulary_of, fields, every=every)
