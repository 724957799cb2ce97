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
from scraper.extract.body_features import Features

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
        self._scores = scores
        self._chances = chances
        self._chains: dict[etree._Element | None, list[etree._Element]] = {}
        self._held = [self._chain(block.element.getparent()) for block in blocks]
        self._sizes = self._gathered([1.0] * len(blocks))
        self._likely = self._gathered(chances)
        sizes = features.sizes
        for number, signature in enumerate(features.signatures):
            self._sizes[signature] += sizes[number]
            self._likely[signature] += sizes[number] * chances[number]
        self._total = sum(map(float.__mul__, map(float, sizes), chances))
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

    @property
    def sizes(self) -> Sequence[int]:
        """The sizes of the blocks."""
        return self._features.sizes

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
        span, lift = self._span(number), self._lift(chain)
        keys = [
            f"own:{group}:{own}",
            f"total:{bisect(_TOTALS, self._total)}:{own // 2}",
            f"span:{span}",
            f"lift:{lift}",
            f"held:{span[:2]}:{min(lift, 8) // 2}:{own // 2}",
            f"kin:{self._purity(self._features.signatures[number], number)}",
            *self._neighbours(number, group),
        ]
        for level, holder in enumerate(chain[:4]):
            share = bisect(_SHARES, self._likely[holder] / (self._total or 1))
            keys.append(f"in{level}:{self._purity(holder, number)}")
            keys.append(f"share{level}:{share}")
        return keys

    def _purity(self, holder: object, number: int) -> str:
        """How much of what else stands in a container is likely text."""
        size = self._features.sizes[number]
        others = self._sizes[holder] - size
        if others < 1:
            return "alone"
        return str(
            bisect(_PURITIES, (self._likely[holder] - size * self._chances[number]) / others)
        )

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
        before, after = self._chance(number - 1), self._chance(number + 1)
        keys = [
            f"between:{before}:{after}",
            f"before2:{self._chance(number - 2)}",
            f"after2:{self._chance(number + 2)}",
        ]
        if group != "p":
            keys.append(f"{group}:between:{before}:{after}")
        if group == "h":
            keys.append(f"leads:{self._led(number)}")
        return keys

    def _chance(self, number: int) -> int:
        if not 0 <= number < len(self._chances):
            return -1
        return bisect(_CHANCES, self._chances[number])

    def _led(self, number: int) -> int:
        """The chance of what stands under a heading."""
        groups = self._features.groups
        for other in range(number + 1, min(number + 4, len(groups))):
            if groups[other] != "h":
                return self._chance(other)
        return -1
