"""The template of a site: which blocks its pages repeat, by their counts and by hand.

A kind of place *repeats texts* if most of the blocks seen there are on several pages: menus,
footers, boxes, teasers. There, four pages make a block part of the template. Where articles
have their own text, a block must be on many pages, and on a good share of those since it
was first seen; and it goes only where it stands before or after all of an article's own
text. Shares are taken since the first sighting, so that a redesign is learned as fast as
the first design, and a section with boxes of its own needs no share of the whole site.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.errors import UsageError
from archive.records import Reach, SiteTemplate

#: Pages from which on a block is part of the template, at a place that repeats texts.
FEW_PAGES = 4
#: Share of the sightings at such a place that are of blocks on several pages.
REPEATING = 0.5
#: From this share on, at a place that so many pages have, two pages are enough: teasers rotate.
ROTATING = 0.6
ROTATING_PAGES = 8
#: A block on fewer of the pages that have its place is one of many.
ONE_OF_MANY = 0.2
#: Share of the pages that have the place, from which on it may stand between paragraphs.
MOST_PAGES = 0.5
#: Pages, and share of the pages, where articles have their own text.
MANY_PAGES = 8
GOOD_SHARE = 0.25
#: Shares are taken of at least so many pages: a series of articles is no site.
FEWEST_FOR_PLACE = 10
FEWEST_FOR_BLOCK = 30

#: Hexadecimal digits of an id as shown, and as few as may be given of them.
FEWEST_DIGITS = 4
ID_DIGITS = 12

_SITE = "SELECT id FROM sites WHERE name = ?"
_PAGES = "SELECT coalesce(max(number), 0) FROM template_pages WHERE site_id = ?"
_PLACES = """
SELECT p.place, p.path, p.pages, p.sightings, p.first_page, sum(b.pages)
FROM template_places p
JOIN template_blocks b ON b.site_id = p.site_id AND b.place = p.place AND b.pages > 1
WHERE p.site_id = ? GROUP BY p.place
"""
_REPEATED = """
SELECT block, place, pages, first_page, last_page, example, verdict
FROM template_blocks WHERE site_id = ? AND pages > 1
"""
_JUDGED = """
SELECT block, place, pages, first_page, last_page, example, verdict
FROM template_blocks WHERE site_id = ? AND verdict IS NOT NULL AND pages <= 1
"""
_IN_RANGE = "SELECT block FROM template_blocks WHERE site_id = ? AND block BETWEEN ? AND ?"
_SET_VERDICT = """
UPDATE template_blocks SET verdict = ? WHERE site_id = ? AND block = ? AND verdict IS NOT ?
"""


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    pages: int
    sightings: int
    first_page: int
    repeated: int  #: those sightings that are of blocks on several pages


@dataclass(frozen=True, slots=True)
class TemplateBlock:
    """A block that pages of a site repeat, as a person sees it."""

    id: str  #: hexadecimal; may be shortened as long as it means one block
    state: str  #: ``learned``, ``kept`` or ``dropped`` (by hand), ``counted`` (stays, so far)
    pages: int  #: articles that have shown it
    share: float  #: of the articles counted since it was first seen, 0 to 1
    goes: str | None  #: how far it is taken out: a name of :class:`~archive.records.Reach`
    place: str  #: kind of place: tags and class names
    example: str | None  #: its text, at most 200 characters


def template_of(connection: sqlite3.Connection, site: str) -> SiteTemplate:
    """What the pages of a site repeat, as known now; empty for a site not known."""
    site_id = _site_id(connection, site)
    if site_id is None:
        return SiteTemplate()
    places, total, rows = _counts(connection, site_id)
    return SiteTemplate(
        {
            row[0]: reach
            for row in rows
            if (reach := _reach(row, places.get(row[1]), total)) is not None
        }
    )


def template_blocks(connection: sqlite3.Connection, site: str) -> list[TemplateBlock]:
    """The template for a person: what is taken out, what is kept by hand, what may follow.

    Blocks that are counted and stay are given from :data:`FEW_PAGES` pages on.
    """
    site_id = _site_id(connection, site)
    if site_id is None:
        return []
    places, total, rows = _counts(connection, site_id)
    shown = []
    for row in rows:
        block, place, pages, first_page, _, example, verdict = row
        reach = _reach(row, places.get(place), total)
        if verdict or reach or pages >= FEW_PAGES:
            state = verdict or ("learned" if reach else "counted")
            goes = reach.name.lower() if reach else None
            path = places[place].path if place in places else ""
            share = round(min(1.0, pages / (total - first_page + 1)), 3)
            shown.append(TemplateBlock(shown_id(block), state, pages, share, goes, path, example))
    return sorted(shown, key=lambda one: (one.state == "counted", -one.pages, one.place, one.id))


def overrule(connection: sqlite3.Connection, site: str, id_: str, verdict: str | None) -> None:
    """Keep or drop a block by hand, or (None) leave it to the counts again.

    Must run within a transaction. Raises UsageError for an id that means no block, or
    several.
    """
    site_id = _site_id(connection, site)
    block = None if site_id is None else _block(connection, site_id, id_)
    if block is None:
        hint = f"`clusternews sites template {site}` lists them"
        raise UsageError(f"{id_!r} is no block of {site}", hint=hint)
    connection.execute(_SET_VERDICT, (verdict, site_id, block, verdict))


def shown_id(block: int) -> str:
    """The id of a block as a person gives it."""
    return f"{block:0{ID_DIGITS}x}"


_Row = tuple[int, int, int, int, int, str | None, str | None]


def _counts(
    connection: sqlite3.Connection, site_id: int
) -> tuple[dict[int, _Place], int, list[_Row]]:
    """Places by number, pages counted, and the rows of blocks that matter."""
    places = {row[0]: _Place(*row[1:]) for row in connection.execute(_PLACES, (site_id,))}
    total = connection.execute(_PAGES, (site_id,)).fetchone()[0]
    rows = [
        tuple(row)
        for query in (_REPEATED, _JUDGED)
        for row in connection.execute(query, (site_id,))
    ]
    return places, total, rows


def _reach(row: _Row, place: _Place | None, total: int) -> Reach | None:
    """How far a block is taken out; None if it stays."""
    _, _, pages, first_page, _, _, verdict = row
    if verdict is not None:
        return Reach.ANYWHERE if verdict == "dropped" else None
    if place is not None and (reach := _at_place(pages, place, total)) is not None:
        return reach
    since = max(total - first_page + 1, FEWEST_FOR_BLOCK)
    if pages >= MANY_PAGES and pages >= GOOD_SHARE * since:
        return Reach.EDGE
    return None


def _at_place(pages: int, place: _Place, total: int) -> Reach | None:
    """The same for a place that repeats texts; None at any other."""
    repeating = place.repeated / place.sightings
    if repeating < REPEATING or place.pages < FEW_PAGES:
        return None
    if pages < FEW_PAGES and (repeating < ROTATING or place.pages < ROTATING_PAGES):
        return None
    if pages < ONE_OF_MANY * place.pages:
        return Reach.ROTATING
    since = max(total - place.first_page + 1, FEWEST_FOR_PLACE)
    return Reach.BETWEEN if place.pages >= MOST_PAGES * since else Reach.APART


def _site_id(connection: sqlite3.Connection, site: str) -> int | None:
    row = connection.execute(_SITE, (site,)).fetchone()
    return None if row is None else int(row[0])


def _block(connection: sqlite3.Connection, site_id: int, id_: str) -> int | None:
    """The block that an id means; None if there is none. Raises UsageError for several."""
    digits = id_.strip().lower()
    if not FEWEST_DIGITS <= len(digits) <= ID_DIGITS or set(digits) - set("0123456789abcdef"):
        return None
    free = 4 * (ID_DIGITS - len(digits))
    first = int(digits, 16) << free
    found = connection.execute(_IN_RANGE, (site_id, first, first + (1 << free) - 1)).fetchmany(2)
    if len(found) > 1:
        raise UsageError(f"{id_!r} means more than one block", hint="give more of its digits")
    return int(found[0][0]) if found else None
