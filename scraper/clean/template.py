"""What the pages of a site repeat, marked on one page: no part of the article.

The archive counts blocks over the pages of a site and says which are repeated
(:class:`~archive.records.SiteTemplate`). Here they are found again, and what stands around
them decides. A page's *own* blocks are those that are not repeated; what holds one is never
marked. Repeated blocks stay

* between own paragraphs of the same element, if they are plain paragraphs or quotes, or
  stand at a place that few pages have: a sentence or paragraph that many articles quote;
* as headings over something that stays;
* as cells, terms or items beside own ones: a row of facts is read as a whole;
* where the page has no running text of its own, if they are running text, or has less than of
  what may be furniture: then it is a copy of other pages.

Nothing is taken out of the tree: titles, dates, names and tags are rightly the same on many
pages, and are read before the text is cut down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from archive.records import Reach, RemovedBlock, SeenBlock, SiteTemplate
from scraper.clean.fingerprint import Block, blocks_of
from scraper.clean.removal import KEPT_TEXT, folded, place_of

RULE = "template:learned"

#: Characters of a block that are kept to show it to a person.
EXAMPLE = 200
#: Running text is at least this long.
PROSE = 60
#: A cell, term or item with more text is no part of a row of facts.
LONGEST_FACT = 300
#: A repeated label of facts is at most this long.
LONGEST_LABEL = 80
#: Children, links and steps up the tree that are looked at on one page; a page that asks for
#: more steps is no page of news, and nothing is marked on it.
MOST_CHILDREN = 1000
MOST_LINKS = 500
MOST_STEPS = 100_000
#: Share of a block's text in links from which on it is a link.
LINKED = 0.8

#: Tag and class attribute of an element.
_Kind = tuple[object, str | None]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FACTS = frozenset({"td", "th", "tr", "dt", "dd", "li"})
_DOUBTFUL = frozenset({Reach.EDGE, Reach.ROTATING})
_QUOTES = frozenset({"blockquote", "pre", "figure"})


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a page repeats of its site, and what it adds to what is known of the site."""

    elements: tuple[etree._Element, ...] = ()  #: no part of the article; still in the tree
    removed: tuple[RemovedBlock, ...] = ()  #: the same for the record
    seen: tuple[SeenBlock, ...] = ()  #: every block of the page, each once


def repeated_on(tree: etree._Element, template: SiteTemplate | None) -> Repeated:
    """What of the page ``tree`` is boilerplate by ``template``; nothing if that is None."""
    if template is None:
        return Repeated()
    blocks = blocks_of(tree)
    elements = tuple(_judged(blocks, template))
    return Repeated(elements, tuple(map(_record, elements)), _seen(blocks))


def _seen(blocks: Iterable[Block]) -> tuple[SeenBlock, ...]:
    different = {block.key: block for block in blocks}
    return tuple(
        SeenBlock(key, place.number, place.path, text[:EXAMPLE])
        for key, (_, text, _, place) in different.items()
    )


def _record(element: etree._Element) -> RemovedBlock:
    text = " ".join(" ".join(element.itertext()).split())
    text = text if len(text) <= KEPT_TEXT else text[: KEPT_TEXT - 1] + "…"
    return RemovedBlock(RULE, text, place_of(element))


def _judged(blocks: Sequence[Block], template: SiteTemplate) -> list[etree._Element]:
    known = template.blocks
    reach = [known.get(block.key) for block in blocks]
    if not any(reach):
        return []
    page = _Page(blocks, reach)
    doubts = _doubts(blocks, reach, page.own_prose)
    return (_Page(blocks, doubts) if doubts else page).judge()


def _doubts(
    blocks: Sequence[Block], reach: Sequence[Reach | None], own_prose: int
) -> list[Reach | None]:
    """``reach`` for a page that may be a copy of others, as translations not made are; empty
    for any other. What may be the article's is then taken for the page's own.
    """
    weak = [one in _DOUBTFUL and _is_text(block) for block, one in zip(blocks, reach, strict=True)]
    doubtful = sum(
        len(block.text)
        for block, is_weak in zip(blocks, weak, strict=True)
        if is_weak and len(block.text) >= PROSE
    )
    if own_prose and own_prose >= doubtful:
        return []
    return [
        None
        if is_weak or (not own_prose and one is not Reach.ANYWHERE and _is_prose(block))
        else one
        for block, one, is_weak in zip(blocks, reach, weak, strict=True)
    ]


@dataclass(slots=True)
class _Span:
    """Where the own text of an element begins and ends: numbers of blocks, -1 for none."""

    first: int = -1  #: first and last block of text that is no heading and no link
    last: int = -1
    first_prose: int = -1  #: the same of running text
    last_prose: int = -1

    def is_around(self, first: int, last: int) -> bool:
        """True if own text stands before and after the blocks from ``first`` to ``last``."""
        return 0 <= self.first < first and self.last > last

    def is_around_prose(self, first: int, last: int) -> bool:
        """The same of running text."""
        return 0 <= self.first_prose < first and self.last_prose > last


