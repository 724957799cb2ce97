"""Going through everything that an archive holds, and taking what was erased out of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from archive.content import Content, content_digest, sha256, stored_digest, stored_fields
from archive.erase_content import Redaction
from archive.erase_rows import SHARED, Deletion, Tally, tables_of, used_by
from archive.erase_words import MARK
from archive.search_index import IndexChanges
from archive.shown_rows import ShownRows, Source
from archive.terms import Terms
from archive.version_contents import version_content

_VERSION = """
SELECT v.article_id, v.number, v.number = a.current_version, x.body_text IS NULL,
  a.site_id, a.last_changed_at, a.url
FROM versions v JOIN articles a ON a.id = v.article_id
JOIN version_contents x ON x.version_id = v.id WHERE v.id = ?
"""
_VERSION_IDS = "SELECT id FROM versions ORDER BY id"
_SET_CONTENT = """
UPDATE version_contents SET fields = ?, stored_sha256 = ?, body_text = ?, body_html = ?
WHERE version_id = ?
"""
_SET_VERSION = "UPDATE versions SET title = ?, content_sha256 = ? WHERE id = ?"
_BODIES_OF_VERSION = """
SELECT digest FROM captures WHERE version_id = :id
UNION SELECT c.digest FROM captures c JOIN versions v ON v.capture_id = c.id WHERE v.id = :id
"""
_TOUCHED_CAPTURES = """
SELECT digest FROM captures WHERE erase_touches(headers)
UNION SELECT c.digest FROM captures c JOIN evidence e ON e.capture_id = c.id
  WHERE erase_touches(e.raw) OR erase_touches(e.place)
UNION SELECT c.digest FROM captures c JOIN removed_blocks b ON b.capture_id = c.id
  WHERE b.text_id IN (SELECT id FROM removed_texts WHERE erase_touches(text))
