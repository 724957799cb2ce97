"""Which classes, ids and tags a page has, so that rules for others cost nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from lxml import etree

from scraper.clean.rule_words import SILENT_TAGS

_WITH_ROLE = etree.XPath("descendant-or-self::*[@role]")
_Lists = defaultdict[str, list[etree._Element]]


#: Tags that are asked for on every page and stand for few of its elements.
TELLING_TAGS = frozenset(
    {
        *("article", "aside", "base", "body", "button", "dialog", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "header", "link", "main", "menu", "meta", "nav", "noscript", "p"),
        *("script", "section", "time", "title", *SILENT_TAGS),
    }
)


#: Longer class attributes are not remembered from page to page.
LONGEST_KEPT = 400


class PageIndex:
    """The elements of a page by class, id and tag, each list in document order.

    Elements cut from the tree later stay listed; they are known by :attr:`gone`.
    ``overflow`` is True if the page had more than ``limit`` elements: the tree then
    ends after the last one counted.
    """

    def __init__(self, tree: etree._Element, limit: int) -> None:
        self.tree = tree
        self.gone: set[etree._Element] = set()
        self.overflow = False
        self._by_class_attribute: _Lists = defaultdict(list)
        self._by_tag: _Lists = defaultdict(list)
        self._by_id: _Lists = defaultdict(list)
        self._fill(limit)
        self._by_class = self._classes()
        self._order: dict[etree._Element, int] = {}

    def _fill(self, limit: int) -> None:
        by_class, by_id = self._by_class_attribute, self._by_id
        elements = self.tree.iter()
        for element in islice(elements, limit):
            if names := element.get("class"):
                by_class[names].append(element)
            if name := element.get("id"):
                by_id[name].append(element)
        if next(elements, None) is not None:
            self.overflow = True
            _end_after(element)
        for element in self.tree.iter(*TELLING_TAGS):
            self._by_tag[element.tag].append(element)

    def _classes(self) -> dict[str, list[str]]:
        """Class name -> the class attributes it stands in."""
        names: dict[str, list[str]] = {}
        for attribute in self._by_class_attribute:
            for name in _names(attribute):
                names.setdefault(name, []).append(attribute)
        return names

    @property
    def class_attributes(self) -> Iterable[str]:
        """The distinct class attributes of the page."""
        return self._by_class_attribute

    @property
    def ids(self) -> Iterable[str]:
        """The distinct ids of the page."""
        return self._by_id

    def with_class(self, name: str) -> list[etree._Element]:
        """The elements that have this class and are still in the tree."""
        attributes = self._by_class.get(name)
        if attributes is None:
            return []
        found = [
            element
            for attribute in attributes
            for element in self._by_class_attribute[attribute]
            if element not in self.gone
        ]
        if len(attributes) > 1 and len(found) > 1:
            found.sort(key=self._position)
        return found

    def _position(self, element: etree._Element) -> int:
        """The element's place in document order; most pages never ask for it."""
        if not self._order:
            self._order = {each: number for number, each in enumerate(self.tree.iter())}
        return self._order.get(element, -1)

    def with_class_attribute(self, attribute: str) -> list[etree._Element]:
        """The elements with exactly this class attribute that are still in the tree."""
        found = self._by_class_attribute.get(attribute, ())
        return [element for element in found if element not in self.gone]

    def with_id(self, name: str) -> list[etree._Element]:
        """The elements with this id (pages repeat them) that are still in the tree."""
        return [element for element in self._by_id.get(name, ()) if element not in self.gone]

    def with_tag(self, *names: str) -> list[etree._Element]:
        """The elements of these tags that are still in the tree, tag by tag."""
        by_tag, gone = self._by_tag, self.gone
        for name in names:
            if name not in by_tag and name not in TELLING_TAGS:
                by_tag[name] = list(self.tree.iter(name))
        return [
            element for name in names for element in by_tag.get(name, ()) if element not in gone
        ]

    def with_role(self) -> list[etree._Element]:
        """The elements still in the tree that state a role."""
        found: list[etree._Element] = _WITH_ROLE(self.tree)
        return found

    def has_class(self, name: str) -> bool:
        """True if an element had this class when the page was parsed."""
        return name in self._by_class

    def forget(self, element: etree._Element) -> None:
        """Note that an element has left the tree, with all that it holds."""
        if len(element):
            self.gone.update(element.iter())
        else:
            self.gone.add(element)


@lru_cache(maxsize=4096)
def _names_in(attribute: str) -> frozenset[str]:
    """The classes of a class attribute; the pages of a site share nearly all of theirs."""
    return frozenset(attribute.split())


def _names(attribute: str) -> frozenset[str]:
    # What is longer is no list of names, and is not to be kept.
    if len(attribute) > LONGEST_KEPT:
        return frozenset(attribute.split())
    return _names_in(attribute)


def _end_after(element: etree._Element) -> None:
    """Cut everything that follows an element in document order."""
    del element[:]
    parent = element.getparent()
    while parent is not None:
        element.tail = None
        del parent[parent.index(element) + 1 :]
        element, parent = parent, parent.getparent()
