"""What the first scores around a block say about it: the features of the second score.

A paragraph among paragraphs is text even if it is short; a teaser that reads like a
paragraph stands among other teasers, away from where most of the text is.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from scraper.extract.blocks import Block
from scraper.extract.body_features import Features, scale

#: Levels around a block that are looked at.
MOST_LEVELS = 40

#: A block with this probability and this size is taken for granted when others are judged.
SURE = 0.8
SURE_SIZE = 80

#: Share of the probable text that makes a container the main one.
MAIN = 0.6

_SURENESS = (-4.0, -2.5, -1.5, -0.7, 0.0, 0.7, 1.5, 2.5, 4.0)
_CHANCES = (0.1, 0.35, 0.65, 0.9)
_PURITIES = (0.05, 0.2, 0.4, 0.6, 0.8, 0.93)
_SHARES = (0.02, 0.1, 0.3, 0.6, 0.9)
_STEPS = (1, 2, 3, 5, 9)
_TOTALS = (150, 500, 1200, 3000, 8000)

#: How many bins there are, and the mark of a container that holds nothing else.
_OWN, _CHANCE = len(_SURENESS) + 1, len(_CHANCES) + 1
_ALONE = len(_PURITIES) + 1
_GROUPS = ("div", "p", "li", "bq", "td", "h", "pre")

# All features that blocks have here, made once so that they are only looked up.
_OWNS = {group: scale(f"own:{group}", _SURENESS) for group in _GROUPS}
_WHOLES = [
    [f"total:{total}:{own // 2}" for own in range(_OWN)] for total in range(len(_TOTALS) + 1)
]
_LIFTS = [f"lift:{lift}" for lift in range(9)]
_KIN = (*scale("kin", _PURITIES), "kin:alone")
_IN = [(*scale(f"in{level}", _PURITIES), f"in{level}:alone") for level in range(4)]
_SHARE = [scale(f"share{level}", _SHARES) for level in range(4)]
_BETWEEN = {
    (before, after): f"between:{before}:{after}"
    for before in range(-1, _CHANCE)
    for after in range(-1, _CHANCE)
}
_BEFORE = {chance: f"before2:{chance}" for chance in range(-1, _CHANCE)}
_AFTER = {chance: f"after2:{chance}" for chance in range(-1, _CHANCE)}
_LEADS = {chance: f"leads:{chance}" for chance in range(-1, _CHANCE)}


class Around:
    """The features that the blocks of a page have by the first scores of all of them."""

    def __init__(
        self,
        blocks: Sequence[Block],
        features: Features,
        scores: Sequence[float],
        chances: Sequence[float],
    ) -> None:
        self._blocks = blocks
        self._features = features
        self.sizes: Sequence[int] = features.sizes  #: the sizes of the blocks
        self._scores = scores
        self._chances = chances
        self._chains: dict[etree._Element | None, list[etree._Element]] = {}
        self._held = [self._chain(block.element.getparent()) for block in blocks]
        self._sizes = self._gathered([1.0] * len(blocks))
        self._likely = self._gathered(chances)
        sizes = self.sizes
        for number, signature in enumerate(features.signatures):
            self._sizes[signature] += sizes[number]
            self._likely[signature] += sizes[number] * chances[number]
        self._total = sum(map(float.__mul__, map(float, sizes), chances))
        self._whole = bisect(_TOTALS, self._total)
        #: the chance of each block as a bin, with two blocks that are none at either end
        self._bins = [-1, -1, *(bisect(_CHANCES, chance) for chance in chances), -1, -1]
        self._common: dict[etree._Element | None, tuple[int, list[str]]] = {}
        sure = [
            number
            for number, chance in enumerate(chances)
            if chance > SURE and sizes[number] > SURE_SIZE
        ]
        #: numbers of the first and the last sure block
        self._span_of_sure = (sure[0], sure[-1]) if sure else None

    def _gathered(self, shares: Sequence[float]) -> defaultdict[object, float]:
        """Container -> the sizes of the blocks in it, each times its share."""
        by_parent: defaultdict[etree._Element | None, float] = defaultdict(float)
        for block, size, share in zip(self._blocks, self.sizes, shares, strict=True):
            by_parent[block.element.getparent()] += size * share
        found: defaultdict[object, float] = defaultdict(float)
        for parent, mass in by_parent.items():
            for holder in self._chain(parent):
                found[holder] += mass
        return found

    def _chain(self, parent: etree._Element | None) -> list[etree._Element]:
        """The elements around a block whose parent this is, the nearest first."""
        chain = self._chains.get(parent)
        if chain is None:
            chain = []
            if parent is not None:
                chain = [parent, *islice(parent.iterancestors(), MOST_LEVELS)]
            self._chains[parent] = chain
        return chain

    def main(self, chances: Sequence[float]) -> tuple[etree._Element | None, list[int]]:
        """The smallest container with most of the text by ``chances``, and its blocks."""
        masses = self._gathered(chances)
        total = sum(map(float.__mul__, map(float, self.sizes), chances))
        best = min((mass for mass in masses.values() if mass >= MAIN * total), default=0.0)
        # Of containers with the same mass the innermost was met first.
        main = next((holder for holder, mass in masses.items() if mass == best), None)
        if main is None or not total:
            return None, []
        within = {parent for parent, chain in self._chains.items() if main in chain}
        inside = [
            number
            for number, block in enumerate(self._blocks)
            if block.element.getparent() in within or block.element is main
        ]
        return main, inside

    def of(self, number: int) -> list[str]:
        """The features of one block."""
        group = self._features.groups[number]
        own = bisect(_SURENESS, self._scores[number])
        chain = self._held[number]
        span = self._span(number)
        lift, shares = self._of_parent(chain)
        keys = [
            _OWNS[group][own],
            _WHOLES[self._whole][own],
            f"span:{span}",
            _LIFTS[lift],
            f"held:{span[:2]}:{min(lift, 8) // 2}:{own // 2}",
            _KIN[self._purity(self._features.signatures[number], number)],
            *shares,
            *self._neighbours(number, group),
        ]
        keys += [_IN[level][self._purity(holder, number)] for level, holder in enumerate(chain[:4])]
        return keys

    def _of_parent(self, chain: list[etree._Element]) -> tuple[int, list[str]]:
        """What blocks of one parent have in common: levels up to most text, shares on the way."""
        parent = chain[0] if chain else None
        known = self._common.get(parent)
        if known is None:
            total = self._total or 1
            shares = [
                _SHARE[level][bisect(_SHARES, self._likely[holder] / total)]
                for level, holder in enumerate(chain[:4])
            ]
            known = self._common[parent] = self._lift(chain), shares
        return known

    def _purity(self, holder: object, number: int) -> int:
        """How much of what else stands in a container is likely text; its bin."""
        size = self.sizes[number]
        others = self._sizes[holder] - size
        if others < 1:
            return _ALONE
        return bisect(_PURITIES, (self._likely[holder] - size * self._chances[number]) / others)

    def _span(self, number: int) -> str:
        """Where a block stands to the first and last that are sure."""
        if self._span_of_sure is None:
            return "none"
        first, last = self._span_of_sure
        if number < first:
            return f"before{bisect(_STEPS, first - number)}"
        if number > last:
            return f"after{bisect(_STEPS, number - last)}"
        return "in"

    def _lift(self, chain: list[etree._Element]) -> int:
        """Levels up to the first container with most of the likely text."""
        wanted = MAIN * self._total
        for level, holder in enumerate(chain):
            if self._likely[holder] >= wanted:
                return min(level, 7)
        return 8

    def _neighbours(self, number: int, group: str) -> list[str]:
        bins = self._bins
        before, after = bins[number + 1], bins[number + 3]
        between = _BETWEEN[before, after]
        keys = [between, _BEFORE[bins[number]], _AFTER[bins[number + 4]]]
        if group != "p":
            keys.append(f"{group}:{between}")
        if group == "h":
            keys.append(_LEADS[self._led(number)])
        return keys

    def _led(self, number: int) -> int:
        """The chance of what stands under a heading."""
        groups = self._features.groups
        for other in range(number + 1, min(number + 4, len(groups))):
            if groups[other] != "h":
                return self._bins[other + 2]
        return -1
