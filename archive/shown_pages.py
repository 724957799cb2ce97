"""What one article's page shows that later pages of its site are held against.

Told of a page just read by its visit, of pages read before by the rows that they left, so
that the two can be compared.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from archive.records import Article, Visit
from archive.template_counts import SHORT

#: Methods that come without a place worth comparing.
_PLACELESS = frozenset({"detected", "derived", "url", "vocabulary", "hand"})
#: What is said elsewhere of a page is not said by the page.
_ELSEWHERE = frozenset({"feed", "listing", "absent", "not_in_form"})
#: Of these fields the value counts, not the place.
_VALUED = frozenset({"language", "declared_language"})
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Letters of a body in which the words of its title come up.
_OPENING = 3000
_LONGEST_WAY = 160
#: Paragraphs of a body whose places are looked at, and letters of one that tell it again.
_PARAGRAPHS, _LETTERS = 6, 200

_EVIDENCE = """
SELECT capture_id, field, method, place, chosen,
  CASE WHEN field IN ('language', 'declared_language') THEN raw END
FROM evidence WHERE capture_id IN (SELECT value FROM json_each(?)) ORDER BY capture_id, position
"""


@dataclass(slots=True)
class Shown:
    """What one page shows."""

    url: str
    template: str  #: generation of markup; empty: not known
    rules: str  #: name and version of the rules that read it
    title: str
    size: int  #: letters of the body
    text: int  #: the body again, as a number
    published_at: str | None = None
    language: str | None = None
    ways: dict[str, frozenset[str]] = field(default_factory=dict)
    #: field -> how the page answers it: method and place, figures left out
    said: dict[str, int] = field(default_factory=dict)
    #: method -> of how many fields it says anything, taken or not
    places: frozenset[int] = frozenset()  #: kinds of places of its blocks
    keys: frozenset[int] = frozenset()  #: its blocks, 32 bits each
    stands: dict[str, frozenset[int]] = field(default_factory=dict)
    #: field -> kinds of places whose blocks are its value
    has_lost_letters: bool = False  #: some letters could not be read
    is_on_title: bool = False  #: the body has words of the title; told of stored pages alone


@dataclass(slots=True)
class Own:
    """What the archive has of the very page that was read."""

    kind: str
    state: str
    first_seen_at: str
    digest: str | None = None  #: of the bytes that its current version was last seen in
    body: str = ""  #: empty: no article was read there
    shown: Shown | None = None  #: None: no article, or in a form that shows less


def shown_by(visit: Visit, article: Article) -> Shown:
    """What the page of a visit shows."""
    ways, said = _ways(
        (one.field, one.method, one.place, one.chosen, one.raw) for one in article.evidence
    )
    at: dict[str, set[int]] = {}
    for block in visit.blocks:
        at.setdefault(block.text[:_LETTERS], set()).add(block.place)
    return Shown(
        url=article.url,
        template=article.template or "",
        rules=article.extractor,
        title=article.title,
        size=len(article.body_text),
        text=text_number(article.body_text),
        published_at=article.published_at,
        language=article.language,
        ways={name: found for name, found in ways.items() if _has_value(article, name)},
        said=said,
        places=frozenset(block.place for block in visit.blocks),
        keys=frozenset(block.key & SHORT for block in visit.blocks),
        stands={
            name: frozenset().union(*(at.get(text[:_LETTERS], ()) for text in texts))
            for name, texts in _texts(article.title, article.body_text).items()
        },
    )


def ways_of_captures(
    connection: sqlite3.Connection, captures: str
) -> dict[int, tuple[dict[str, frozenset[str]], dict[str, int]]]:
    """Ways, and what each method says, of stored captures, given as a JSON list of their ids."""
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for capture_id, *row in connection.execute(_EVIDENCE, (captures,)):
        rows.setdefault(capture_id, []).append(tuple(row))
    return {capture_id: _ways(some) for capture_id, some in rows.items()}


def places_and_keys(seen: bytes, known: Iterable[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Parts what is kept of a page's blocks into kinds of places and blocks."""
    numbers = frozenset(array("I", seen))
    places = numbers.intersection(known)
    return places, numbers - places


def standing(
    title: str, body: str, places: Iterable[int], keys: Collection[int]
) -> dict[str, frozenset[int]]:
    """At which of its kinds of places a stored page had its title and its body."""
    every = list(places)
    return {
        name: frozenset(
            place
            for number in map(_number, texts)
            for place in every
            if (number ^ place << 16) & SHORT in keys
        )
        for name, texts in _texts(title, body).items()
    }


def text_number(text: str) -> int:
    """A text as a number, white space and case apart; 0 for one too short to tell anything."""
    folded = " ".join(text.split()).casefold()
    return _number(folded) if len(folded) >= 40 else 0


def stems(text: str) -> set[str]:
    """The beginnings of the longer words of a text: their endings are bent."""
    return {word[:6] for word in _WORD.findall(text.casefold())}


def is_on_title(title: str, body: str) -> bool:
    """True if a body has words of its title, or the title none that could be had."""
    words = stems(title)
    return not words or bool(words & stems(body[:_OPENING]))


def _ways(
    rows: Iterable[Sequence[Any]],
) -> tuple[dict[str, frozenset[str]], dict[str, int]]:
    ways: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for name, method, place, chosen, raw in rows:
        if method in _ELSEWHERE:
            continue
        said.setdefault(method, set()).add(name)
        if chosen:
            way = raw or "" if name in _VALUED else _way(method, place)
            ways.setdefault(name, set()).add(way)
    counts = {method: len(names) for method, names in said.items()}
    return {name: frozenset(found) for name, found in ways.items()}, counts


@lru_cache(maxsize=2048)
def _way(method: str, place: str) -> str:
    if method in _PLACELESS:
        return method
    return f"{method} {_DIGITS.sub('#', place)}"[:_LONGEST_WAY]


def _has_value(article: Article, name: str) -> bool:
    """False for a field whose value was taken out again after it was found.

    Organisations are evidence of the authors, and no authors where no person is named.
    """
    return name == "authors" or bool(getattr(article, name, True))


def _texts(title: str, body: str) -> Mapping[str, list[str]]:
    paragraphs = [" ".join(part.split()) for part in body.split("\n\n", _PARAGRAPHS)]
    return {
        "title": [" ".join(title.split())],
        "body_text": paragraphs[:_PARAGRAPHS],
    }


def _number(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=6).digest()
    return int.from_bytes(digest, "big")
