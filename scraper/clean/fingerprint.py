"""The blocks of a page, each known again on other pages by its text and its kind of place.

A block is the smallest block-level element around a text: a paragraph, a heading, an item
of a menu, a cell, a line of links. An element that has text of its own beside inner blocks
is one more block, as a whole. The kind of place is the path of tags and class names from
``body`` down, without what differs from page to page: numbers, states, names of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple
from zlib import crc32

from lxml import etree

from scraper.clean.removal import INLINE

#: Blocks looked at on one page; pages of news have some hundred at most.
MOST_BLOCKS = 800
#: Of the blocks, elements with text of their own beside inner blocks.
MOST_MIXED = 100
#: Such an element with more text, or more inner elements, is no furniture.
LONGEST_MIXED = 2000
MOST_INSIDE = 300
#: Steps of a path that are kept in words, for a person.
STEPS_SHOWN = 4
#: Class names that tell kinds of places apart; further ones are for looks.
NAMES_USED = 2
#: Longer attributes are read up to here, so that none fills the memory.
LONGEST_NAMES = 200

#: Tags that may be told apart by their id where they have no class.
_SECTIONS = frozenset(
    {
        *("article", "aside", "div", "dl", "footer", "form", "header", "main", "nav", "ol"),
        *("section", "table", "td", "tr", "ul"),
    }
)
_NUMBER = re.compile(r"[-_]*\d+")
#: States and positions of an element, and terms or ids that systems put among the classes.
_VOLATILE = re.compile(
    r"(?:[\w-]*[-_])?(?:active|open(?:ed)?|closed?|current|selected|expanded|collapsed?|first"
    r"|last|odd|even|hidden|visible|show(?:n)?|in|fade|sticky|loaded|lazyloaded|hover|focus"
    r"|no-?js|js|clearfix|start|end)"
    r"|(?:is|has|no|not|current|category|tag|term|author|postid|page-id|date|format|status|lang)"
    r"[-_].*",
    re.I,
)


class Place(NamedTuple):
    """A kind of place on the pages of a site."""

    number: int  #: of the whole path, 31 bits: four bytes in SQLite
    path: str  #: its last steps, for a person
    named: bool  #: its last step has a class or id


class Block(NamedTuple):
    """One block of a page."""

    element: etree._Element
    text: str  #: white space folded
    key: int  #: of text and kind of place, 47 bits: six bytes in SQLite
    place: Place


_KEY = 2**47 - 1
_PLACE = 2**31 - 1
_BODY = Place(crc32(b"body") & _PLACE, "body", False)
_WITH_TEXT = etree.XPath("body//*[text()[normalize-space()]]")
_text_of = partial(etree.tostring, method="text", encoding="unicode", with_tail=False)


def blocks_of(tree: etree._Element) -> list[Block]:
    """The blocks in the body of a page, most in document order; at most :data:`MOST_BLOCKS`."""
    places: dict[etree._Element, Place] = dict.fromkeys(tree.iter("body"), _BODY)
    around = set(places)
    found: dict[etree._Element, Place] = {}
    for element in _WITH_TEXT(tree):
        while element.tag in INLINE:
            element = element.getparent()
        if element not in found and element.tag != "body":
            found[element] = _place(element, places, around)
            if len(found) == MOST_BLOCKS:
                break
    return list(_blocks(found, around))


def _blocks(found: dict[etree._Element, Place], around: set[etree._Element]) -> Iterator[Block]:
    left = MOST_MIXED
    for element, place in found.items():
        if element not in around:
            text = _text(element)
        elif left:
            text, left = _short_text(element), left - 1
        else:
            continue
        if len(text) > 1:
            yield Block(element, text, _key(text, place.number), place)


def _text(element: etree._Element) -> str:
    if len(element):
        return " ".join(_text_of(element).split())
    text = element.text
    return " ".join(text.split()) if text else ""


def _short_text(element: etree._Element) -> str:
    """The text of an element with inner blocks; empty if it is long, or holds very much."""
    if next(islice(element.iter(), MOST_INSIDE, None), None) is not None:
        return ""
    parts: list[str] = []
    size = 0
    for piece in element.itertext():
        parts.append(piece)
        size += len(piece)
        if size > LONGEST_MIXED:
            return ""
    return " ".join(" ".join(parts).split())


def _key(text: str, place: int) -> int:
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=6).digest()
    return (int.from_bytes(digest, "big") ^ place << 16) & _KEY


def _place(
    element: etree._Element,
    places: dict[etree._Element, Place],
    around: set[etree._Element],
) -> Place:
    """The kind of place of a block. Notes those of the elements ``around`` it, too."""
    steps = [element]
    outer = element.getparent()
    while outer not in around:
        around.add(outer)
        if outer not in places:
            steps.append(outer)
        outer = outer.getparent()
    place = places[steps[-1].getparent()]
    for element in reversed(steps):
        tag, names = element.tag, element.get("class")
        step = _step(place, tag, names[:LONGEST_NAMES] if names else "")
        if not step.named and tag in _SECTIONS and (names := element.get("id")):
            step = _step(place, tag, names[:LONGEST_NAMES])
        place = places[element] = step
    return place


@lru_cache(maxsize=4096)
def _step(around: Place, tag: str, names: str) -> Place:
    name = _lasting(names)
    step = f"{tag}.{name}" if name else tag
    shown = [*around.path.split(" > "), step][-STEPS_SHOWN:]
    number = crc32(step.encode("utf-8", "replace"), around.number) & _PLACE
    return Place(number, " > ".join(shown), bool(name))


def _lasting(names: str) -> str:
    """The first class names that are the same on all pages, without their numbers."""
    lasting: list[str] = []
    for name in names.split():
        bare, numbers = _NUMBER.subn("", name)
        if numbers < 2 and len(bare) > 2 and not _VOLATILE.fullmatch(name):
            lasting.append(bare.strip("-_").lower())
            if len(lasting) == NAMES_USED:
                break
    return ".".join(lasting)
