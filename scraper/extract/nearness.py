"""How near to the title of an article an element stands, and whether it belongs to it at all.

Pages print authors, tags and dates of many articles: of the one they are about, and of
those that they lead to. The one's stand near its title, with no block of teasers,
comments or menus between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from scraper.clean.rules import LONGEST_ATTRIBUTE
from scraper.extract.source import Source

#: Words of blocks that belong to other articles, to readers, or to the whole site.
_ELSEWHERE = re.compile(
    r"(?:^|-)(?:comments?|commentlist|related|teasers?|recommend\w*|popular|trending|sidebar"
    r"|cards?|listing|archive|recent|latest|newsletter|nav|menu|promo\w*|carousel"
    r"|slider|swiper|also|reviews?|quote|replies|popup|modal)(?:-|$)"
)
_COUNT = etree.XPath("count(descendant-or-self::*)")
_SEPARATORS = re.compile(r"[_\s:]+|-{2,}|(?<=[a-z0-9])(?=[A-Z])")

#: Levels up from an element that are looked at.
HIGHEST = 40
#: The rank of what shares nothing but the page with the title; parts that were cut from
#: the page stand behind it.
FAR = 50.0
#: Parts looked at that the index knows nothing of, and elements of one: what an article
#: has there of its own is small.
MOST_PARTS, MOST_OF_ONE = 30, 60
#: Names of one class attribute that are judged.
MOST_NAMES = 30


def words_of(attribute: str) -> list[str]:
    """The names in a class attribute or id, each in lower case with its words parted by hyphens."""
    names = attribute[:LONGEST_ATTRIBUTE].split()[:MOST_NAMES]
    return [_SEPARATORS.sub("-", name).lower() for name in names]


class Nearness:
    """Where the title of one page is, and what was cut from around it.

    ``kinds``: the kinds of cut blocks that are looked at too -> how far behind they stand.
    """

    def __init__(self, source: Source, kinds: Mapping[str, float]) -> None:
        self._home: dict[etree._Element, float] = {}
        for heading in source.page.index.with_tag("h1")[:1]:
            levels = (heading, *heading.iterancestors())
            self._home = {each: float(number) for number, each in enumerate(levels)}
        self._kinds = kinds
        self._index = source.page.index
        self._roots = {root: kind for kind, each in source.page.cut.items() for root in each}

    def unlooked(self) -> Iterator[etree._Element]:
        """The elements in parts of these kinds that the index of the page left alone."""
        for root in self._index.unlooked()[:MOST_PARTS]:
            if root.getparent() is None and self._roots.get(root) not in self._kinds:
                continue
            if _COUNT(root) <= MOST_OF_ONE:
                yield from root.iter(etree.Element)

    def rank(self, element: etree._Element) -> float | None:
        """Levels from the title up to what holds ``element`` too; None: it is of something else."""
        home, last = self._home, element
        if element in home:
            return None
        for ancestor in (element, *upwards(element, HIGHEST)):
            if ancestor in home:
                return home[ancestor]
            if ancestor is not element and _is_elsewhere(ancestor):
                return None
            last = ancestor
        if kind := self._roots.get(last):
            far = self._kinds.get(kind)
            return None if far is None else FAR + far
        return FAR if last.tag == "html" else None


def upwards(element: etree._Element, most: int) -> Iterator[etree._Element]:
    """The nearest ``most`` ancestors."""
    for level, ancestor in enumerate(element.iterancestors()):
        if level == most:
            return
        yield ancestor


def text_within(element: etree._Element, most: int) -> str | None:
    """The text of an element as it stands; None where it is longer than ``most``."""
    parts: list[str] = []
    left = most
    for text in element.itertext():
        parts.append(text)
        left -= len(text)
        if left < 0:
            return None
    return "".join(parts)


def _is_elsewhere(element: etree._Element) -> bool:
    names = element.get("class")
    return bool(names) and _names_elsewhere(names[:LONGEST_ATTRIBUTE])


@lru_cache(maxsize=8192)
def _names_elsewhere(attribute: str) -> bool:
    return any(_ELSEWHERE.search(name) for name in words_of(attribute))
