"""What is known of each block of a page by itself: the features of the first score.

A feature is a word such as ``len:p:4``; a block has some thirty of them, and its score
is the sum of their weights. Numbers are sorted into bins, so that no shape of a
dependence has to be assumed.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from scraper.extract.blocks import HEADINGS, Block
from scraper.extract.body_words import POINTER, announced, hints

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?…。！？।؟][\"'”“’»«)\]]*$")
_GROUPS = {"p": "p", "li": "li", "blockquote": "bq", "td": "td", "th": "td", "dd": "li", "dt": "li"}
_GROUPS |= dict.fromkeys(HEADINGS, "h") | {"pre": "pre"}
_EMPHASIS = frozenset({"b", "strong", "em", "i", "a", "span", "small", "u", "font"})

_LENGTHS = (12, 25, 45, 80, 130, 200, 320, 600)
_LINKED = (0.001, 0.15, 0.4, 0.8, 0.97)
_SHARES = (0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.95)
_PLACES = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98)
_STEPS = (-20, -5, -2, -1, 0, 1, 2, 4, 8, 20, 60)
_ALIKE = (1, 2, 4, 8, 16, 40)
_CAPITALS = (0.15, 0.35, 0.6, 0.85)

_SIZES = ("short", "long")
_ALL_GROUPS = ("div", *sorted(set(_GROUPS.values())))


def scale(prefix: str, edges: Sequence[float]) -> tuple[str, ...]:
    """The features of a number sorted into bins: made once, so that they are only looked up."""
    return tuple(f"{prefix}:{number}" for number in range(len(edges) + 1))


_LENGTH = {group: scale(f"len:{group}", _LENGTHS) for group in _ALL_GROUPS}
_LINK = {size: scale(f"linked:{size}", _LINKED) for size in _SIZES}
_CAPITAL = {size: scale(f"capitals:{size}", _CAPITALS) for size in _SIZES}
_COMMAS = {size: scale(f"commas:{size}", (1, 2, 3)) for size in _SIZES}
_PLACE, _STEP, _LIKE = scale("at", _PLACES), scale("step", _STEPS), scale("alike", _ALIKE)
_MASS, _PARENT = scale("mass", _SHARES), scale("parent", _SHARES)
_MARKS = {
    (size, mark): f"ends:{size}:{mark}"
    for size in _SIZES
    for mark in ("sentence", "no", *":,;|»>)…")
}
_BEGINS = {kind: f"begins:{kind}" for kind in ("upper", "lower", "digit", "other", "sign")}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says about its text elsewhere."""

    title: str = ""
    description: str = ""  #: of the article, from metadata
    stated: str = ""  #: the text itself, as structured data gives it
    start: int | None = None  #: number of the first block after the title; None if unknown


def letters(text: str) -> str:
    """The letters and digits of a text: two texts alike in them are alike to a reader."""
    return "".join(_WORD.findall(text)).casefold()


def size(text: str) -> int:
    """The length of a text as if it were written in Latin letters."""
    return len(text) + 2 * len(_UNSPACED.findall(text)) if not text.isascii() else len(text)


