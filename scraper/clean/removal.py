"""Taking elements out of a tree, with a record of what went and why."""

from __future__ import annotations

from lxml import etree

from archive.records import RemovedBlock
from scraper.clean.index import PageIndex

#: Characters of a removed block's text that are kept in its record.
KEPT_TEXT = 300

#: Records kept for one page.
KEPT_RECORDS = 200

#: Levels of a place: enough to find the element, short enough to read.
PLACE_LEVELS = 5

INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s"),
        *("samp", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr", "img", "svg", "math", "noscript", "iframe"),
    }
)


class Remover:
    """Removes elements from one page and remembers them by kind."""

    def __init__(self, index: PageIndex) -> None:
        self._index = index
        self.removed: list[RemovedBlock] = []
        self.by_kind: dict[str, list[etree._Element]] = {}

    def remove(self, element: etree._Element, rule: str) -> None:
        """Take ``element`` out (its tail stays) and record its text, if it has any."""
        if element in self._index.gone or element.getparent() is None:
            return
        if len(self.removed) < KEPT_RECORDS and (text := _beginning(element)):
            self.removed.append(RemovedBlock(rule, text, place_of(element)))
        self.by_kind.setdefault(rule.partition(":")[0], []).append(element)
        self._index.forget(element)
        detach(element)


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


def folded(element: etree._Element) -> str:
    """The text of an element on one line, with a space where a reader sees a boundary."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag not in INLINE:
            parts.append(" ")
        text = node.text if event == "start" else node.tail
        if text and (event == "start" or node is not element):
            parts.append(text)
    return " ".join("".join(parts).split())


def _beginning(element: etree._Element) -> str:
    """The first words of an element, for a record; each text node is a word at least."""
    parts: list[str] = []
    left = KEPT_TEXT
    for text in element.itertext():
        words = text.split()
        if words:
            parts += words
            left -= len(text)
            if left < 0:
                break
    joined = " ".join(parts)
    return joined if len(joined) <= KEPT_TEXT else joined[: KEPT_TEXT - 1] + "…"


def place_of(element: etree._Element) -> str:
    """A CSS-like path to the element from its nearest ancestors."""
    steps = [_step(element)]
    for ancestor in element.iterancestors():
        if len(steps) == PLACE_LEVELS:
            break
        steps.append(_step(ancestor))
    return " > ".join(reversed(steps))


def _step(element: etree._Element) -> str:
    if names := (element.get("id") or "").split(None, 1):
        return f"{element.tag}#{names[0][:60]}"
    classes = (element.get("class") or "").split(None, 1)
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)
