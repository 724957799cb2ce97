"""The body of an article as it is handed on: its blocks, and the elements they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from archive.records import Evidence, RemovedBlock
from scraper.clean.removal import detach, folded, place_of
from scraper.extract.blocks import Block

#: Characters of a left-out block that are kept in its record, and records kept for one body.
KEPT_TEXT = 500
KEPT_RECORDS = 60


@dataclass(slots=True)
class Body:
    """The text of an article and the elements it stands in."""

    blocks: list[Block]
    roots: list[etree._Element]
    evidence: Evidence
    outside: set[etree._Element] = field(default_factory=set)
    #: elements that stand in the roots and are no part of the text
    removed: list[RemovedBlock] = field(default_factory=list)
    prose_only: str | None = None  #: text known from metadata alone, without elements

    @property
    def text(self) -> str:
        """Blocks separated by one blank line."""
        return self.prose_only or "\n\n".join(block.text for block in self.blocks)

    def trim(self) -> None:
        """Cut the roots down to the text; all fields that stand in them must be read before."""
        outside = self.outside.difference(self.roots)
        # In document order, so that the same page leaves the same white space behind.
        for element in [each for root in self.roots for each in root.iter() if each in outside]:
            detach(element)

    def record(self, block: Block, rule: str) -> None:
        """Note that a block is no part of the text, and why."""
        self.leave_out(block)
        if len(self.removed) < KEPT_RECORDS:
            text = block.text[:KEPT_TEXT]
            self.removed.append(RemovedBlock(rule, text, place_of(block.element)))

    def leave_out(self, block: Block) -> None:
        """Note that a block's element is no part of the text, if it holds nothing else."""
        if folded(block.element) == block.text:
            self.outside.add(block.element)
