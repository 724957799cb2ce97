"""Where the running text of a page is."""

from __future__ import annotations

from lxml import etree

#: Paragraphs of fewer characters are captions and notes.
LINE = 80
#: What is shorter is white space or a mark.
SHORTEST = 4

_TEXT = etree.XPath("string()", smart_strings=False)


class Prose:
    """Characters of paragraphs, counted for every element around them."""

    def __init__(self, tree: etree._Element) -> None:
        self.total = 0  #: of the whole page
        self.near: dict[etree._Element, int] = {}
        #: element -> characters of its own paragraphs that are longer than :data:`LINE`
        self._sums: dict[etree._Element, int] = {}
        own: dict[etree._Element, int] = {}
        for paragraph in tree.iter("p"):
            # The text of a bare paragraph is at hand; white space at its ends does not matter.
            text = _TEXT(paragraph) if len(paragraph) else paragraph.text
            if not text or (length := len(text)) < SHORTEST:
                continue
            parent = paragraph.getparent()
            if parent is None:
                continue
            own[parent] = own.get(parent, 0) + length
            if length > LINE:
                self.near[parent] = self.near.get(parent, 0) + length
        for parent, length in own.items():
            self._add(parent, length)

    def _add(self, element: etree._Element | None, length: int) -> None:
        self.total += length
        sums = self._sums
        if element is None:
            return
        sums[element] = sums.get(element, 0) + length
        for ancestor in element.iterancestors():
            sums[ancestor] = sums.get(ancestor, 0) + length

    def share(self, element: etree._Element) -> float:
        """The share of the page's running text that stands in ``element``, 0 to 1."""
        return self._sums.get(element, 0) / self.total if self.total else 0.0

    def forget(self, element: etree._Element) -> None:
        """Leave an element out that is about to go: what remains is measured without it."""
        if length := self._sums.get(element, 0):
            self._add(element, -length)