class Features:
    """The features of the blocks of one page."""

    def __init__(self, blocks: Sequence[Block], told: Told) -> None:
        self._blocks = blocks
        self._told = told
        self.sizes = [size(block.text) for block in blocks]
        self.total = sum(self.sizes) or 1
        self._tags = [block.tag for block in blocks]
        self.groups = [_GROUPS.get(tag, "div") for tag in self._tags]
        self._parents = [_parent(block.element) for block in blocks]
        self._title = set(_WORD.findall(told.title.casefold()))
        self._description = letters(told.description)
        self._opening = "".join(_WORD.findall(told.description[:60])[:1]).casefold()
        self._stated = letters(told.stated)
        kinds = {parent: (parent.tag, parent.get("class")) for parent in self._parents}
        #: what blocks have in common that are of one kind: their names and their parent's
        self.signatures = [
            (tag, block.element.get("class"), kinds[parent])
            for tag, block, parent in zip(self._tags, blocks, self._parents, strict=True)
        ]
        self._alike: Counter[object] = Counter(self.signatures)
        self._mass: Counter[object] = Counter()
        self._by_parent: Counter[etree._Element] = Counter()
        for parent, signature, length in zip(
            self._parents, self.signatures, self.sizes, strict=True
        ):
            self._mass[signature] += length
            self._by_parent[parent] += length
        self._texts = Counter(block.text for block in blocks)
        self._covered = self._coverage() if len(self._stated) > 200 else ""

    def _coverage(self) -> str:
        """Whether the blocks hold all of the text that structured data gives, or some of it."""
        held = sum(
            len(letters(block.text)) for block in self._blocks if self._is_stated(block.text)
        )
        share = held / len(self._stated)
        return "whole" if share > 0.85 else "part" if share > 0.3 else "none"

    def _is_stated(self, text: str) -> bool:
        bare = letters(text[:200])[:80]
        return bool(bare) and bare in self._stated

    def all(self) -> list[list[str]]:
        """The features of each block."""
        found = []
        before = 0
        heading = "none"
        for number, block in enumerate(self._blocks):
            keys = self._of(number, block, before / self.total)
            keys.append(f"under:{heading}")
            if self.groups[number] == "h":
                heading = announced(block.text)
                keys.append(f"heads:{heading}")
            before += self.sizes[number]
            found.append(keys)
        return found

    def _of(self, number: int, block: Block, before: float) -> list[str]:
        text, group, length = block.text, self.groups[number], bisect(_LENGTHS, self.sizes[number])
        linked = bisect(_LINKED, block.link_density)
        signature = self.signatures[number]
        start = self._told.start
        longer = "long" if length > 3 else "short"
        keys = [
            _LENGTH[group][length],
            _LINK[longer][linked],
            _PLACE[bisect(_PLACES, before)],
            "step:none" if start is None else _STEP[bisect(_STEPS, number - start)],
            _LIKE[bisect(_ALIKE, self._alike[signature])],
            _MASS[bisect(_SHARES, self._mass[signature] / self.total)],
            _PARENT[bisect(_SHARES, self._by_parent[self._parents[number]] / self.total)],
            f"tag:{self._tags[number]}",
            *self._wording(text, longer, group),
        ]
        if self._texts[text] > 1:
            keys.append("again:yes")
        if length < 7:
            said = hints(text)
            keys += [f"{name}:{longer}" for name in said]
            if POINTER in said:
                keys.append(f"points:{linked}")
        if (emphasis := _emphasis(block.element)) is not None:
            keys.append(f"all:{emphasis}:{longer}")
        return keys

    def _wording(self, text: str, longer: str, group: str) -> list[str]:
        words = text[:200].split(None, 25)
        last = text[-1]
        mark = "sentence" if _ENDS.search(text[-6:]) else last if last in ":,;|»>)…" else "no"
        keys = [
            _MARKS[longer, mark],
            _BEGINS[_kind(text[0])],
            _COMMAS[longer][min(3, text.count(",") + text.count("、"))],
        ]
        if (capitals := _capitals(words)) is not None:
            keys.append(_CAPITAL[longer][bisect(_CAPITALS, capitals)])
        keys += self._agreement(text, longer)
        if "?" in text[-3:]:
            keys.append(f"asks:{group}")
        return keys

    def _agreement(self, text: str, longer: str) -> list[str]:
        """How far a block says what title, description and structured data say."""
        keys = []
        if self._description and len(text) > 20:
            keys.append(f"described:{longer}:{self._is_described(text)}")
        if self._covered:
            keys.append(f"stated:{longer}:{self._covered}:{self._is_stated(text)}")
        if self._title and longer == "short" and len(text) < 100:
            words = _WORD.findall(text.casefold())
            share = sum(word in self._title for word in words) / (len(words) or 1)
            keys.append(f"titled:{bisect((0.01, 0.5, 0.8), share)}")
        return keys

    def _is_described(self, text: str) -> bool:
        """True if the description begins with the block, or the block with the description."""
        # Nearly all blocks are told by their first letters.
        if letters(text[:12]) not in self._description and (
            self._opening not in text[:150].casefold()
        ):
            return False
        bare = letters(text[:150])
        return bare[:60] in self._description or self._description[:60] in bare


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _kind(letter: str) -> str:
    if letter.isupper():
        return "upper"
    if letter.islower():
        return "lower"
    if letter.isdigit():
        return "digit"
    return "other" if letter.isalpha() else "sign"


def _capitals(words: list[str]) -> float | None:
    """The share of words that begin with a capital; None for a single word."""
    if len(words) < 2:
        return None
    return sum(map(str.isupper, [word[0] for word in words[1:]])) / (len(words) - 1)


def _emphasis(element: etree._Element) -> str | None:
    """The inline tag that all of a block stands in, if it is one."""
    # The length of an element is counted child by child.
    only = next(iter(element), None)
    if only is None or only.getnext() is not None:
        return None
    if element.text and not element.text.isspace():
        return None
    if only.tag not in _EMPHASIS or (only.tail and not only.tail.isspace()):
        return None
    return str(only.tag)