"""
_REMOVED = "SELECT id, text FROM removed_texts WHERE erase_touches(text)"
_SAME_REMOVED = "SELECT id FROM removed_texts WHERE sha256 = ? AND id <> ?"
_SET_REMOVED = "UPDATE removed_texts SET text = ?, sha256 = ? WHERE id = ?"
_MOVE_REMOVED = "UPDATE removed_blocks SET text_id = ? WHERE text_id = ?"
_CAPTURE_URL = """
UPDATE captures SET url = (SELECT p.url FROM pages p WHERE p.id = captures.page_id)
WHERE erase_refuses(url)
"""
_ALTERNATES = "DELETE FROM alternates WHERE erase_refuses(url)"
_COLUMNS = "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'"
# They are made anew when the ties of what was changed are looked for.
_FORGET_SKETCHES = "DELETE FROM sketches WHERE article_id IN (SELECT article_id FROM untied)"
#: Shared rows: the column that names one.
_NAMES = {"tags": "label", "labels": "label", "people": "name"}
#: Tables that hold no text of pages, or are seen to in a way of their own.
_OTHERWISE = frozenset(
    {"version_contents", "article_texts", "removed_texts", "bodies", "dictionaries", "secrets"}
    | {"tombstone_marks", "schema_comments", "_sqlite_migrations"}
)
#: Keys: an address that names what was erased has gone with its page.
_KEYS = frozenset({("pages", "url"), ("articles", "url"), ("captures", "url")})
#: Columns that hold nothing but what clusternews itself puts there.
_OWN = ("_at", "sha256", "digest", "_month", "lastmod")


class Sweep:
    """One pass over an archive, within one transaction."""

    def __init__(
        self, connection: sqlite3.Connection, redaction: Redaction, beside: Redaction, tally: Tally
    ) -> None:
        """``redaction`` is for articles; ``beside`` for what stands beside them."""
        self._connection = connection
        self._redaction = redaction
        self._beside = beside
        self._tally = tally
        self._used: dict[str, set[int]] = {table: set() for table in _NAMES}
        self.bodies: set[str] = set()  #: digests of bodies that hold it, by what was read of them
        connection.create_function("erase_touches", 1, self._touches, deterministic=True)
        connection.create_function("erase_redacted", 1, self._redacted, deterministic=True)
        connection.create_function("erase_refuses", 1, redaction.refuses, deterministic=True)

    def run(self) -> None:
        """Goes through all rows but those of bodies."""
        self.bodies.update(row[0] for row in self._connection.execute(_TOUCHED_CAPTURES))
        self._versions()
        self._shared()
        self._removed_texts()
        self._changed("captures", self._connection.execute(_CAPTURE_URL).rowcount)
        self._tally.removed["alternates"] += self._connection.execute(_ALTERNATES).rowcount
        for table in tables_of(self._connection):
            if table not in _OTHERWISE:
                self._columns(table)

    def _versions(self) -> None:
        terms, index = Terms(self._connection), IndexChanges()
        shown = ShownRows(self._connection, terms, index)
        for (version_id,) in self._connection.execute(_VERSION_IDS).fetchall():
            content = version_content(self._connection, version_id)
            if not self._redaction.may_be_in(content):
                continue
            new = self._redaction.content(content)
            if new is content:
                continue
            self._note_emails(content, new)
            row = self._connection.execute(_VERSION, (version_id,)).fetchone()
            article_id, number, is_current, shares_body, site_id, at, url = row
            self._version(version_id, new, keeps_body=not shares_body)
            self._tally.articles.setdefault(url, "changed")
            if is_current:
                for table in _NAMES:
                    self._used[table] |= used_by(self._connection, table, article_id)
                shown.update(article_id, number, Source(site_id, at, in_markup=False), new)
                self._changed("articles", 1)
        index.settle()
        index.write(self._connection)
        self._connection.execute(_FORGET_SKETCHES)

    def _version(self, version_id: int, content: Content, *, keeps_body: bool) -> None:
        fields, body = stored_fields(content), (content["body_text"], content["body_html"])
        digest = stored_digest(fields, *body)
        kept = body if keeps_body else (None, None)
        self._connection.execute(_SET_CONTENT, (fields, digest, *kept, version_id))
        named = (content["title"], content_digest(content), version_id)
        self._connection.execute(_SET_VERSION, named)
        self._changed("versions", 1)
        rows = self._connection.execute(_BODIES_OF_VERSION, {"id": version_id})
        self.bodies.update(row[0] for row in rows)

    def _note_emails(self, before: Content, after: Content) -> None:
        """Notes addresses that stood beside the name, and stay."""
        named = {(one["email"], one["name"]) for one in before["contacts"]}
        kept = {one["email"] for one in after["contacts"] if one["name"] == MARK}
        self._tally.emails.update(email for email, name in named if email in kept and name != MARK)

    def _shared(self) -> None:
        deletion = Deletion(self._connection, self._tally)
        for table, column in _NAMES.items():
            sql = f"SELECT id FROM {table} WHERE erase_touches({column})"
            ids = {row[0] for row in self._connection.execute(sql)}
            deletion.delete_unused(table, sorted(ids | self._used[table]))

    def _removed_texts(self) -> None:
        deletion = Deletion(self._connection, self._tally)
        for text_id, text in self._connection.execute(_REMOVED).fetchall():
            new = self._beside.text(text)
            digest = sha256(new)
            same = self._connection.execute(_SAME_REMOVED, (digest, text_id)).fetchone()
            if same is None:
                self._connection.execute(_SET_REMOVED, (new, digest, text_id))
                self._changed("removed_texts", 1)
                continue
            self._connection.execute(_MOVE_REMOVED, (same[0], text_id))
            deletion.delete_unused("removed_texts", [text_id])

    def _columns(self, table: str) -> None:
        for (column,) in self._connection.execute(_COLUMNS, (table,)).fetchall():
            if (table, column) in _KEYS or column.endswith(_OWN):
                continue
            touched = f"WHERE erase_touches({column})"
            count = f"SELECT count(*) FROM {table} {touched}"
            rows: int = self._connection.execute(count).fetchone()[0]
            if not rows:
                continue
            sql = f"UPDATE OR IGNORE {table} SET {column} = erase_redacted({column}) {touched}"
            changed = self._connection.execute(sql).rowcount
            self._changed(table, changed)
            if changed < rows and table not in SHARED:
                # What would be the second row of one key says nothing that the first does not.
                left = self._connection.execute(f"DELETE FROM {table} {touched}").rowcount
                self._tally.removed[table] += left

    def _changed(self, table: str, rows: int) -> None:
        self._tally.changed[table] += rows

    def _touches(self, value: str | None) -> bool:
        return value is not None and self._redacted(value) != value

    def _redacted(self, value: str) -> str:
        if value[:1] not in ("[", "{"):
            return self._beside.text(value)
        try:
            parsed = json.loads(value)
        except ValueError:
            return self._beside.text(value)
        new = self._beside.json(parsed)
        return value if new == parsed else _like(value, parsed)(new)


def _like(text: str, parsed: object) -> Callable[[object], str]:
    """What writes JSON in the way the text was written."""
    compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
    if compact.encode(parsed) == text:
        return compact.encode
    return json.JSONEncoder(ensure_ascii=False).encode
