"""What the rows of older archives become in version 3: captures point to what was read from
them, and every article gets its history."""

from __future__ import annotations

import sqlite3

from archive.tag_labels import fill_labels
from archive.timeline import Timelines

# A capture that showed nothing new showed the version before it. What a print or a staging
# host showed beside a fuller form was not kept before version 3.
_POINT_TO_VERSIONS = """
UPDATE captures SET version_id = coalesce(
  (SELECT max(v.id) FROM versions v WHERE v.capture_id = captures.id),
  (SELECT v.id FROM versions v JOIN captures c ON c.id = v.capture_id
   WHERE v.article_id = captures.article_id AND c.captured_at <= captures.captured_at
     AND captures.form <> 'print' AND captures.witness = 0
   ORDER BY c.captured_at DESC, v.number DESC LIMIT 1))
WHERE article_id IS NOT NULL
"""
_NOTED_WHEN_SAVED = """
UPDATE changes SET noted_at = max(at, (SELECT saved_at FROM versions WHERE id = version_id))
"""
# An article that is back has forgotten when it was gone; the visits have not.
_WAS_GONE = """
INSERT OR IGNORE INTO changes
  (article_id, at, noted_at, state, version_id, capture_id, class, classes)
SELECT a.id, s.visited_at, s.visited_at, 'gone', v.id, NULL, 'withdrawn', 'withdrawn'
FROM articles a
JOIN visits s ON s.page_id = a.page_id AND s.state = 'gone'
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
"""
_FORGET_CANDIDATES = "DELETE FROM changes WHERE replaced_at IS NOT NULL"
_UNTIE = "INSERT INTO untied (article_id) SELECT id FROM articles"
_ARTICLES = "SELECT id, state, gone_at FROM articles ORDER BY id"


def fill_history(connection: sqlite3.Connection) -> None:
    """Derives the history of every article from its captures and versions."""
    connection.execute(_POINT_TO_VERSIONS)
    connection.execute(_WAS_GONE)
    timelines = Timelines(connection)
    articles = connection.execute(_ARTICLES).fetchall()
    for article_id, state, gone_at in articles:
        timelines.rebuild(article_id)
        if state == "gone" and gone_at is not None:
            timelines.withdrawn(article_id, gone_at)
    connection.execute(_FORGET_CANDIDATES)
    connection.execute(_NOTED_WHEN_SAVED)
    fill_labels(connection)
    connection.execute(_UNTIE)
