"""What differs between the archive of a day and that of today, as temporary rows.

Most articles show on that day what they show now; they are read from the archive's own
tables. Rows are made only for articles that stood otherwise, by the code that makes the
archive's own rows: while it runs, temporary tables bear the names of those it writes to.
"""

from __future__ import annotations

import re
import sqlite3

from archive.article_rows import (
    INSERT_TEXTS,
    PARTS,
    UPDATE_ARTICLE,
    insert_parts,
    narrow_row,
    texts_row,
)
from archive.content import Content, content_from
from archive.errors import NotAnArchive
from archive.records import Form
from archive.terms import Terms

#: Tables with a row for each word that articles share; small, and copied whole.
VOCABULARY = ("tags", "labels", "people", "tag_labels")
#: Tables with several rows of an article: each becomes the archive's rows of the articles
#: that stood as they stand now, and the temporary rows of the others.
LISTS = (*(part.table for part in PARTS), "article_tags", "article_labels", "article_people")
#: Tables with one row for each article.
SINGLE = ("articles", "article_texts")

# What an article was, by the rows believed: its last one tells version and state.
_STANDING = """
INSERT INTO as_of_standing
SELECT l.article_id, l.version_id, l.state, CASE l.state WHEN 'gone' THEN l.at END AS gone_at,
  f.first_seen_at, f.last_changed_at
FROM (SELECT h.article_id, h.version_id, h.state, max(h.at) AS at
      FROM main.changes h WHERE {believed} GROUP BY h.article_id) l
JOIN (SELECT h.article_id, min(h.at) AS first_seen_at,
        max(CASE WHEN h.classes NOT IN ('withdrawn', 'returned') THEN h.at END) AS last_changed_at
      FROM main.changes h WHERE {believed} GROUP BY h.article_id) f ON f.article_id = l.article_id
"""
_TABLES = (
    """
    CREATE TEMP TABLE as_of_standing (article_id INTEGER PRIMARY KEY, version_id INTEGER,
      state TEXT, gone_at TEXT, first_seen_at TEXT, last_changed_at TEXT)
    """,
    "CREATE TEMP TABLE as_of_unseen (id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE as_of_replaced (id INTEGER PRIMARY KEY)",
)
_UNSEEN = """
INSERT INTO as_of_unseen
SELECT id FROM main.articles WHERE id NOT IN (SELECT article_id FROM as_of_standing)
"""
_OTHER_VERSION = """
SELECT s.article_id, s.version_id
FROM as_of_standing s
JOIN main.articles a ON a.id = s.article_id
JOIN main.versions v ON v.article_id = a.id AND v.number = a.current_version
WHERE v.id <> s.version_id
ORDER BY s.article_id
"""
# Those as well whose version was filled in from a later capture: its evidence is another.
_COPY_ARTICLES = """
INSERT INTO articles SELECT a.* FROM main.articles a JOIN as_of_standing s ON s.article_id = a.id
WHERE (a.state, a.gone_at, a.first_seen_at, a.last_changed_at)
    IS NOT (s.state, s.gone_at, s.first_seen_at, s.last_changed_at)
  OR a.id IN (SELECT id FROM as_of_replaced)
  OR EXISTS (SELECT 1 FROM main.versions v JOIN main.captures c ON c.id = v.capture_id
    WHERE v.article_id = a.id AND v.number = a.current_version AND (c.captured_at > :moment
      OR c.run_id IN (SELECT id FROM main.runs WHERE started_at > :moment)))
"""
_STAND = """
UPDATE articles SET (state, gone_at, first_seen_at, last_changed_at) =
  (SELECT s.state, s.gone_at, s.first_seen_at, s.last_changed_at
   FROM as_of_standing s WHERE s.article_id = id)
"""
_CONTENT = """
SELECT a.site_id, v.number, c.captured_at, c.form, x.fields, coalesce(x.body_text, t.body_text),
  CASE WHEN x.body_text IS NULL THEN t.body_html ELSE x.body_html END
FROM main.versions v
JOIN main.articles a ON a.id = v.article_id
JOIN main.captures c ON c.id = v.capture_id
JOIN main.version_contents x ON x.version_id = v.id
JOIN main.article_texts t ON t.article_id = a.id
WHERE v.id = ?
"""
# A tag bears the label that it was last seen with by then.
_NO_LATER_LABELS = "DELETE FROM tag_labels WHERE first_seen_at > ?"
_LABELS_THEN = """
UPDATE tags SET label = n.label FROM (
  SELECT tag_id, label, max(first_seen_at || label) FROM tag_labels GROUP BY tag_id) n
WHERE n.tag_id = tags.id
"""
_NO_LATER_TAGS = """
DELETE FROM tags WHERE id IN (SELECT tag_id FROM main.tag_labels)
  AND id NOT IN (SELECT tag_id FROM tag_labels) AND id NOT IN (SELECT tag_id FROM article_tags)
"""
_NOTE_DATED = """
UPDATE temp.as_of_articles SET dated =
  (SELECT d.method FROM date_evidence d WHERE d.article_id = as_of_articles.id)
"""
_TABLE = "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?"
_CREATE = re.compile(r'CREATE TABLE "?\w+"?')
_BY_ARTICLE = "CREATE INDEX temp.as_of_{table}_by_article ON {table}(article_id)"


