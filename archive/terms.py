"""Tags, labels and people: words that many articles share, one row each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from archive.content import Content, sha256
from archive.memory import Memory
from archive.records import Label, RemovedBlock, Tag, Vocabulary
from archive.tag_labels import note_label

_TAGS = (
    "SELECT id, path, in_markup FROM tags WHERE site_id = :site_id AND slug = :slug",
    "INSERT INTO tags (site_id, slug, label, path, in_markup) "
    "VALUES (:site_id, :slug, :label, :path, :in_markup)",
    "UPDATE tags SET label = :label, path = :path, in_markup = :in_markup WHERE id = :id",
)
_LABELS = (
    "SELECT id, path, in_markup FROM labels WHERE site_id = :site_id AND label = :label",
    "INSERT INTO labels (site_id, label, path, in_markup) "
    "VALUES (:site_id, :label, :path, :in_markup)",
    "UPDATE labels SET path = :path, in_markup = :in_markup WHERE id = :id",
)
_SELECT_PERSON = "SELECT id FROM people WHERE name = ? AND organisation = ? AND cut = ?"
_INSERT_PERSON = "INSERT INTO people (name, organisation, cut) VALUES (?, ?, ?)"
_SELECT_REMOVED = "SELECT id FROM removed_texts WHERE sha256 = ?"
_INSERT_REMOVED = "INSERT INTO removed_texts (sha256, text) VALUES (?, ?)"

_INSERT_ARTICLE_TAG = (
    "INSERT INTO article_tags (tag_id, published_at, article_id, position) VALUES (?, ?, ?, ?)"
)
_INSERT_ARTICLE_LABEL = (
    "INSERT INTO article_labels (label_id, published_at, article_id, position) VALUES (?, ?, ?, ?)"
)
_INSERT_ARTICLE_PERSON = """
INSERT INTO article_people (person_id, published_at, article_id, position, byline)
VALUES (?, ?, ?, ?, ?)
"""

_KNOWN_LABELS = """
SELECT l.label, l.path FROM labels l JOIN sites s ON s.id = l.site_id
WHERE s.name = ? AND l.in_markup = 1 ORDER BY l.id
"""
_KNOWN_TAGS = """
SELECT g.label, g.slug, g.path FROM tags g JOIN sites s ON s.id = g.site_id
WHERE s.name = ? AND g.in_markup = 1 AND g.path IS NOT NULL ORDER BY g.id
"""
_KNOWN_BANNERS = """
SELECT b.sentence FROM banner_sentences b JOIN sites s ON s.id = b.site_id
WHERE s.name = ? ORDER BY b.id
"""
_KEPT_BLOCKS = """
SELECT k.sha256 FROM kept_blocks k JOIN sites s ON s.id = k.site_id WHERE s.name = ?
"""


def vocabulary(connection: sqlite3.Connection, site: str) -> Vocabulary:
    """The words of a platform as forms with markup showed them; empty if it is unknown."""
    return Vocabulary(
        labels=tuple(Label(*row) for row in connection.execute(_KNOWN_LABELS, (site,))),
        tags=tuple(Tag(*row) for row in connection.execute(_KNOWN_TAGS, (site,))),
        banner_sentences=tuple(row[0] for row in connection.execute(_KNOWN_BANNERS, (site,))),
        kept=frozenset(row[0] for row in connection.execute(_KEPT_BLOCKS, (site,))),
    )


_ARTICLE_TAGS = """
SELECT x.published_at, g.slug FROM article_tags x JOIN tags g ON g.id = x.tag_id
WHERE x.article_id = ? ORDER BY x.position
"""
_ARTICLE_LABELS = """
SELECT x.published_at, l.label FROM article_labels x JOIN labels l ON l.id = x.label_id
WHERE x.article_id = ? ORDER BY x.position
"""
_ARTICLE_PEOPLE = """
SELECT x.published_at, p.name, p.organisation, p.cut, x.byline
FROM article_people x JOIN people p ON p.id = x.person_id
WHERE x.article_id = ? ORDER BY x.position
"""


def differing_terms(
    connection: sqlite3.Connection, article_id: int, content: Content
) -> Iterator[str]:
    """The tables in which the words attached to an article are not those of its content."""
    bylines: dict[tuple[object, ...], str | None] = {}
    for one in content["people"]:
        bylines.setdefault((one["name"], one["organisation"], one["cut"]), one["byline"])
    people = [(*person, byline) for person, byline in bylines.items()]
    published = content["published_at"] or ""
    for table, select, words in (
        ("article_tags", _ARTICLE_TAGS, [(_slug(tag),) for tag in content["tags"]]),
        ("article_labels", _ARTICLE_LABELS, [(label["label"],) for label in content["labels"]]),
        ("article_people", _ARTICLE_PEOPLE, people),
    ):
        rows = [tuple(row) for row in connection.execute(select, (article_id,))]
        if rows != [(published, *word) for word in dict.fromkeys(words)]:
            yield table


class Terms:
    """Finds or adds the rows of shared words while one transaction lasts."""

    def __init__(self, connection: sqlite3.Connection, memory: Memory | None = None) -> None:
        self._connection = connection
        memory = memory or Memory()
        self._ids = memory.ids
        self._labels = memory.labels

    def attach(
        self, article_id: int, site_id: int, content: Content, seen_at: str, *, in_markup: bool
    ) -> None:
        """Adds the rows that say which words this article's content has."""
        published = content["published_at"] or ""
        tags = self.note_tags(site_id, content, seen_at, in_markup=in_markup)
        labels = [self._label(site_id, label, in_markup) for label in content["labels"]]
        execute = self._connection.executemany
        execute(_INSERT_ARTICLE_TAG, _numbered(tags, published, article_id))
        execute(_INSERT_ARTICLE_LABEL, _numbered(labels, published, article_id))
        bylines: dict[int, str | None] = {}
        for person in content["people"]:
            bylines.setdefault(self._person(person), person["byline"])
        rows = _numbered(list(bylines), published, article_id)
        execute(_INSERT_ARTICLE_PERSON, [(*row, bylines[row[0]]) for row in rows])

    def note_tags(
        self, site_id: int, content: Content, seen_at: str, *, in_markup: bool
    ) -> list[int]:
        """The ids of a content's tags, in its order; they and their labels are known then."""
        ids = []
        for tag in content["tags"]:
            tag_id, is_new = self._tag(site_id, tag, in_markup)
            if in_markup:
                self._note_label(tag_id, tag["label"], seen_at, is_new=is_new)
            ids.append(tag_id)
        return ids

    def removed_text(self, block: RemovedBlock) -> int:
        """The id of a removed block's text."""
        key = ("removed", block.text)
        if key in self._ids:
            return self._ids[key]
        digest = sha256(block.text)
        row = self._connection.execute(_SELECT_REMOVED, (digest,)).fetchone()
        if row:
            return self._remember(key, row[0])
        values = (digest, block.text)
        return self._remember(key, self._connection.execute(_INSERT_REMOVED, values).lastrowid)

    def _tag(self, site_id: int, tag: dict[str, Any], in_markup: bool) -> tuple[int, bool]:
        slug = _slug(tag)
        return self._word(_TAGS, {**tag, "slug": slug}, slug, site_id, in_markup)

    def _note_label(self, tag_id: int, label: str, seen_at: str, *, is_new: bool) -> None:
        noted = self._labels.get((tag_id, label))
        if noted is None or seen_at < noted:
            note_label(self._connection, tag_id, label, seen_at, is_new=is_new)
            self._labels[tag_id, label] = seen_at

    def _label(self, site_id: int, label: dict[str, Any], in_markup: bool) -> int:
        return self._word(_LABELS, label, label["label"], site_id, in_markup)[0]

    def _word(
        self,
        statements: tuple[str, str, str],
        word: dict[str, Any],
        name: str,
        site_id: int,
        in_markup: bool,
    ) -> tuple[int, bool]:
        """The id of a tag or label, whose row learns a path or markup it did not know, and
        whether the row is new."""
        select, insert, update = statements
        key = (select, site_id, name, word["path"] is None, in_markup)
        if key in self._ids:
            return self._ids[key], False
        values = {**word, "site_id": site_id, "in_markup": in_markup}
        row = self._connection.execute(select, values).fetchone()
        if row is None:
            added = self._connection.execute(insert, values).lastrowid
            return self._remember(key, added), True
        word_id, path, known_in_markup = row
        values |= {"path": path or word["path"], "in_markup": known_in_markup or in_markup}
        if (path, known_in_markup) != (values["path"], values["in_markup"]):
            self._connection.execute(update, {**values, "id": word_id})
        return self._remember(key, word_id), False

    def _person(self, person: dict[str, Any]) -> int:
        values = (person["name"], person["organisation"], person["cut"])
        key = ("person", *values)
        if key in self._ids:
            return self._ids[key]
        row = self._connection.execute(_SELECT_PERSON, values).fetchone()
        if row:
            return self._remember(key, row[0])
        return self._remember(key, self._connection.execute(_INSERT_PERSON, values).lastrowid)

    def _remember(self, key: tuple[Any, ...], row_id: int | None) -> int:
        assert row_id is not None
        self._ids[key] = row_id
        return row_id


def _slug(tag: dict[str, Any]) -> str:
    """What identifies a tag; a label in letters that make no slug is one of its own."""
    slug: str = tag["slug"] or tag["label"]
    return slug


def _numbered(
    ids: Sequence[int], published: str, article_id: int
) -> list[tuple[int, str, int, int]]:
    """One row for each distinct id; a page may print the same word twice."""
    distinct = dict.fromkeys(ids)
    return [(one, published, article_id, position) for position, one in enumerate(distinct)]
