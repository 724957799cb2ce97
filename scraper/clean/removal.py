"""Taking elements out of a tree, with a record of what went and why."""

from __future__ import annotations

import hashlib
from itertools import islice

from lxml import etree

from archive.records import RemovedBlock
from scraper.clean.index import PageIndex

#: Characters of a removed block's text that are kept in its record.
KEPT_TEXT = 300

#: Records kept for one page.
KEPT_RECORDS = 200

#: Levels of a place: enough to find the element, short enough to read.
PLACE_LEVELS = 5

#: Texts of an element that are not empty, as many as can make up the text of a record: each
#: is a word at least.
_TEXTS = etree.XPath(
    f"descendant::text()[normalize-space()][position() <= {KEPT_TEXT // 2 + 1}]",
    smart_strings=False,
)

INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s"),
        *("samp", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr", "img", "svg", "math", "noscript", "iframe"),
    }
)


class Remover:
    """Removes elements from one page and remembers them by kind.

    ``kept``: digests of recorded texts (:func:`text_digest`); an element with such a text
    stays, with all that it holds.
    """

    def __init__(self, index: PageIndex, kept: frozenset[str] = frozenset()) -> None:
        self._index = index
        self._kept = kept
        self._staying: set[etree._Element] = set()
        self.removed: list[RemovedBlock] = []
        self.by_kind: dict[str, list[etree._Element]] = {}
        self._steps: dict[etree._Element, str] = {}

    def remove(self, element: etree._Element, rule: str) -> None:
        """Take ``element`` out (its tail stays) and record its text, if it has any."""
        if element in self._index.gone or element.getparent() is None:
            return
        if self._kept and self._stays(element):
            return
        if len(self.removed) < KEPT_RECORDS and (text := _beginning(element)):
            self.removed.append(RemovedBlock(rule, text, _place(element, self._steps)))
        self.by_kind.setdefault(rule.partition(":")[0], []).append(element)
        self._index.forget(element)
        detach(element)

    def _stays(self, element: etree._Element) -> bool:
        if text_digest(_beginning(element)) in self._kept:
            self._staying.add(element)
        return element in self._staying or not self._staying.isdisjoint(element.iterancestors())


def text_digest(text: str) -> str:
    """What a removed block is known by when a person puts it back."""
    return hashlib.sha256(text.encode()).hexdigest()


def detach(element: etree._Element) -> None:
    """Take an element out of its tree and leave its tail where it stood."""
    parent = element.getparent()
    if parent is None:
        return
    tail, previous = element.tail, element.getprevious()
    before = parent.text if previous is None else previous.tail
    if tail or before is None:
        element.tail = None
        gap = " " if tail and element.tag not in INLINE else ""
        joined = (before or "") + gap + (tail or "")
        if previous is None:
            parent.text = joined
        else:
            previous.tail = joined
    parent.remove(element)


def folded(element: etree._Element, length: int | None = None) -> str:
    """The text of an element on one line, with a space where a reader sees a boundary.

    ``length``: characters that are enough; the text may be cut anywhere behind them.
    """
    if len(element) == 0:
        return " ".join((element.text or "").split())
    parts: list[str] = []
    left = length
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag not in INLINE:
            parts.append(" ")
        text = node.text if event == "start" else node.tail
        if text and (event == "start" or node is not element):
            parts.append(text)
            if left is not None and (left := left - sum(map(len, text.split()))) <= 0:
                break
    return " ".join("".join(parts).split())


def _beginning(element: etree._Element) -> str:
    """The first words of an element, for a record; each text node is a word at least."""
    joined = " ".join(_first_words(element))
    return joined if len(joined) <= KEPT_TEXT else joined[: KEPT_TEXT - 1] + "…"


def _first_words(element: etree._Element) -> list[str]:
    """The words an element begins with, enough of them for a record."""
    parts: list[str] = (element.text or "").split()
    left = KEPT_TEXT
    for node in element.iterdescendants():
        if (text := node.text) and (words := text.split()):
            parts += words
            left -= len(text)
        if (text := node.tail) and (words := text.split()):
            if len(node):
                # What follows it in the text stands further on: rare, and dearer to read.
                return [word for text in _TEXTS(element) for word in text.split()]
            parts += words
            left -= len(text)
        if left < 0:
            break
    return parts


def place_of(element: etree._Element) -> str:
    """A CSS-like path to the element from its nearest ancestors."""
    return _place(element, {})


def _place(element: etree._Element, known: dict[etree._Element, str]) -> str:
    """The path to an element; the steps in it are remembered, for siblings share them."""
    steps = [_step(element)]
    for ancestor in islice(element.iterancestors(), PLACE_LEVELS - 1):
        step = known.get(ancestor)
        if step is None:
            step = known[ancestor] = _step(ancestor)
        steps.append(step)
    return " > ".join(reversed(steps))


def _step(element: etree._Element) -> str:
    if names := (element.get("id") or "").split(None, 1):
        return f"{element.tag}#{names[0][:60]}"
    classes = (element.get("class") or "").split(None, 1)
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)