def believed(moment: str, *, as_held: bool) -> str:
    """What ``changes h`` must be to say what was so at ``moment``: as held then, or known now."""
    if as_held:
        kept = f"(h.replaced_at IS NULL OR h.replaced_at > '{moment}')"
        return f"h.at <= '{moment}' AND h.noted_at <= '{moment}' AND {kept}"
    return f"h.at <= '{moment}' AND h.replaced_at IS NULL"


def fill(connection: sqlite3.Connection, moment: str, *, as_held: bool) -> int:
    """Makes the temporary rows; how many articles were known at ``moment``.

    Raises NotAnArchive where a version that was shown then is damaged.
    """
    standing = _STANDING.format(believed=believed(moment, as_held=as_held))
    for statement in (*_TABLES, standing, _UNSEEN):
        connection.execute(statement)
    others = connection.execute(_OTHER_VERSION).fetchall()
    values = [(row[0],) for row in others]
    connection.executemany("INSERT INTO as_of_replaced (id) VALUES (?)", values)
    for table in (*SINGLE, *LISTS, *VOCABULARY):
        sql = connection.execute(_TABLE, (table,)).fetchone()[0]
        connection.execute(_CREATE.sub(f"CREATE TEMP TABLE {table}", sql, count=1))
    for table in VOCABULARY:
        connection.execute(f"INSERT INTO {table} SELECT * FROM main.{table}")
    connection.execute(_NO_LATER_LABELS, (moment,))
    connection.execute(_LABELS_THEN)
    connection.execute(_COPY_ARTICLES, {"moment": moment})
    terms = Terms(connection)
    for article_id, version_id in others:
        _show(connection, terms, article_id, version_id)
    # A version may have been read from a later capture than the one that showed it then.
    connection.execute(_NO_LATER_LABELS, (moment,))
    connection.execute(_STAND)
    connection.execute("INSERT INTO as_of_replaced SELECT id FROM as_of_unseen")
    _hand_over(connection)
    return int(connection.execute("SELECT count(*) FROM as_of_standing").fetchone()[0])


def drop_later_tags(connection: sqlite3.Connection) -> None:
    """Takes from the vocabulary the tags that nobody had seen yet, once the views lie."""
    connection.execute(_NO_LATER_TAGS)


def note_dated(connection: sqlite3.Connection) -> None:
    """Notes how the dates of then are known, once the views lie."""
    connection.execute(_NOTE_DATED)


def _show(connection: sqlite3.Connection, terms: Terms, article_id: int, version_id: int) -> None:
    """Makes the rows of an article that showed another version."""
    site_id, number, seen_at, form, content = _content(connection, version_id)
    connection.execute(UPDATE_ARTICLE, (*narrow_row(content), number, seen_at, article_id))
    connection.execute(INSERT_TEXTS, (article_id, *texts_row(content)))
    insert_parts(connection, article_id, content)
    terms.attach(article_id, site_id, content, seen_at, in_markup=form != Form.PRINT)


def _content(connection: sqlite3.Connection, version_id: int) -> tuple[int, int, str, str, Content]:
    """Site, number, time and form of capture, and the content of a version."""
    row = connection.execute(_CONTENT, (version_id,)).fetchone()
    try:
        if row is None:
            raise ValueError("its content is missing")
        return (*tuple(row)[:4], content_from(*tuple(row)[4:]))
    except ValueError as error:
        raise NotAnArchive(
            f"version {version_id} is damaged: {error}",
            hint="`clusternews check` lists all that is damaged",
        ) from error


def _hand_over(connection: sqlite3.Connection) -> None:
    """Frees the names for the views that join these rows with the archive's own."""
    for table in LISTS:
        connection.execute(_BY_ARTICLE.format(table=table))
    for table in (*SINGLE, *LISTS):
        connection.execute(f"ALTER TABLE temp.{table} RENAME TO as_of_{table}")
