"""Words removed and added between two texts, with the words around them.

Blocks that both texts hold in the same order are left out; changed blocks are compared
word by word. Quick and bounded on long texts, as :mod:`archive.alignment` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from archive.alignment import gaps
from archive.content import Content
from archive.sentences import blocks_of

Kind = Literal["same", "removed", "added", "cut"]

#: Fields whose words are compared, in the order shown; of all others whole values are.
TEXT_FIELDS = ("title", "subtitle", "summary", "body_text")
#: Words of context on each side of a change.
CONTEXT = 8

#: Blocks further on that a changed block may have become, how like it, judged by how much.
_NEAR, _LIKE, _LOOKED_AT = 4, 0.34, 5_000
_WORD = re.compile(r"\w+(?:['’.,:/@-]\w+)*|[^\w\s]|\s+")
# With these parts a list of things is shown to people.
_NAMED_BY = ("label", "name", "email", "title", "url")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage: ``same`` on both sides, ``removed``, ``added``, or ``cut``
    (words that both have, left out; its text is empty)."""

    kind: Kind
    text: str


Passage = tuple[Part, ...]


def word_changes(before: str, after: str, context: int = CONTEXT) -> list[Passage]:
    """The passages in which two texts differ, in order; empty for equal texts.

    A block (paragraph, heading, list item) is one passage, with at most ``context`` words
    that stayed on each side of a change.
    """
    ours, theirs = blocks_of(before), blocks_of(after)
    passages: list[Passage] = []
    for a, b, c, d in gaps(ours, theirs):
        for one, other in _beside(ours[a:b], theirs[c:d]):
            passages.append(tuple(_shortened(_parts(one, other), context)))
    if not passages and before != after:
        passages.append(tuple(_shortened(_parts(before, after), context)))
    return passages


def words_of_kind(passages: Sequence[Passage], kind: Kind) -> list[str]:
    """The texts of all parts of one kind, stripped."""
    texts = (part.text.strip() for passage in passages for part in passage if part.kind == kind)
    return [text for text in texts if text]


def field_changes(before: Content, after: Content) -> list[dict[str, Any]]:
    """What differs between two contents, a JSON-ready object for each field.

    ``field``; for texts ``passages`` (each a list of ``{kind: text}``), ``removed`` and
    ``added``; for lists ``removed`` and ``added`` items; for other values ``old`` and ``new``.
    Markup is named alone (``body_html``), without values, where the words are the same.
    """
    found = []
    for name in (*TEXT_FIELDS, *(n for n in before if n not in (*TEXT_FIELDS, "body_html"))):
        if before[name] != after[name]:
            found.append({"field": name, **_change(name, before[name], after[name])})
    markup = before["body_html"], after["body_html"]
    if before["body_text"] == after["body_text"] and None not in markup and len(set(markup)) > 1:
        found.append({"field": "body_html"})
    return found


def _change(name: str, old: Any, new: Any) -> dict[str, Any]:
    if name in TEXT_FIELDS:
        passages = word_changes(old or "", new or "")
        return {
            "removed": words_of_kind(passages, "removed"),
            "added": words_of_kind(passages, "added"),
            "passages": [[{part.kind: part.text} for part in each] for each in passages],
        }
    if isinstance(old, list) and isinstance(new, list):
        lost, gained = (
            [one for one in old if one not in new],
            [one for one in new if one not in old],
        )
        return {"removed": lost, "added": gained}
    return {"old": old, "new": new}


def item_text(item: Any) -> str:
    """A thing of a list (tag, link, author ...) as one line for people."""
    if not isinstance(item, dict):
        return str(item)
    named = [str(item[key]) for key in _NAMED_BY if item.get(key)]
    text = item.get("text")
    return " ".join([*([str(text)] if text else []), *named]) or str(item)


def _beside(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    """Changed blocks, each beside the one near its place that is most like it."""
    at = 0
    for one in ours:
        near = range(at, min(len(theirs), at + _NEAR))
        rated = [(_likeness(one, theirs[k]), -k) for k in near]
        likeness, place = max(rated, default=(0.0, 0))
        if likeness < _LIKE:
            yield one, ""
            continue
        yield from (("", other) for other in theirs[at:-place])
        yield one, theirs[-place]
        at = 1 - place
    yield from (("", other) for other in theirs[at:])


def _likeness(one: str, other: str) -> float:
    """Share of the words of both that both have, 0 to 1, by how they begin."""
    ours, theirs = (set(re.findall(r"\w+", text[:_LOOKED_AT].casefold())) for text in (one, other))
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _parts(before: str, after: str) -> Iterator[Part]:
    ours, theirs = _WORD.findall(before), _WORD.findall(after)
    at = 0
    for a, b, c, d in _joined(ours, theirs):
        yield from _part("same", ours[at:a])
        yield from _part("removed", ours[a:b])
        yield from _part("added", theirs[c:d])
        at = b
    yield from _part("same", ours[at:])


def _joined(ours: list[str], theirs: list[str]) -> list[tuple[int, int, int, int]]:
    """Changes, those with nothing but a space or a mark between them as one."""
    found: list[tuple[int, int, int, int]] = []
    for a, b, c, d in gaps(ours, theirs):
        if found and not any(word[0].isalnum() for word in ours[found[-1][1] : a]):
            a, _, c, _ = found.pop()
        found.append((a, b, c, d))
    return found


def _part(kind: Kind, words: Sequence[str]) -> Iterator[Part]:
    if words:
        yield Part(kind, "".join(words))


def _shortened(parts: Iterator[Part], context: int) -> Iterator[Part]:
    """Without words that stayed and stand far from any change."""
    every = list(parts)
    for at, part in enumerate(every):
        words = re.findall(r"\s*\S+\s*", part.text) if part.kind == "same" else []
        head, tail = context * (at > 0), context * (at < len(every) - 1)
        if len(words) <= head + tail + 1:
            yield part
            continue
        yield from _part("same", words[:head])
        yield Part("cut", "")
        yield from _part("same", words[len(words) - tail :])
