"""Taking elements out of a tree, with a record of what went and why."""

from __future__ import annotations

from lxml import etree

from archive.records import RemovedBlock
from scraper.clean.index import PageIndex

#: Characters of a removed block's text that are kept in its record.
KEPT_TEXT = 500

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
        text = folded(element, KEPT_TEXT)
        if text and len(self.removed) < KEPT_RECORDS:
            kept = text if len(text) <= KEPT_TEXT else text[: KEPT_TEXT - 1] + "…"
            self.removed.append(RemovedBlock(rule, kept, place_of(element)))
        self.by_kind.setdefault(rule.partition(":")[0], []).append(element)
        detach(element)
        self._index.forget(element)


def detach(element: etree._Element) -> None:
    """Take an element out of its tree and leave its tail where it stood."""
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    previous = element.getprevious()
    before = (parent.text if previous is None else previous.tail) or ""
    gap = "" if not tail or element.tag in INLINE else " "
    if previous is None:
        parent.text = before + gap + (tail or "")
    else:
        previous.tail = before + gap + (tail or "")
    parent.remove(element)


def folded(element: etree._Element, limit: int | None = None) -> str:
    """The text of an element on one line, with a space where a reader sees a boundary.

    With a ``limit`` the walk ends once about so many characters are together.
    """
    if len(element) == 0:
        return " ".join((element.text or "").split())
    parts: list[str] = []
    left = limit if limit is not None else -1
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag not in INLINE:
            parts.append(" ")
        text = node.text if event == "start" else node.tail
        if text and (event == "start" or node is not element):
            parts.append(text)
            if limit is not None and not text.isspace():
                left -= len(text)
                if left < 0:
                    break
    return " ".join("".join(parts).split())


def place_of(element: etree._Element) -> str:
    """A CSS-like path to the element from its nearest ancestors."""
    steps = [_step(element)]
    for ancestor in element.iterancestors():
        if len(steps) == PLACE_LEVELS:
            break
        steps.append(_step(ancestor))
    return " > ".join(reversed(steps))


def _step(element: etree._Element) -> str:
    if name := element.get("id"):
        return f"{element.tag}#{name[:60]}"
    classes = (element.get("class") or "").split()
    return f"{element.tag}.{classes[0][:60]}" if classes else str(element.tag)
