"""The rows that one article's content becomes: narrow row, text, lists, terms."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.content import Content, joined, published_month

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A table that holds one list of an article, a row for each item."""

    table: str
    key: str  #: field of the content
    columns: tuple[str, ...]  #: columns of the table, and fields of an item

    @property
    def insert(self) -> str:
        """The statement that adds an item."""
        names = ", ".join(("article_id", "position", *self.columns))
        marks = ", ".join("?" * (len(self.columns) + 2))
        return f"INSERT INTO {self.table} ({names}) VALUES ({marks})"

    @property
    def select(self) -> str:
        """The statement that reads the items of an article, in order."""
        names = ", ".join(("article_id", "position", *self.columns))
        return f"SELECT {names} FROM {self.table} WHERE article_id = ? ORDER BY position"

    def rows(self, article_id: int, content: Content) -> list[Row]:
        """The rows of an article with this content."""
        return [
            (article_id, position, *(item[column] for column in self.columns))
            for position, item in enumerate(content[self.key])
        ]


class _Days(Part):
    """Event dates are plain days, not objects."""

    def rows(self, article_id: int, content: Content) -> list[Row]:
        return [(article_id, position, day) for position, day in enumerate(content[self.key])]


PARTS: tuple[Part, ...] = (
    Part("breadcrumbs", "breadcrumbs", ("label", "path")),
    Part("images", "images", ("url", "alt", "caption")),
    Part("links", "links", ("url", "text")),
    Part("attachments", "attachments", ("url", "label", "media_type", "size")),
    Part("contacts", "contacts", ("email", "name")),
    Part("related", "related", ("title", "path")),
    _Days("event_dates", "event_dates", ("day",)),
)

#: Every table with rows of an article that are made anew when its content changes.
_TERM_TABLES = ("article_tags", "article_labels", "article_people")
_DELETIONS = tuple(
    f"DELETE FROM {table} WHERE article_id = ?"
    for table in (*(part.table for part in PARTS), *_TERM_TABLES)
)
_PART_INSERTS = tuple((part, part.insert) for part in PARTS)

#: Columns of ``articles`` that come from the content.
NARROW = ("title", "published_at", "modified_at", "language", "section", "template")
NARROW_IDS = ("source_id", "canonical_url")
#: Columns of ``article_texts`` that the word index covers, in its order.
INDEXED = ("title", "subtitle", "summary", "body_text", "tags", "labels", "people")
TEXTS = (*INDEXED, "declared_language", "body_html")

INSERT_ARTICLE = f"""
INSERT INTO articles (site_id, page_id, url, {", ".join((*NARROW, *NARROW_IDS))},
  published_month, state, current_version, first_seen_at, last_changed_at)
VALUES (?, ?, ?, {", ".join("?" * len((*NARROW, *NARROW_IDS)))}, ?, 'live', 1, ?, ?)
"""
UPDATE_ARTICLE = f"""
UPDATE articles SET {", ".join(f"{name} = ?" for name in (*NARROW, *NARROW_IDS))},
  published_month = ?, current_version = ?, last_changed_at = ?
WHERE id = ?
"""
INSERT_TEXTS = f"""
INSERT INTO article_texts (article_id, {", ".join(TEXTS)})
VALUES (?, {", ".join("?" * len(TEXTS))})
"""
UPDATE_TEXTS = f"""
UPDATE article_texts SET {", ".join(f"{name} = ?" for name in TEXTS)} WHERE article_id = ?
"""
SELECT_TEXTS = f"SELECT {', '.join(TEXTS)} FROM article_texts WHERE article_id = ?"


def narrow_row(content: Content) -> Row:
    """Values for :data:`NARROW`, :data:`NARROW_IDS` and ``published_month``."""
    values = tuple(content[name] for name in (*NARROW, *NARROW_IDS))
    return (*values, published_month(content))


def texts_row(content: Content) -> Row:
    """Values for :data:`TEXTS`."""
    return (
        content["title"],
        content["subtitle"],
        content["summary"],
        content["body_text"],
        joined([tag["label"] for tag in content["tags"]]),
        joined([label["label"] for label in content["labels"]]),
        joined([person["name"] for person in content["people"]]),
        content["declared_language"],
        content["body_html"],
    )


def insert_parts(connection: sqlite3.Connection, article_id: int, content: Content) -> None:
    """Adds the rows of every list of the article."""
    for part, statement in _PART_INSERTS:
        if content[part.key]:
            connection.executemany(statement, part.rows(article_id, content))


def delete_parts(connection: sqlite3.Connection, article_id: int) -> None:
    """Takes away what :func:`insert_parts` and the terms added for an earlier content."""
    for statement in _DELETIONS:
        connection.execute(statement, (article_id,))
