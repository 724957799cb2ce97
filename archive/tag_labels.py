"""The labels that a tag was seen with, and since when: what its renaming is read from.

Only forms with markup count: a print takes its labels from what they have shown.
"""

from __future__ import annotations

import sqlite3

# Of captures that come in any order the earliest counts.
_NOTE = """
INSERT INTO tag_labels (tag_id, label, first_seen_at) VALUES (?, ?, ?)
ON CONFLICT (tag_id, label) DO UPDATE SET first_seen_at = excluded.first_seen_at
WHERE excluded.first_seen_at < first_seen_at
"""
_SHOW_LATEST = """
UPDATE tags SET label = n.label
FROM (SELECT label FROM tag_labels WHERE tag_id = :id
      ORDER BY first_seen_at DESC, label DESC LIMIT 1) n
WHERE tags.id = :id AND tags.label <> n.label
"""
_MOVE = """
INSERT INTO tag_labels (tag_id, label, first_seen_at)
SELECT :kept, label, first_seen_at FROM tag_labels WHERE tag_id = :id
ON CONFLICT (tag_id, label) DO UPDATE SET first_seen_at = excluded.first_seen_at
WHERE excluded.first_seen_at < first_seen_at
"""
_DROP = "DELETE FROM tag_labels WHERE tag_id = ?"
# A version that is damaged must not keep an archive from being brought up to date.
_FILL = """
INSERT INTO tag_labels (tag_id, label, first_seen_at)
SELECT g.id, t.label, min(t.captured_at)
FROM (
  SELECT a.site_id, c.captured_at, json_extract(e.value, '$.label') AS label,
    json_extract(e.value, '$.slug') AS slug
  FROM versions v
  JOIN captures c ON c.id = v.capture_id AND c.form <> 'print'
  JOIN articles a ON a.id = v.article_id
  JOIN version_contents x ON x.version_id = v.id
  JOIN json_each(CASE WHEN json_valid(x.fields) THEN x.fields ELSE '{}' END, '$.tags') e) t
JOIN tags g ON g.site_id = t.site_id AND g.slug = coalesce(nullif(t.slug, ''), t.label)
WHERE t.label IS NOT NULL
GROUP BY g.id, t.label
"""
_TAGS = "SELECT DISTINCT tag_id FROM tag_labels"


def note_label(
    connection: sqlite3.Connection, tag_id: int, label: str, at: str, *, is_new: bool
) -> None:
    """Notes that a tag was seen with this label at ``at``; of its labels the latest is shown.

    A tag whose row is new shows the only one it has.
    """
    if connection.execute(_NOTE, (tag_id, label, at)).rowcount and not is_new:
        connection.execute(_SHOW_LATEST, {"id": tag_id})


def move_labels(connection: sqlite3.Connection, tag_id: int, kept: int) -> None:
    """Hands the labels of a tag over to another, which is the same from now on."""
    connection.execute(_MOVE, {"id": tag_id, "kept": kept})
    connection.execute(_DROP, (tag_id,))
    connection.execute(_SHOW_LATEST, {"id": kept})


def fill_labels(connection: sqlite3.Connection) -> None:
    """The labels of an archive that was written before they were kept, from its versions."""
    connection.execute(_FILL)
    for (tag_id,) in connection.execute(_TAGS).fetchall():
        connection.execute(_SHOW_LATEST, {"id": tag_id})
