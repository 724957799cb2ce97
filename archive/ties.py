"""Articles that belong together: linked when a run ends, never merged.

What ties two articles is derived from what both are now, so the ties are the same in
whatever order the articles came in. Near-identical texts share most of their sequences of
four words; a few hashes of each text, the smallest ones, find the candidates (bottom-k
sketches; Broder 1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

from archive.times import now

#: Words in a sequence, hashes kept of a text, and the share of sequences in common from
#: which two texts are one.
SEQUENCE, KEPT, ALIKE = 4, 6, 0.75
#: Of the hashes kept, so many must be shared before two texts are compared whole. Of texts that
#: are ALIKE at least so many are in 96 of 100 pairs, and in 999 where nine tenths are the same.
SHARED = 3
#: Shorter texts are alike by chance.
FEWEST_WORDS = 25
#: A hash that so many articles have is of a phrase, not of a text.
COMMON = 200

_WORD = re.compile(r"\w+")
_NEXT = "SELECT article_id FROM untied ORDER BY article_id LIMIT ?"
_TIED = "DELETE FROM untied WHERE article_id = ?"
_BODY = "SELECT body_text FROM article_texts WHERE article_id = ?"
_FORGET_SKETCH = "DELETE FROM sketches WHERE article_id = ?"
_SKETCH = "INSERT INTO sketches (hash, article_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_SHARING = "SELECT article_id FROM sketches WHERE hash = ? AND article_id <> ? LIMIT ?"
_SITES = "SELECT count(DISTINCT site_id) FROM articles WHERE id IN (?, ?)"
_FORGET = "DELETE FROM ties WHERE article_id = :id OR other_id = :id"
_TIE = """
INSERT INTO ties (article_id, other_id, kind, evidence, likeness, found_at)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
# Each gives the other article, and the address or id that says so; in both directions,
# because either may have come in first.
_SAID = {
    "moved": """
SELECT t.article_id, p.url FROM pages p JOIN pages t ON t.id = p.redirect_page_id
WHERE p.article_id = :id AND t.article_id IS NOT NULL
UNION SELECT p.article_id, p.url FROM pages t JOIN pages p ON p.redirect_page_id = t.id
WHERE t.article_id = :id AND p.article_id IS NOT NULL
""",
    "same node": """
SELECT o.id, a.source_id FROM articles a
JOIN articles o ON o.site_id = a.site_id AND o.source_id = a.source_id
WHERE a.id = :id
""",
    "canonical": """
SELECT o.id, a.canonical_url FROM articles a JOIN articles o ON o.url = a.canonical_url
WHERE a.id = :id
UNION SELECT o.id, a.url FROM articles a JOIN articles o ON o.canonical_url = a.url
WHERE a.id = :id
""",
    "translation": """
SELECT t.article_id, l.url FROM pages p JOIN alternates l ON l.page_id = p.id
JOIN pages t ON t.url = l.url WHERE p.article_id = :id AND t.article_id IS NOT NULL
UNION SELECT p.article_id, l.url FROM pages t JOIN alternates l ON l.url = t.url
JOIN pages p ON p.id = l.page_id WHERE t.article_id = :id AND p.article_id IS NOT NULL
""",
}


@dataclass(frozen=True, slots=True)
class _Tie:
    other_id: int
    kind: str
    evidence: str
    likeness: float | None = None


def tie_some(connection: sqlite3.Connection, limit: int) -> int:
    """Looks for the ties of up to ``limit`` articles that wait for it, within one
    transaction; how many there were."""
    waiting = [row[0] for row in connection.execute(_NEXT, (limit,)).fetchall()]
    for article_id in waiting:
        ties = [*_said(connection, article_id), *_alike(connection, article_id)]
        connection.execute(_FORGET, {"id": article_id})
        found_at = now()
        for tie in ties:
            pair = sorted((article_id, tie.other_id))
            values = (*pair, tie.kind, tie.evidence, tie.likeness, found_at)
            connection.execute(_TIE, values)
        connection.execute(_TIED, (article_id,))
    return len(waiting)


def likeness(one: str, other: str) -> float:
    """The share of sequences of four words that two texts have in common, 0 to 1."""
    ours, theirs = set(_sequences(one)), set(_sequences(other))
    every = len(ours | theirs)
    return len(ours & theirs) / every if every else 0.0


def _said(connection: sqlite3.Connection, article_id: int) -> Iterator[_Tie]:
    """What addresses and ids say."""
    for kind, sql in _SAID.items():
        for other_id, evidence in connection.execute(sql, {"id": article_id}).fetchall():
            if other_id != article_id:
                yield _Tie(other_id, kind, evidence)


def _alike(connection: sqlite3.Connection, article_id: int) -> Iterator[_Tie]:
    """Articles with nearly the same text, whatever their addresses."""
    body: str = connection.execute(_BODY, (article_id,)).fetchone()[0]
    hashes = nsmallest(KEPT, set(_sequences(body)))
    connection.execute(_FORGET_SKETCH, (article_id,))
    connection.executemany(_SKETCH, [(one, article_id) for one in hashes])
    shared: Counter[int] = Counter()
    for one in hashes:
        sharing = connection.execute(_SHARING, (one, article_id, COMMON)).fetchall()
        if len(sharing) < COMMON:
            shared.update(row[0] for row in sharing)
    for other_id in sorted(other for other, count in shared.items() if count >= SHARED):
        share = likeness(body, connection.execute(_BODY, (other_id,)).fetchone()[0])
        if share >= ALIKE:
            sites = connection.execute(_SITES, (article_id, other_id)).fetchone()[0]
            kind = "syndicated" if sites > 1 else "same text"
            yield _Tie(other_id, kind, "the text", round(share, 3))


def _sequences(text: str) -> Iterator[int]:
    """A hash of each sequence of four words; none of a short text."""
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    if len(words) < FEWEST_WORDS:
        return iter(())
    runs = zip(*(words[start:] for start in range(SEQUENCE)), strict=False)
    return (crc32(b" ".join(run)) for run in runs)
