"""A platform that was kept under the name of its host gets the name of its site file.

What is there is taken over: pages and articles keep their rows, under the addresses that
the site's rules give them. Where both names have rows already they become one, and of an
article kept twice the versions stand together. Done within one transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from archive.article_rows import INDEXED, SELECT_TEXTS, delete_parts
from archive.search_index import REMOVE
from archive.tag_labels import move_labels
from archive.template_counts import merge_counts
from archive.timeline import Timelines

_SELECT_SITE = "SELECT id FROM sites WHERE name = ?"
_RENAME = "UPDATE sites SET name = ? WHERE id = ?"
_TABLES = """
SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND c.name = 'site_id' AND m.name NOT IN ('tags', 'labels')
"""
_MOVE_PAGE = "UPDATE pages SET url = ?, address = NULL WHERE id = ?"
#: What points to a page; a page that is another's twin hands it over.
_OF_PAGE = (
    "UPDATE visits SET page_id = ? WHERE page_id = ?",
    "UPDATE captures SET page_id = ? WHERE page_id = ?",
    "UPDATE articles SET page_id = ? WHERE page_id = ?",
    "UPDATE pages SET redirect_page_id = ? WHERE redirect_page_id = ?",
    "UPDATE OR IGNORE page_visits SET page_id = ? WHERE page_id = ?",
    "UPDATE quarantine SET page_id = ? WHERE page_id = ?",
    "UPDATE OR IGNORE announcements SET page_id = ? WHERE page_id = ?",
    "UPDATE OR IGNORE alternates SET page_id = ? WHERE page_id = ?",
)
_KEEP_BODY = """
UPDATE version_contents SET (body_text, body_html) =
  (SELECT body_text, body_html FROM article_texts WHERE article_id = :id)
WHERE version_id = (SELECT v.id FROM versions v JOIN articles a ON a.id = v.article_id
  AND a.current_version = v.number WHERE a.id = :id)
"""
#: What points to an article; one that is another's twin hands it over. Of its history only
#: what no capture tells.
_OF_ARTICLE = (
    "UPDATE pages SET article_id = :kept WHERE article_id = :id",
    "UPDATE captures SET article_id = :kept WHERE article_id = :id",
    "DELETE FROM changes WHERE article_id = :id AND state = 'live'",
    "UPDATE OR IGNORE changes SET article_id = :kept WHERE article_id = :id",
    "DELETE FROM changes WHERE article_id = :id",
    "UPDATE OR IGNORE corrections SET article_id = :kept WHERE article_id = :id",
    "DELETE FROM corrections WHERE article_id = :id",
    "DELETE FROM sketches WHERE article_id = :id",
    "DELETE FROM ties WHERE :id IN (article_id, other_id)",
    "DELETE FROM untied WHERE article_id = :id",
    "INSERT INTO untied (article_id) VALUES (:kept) ON CONFLICT DO NOTHING",
)
_MOVE_VERSIONS = """
UPDATE versions SET article_id = :kept, number = number +
  (SELECT max(number) FROM versions WHERE article_id = :kept) WHERE article_id = :id
"""


def adopt(
    connection: sqlite3.Connection,
    name: str,
    former: Sequence[str],
    rekey: Callable[[str], str],
) -> list[str]:
    """Give the rows of the sites called ``former`` to the site ``name``; the names taken over.

    ``rekey`` makes of an address the canonical one under the rules of the site.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    taken = []
    for other in former:
        row = connection.execute(_SELECT_SITE, (other,)).fetchone()
        if row is None or other == name:
            continue
        own = connection.execute(_SELECT_SITE, (name,)).fetchone()
        _rekey(connection, row[0], rekey)
        if own is None:
            connection.execute(_RENAME, (name, row[0]))
        else:
            _merge(connection, row[0], own[0])
        taken.append(other)
    return taken


def _rekey(connection: sqlite3.Connection, site_id: int, rekey: Callable[[str], str]) -> None:
    articles = "SELECT id, url FROM articles WHERE site_id = ? ORDER BY id"
    for article_id, url in connection.execute(articles, (site_id,)).fetchall():
        if (new := rekey(url)) == url:
            continue
        twin = connection.execute("SELECT id FROM articles WHERE url = ?", (new,)).fetchone()
        if twin is None:
            connection.execute("UPDATE articles SET url = ? WHERE id = ?", (new, article_id))
        else:
            _merge_articles(connection, article_id, twin[0])
    pages = "SELECT id, url FROM pages WHERE site_id = ? ORDER BY id"
    for page_id, url in connection.execute(pages, (site_id,)).fetchall():
        if (new := rekey(url)) == url:
            continue
        twin = connection.execute("SELECT id FROM pages WHERE url = ?", (new,)).fetchone()
        if twin is None:
            connection.execute(_MOVE_PAGE, (new, page_id))
        else:
            _merge_pages(connection, page_id, twin[0])


def _merge_pages(connection: sqlite3.Connection, page_id: int, kept: int) -> None:
    for statement in _OF_PAGE:
        connection.execute(statement, (kept, page_id))
    for table in ("announcements", "alternates"):
        connection.execute(f"DELETE FROM {table} WHERE page_id = ?", (page_id,))
    connection.execute("DELETE FROM pages WHERE id = ?", (page_id,))


def _merge_articles(connection: sqlite3.Connection, article_id: int, kept: int) -> None:
    """The versions of one article become earlier ones of another, which stays as it is."""
    both = {"id": article_id, "kept": kept}
    connection.execute(_KEEP_BODY, both)
    connection.execute(_MOVE_VERSIONS, both)
    for statement in _OF_ARTICLE:
        connection.execute(statement, both)
    texts = connection.execute(SELECT_TEXTS, (article_id,)).fetchone()
    connection.execute(REMOVE, (article_id, *texts[: len(INDEXED)]))
    delete_parts(connection, article_id)
    connection.execute("DELETE FROM article_texts WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    Timelines(connection).rebuild(kept)


def _merge(connection: sqlite3.Connection, site_id: int, kept: int) -> None:
    """One site of two: the words of both, and everything else that names the site."""
    merge_counts(connection, site_id, kept)
    for table, key in (("tags", "slug"), ("labels", "label")):
        _merge_words(connection, (table, key), site_id, kept)
    for (table,) in connection.execute(_TABLES).fetchall():
        connection.execute(
            f"UPDATE OR IGNORE {table} SET site_id = ? WHERE site_id = ?", (kept, site_id)
        )
        # What the kept site has too, each in a row of its own.
        connection.execute(f"DELETE FROM {table} WHERE site_id = ?", (site_id,))
    connection.execute("DELETE FROM sites WHERE id = ?", (site_id,))


def _merge_words(
    connection: sqlite3.Connection, table_and_key: tuple[str, str], site_id: int, kept: int
) -> None:
    table, key = table_and_key
    uses, column = f"article_{table}", f"{table[:-1]}_id"
    twins = f"""
    SELECT o.id, k.id FROM {table} o JOIN {table} k ON k.{key} = o.{key} AND k.site_id = ?
    WHERE o.site_id = ?
    """
    for old, new in connection.execute(twins, (kept, site_id)).fetchall():
        connection.execute(
            f"UPDATE OR IGNORE {uses} SET {column} = ? WHERE {column} = ?", (new, old)
        )
        connection.execute(f"DELETE FROM {uses} WHERE {column} = ?", (old,))
        if table == "tags":
            move_labels(connection, old, new)
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (old,))
    connection.execute(f"UPDATE {table} SET site_id = ? WHERE site_id = ?", (kept, site_id))
