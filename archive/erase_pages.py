"""Deleting a page: its article under every address, and all that was kept of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.erase_rows import SHARED, Deletion, Tally, used_by
from archive.tombstones import Mark, address_key, marks_of_page

_PAGES_OF_ARTICLE = """
SELECT page_id FROM articles WHERE id = :id
UNION SELECT id FROM pages p WHERE article_id = :id
  AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.page_id = p.id AND a.id <> :id)
"""
_PAGES_TO_PAGE = "SELECT id FROM pages WHERE redirect_page_id = ?"
_ARTICLES_OF_PAGE = "SELECT id FROM articles WHERE page_id = ?"
_ADDRESSES = (
    ("pages", "SELECT url FROM pages WHERE id = ?"),
    ("articles", "SELECT url FROM articles WHERE id = ?"),
    ("articles", "SELECT url FROM captures WHERE article_id = ?"),
    ("pages", "SELECT url FROM captures WHERE page_id = ? AND article_id IS NULL"),
)
_DECLARED = "SELECT id, canonical_url FROM articles WHERE canonical_url IS NOT NULL"
_CONTENTS = """
SELECT a.id, s.id, s.name, v.content_sha256, v.title
FROM versions v JOIN articles a ON a.id = v.article_id JOIN sites s ON s.id = a.site_id
"""
_CONTENTS_OF = f"{_CONTENTS} WHERE a.id = ?"
_CAPTURES = """
SELECT id, article_id, digest FROM captures WHERE article_id = ?
"""
_CAPTURES_AT = """
SELECT id, article_id, digest FROM captures WHERE page_id = ?
"""
_PAGE = "SELECT site_id, title FROM pages WHERE id = ?"
_URL = "SELECT url FROM articles WHERE id = ?"
_MOVE_CAPTURE = """
UPDATE OR IGNORE captures SET (page_id, url) =
  (SELECT a.page_id, a.url FROM articles a WHERE a.id = captures.article_id) WHERE id = ?
"""


@dataclass(slots=True)
class Doomed:
    """What goes with a page."""

    pages: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    captures: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    #: captures of articles that stay, at an address that goes
    addresses: dict[str, None] = field(default_factory=dict)
    contents: set[str] = field(default_factory=set)  #: see :meth:`Tombstones.is_erased_content`
    bodies: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    sites: set[int] = field(default_factory=set)

    def marks(self) -> list[Mark]:
        """What it is recognised by from now on."""
        return marks_of_page(self.addresses, sorted(self.contents), sorted(self.bodies))


def doomed_with(
    connection: sqlite3.Connection, pages: Iterable[int], articles: Iterable[int] = ()
) -> Doomed:
    """All that is the same as some pages or articles: redirects and aliases to them, pages
    that declare to be them, and addresses of the same platform with the same content."""
    doomed = Doomed()
    new = (set(pages), set(articles))
    while any(new):
        while any(new):
            doomed.pages |= new[0]
            doomed.articles |= new[1]
            new = _beside(connection, doomed, *new)
        new = (set(), _alike(connection, doomed))
    _note_what_it_held(connection, doomed)
    return doomed


def delete(connection: sqlite3.Connection, doomed: Doomed, tally: Tally) -> None:
    """Deletes it, with what nobody else uses. Within a transaction."""
    deletion = Deletion(connection, tally)
    used = {
        table: {
            one
            for owner in (doomed.captures if table == "removed_texts" else doomed.articles)
            for one in used_by(connection, table, owner)
        }
        for table in SHARED
    }
    for capture_id in doomed.moved:
        if not connection.execute(_MOVE_CAPTURE, (capture_id,)).rowcount:
            doomed.captures.add(capture_id)
    for article_id in sorted(doomed.articles):
        tally.articles[connection.execute(_URL, (article_id,)).fetchone()[0]] = "removed"
        deletion.delete_article(article_id)
    deletion.delete("captures", doomed.captures)
    deletion.delete("pages", doomed.pages)
    deletion.delete_bodies(sorted(doomed.bodies))
    for table, ids in used.items():
        deletion.delete_unused(table, ids)


def _beside(
    connection: sqlite3.Connection, doomed: Doomed, pages: set[int], articles: set[int]
) -> tuple[set[int], set[int]]:
    """Pages and articles that belong to these, and were not known yet."""
    more_pages: set[int] = set()
    more_articles: set[int] = set()
    for article_id in articles:
        rows = connection.execute(_PAGES_OF_ARTICLE, {"id": article_id})
        more_pages.update(row[0] for row in rows)
    for page_id in pages:
        more_pages.update(row[0] for row in connection.execute(_PAGES_TO_PAGE, (page_id,)))
        rows = connection.execute(_ARTICLES_OF_PAGE, (page_id,))
        more_articles.update(row[0] for row in rows)
    return more_pages - doomed.pages, more_articles - doomed.articles


def _alike(connection: sqlite3.Connection, doomed: Doomed) -> set[int]:
    """Articles that declare to be one of these, or have the same content."""
    for table, sql in _ADDRESSES:
        ids = doomed.pages if table == "pages" else doomed.articles
        for one in sorted(ids):
            doomed.addresses.update((row[0], None) for row in connection.execute(sql, (one,)))
    keys = {address_key(url) for url in doomed.addresses}
    contents = {
        (row[1], row[3])
        for one in doomed.articles
        for row in connection.execute(_CONTENTS_OF, (one,))
    }
    found = {one for one, url in connection.execute(_DECLARED) if _declares(url, keys)}
    if contents:
        found |= {row[0] for row in connection.execute(_CONTENTS) if (row[1], row[3]) in contents}
    return found - doomed.articles


def _declares(url: str, keys: set[str]) -> bool:
    """True for an address declared as its own; a home page is declared by many."""
    key = address_key(url)
    return key in keys and key.partition("/")[2] not in ("", "?")


def _note_what_it_held(connection: sqlite3.Connection, doomed: Doomed) -> None:
    for article_id in doomed.articles:
        for capture_id, _, digest in connection.execute(_CAPTURES, (article_id,)):
            doomed.captures.add(capture_id)
            doomed.bodies.add(digest)
        for _, site_id, site, digest, title in connection.execute(_CONTENTS_OF, (article_id,)):
            doomed.contents.add(f"{site} {digest}")
            doomed.titles.add(title)
            doomed.sites.add(site_id)
    for page_id in doomed.pages:
        site_id, title = connection.execute(_PAGE, (page_id,)).fetchone()
        doomed.sites.add(site_id)
        doomed.titles |= {title} if title else set()
        for capture_id, article_id, digest in connection.execute(_CAPTURES_AT, (page_id,)):
            if article_id is None:
                doomed.captures.add(capture_id)
                doomed.bodies.add(digest)
            elif article_id not in doomed.articles:
                doomed.moved.add(capture_id)
