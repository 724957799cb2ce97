"""Counting the blocks that the pages of a site show, each once for an article.

What is counted is how many articles have *ever* shown a block, so the order in which
pages arrive, and how often, makes no difference. What an article has shown already is
kept beside it, 4 bytes a block. The rows of a site are bounded: most blocks are shown by
one page and never again, and are forgotten after some time.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from archive.records import SeenBlock

#: Blocks and places kept for one article.
MOST_SEEN = 2000
#: What up to so many pages have shown is forgotten when so many further ones have not.
FORGOTTEN = ((1, 100), (3, 2000))
#: That is seen to whenever so many pages were added.
FORGET_EVERY = 50

#: 32 bits of a key: enough to tell the blocks of one page apart.
SHORT = 0xFFFFFFFF

_KEY, _PLACE = attrgetter("key"), attrgetter("place")

_SELECT_SEEN = "SELECT seen FROM template_pages WHERE article_id = ?"
_LAST_NUMBER = "SELECT coalesce(max(number), 0) FROM template_pages WHERE site_id = ?"
_UPSERT_PAGE = """
INSERT INTO template_pages (article_id, site_id, number, seen) VALUES (?, ?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET seen = excluded.seen
"""
_UPSERT_PLACE = """
INSERT INTO template_places (site_id, place, path, pages, sightings, first_page, last_page)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (site_id, place) DO UPDATE SET pages = pages + excluded.pages,
  sightings = sightings + excluded.sightings, last_page = max(last_page, excluded.last_page)
"""
# A text is kept from the second page on: most are never seen again.
_UPSERT_BLOCK = """
INSERT INTO template_blocks (site_id, block, place, pages, first_page, last_page, example)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?4 > 1 THEN ?7 END)
ON CONFLICT (site_id, block) DO UPDATE SET pages = pages + excluded.pages,
  last_page = max(last_page, excluded.last_page), example = coalesce(example, ?7)
