"""What an element says, piece by piece, and whether that is a banner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from scraper.clean.consent_runs import DOUBTFUL, Piece, is_run
from scraper.clean.consent_shape import Kind, shape_of
from scraper.clean.removal import INLINE

#: A banner with its second layer, its list of vendors and its table of cookies has no more.
LONGEST = 20_000
#: Pieces of an element beyond which it is no banner.
MOST_PIECES = 400
#: Share of its words from which on an element named for consent is a banner.
ENOUGH = 0.7

#: Elements that stand apart in a row even among text.
_PRESSED = frozenset(("button", "label", "summary", "option", "legend"))


def is_banner(element: etree._Element) -> bool | None:
    """True if the element says what a banner says, and nothing else.

    None if it holds a text that no banner has, so that nothing around it is one either.
    """
    pieces: list[Piece] = []
    left = LONGEST
    for piece in _pieces(element):
        left -= len(piece.text)
        shape = shape_of(piece.text)
        is_prose = shape.kind is Kind.PROSE and shape.share < DOUBTFUL
        if is_prose or left < 0 or len(pieces) == MOST_PIECES:
            return None
        pieces.append(piece)
    return is_run(pieces)


def leans_to_banner(element: etree._Element) -> bool:
    """True if most of what the element says is said by banners: enough where its name says so."""
    words = told = 0
    for piece in _all_pieces(element) or ():
        shape = shape_of(piece.text)
        words += shape.words
        told += shape.words if shape.kind >= Kind.LABEL else 0
    return words > 0 and told >= ENOUGH * words


def _all_pieces(element: etree._Element) -> list[Piece] | None:
    """The pieces of an element; None if it has more than any banner."""
    pieces: list[Piece] = []
    left = LONGEST
    for piece in _pieces(element):
        left -= len(piece.text)
        if left < 0 or len(pieces) == MOST_PIECES:
            return None
        pieces.append(piece)
    return pieces


def _pieces(element: etree._Element) -> Iterator[Piece]:
    """The texts of an element as a reader sees them: blocks, and what can be pressed."""
    parts: list[str] = []
    beside = False
    bare: dict[etree._Element, bool] = {}  # elements without a text of their own
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if _stands_apart(node, bare):
            if text := _joined(parts):
                yield Piece(text, 0, beside)
            parts = []
            beside = node.tag in INLINE or node.tag in _PRESSED
        text = node.text if event == "start" else node.tail
        if text and (event == "start" or node is not element):
            parts.append(text)
    if text := _joined(parts):
        yield Piece(text, 0, beside)


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


def _stands_apart(node: etree._Element, bare: dict[etree._Element, bool]) -> bool:
    """True for blocks, buttons, and links and spans with no text of their parent around them."""
    if node.tag not in INLINE or node.tag in _PRESSED or node.get("role") == "button":
        return True
    parent = node.getparent()
    if node.tag not in ("a", "span", "b", "strong") or parent is None:
        return False
    if parent not in bare:
        around = (parent.text, *(child.tail for child in islice(parent, MOST_PIECES)))
        bare[parent] = not any(text and text.strip() for text in around)
    return bare[parent]
