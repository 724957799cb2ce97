"""What feeds and listings say of articles, kept until their own pages are read, and after."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from archive.records import Announced, FoundLink
from archive.sanitise import clean_text

# The first place counts: an article moves from page to page of its listing, and several
# feeds may say different things of it; what one place says newly is taken over.
_UPSERT = """
INSERT INTO announcements (page_id, method, place, facts, found_at)
SELECT id, ?, ?, ?, ? FROM pages WHERE url = ?
ON CONFLICT (page_id, method) DO UPDATE SET facts = excluded.facts, found_at = excluded.found_at
WHERE place = excluded.place AND facts <> excluded.facts
"""
_SELECT = """
SELECT n.method, n.place, n.facts FROM announcements n JOIN pages p ON p.id = n.page_id
WHERE p.url = ? ORDER BY n.method
"""


def record_announcements(
    connection: sqlite3.Connection, links: Iterable[FoundLink], found_at: str
) -> None:
    """Keep what a page says of the pages it leads to; their rows must be there."""
    connection.executemany(
        _UPSERT,
        [
            (one.method, clean_text(one.place), _facts(one), found_at, clean_text(link.url))
            for link in links
            if (one := link.announced) is not None
        ],
    )


def announced_of(connection: sqlite3.Connection, url: str) -> list[Announced]:
    """What is known to be said of the page at a canonical address, feeds first."""
    return [
        _announced(method, place, json.loads(facts))
        for method, place, facts in connection.execute(_SELECT, (url,))
    ]


def _facts(one: Announced) -> str:
    facts = {
        "title": one.title,
        "published_at": one.published_at,
        "authors": one.authors,
        "terms": one.terms,
    }
    said = {name: value for name, value in facts.items() if value}
    return clean_text(json.dumps(said, ensure_ascii=False))


def _announced(method: str, place: str, facts: dict[str, Any]) -> Announced:
    return Announced(
        method=method,
        place=place,
        title=facts.get("title"),
        published_at=facts.get("published_at"),
        authors=tuple(facts.get("authors", ())),
        terms=tuple(facts.get("terms", ())),
    )
