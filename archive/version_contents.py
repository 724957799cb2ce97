"""The content that a version keeps, whole again."""

from __future__ import annotations

import sqlite3

from archive.content import Content, content_from
from archive.errors import NotAnArchive

# The body of the version that an article shows stands in article_texts alone.
_SELECT = """
SELECT x.fields, coalesce(x.body_text, t.body_text),
  CASE WHEN x.body_text IS NULL THEN t.body_html ELSE x.body_html END
FROM versions v
JOIN version_contents x ON x.version_id = v.id
JOIN article_texts t ON t.article_id = v.article_id
WHERE v.id = ?
"""


def version_content(connection: sqlite3.Connection, version_id: int) -> Content:
    """Every field of a version. Raises NotAnArchive if it is missing or damaged."""
    row = connection.execute(_SELECT, (version_id,)).fetchone()
    try:
        if row is None:
            raise ValueError("its content is missing")
        return content_from(*row)
    except ValueError as error:
        raise NotAnArchive(
            f"version {version_id} is damaged: {error}",
            hint="`clusternews check` lists all that is damaged",
        ) from error
