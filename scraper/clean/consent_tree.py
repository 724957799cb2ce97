"""Banners of any wording among the elements of a page, with no name to know them by.

An element is a banner if all that it says, element by element, is one: sentences about
cookies, then buttons. The search begins at what names cookies, and at buttons with which a
reader agrees or refuses; it ends at the outermost element that holds nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from scraper.clean.consent_pieces import is_banner
from scraper.clean.consent_shape import shape_of
from scraper.clean.guard import Guard
from scraper.clean.index import PageIndex
from scraper.clean.removal import Remover
from scraper.clean.rule_words import NEVER

#: Elements around a text that are tried.
MOST_LEVELS = 9
#: Starting points looked at on one page.
MOST_STARTS = 60
#: Characters of a button.
LONGEST_BUTTON = 60


def cut_banners(
    index: PageIndex, remover: Remover, guard: Guard, starts: Iterable[etree._Element]
) -> None:
    """Remove the elements that are a banner and nothing else.

    ``starts``: blocks in which cookies are spoken of.
    """
    judged: dict[etree._Element, bool | None] = {}
    for number, start in enumerate((*starts, *_deciding(index))):
        if number == MOST_STARTS:
            return
        if start not in index.gone and (found := _widest_banner(start, judged, guard)) is not None:
            remover.remove(found, "consent:pattern")


def _deciding(index: PageIndex) -> Iterator[etree._Element]:
    """The buttons with which a reader agrees or refuses."""
    for button in index.with_tag("button"):
        text = " ".join("".join(button.itertext()).split())
        if 1 < len(text) <= LONGEST_BUTTON and shape_of(text).decides:
            yield button


def _widest_banner(
    start: etree._Element, judged: dict[etree._Element, bool | None], guard: Guard
) -> etree._Element | None:
    """The outermost element around ``start`` that is a banner; None if none is."""
    found, element = None, start
    for _ in range(MOST_LEVELS):
        if element is None or element.tag in NEVER or guard.keeps(element):
            break
        if element not in judged:
            judged[element] = is_banner(element)
        if judged[element]:
            found = element
        elif found is not None or judged[element] is None:
            break
        element = element.getparent()
    return found
