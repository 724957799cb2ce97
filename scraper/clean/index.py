"""Where the elements of a page are: by class, id, tag and other telling attributes.

One walk finds them all, so that a rule or a field asks for what it needs and pages that
have none of it cost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from scraper.clean.prose import Prose
from scraper.clean.rule_words import INVISIBLE_TAGS, NEVER, ROLE_TAGS, SILENT_TAGS
from scraper.clean.rules import LONGEST_ATTRIBUTE, ROLE_RULES, TAG_RULES, Rule, verdict

#: Those of them that hold names.
NAMING = ("class", "id")

#: Elements that hold no text of a page, unless nobody closed them: then the parser puts all
#: that follows into them (a ``button`` of the menu around ``main``, seen on magazines).
SWALLOWING = frozenset({*SILENT_TAGS, "button", "label", "figcaption", "svg"})

#: Kinds of boilerplate that go with all that they hold.
WHOLE = frozenset(
    {
        *("advert", "breadcrumb", "comments", "consent", "footer", "login", "navigation"),
        *("newsletter", "related", "search", "share", "sidebar"),
    }
)
#: Different values of an attribute of one page that are judged and listed; the richest of
#: 1,200 pages of news sites has 2,544.
MOST_NAMES = 5000
#: Share of the page's running text from which an element is looked at all the same.
MUCH = 0.25

_COUNT = etree.XPath("count(descendant-or-self::*)")
_Lists = dict[str, list[etree._Element]]

#: Attributes by which elements can be asked for.
TELLING = (
    *("class", "id", "role", "hidden", "style", "itemprop", "rel", "property", "name"),
    "data-history-node-id",
)


class _Verdicts(dict[str, Rule | None]):
    """What the class attributes and ids of one page say, up to :data:`MOST_NAMES` of them."""

    def __missing__(self, value: str) -> Rule | None:
        if len(self) >= MOST_NAMES:
            return None
        rule = self[value] = verdict(value[:LONGEST_ATTRIBUTE])
        return rule


class PageIndex:
    """The elements of a page by class, id, tag and attribute, each list in document order.

    Elements that no reader sees (:data:`INVISIBLE_TAGS`) are taken out of ``tree`` at once,
    and are still found by their tags. What stands inside of menus, footers and the like,
    more than half of most pages, is not looked at. Elements cut from the tree later stay
    listed; they are known by :attr:`gone`. ``overflow`` is True if the page had more than
    ``limit`` elements: the tree then ends after the last one counted.
    """

    def __init__(self, tree: etree._Element, limit: int) -> None:
        self.tree = tree
        self.gone: set[etree._Element] = set()
        self.candidates: list[tuple[etree._Element, Rule]] = []
        #: elements that a rule names, in document order; one stands here once for each rule
        self.overflow = False
        self._by_tag: _Lists = defaultdict(list)
        self._by: dict[str, _Lists] = {name: defaultdict(list) for name in TELLING}
        self._bound(limit)
        self._main = _with_ancestors(tree.iter("h1", "main"))
        self._release()
        for element in tree.iter(*INVISIBLE_TAGS):
            self._by_tag[element.tag].append(element)
        etree.strip_elements(tree, *INVISIBLE_TAGS, with_tail=False)
        self.prose = Prose(tree)
        self._whole: set[etree._Element] = set()
        self._fill()
        for name, lists in self._by.items():
            if len(lists) > MOST_NAMES:
                self._by[name] = dict(islice(lists.items(), MOST_NAMES))
        self._classes = frozenset(" ".join(self._by["class"]).split())
        self._order: dict[etree._Element, int] = {}

    def _bound(self, limit: int) -> None:
        if _COUNT(self.tree) > limit:
            self.overflow = True
            _end_after(next(islice(self.tree.iter(), limit - 1, None)))

    def _release(self) -> None:
        """Free the page from controls and drawings that were never closed and hold it all."""
        for element in self._main:
            if (
                element.tag in SWALLOWING
                and next(element.iter("main", "article", "p"), None) is not None
            ):
                element.tag = "div"

    def _fill(self) -> None:
        by, by_tag, candidates = self._by, self._by_tag, self.candidates
        verdicts = _Verdicts()
        main = self._main
        walker = etree.iterwalk(self.tree, events=("start",))
        for _, element in walker:
            tag = element.tag
            by_tag[tag].append(element)
            rules = [TAG_RULES[tag]] if tag in TAG_RULES else None
            for name, value in element.items():
                if name not in by:
                    continue
                by[name][value].append(element)
                if name in NAMING:
                    rule = verdicts[value]
                else:
                    rule = ROLE_RULES.get(value) if name == "role" and tag in ROLE_TAGS else None
                if rule is not None:
                    rules = [*rules, rule] if rules else [rule]
            if rules and tag not in NEVER:
                candidates.extend((element, rule) for rule in rules)
                if element not in main and self._is_furniture(element, rules):
                    self._whole.add(element)
                    walker.skip_subtree()

    def _is_furniture(self, element: etree._Element, rules: list[Rule]) -> bool:
        """True if an element will go as a whole: what stands in it need not be known."""
        kinds = {rule.kind for rule in rules if rule.sure or rule.kind != "consent"}
        return not WHOLE.isdisjoint(kinds) and self.prose.share(element) < MUCH

    def values(self, attribute: str) -> Iterable[str]:
        """The distinct values of an attribute of :data:`TELLING`."""
        return self._by[attribute]

    def with_value(self, attribute: str, word: str) -> list[etree._Element]:
        """The elements still in the tree with ``word`` among the words of an attribute."""
        lists = [
            elements
            for value, elements in self._by[attribute].items()
            if word in value and word in value.split()
        ]
        return self._merged(lists)

    def with_class(self, name: str) -> list[etree._Element]:
        """The elements that have this class and are still in the tree."""
        return self.with_value("class", name) if name in self._classes else []

    def with_attribute(self, attribute: str) -> list[etree._Element]:
        """The elements still in the tree that have an attribute of :data:`TELLING`."""
        return self._merged(list(self._by[attribute].values()))

    def _merged(self, lists: list[list[etree._Element]]) -> list[etree._Element]:
        gone = self.gone
        found = [element for each in lists for element in each if element not in gone]
        if len(lists) > 1 and len(found) > 1:
            found.sort(key=self._position)
        return found

    def _position(self, element: etree._Element) -> int:
        """The element's place in document order; most pages never ask for it."""
        if not self._order:
            self._order = {each: number for number, each in enumerate(self.tree.iter())}
        return self._order.get(element, -1)

    def with_exactly(self, attribute: str, value: str) -> list[etree._Element]:
        """The elements still in the tree of which an attribute has exactly this value."""
        found = self._by[attribute].get(value, ())
        return [element for element in found if element not in self.gone]

    def ever_with(self, attribute: str, value: str) -> list[etree._Element]:
        """As :meth:`with_exactly`, with those that were cut from the tree later."""
        return list(self._by[attribute].get(value, ()))

    def unlooked(self) -> list[etree._Element]:
        """The elements whose insides were not looked at, whether cut since or not, in order."""
        return list(dict.fromkeys(e for e, _ in self.candidates if e in self._whole))

    def with_id(self, name: str) -> list[etree._Element]:
        """The elements with this id (pages repeat them) that are still in the tree."""
        return self.with_exactly("id", name)

    def with_tag(self, *names: str) -> list[etree._Element]:
        """The elements of these tags that are still in the tree, tag by tag."""
        by_tag, gone = self._by_tag, self.gone
        return [
            element for name in names for element in by_tag.get(name, ()) if element not in gone
        ]

    def has_class(self, name: str) -> bool:
        """True if an element had this class when the page was parsed."""
        return name in self._classes

    def forget(self, element: etree._Element) -> None:
        """Note that an element is about to leave the tree, with all that it holds."""
        self.prose.forget(element)
        self.gone.add(element)
        if element in self._whole or not len(element):
            return
        walker = etree.iterwalk(element, events=("start",))
        for _, inner in walker:
            self.gone.add(inner)
            if inner in self._whole:
                walker.skip_subtree()


def _with_ancestors(elements: Iterable[etree._Element]) -> set[etree._Element]:
    found: set[etree._Element] = set()
    for element in elements:
        found.add(element)
        found.update(element.iterancestors())
    return found


def _end_after(element: etree._Element) -> None:
    """Cut everything that follows an element in document order."""
    del element[:]
    parent = element.getparent()
    while parent is not None:
        element.tail = None
        del parent[parent.index(element) + 1 :]
        element, parent = parent, parent.getparent()
