"""Blocks that a person has put back: they are not removed from pages of their platform again.

A block is known by the text that its removal records; a page read from then on keeps every
element with that text, and what stands in it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.errors import NothingFound, UsageError
from archive.rows import dicts
from archive.sanitise import clean_text
from archive.times import now

#: Kinds of rules by which a text is chosen among the blocks of a page that was stripped:
#: what they leave out was in the page all the time.
CHOOSING = ("unlikely", "furniture", "repeated", "debug", "print")

_TEXT = "SELECT sha256, text FROM removed_texts WHERE id = ?"
_REMOVED = """
SELECT DISTINCT p.site_id, s.name, b.rule, b.place LIKE 'line %' AS printed
FROM removed_blocks b
JOIN captures c ON c.id = b.capture_id JOIN pages p ON p.id = c.page_id
JOIN sites s ON s.id = p.site_id
WHERE b.text_id = ? ORDER BY s.name, b.rule
"""
_INSERT = """
INSERT INTO kept_blocks (site_id, sha256, text, why, made_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (site_id, sha256) DO UPDATE SET why = excluded.why, made_at = excluded.made_at
RETURNING id
"""
_DELETE = """
DELETE FROM kept_blocks WHERE id = ? RETURNING id, text,
  (SELECT name FROM sites s WHERE s.id = kept_blocks.site_id) AS site
"""
_KEPT = """
SELECT k.id, s.name AS site, k.text, k.why, k.made_at
FROM kept_blocks k JOIN sites s ON s.id = k.site_id
WHERE :site IS NULL OR s.name = :site ORDER BY k.id
"""


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block that was put back, on one platform."""

    id: int  #: of the row in ``kept_blocks``
    site: str
    text: str  #: as its removal recorded it


def put_back(
    connection: sqlite3.Connection, block: int, why: str, site: str | None = None
) -> list[KeptBlock]:
    """Notes that a removed block stays, on each platform that it was removed from.

    ``block`` is the id of its text; ``site`` the name of the one platform meant. Raises
    NothingFound for no such block, and UsageError for one that no rule took out of a page,
    or without a reason.
    """
    reason = clean_text(why).strip()
    if not reason:
        raise UsageError("a block is put back for a reason", hint="--why TEXT")
    found = connection.execute(_TEXT, (block,)).fetchone()
    rows = [
        row
        for row in connection.execute(_REMOVED, (block,)).fetchall()
        if site is None or row[1] == site
    ]
    if found is None or not rows:
        where = f" on {site}" if site else ""
        raise NothingFound(
            f"no removed block {block}{where}", hint="`clusternews removed URL|ID` lists them"
        )
    names = {row[0]: row[1] for row in rows if _is_stripped(row[2], bool(row[3]))}
    if not names:
        rules = ", ".join(sorted({row[2] for row in rows}))
        raise UsageError(
            f"block {block} was left out as the text was chosen ({rules}), and not removed "
            "from the page: it cannot be put back",
            hint="`clusternews edit` corrects an article by hand",
        )
    kept = []
    for site_id, name in names.items():
        values = (site_id, *found, reason, now())
        row = connection.execute(_INSERT, values).fetchone()
        kept.append(KeptBlock(row[0], name, found[1]))
    return kept


def take_again(connection: sqlite3.Connection, kept_id: int) -> KeptBlock:
    """Lets the rules remove a block again that was put back. Raises NothingFound."""
    row = connection.execute(_DELETE, (kept_id,)).fetchone()
    if row is None:
        raise NothingFound(
            f"no block was put back as {kept_id}", hint="`clusternews removed --kept` lists them"
        )
    return KeptBlock(row[0], row[2], row[1])


def kept_blocks(connection: sqlite3.Connection, site: str | None = None) -> list[dict[str, object]]:
    """The blocks put back: id, platform, text, why and when."""
    return dicts(connection, _KEPT, {"site": site})


def _is_stripped(rule: str, printed: bool) -> bool:
    return not printed and rule.partition(":")[0] not in CHOOSING