"""
_FORGET = (
    "DELETE FROM template_blocks WHERE site_id = ? AND pages <= ? AND last_page <= ? "
    "AND verdict IS NULL",
    "DELETE FROM template_places WHERE site_id = ? AND pages <= ? AND last_page <= ?",
)
# Numbers of pages go on where those of the kept site end.
_MERGE = (
    """
    UPDATE template_pages SET site_id = :kept, number = number + :pages WHERE site_id = :site_id
    """,
    """
    INSERT INTO template_places (site_id, place, path, pages, sightings, first_page, last_page)
    SELECT :kept, place, path, pages, sightings, first_page + :pages, last_page + :pages
    FROM template_places WHERE site_id = :site_id
    ON CONFLICT (site_id, place) DO UPDATE SET pages = pages + excluded.pages,
      sightings = sightings + excluded.sightings, last_page = excluded.last_page
    """,
    """
    INSERT INTO template_blocks
      (site_id, block, place, pages, first_page, last_page, example, verdict)
    SELECT :kept, block, place, pages, first_page + :pages, last_page + :pages, example, verdict
    FROM template_blocks WHERE site_id = :site_id
    ON CONFLICT (site_id, block) DO UPDATE SET pages = pages + excluded.pages,
      last_page = excluded.last_page, example = coalesce(example, excluded.example),
      verdict = coalesce(verdict, excluded.verdict)
    """,
    "DELETE FROM template_places WHERE site_id = :site_id",
    "DELETE FROM template_blocks WHERE site_id = :site_id",
)


@dataclass(slots=True)
class _Sums:
    """Of kinds of places, or of blocks, by their numbers."""

    shown: dict[int, SeenBlock] = field(default_factory=dict)  #: the first such block
    pages: Counter[int] = field(default_factory=Counter)
    sightings: Counter[int] = field(default_factory=Counter)
    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def add(self, shown: dict[int, SeenBlock], sightings: list[int], number: int) -> None:
        """What page ``number`` has shown, each once, and every sighting of it."""
        fresh = {key: block for key, block in shown.items() if key not in self.first}
        self.shown.update(fresh)
        self.first.update(dict.fromkeys(fresh, number))
        self.last.update(dict.fromkeys(shown, number))
        self.sightings.update(sightings)


@dataclass(slots=True)
class _Site:
    """What a batch adds to one site."""

    before: int  #: pages counted before the batch
    number: int  #: pages counted so far
    places: _Sums = field(default_factory=_Sums)
    blocks: _Sums = field(default_factory=_Sums)


class TemplateCounts:
    """Takes the pages of one batch, and writes what they add at its end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pages: list[tuple[int, int, tuple[SeenBlock, ...]]] = []

    def add(self, article_id: int, site_id: int, blocks: tuple[SeenBlock, ...]) -> None:
        """The blocks on the page of an article; nothing is written yet."""
        self._pages.append((article_id, site_id, blocks))

    def write(self) -> None:
        """Write the sums, some statements a page and one for each new block."""
        sites: dict[int, _Site] = {}
        for article_id, site_id, blocks in self._pages:
            if site_id not in sites:
                last = self._connection.execute(_LAST_NUMBER, (site_id,)).fetchone()[0]
                sites[site_id] = _Site(last, last)
            self._take(article_id, site_id, blocks, sites[site_id])
        for site_id, site in sites.items():
            self._write(site_id, site)
        self._pages.clear()

    def _take(
        self, article_id: int, site_id: int, blocks: Iterable[SeenBlock], site: _Site
    ) -> None:
        """Add what this article has not shown before to the sums of its site."""
        row = self._connection.execute(_SELECT_SEEN, (article_id,)).fetchone()
        seen = array("I", row[0] if row else b"")
        known = set(seen)
        new = list(blocks)
        if known:
            new = [block for block in new if block.key & SHORT not in known]
        new = new[: max(0, MOST_SEEN - len(seen))]
        if row and not new:
            return
        site.number += row is None
        _count(new, site, known, seen)
        values = (article_id, site_id, site.number, seen.tobytes())
        self._connection.execute(_UPSERT_PAGE, values)

    def _write(self, site_id: int, site: _Site) -> None:
        execute, places, blocks = self._connection.executemany, site.places, site.blocks
        rows: list[tuple[object, ...]] = []
        for key, one in places.shown.items():
            seen = (places.pages[key], places.sightings[key])
            rows.append((site_id, key, one.path, *seen, places.first[key], places.last[key]))
        execute(_UPSERT_PLACE, rows)
        rows = []
        for key, one in blocks.shown.items():
            counted = (blocks.sightings[key], blocks.first[key], blocks.last[key])
            rows.append((site_id, key, one.place, *counted, one.text))
        execute(_UPSERT_BLOCK, rows)
        if site.number // FORGET_EVERY != site.before // FORGET_EVERY:
            self._forget(site_id, site.number)

    def _forget(self, site_id: int, number: int) -> None:
        for pages, after in FORGOTTEN:
            for statement in _FORGET:
                self._connection.execute(statement, (site_id, pages, number - after))


def merge_counts(connection: sqlite3.Connection, site_id: int, kept: int) -> None:
    """Add what was counted for one site to another, within a transaction of the caller."""
    pages = connection.execute(_LAST_NUMBER, (kept,)).fetchone()[0]
    for statement in _MERGE:
        connection.execute(statement, {"site_id": site_id, "kept": kept, "pages": pages})


def _count(new: list[SeenBlock], site: _Site, known: set[int], seen: array[int]) -> None:
    """Add the blocks that an article has not shown before; whole lists at a time, since most
    pages of a batch show the same ones."""
    back = new[::-1]
    places = dict(zip(map(_PLACE, back), back, strict=True))
    site.places.add(places, list(map(_PLACE, new)), site.number)
    fresh = [place for place in places if place not in known]
    site.places.pages.update(fresh)
    keys = list(map(_KEY, new))
    site.blocks.add(dict(zip(keys, new, strict=True)), keys, site.number)
    seen.extend(fresh)
    seen.extend([key & SHORT for key in keys])
