"""Where the text of an article stands on a page of no known system.

Every block is weighed by its length, its commas and how little of it stands in links;
its weight goes to the elements around it, less with each level; names of classes and
ids add to that or take from it. The heaviest element wins, and is widened as long as
what it lacks is text of the same kind: a body may be split over several containers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from scraper.extract.blocks import HEADINGS, Block

#: Shorter blocks weigh nothing; links that fill more of a block than this make it a menu.
SHORTEST = 25
LINKED = 0.4

#: Share of text among what a wider element adds from which on it is taken.
SAME_KIND = 0.66
#: A wider element must add this much of the weight to be worth it.
WORTHWHILE = 0.08

_GOOD = re.compile(
    r"article|body|content|entry|main|news|post|story|text|detail|blog|hentry|beitrag|artikel|page",
    re.I,
)
_BAD = re.compile(
    r"comment|footer|sidebar|related|share|promo|widget|nav|menu|teaser|banner|social|sponsor|shopping"
    r"|tags|tool|rating|author-?bio|newsletter|popup|disqus|breadcrumb|recommend|outbrain|cookie|list-?item"
    r"|meta|credit|login|modal|advert|hidden",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…:»”\"'’)]\s*$|[。！？]")

_TAG_WEIGHT = {
    "p": 1.0,
    "blockquote": 1.0,
    "pre": 0.8,
    "td": 0.7,
    "div": 0.7,
    "li": 0.4,
    "section": 0.7,
}


@dataclass(slots=True)
class _Mass:
    """What stands in an element, as counted so far."""

    score: float = 0.0  #: weight of blocks near to it
    mass: float = 0.0  #: weight of all its blocks
    chars: int = 0  #: characters of all its blocks
    good: int = 0  #: characters of its blocks that read like text
    first: int = 0  #: number of its first block
    last: int = 0  #: number of its last block


def choose(blocks: list[Block], scope: etree._Element) -> tuple[etree._Element, list[Block]] | None:
    """The element of ``scope`` that holds the article's text, and its blocks.

    None if nothing reads like an article.
    """
    masses = _masses(blocks, scope)
    best = max(masses, key=lambda element: _final(element, masses[element]), default=None)
    if best is None or masses[best].mass <= 0:
        return None
    chosen = _widened(best, masses, scope)
    held = masses[chosen]
    return chosen, blocks[held.first : held.last + 1]


def reads_like_text(block: Block) -> bool:
    """True for a block of running text: sentences, few links."""
    return (
        len(block.text) >= SHORTEST
        and block.link_density < LINKED
        and (len(block.text) > 80 or bool(_SENTENCE.search(block.text)))
    )


def without_furniture(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without menus among them, and without headings that head nothing."""
    kept = [block for block in blocks if not _is_menu(block)]
    while kept and (kept[-1].tag in HEADINGS or _is_stray(kept[-1])):
        kept.pop()
    return kept


def _is_menu(block: Block) -> bool:
    return block.link_density > 0.8 and len(block.text) < 120 and not _SENTENCE.search(block.text)


def _is_stray(block: Block) -> bool:
    return block.link_density > 0.5 and len(block.text) < 200


def _weight(block: Block) -> float:
    if block.tag in HEADINGS or not reads_like_text(block):
        return 0.0
    length = min(len(block.text) / 100, 4.0)
    commas = min(block.text.count(",") + block.text.count("，") + block.text.count("、"), 5)
    return _TAG_WEIGHT.get(block.tag, 0.6) * (1 + length + 0.5 * commas) * (1 - block.link_density)


def _masses(blocks: list[Block], scope: etree._Element) -> dict[etree._Element, _Mass]:
    masses: dict[etree._Element, _Mass] = {}
    for number, block in enumerate(blocks):
        weight = _weight(block)
        good = len(block.text) if weight else 0
        start = block.element
        near = 0 if start.tag in ("p", "li", "blockquote", "pre", "td") else 1
        element: etree._Element | None = start
        while element is not None:
            held = masses.get(element)
            if held is None:
                held = masses[element] = _Mass(first=number)
            held.last = number
            held.mass += weight
            held.chars += len(block.text)
            held.good += good
            if near:
                held.score += weight / near
            near += 1
            if element is scope:
                break
            element = element.getparent()
    return masses


def _final(element: etree._Element, held: _Mass) -> float:
    """The weight of an element, by how much of it reads like text and what it is called."""
    if element.tag in ("p", "li", "td", "tr", "ul", "ol", "blockquote") or not held.chars:
        return 0.0
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    factor = held.good / held.chars
    if _BAD.search(names):
        factor *= 0.5
    if (
        _GOOD.search(names)
        or element.tag in ("article", "main")
        or element.get("itemprop") == "articleBody"
    ):
        factor *= 1.4
    return held.score * factor


def _widened(
    best: etree._Element, masses: dict[etree._Element, _Mass], scope: etree._Element
) -> etree._Element:
    """The widest element around ``best`` whose further content is text of the same kind."""
    chosen = current = best
    while current is not scope and (parent := current.getparent()) is not None:
        current = parent
        held, wide = masses[chosen], masses.get(current)
        if wide is None:
            break
        more = wide.chars - held.chars
        if wide.mass - held.mass < WORTHWHILE * held.mass:
            continue
        if (wide.good - held.good) < SAME_KIND * more or current.tag == "body":
            break
        chosen = current
    return chosen
