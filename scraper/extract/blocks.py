"""The text of a tree as blocks: paragraphs, headings, list items, quotes, table cells.

A block is what stands between two boundaries that a reader sees. Inline elements are no
boundary, so no space is put into a word that they cut; block elements always are, so
none is lost between two. One ``<br>`` is a space, two are a boundary.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from lxml import etree

from scraper.extract.text import clean_text

BLOCK_TAGS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li"),
        *("main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "ul"),
    }
)

#: Captions belong to their picture, controls to the machine.
SKIPPED_TAGS = frozenset(
    {
        *("head", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg"),
        *("canvas", "audio", "video", "figcaption", "button", "input", "select", "textarea"),
        *("label", "title", "link", "meta"),
    }
)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

#: What is longer is no listing that anybody reads line by line.
LONGEST_PREFORMATTED = 200_000

_EVENTS = ("start", "end")
_BLANK_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text and where it stood."""

    text: str  #: cleaned; line breaks only in preformatted text
    element: etree._Element  #: the innermost block element around it
    link_chars: int = 0  #: how many of its characters stand in links

    @property
    def tag(self) -> str:
        """Tag of the block element."""
        return str(self.element.tag)

    @property
    def link_density(self) -> float:
        """Share of the text that stands in links, 0 to 1."""
        return min(1.0, self.link_chars / len(self.text))


def blocks_of(
    root: etree._Element,
    skipped: Container[etree._Element] = (),
    met: dict[etree._Element, int] | None = None,
) -> list[Block]:
    """The blocks of text in ``root``, in document order; elements in ``skipped`` left out.

    ``met`` takes down how many blocks stand before each of those left out.
    """
    collector = _Collector(root)
    walker = etree.iterwalk(root, events=_EVENTS)
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end":
                collector.add(element.tail)
        elif event == "start":
            if tag in SKIPPED_TAGS or element in skipped:
                walker.skip_subtree()
                if met is not None and element in skipped:
                    met[element] = len(collector.blocks)
            else:
                collector.start(tag, element)
        else:
            collector.end(tag, element, is_root=element is root)
    collector.flush()
    return collector.blocks


def texts(blocks: Iterable[Block]) -> list[str]:
    """The texts of the blocks."""
    return [block.text for block in blocks]


class _Collector:
    """Gathers text until a boundary, then makes a block of it."""

    def __init__(self, root: etree._Element) -> None:
        self.blocks: list[Block] = []
        self._stack = [root]
        self._parts: list[str] = []
        self._link_chars = 0
        self._links = 0
        self._preformatted = 0
        self._after_break = False

    def start(self, tag: str, element: etree._Element) -> None:
        if tag in BLOCK_TAGS:
            self.flush()
            self._stack.append(element)
            self._preformatted += tag == "pre"
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._links += 1
        self.add(element.text)

    def end(self, tag: str, element: etree._Element, *, is_root: bool) -> None:
        if tag in BLOCK_TAGS:
            self.flush()
            if len(self._stack) > 1 and self._stack[-1] is element:
                self._stack.pop()
                self._preformatted -= tag == "pre"
        elif tag == "a":
            self._links = max(0, self._links - 1)
        if not is_root:
            self.add(element.tail)

    def add(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if not text.isspace():
            self._after_break = False
            if self._links:
                self._link_chars += len(text.strip())

    def flush(self) -> None:
        self._after_break = False
        if not self._parts:
            return
        joined = "".join(self._parts)
        self._parts.clear()
        if joined.isspace():
            return
        has_lines = self._preformatted and len(joined) < LONGEST_PREFORMATTED
        text = _lines(joined) if has_lines else clean_text(joined)
        if text:
            self.blocks.append(Block(text, self._stack[-1], self._link_chars))
        self._link_chars = 0

    def _break(self) -> None:
        if self._after_break and not self._preformatted:
            self.flush()
            return
        self._parts.append("\n" if self._preformatted else " ")
        self._after_break = True


def _lines(text: str) -> str:
    """Preformatted text: lines and their indents kept, no empty ones."""
    lines = [f"{_indent(line)}{clean_text(line)}".rstrip() for line in text.splitlines()]
    return _BLANK_LINES.sub("\n", "\n".join(lines)).strip("\n")


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" \t")))
