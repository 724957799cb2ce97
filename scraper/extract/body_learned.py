"""The body of a page of no known system: the blocks that the learned choice keeps."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from archive.records import RemovedBlock
from scraper.clean.removal import place_of
from scraper.extract.blocks import Block, blocks_of
from scraper.extract.body_choice import choose
from scraper.extract.body_features import Told
from scraper.extract.body_parts import KEPT_RECORDS, KEPT_TEXT, Body
from scraper.extract.body_words import hints
from scraper.extract.evidence import found
from scraper.extract.source import Source
from scraper.extract.structured import strings

_DESCRIPTIONS = ("og:description", "description", "dcterms.description", "twitter:description")


def considered(
    source: Source, title: str, skipped: set[etree._Element]
) -> tuple[list[Block], Told]:
    """All blocks of a page, and what the page says about its text elsewhere.

    ``skipped`` are the elements that print other fields; the first of them that is a
    heading is the title.
    """
    scope = next(iter(source.page.index.with_tag("body")), source.page.tree)
    met: dict[etree._Element, int] = {}
    blocks = blocks_of(scope, skipped, met)
    start = next((met[element] for element in met if element.tag in ("h1", "h2")), None)
    described = source.stated.first_meta(*_DESCRIPTIONS)
    article = source.stated.article
    return blocks, Told(
        title=title,
        description=described[1] if described else "".join(strings(article.get("description"))[:1]),
        stated="".join(strings(article.get("articleBody"))[:1]),
        start=start,
    )


def learned(source: Source, title: str, skipped: set[etree._Element]) -> Body | None:
    """The body that the learned choice makes of a page; None if it keeps nothing."""
    blocks, told = considered(source, title, skipped)
    choice = choose(blocks, told)
    if not choice.kept:
        return None
    kept = [blocks[number] for number in choice.kept]
    roots = _roots(kept, choice.main)
    place = ", ".join(dict.fromkeys(map(place_of, roots[:3])))
    sure = max(0.3, min(0.95, choice.chance))
    body = Body(kept, roots, found("body_text", "text", place, confidence=sure), set(skipped))
    _leave_out(body, blocks, set(choice.kept))
    return body


def _roots(kept: Sequence[Block], main: etree._Element | None) -> list[etree._Element]:
    """The outermost elements that the kept blocks stand in: the main one, and what is beside."""
    roots: dict[etree._Element, None] = {}
    for block in kept:
        around = (block.element, *block.element.iterancestors())
        if main is not None and main in around:
            roots[main] = None
        elif roots.keys().isdisjoint(around):
            roots[block.element] = None
    return [root for root in roots if roots.keys().isdisjoint(root.iterancestors())]


def _leave_out(body: Body, blocks: Sequence[Block], kept: set[int]) -> None:
    """Record the blocks in the roots that were not kept, and mark their elements."""
    holding = set(body.roots)
    for block in body.blocks:
        element = block.element
        while element is not None and element not in holding:
            holding.add(element)
            element = element.getparent()
    for number, block in enumerate(blocks):
        if number not in kept and (chain := _climb(block.element, holding)) is not None:
            body.outside.update(_free_of_pictures(chain))
            if len(body.removed) < KEPT_RECORDS:
                text = block.text[:KEPT_TEXT]
                body.removed.append(RemovedBlock(_rule(block), text, place_of(block.element)))


def _climb(element: etree._Element, holding: set[etree._Element]) -> list[etree._Element] | None:
    """The elements from a block's own up to where kept text stands too; None if beside it."""
    chain: list[etree._Element] = []
    current: etree._Element | None = element
    while current is not None:
        if current in holding:
            return chain
        chain.append(current)
        current = current.getparent()
    return None


def _free_of_pictures(chain: Sequence[etree._Element]) -> list[etree._Element]:
    """The largest of the elements that shows no picture of the article's own."""
    for element in (*chain[-1:], *chain[:1]):
        if not _has_picture(element):
            return [element]
    return []


def _has_picture(element: etree._Element) -> bool:
    """True if an element shows a picture that leads nowhere; those of teasers are links."""
    return any(
        not any(ancestor.tag == "a" for ancestor in picture.iterancestors())
        for picture in element.iter("img")
    )


def _rule(block: Block) -> str:
    """``unlikely:credit`` and the like where the wording says what it is."""
    named = hints(block.text)
    return f"unlikely:{min(named).lstrip('~1')}" if named else "unlikely:block"
