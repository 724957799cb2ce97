"""How near to the title of an article an element stands, and whether it belongs to it at all.

Pages print authors, tags and dates of many articles: of the one they are about, and of
those that they lead to. The one's stand near its title, with no block of teasers,
comments or menus between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from weakref import WeakKeyDictionary

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.rules import LONGEST_ATTRIBUTE
from scraper.extract.source import Source
from scraper.extract.stems import Texts

#: Words of blocks that belong to other articles, to readers, or to the whole site.
_ELSEWHERE = re.compile(
    r"(?:^|-)(?:comments?|commentlist|related|teasers?|recommend\w*|popular|trending|sidebar"
    r"|cards?|listing|archive|recent|latest|newsletter|nav|menu|promo\w*|carousel"
    r"|slider|swiper|also|reviews?|quote|replies|popup|modal)(?:-|$)"
)
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


#: An element with its class and its rel, of which it has at least one.
Named = tuple[etree._Element, str | None, str | None]


#: Small parts of the pages in work that their indexes left alone, each with what has a name in
#: it, or None as long as nobody asked: several fields look there.
_PARTS: WeakKeyDictionary[PageIndex, dict[etree._Element, list[Named] | None]] = WeakKeyDictionary()


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
        self._cut = source.page.cut
        self._known_roots: dict[etree._Element, str] | None = None

    @property
    def _roots(self) -> Mapping[etree._Element, str]:
        """What was cut from the page, with its kind."""
        if self._known_roots is None:
            cut = self._cut.items()
            self._known_roots = {root: kind for kind, each in cut for root in each}
        return self._known_roots

    def unlooked(self, stems: Sequence[str]) -> Iterator[Named]:
        """What may be called by one of ``stems`` in parts that the page's index left alone.

        Those are elements with one of them in their class, and all that have a rel.
        """
        parts = _PARTS.get(self._index)
        if parts is None:
            parts = _PARTS[self._index] = dict.fromkeys(self._index.unlooked()[:MOST_PARTS])
        named: list[Named] = []
        for root, known in parts.items():
            if root.getparent() is None and self._roots.get(root) not in self._kinds:
                continue
            if known is None:
                known = parts[root] = _named_in(root)
            named += known
        held = set(Texts(each[1] or "" for each in named).holding(stems))
        return (each for number, each in enumerate(named) if number in held or each[2])

    def rank(self, element: etree._Element) -> float | None:
        """Levels from the title up to what holds ``element`` too; None: it is of something else."""
        home, last = self._home, element
        if element in home:
            return None
        for level, ancestor in enumerate(element.iterancestors()):
            if level == HIGHEST:
                break
            if ancestor in home:
                return home[ancestor]
            if _is_elsewhere(ancestor):
                return None
            last = ancestor
        if kind := self._roots.get(last):
            far = self._kinds.get(kind)
            return None if far is None else FAR + far
        return FAR if last.tag == "html" else None


def _named_in(root: etree._Element) -> list[Named]:
    """What has a class or a rel in a part; nothing for a large one."""
    elements = list(islice(root.iter(etree.Element), MOST_OF_ONE + 1))
    if len(elements) > MOST_OF_ONE:
        return []
    names = ((each, each.get("class"), each.get("rel")) for each in elements)
    return [each for each in names if each[1] or each[2]]


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


@lru_cache(maxsize=1024)
def _names_elsewhere(attribute: str) -> bool:
    return any(_ELSEWHERE.search(name) for name in words_of(attribute))