class _Page:
    """The blocks of one page, own ones and repeated ones."""

    def __init__(self, blocks: Sequence[Block], reach: Sequence[Reach | None]) -> None:
        self._blocks = blocks
        self._reach = reach
        self._spans: dict[etree._Element, _Span] = {}
        self._facts: set[etree._Element | None] = set()
        self._series: dict[etree._Element, tuple[set[_Kind], set[_Kind]]] = {}
        self._gone: set[int] = set()
        self._text = _Span()  #: of the whole page
        self._steps = 0
        self.own_prose = 0  #: characters of running text
        for number, block in enumerate(blocks):
            if reach[number] is None:
                self._take_own(number, block)

    def judge(self) -> list[etree._Element]:
        """The outermost elements that hold nothing but boilerplate, in document order."""
        groups: dict[etree._Element, list[int]] = {}
        for number, reach in enumerate(self._reach):
            element = self._blocks[number].element
            if reach is None or element in self._spans:
                continue
            if reach is not Reach.ANYWHERE:
                element = self._outermost(element)
            groups.setdefault(element, []).append(number)
        if self._steps > MOST_STEPS:
            return []
        gone = []
        # From the end: whether a heading stays depends on what follows it.
        for element, numbers in reversed(groups.items()):
            if self._goes(element, numbers):
                gone.append(element)
                self._gone.update(numbers)
        return gone[::-1]

    def _take_own(self, number: int, block: Block) -> None:
        element, text = block.element, block.text
        is_text = _is_text(block)
        is_prose = is_text and len(text) >= PROSE
        self.own_prose += is_prose * len(text)
        spans = self._spans
        if self._steps > MOST_STEPS:
            return
        around: etree._Element | None = element
        while around is not None:
            self._steps += 1
            span = spans.get(around)
            if span is None:
                span = spans[around] = self._text if around.tag == "html" else _Span()
            if is_text:
                span.first = number if span.first < 0 else span.first
                span.last = number
            if is_prose:
                span.first_prose = number if span.first_prose < 0 else span.first_prose
                span.last_prose = number
            around = around.getparent()
        if is_text and len(text) < LONGEST_FACT and element.tag in _FACTS:
            parent = element.getparent()
            self._facts.update((parent, None if parent is None else parent.getparent()))

    def _outermost(self, element: etree._Element) -> etree._Element:
        """The widest element around ``element`` without anything of the page's own."""
        while (parent := element.getparent()) is not None and parent.tag != "body":
            self._steps += 1
            if parent in self._spans or self._steps > MOST_STEPS:
                break
            element = parent
        return element

    def _goes(self, element: etree._Element, numbers: list[int]) -> bool:
        parent = element.getparent()
        span = self._spans.get(parent)
        if parent is None or span is None:
            # The page has nothing of its own.
            return False
        reach = min(one for number in numbers if (one := self._reach[number]) is not None)
        if reach is Reach.ANYWHERE:
            return True
        first, last = numbers[0], numbers[-1]
        if all(self._blocks[number].element.tag in _HEADINGS for number in numbers):
            return not self._heads_something(last, parent)
        size = sum(len(self._blocks[number].text) for number in numbers)
        if reach is not Reach.EDGE and _is_link(element, size):
            return True
        if size <= LONGEST_LABEL and self._is_fact(element, parent):
            return False
        if reach is Reach.EDGE:
            return not (span.is_around(first, last) or self._text.is_around_prose(first, last))
        if element.tag in _QUOTES:
            return not self._text.is_around_prose(first, last)
        return reach is Reach.BETWEEN or not span.is_around_prose(first, last)

    def _heads_something(self, number: int, parent: etree._Element) -> bool:
        """True if the block after a heading, within ``parent``, stays and is no link."""
        following = number + 1
        if following >= len(self._blocks) or following in self._gone:
            return False
        block = self._blocks[following]
        if parent not in block.element.iterancestors():
            return False
        return not _is_link(block.element, len(block.text))

    def _is_fact(self, element: etree._Element, parent: etree._Element) -> bool:
        """True for a cell, term or item beside own ones, and for a label of an own value."""
        if element.tag in _FACTS and parent in self._facts:
            return True
        if parent not in self._series:
            self._series[parent] = self._series_in(parent)
        own, labels = self._series[parent]
        kind = (element.tag, element.get("class"))
        return kind in own or (kind in labels and self._is_own_and_short(element.getnext()))

    def _is_own_and_short(self, element: etree._Element | None) -> bool:
        span = self._spans.get(element)
        return span is not None and span.first >= 0 and span.first_prose < 0

    def _series_in(self, parent: etree._Element) -> tuple[set[_Kind], set[_Kind]]:
        """Kinds of short children that hold own text, and those that own text parts."""
        own_before = 0
        first: dict[_Kind, int] = {}
        own: set[_Kind] = set()
        labels: set[_Kind] = set()
        for child in islice(parent, MOST_CHILDREN):
            kind = (child.tag, child.get("class"))
            if child not in self._spans:
                if len(folded(child)) <= LONGEST_LABEL and own_before > first.setdefault(
                    kind, own_before
                ):
                    labels.add(kind)
            elif self._is_own_and_short(child):
                own_before += 1
                own.add(kind)
        return own, labels


def _is_prose(block: Block) -> bool:
    """True for running text."""
    return len(block.text) >= PROSE and _is_text(block)


def _is_text(block: Block) -> bool:
    """True for what is no heading and leads nowhere."""
    element = block.element
    return element.tag not in _HEADINGS and not _is_link(element, len(block.text))


def _is_link(element: etree._Element, size: int) -> bool:
    """True if most of an element's text of ``size`` characters leads somewhere."""
    if len(element):
        links = islice(element.iter("a"), MOST_LINKS)
        if sum(len(folded(link)) for link in links) >= LINKED * size:
            return True
    parent = element.getparent()
    return parent is not None and parent.tag == "a"
