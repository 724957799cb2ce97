"""CSS selectors over an indexed page: only elements that can match are looked at.

Translating CSS to XPath and walking the whole tree for each selector costs more than
the parse. Here a selector starts from the index of its last part (id, class, attribute or tag)
and checks the rest upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect.parser as css
from lxml import etree

from scraper.clean.index import TELLING, PageIndex

#: Operators that ask for an attribute, for its value, or for a word of it.
_WORDS = ("exists", "=", "~=")

Matches = Callable[[etree._Element], bool]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One selector of a comma-separated list."""

    anchor: str  #: kind of the index to start from: ``id``, ``class``, ``tag``, an attribute
    name: str  #: what to look up there; empty: all that have the attribute
    classes: tuple[str, ...]  #: classes without which nothing on a page can match
    matches: Matches

    def candidates(self, index: PageIndex) -> list[etree._Element]:
        """The elements of the page that may match."""
        if not all(map(index.has_class, self.classes)):
            return []
        if self.anchor == "id":
            return index.with_id(self.name)
        if self.anchor == "class":
            return index.with_class(self.name)
        if self.anchor == "tag":
            return index.with_tag(self.name)
        return (
            index.with_value(self.anchor, self.name)
            if self.name
            else index.with_attribute(self.anchor)
        )


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector; ``attribute`` is set for ``...::attr(name)``."""

    css: str
    alternatives: tuple[Alternative, ...]
    attribute: str | None = None

    def find(self, index: PageIndex) -> list[etree._Element]:
        """The matching elements still in the tree; document order per alternative."""
        if len(self.alternatives) == 1:
            only = self.alternatives[0]
            return list(filter(only.matches, only.candidates(index)))
        found: dict[etree._Element, None] = {}
        for alternative in self.alternatives:
            if candidates := alternative.candidates(index):
                found.update(dict.fromkeys(filter(alternative.matches, candidates)))
        return list(found)

    def first(self, index: PageIndex) -> etree._Element | None:
        """The first match, or None."""
        return next(iter(self.find(index)), None)


@lru_cache(maxsize=2048)
def compile_selector(text: str) -> Selector:
    """Compile CSS: tags, ids, classes, attributes, ``:not()``, and all four combinators.

    Raises ValueError for what is no CSS or not supported (pseudo-classes, ``*`` alone).
    """
    try:
        parsed = css.parse(text)
    except css.SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from error
    alternatives, attribute = [], None
    for selector in parsed:
        attribute = _attribute(selector.pseudo_element, text)
        anchor, name = _anchor(selector.parsed_tree, text)
        tree = selector.parsed_tree
        alternatives.append(
            Alternative(anchor, name, tuple(_classes(tree)), _predicate(tree, text))
        )
    return Selector(text, tuple(alternatives), attribute)


def compile_all(texts: Iterable[str]) -> tuple[Selector, ...]:
    """Each of ``texts`` compiled; raises as :func:`compile_selector` does."""
    return tuple(compile_selector(text) for text in texts)


def _attribute(pseudo: Any, text: str) -> str | None:
    if pseudo is None:
        return None
    if isinstance(pseudo, css.FunctionalPseudoElement) and pseudo.name == "attr":
        return str(pseudo.arguments[0].value)
    raise ValueError(f"{text!r}: only ::attr(name) is supported behind a selector")


def _anchor(node: Any, text: str) -> tuple[str, str]:
    """The most telling name of the last compound of a selector."""
    if isinstance(node, css.CombinedSelector):
        return _anchor(node.subselector, text)
    if isinstance(node, css.Hash):
        return "id", node.id
    if isinstance(node, css.Class):
        deeper = _anchor_or_none(node.selector, text)
        return deeper if deeper and deeper[0] == "id" else ("class", node.class_name)
    if isinstance(node, css.Attrib) and node.attrib in TELLING and node.operator in _WORDS:
        deeper = _anchor_or_none(node.selector, text)
        word = (node.value.value or "") if node.value is not None else ""
        if (deeper is None or deeper[0] == "tag") and len(word.split()) < 2:
            return node.attrib, word
    if isinstance(node, (css.Attrib, css.Negation)):
        return _anchor(node.selector, text)
    if isinstance(node, css.Element) and node.element:
        return "tag", node.element
    raise ValueError(f"{text!r}: its last part needs a tag, a class or an id")


def _classes(node: Any) -> Iterator[str]:
    """All classes that a selector asks for, those under ``:not()`` left out."""
    if isinstance(node, css.Class):
        yield node.class_name
    if isinstance(node, css.CombinedSelector):
        yield from _classes(node.subselector)
    if not isinstance(node, css.Element):
        yield from _classes(node.selector)


def _anchor_or_none(node: Any, text: str) -> tuple[str, str] | None:
    try:
        return _anchor(node, text)
    except ValueError:
        return None


def _predicate(node: Any, text: str) -> Matches:
    if isinstance(node, css.Element):
        return _tag_test(node.element)
    if isinstance(node, css.CombinedSelector):
        return _combined(node, text)
    if isinstance(node, css.Negation):
        inner, unwanted = _predicate(node.selector, text), _predicate(node.subselector, text)
        return lambda element: inner(element) and not unwanted(element)
    if isinstance(node, (css.Hash, css.Class, css.Attrib)):
        inner, own = _predicate(node.selector, text), _own_test(node, text)
        return lambda element: own(element) and inner(element)
    raise ValueError(f"{text!r}: {type(node).__name__} is not supported")


def _tag_test(tag: str | None) -> Matches:
    if tag is None:
        return lambda _: True
    return lambda element: element.tag == tag


def _own_test(node: Any, text: str) -> Matches:
    if isinstance(node, css.Hash):
        return lambda element: element.get("id") == node.id
    if isinstance(node, css.Class):
        name = node.class_name
        return lambda element: name in (element.get("class") or "").split()
    wanted = node.value.value if node.value is not None else ""
    test = _ATTRIBUTE_TESTS.get(node.operator)
    if test is None:
        raise ValueError(f"{text!r}: operator {node.operator} is not supported")
    attribute = node.attrib
    return lambda element: test(element.get(attribute), wanted)


_ATTRIBUTE_TESTS: dict[str, Callable[[str | None, str], bool]] = {
    "exists": lambda value, _: value is not None,
    "=": lambda value, wanted: value == wanted,
    "~=": lambda value, wanted: wanted in (value or "").split(),
    "^=": lambda value, wanted: bool(value) and (value or "").startswith(wanted),
    "$=": lambda value, wanted: bool(value) and (value or "").endswith(wanted),
    "*=": lambda value, wanted: bool(value) and wanted in (value or ""),
    "|=": lambda value, wanted: value == wanted or (value or "").startswith(f"{wanted}-"),
}


def _combined(node: Any, text: str) -> Matches:
    upper, lower = _predicate(node.selector, text), _predicate(node.subselector, text)
    steps: dict[str, Callable[[etree._Element], Iterable[etree._Element]]] = {
        " ": lambda element: element.iterancestors(),
        ">": lambda element: (p,) if (p := element.getparent()) is not None else (),
        "~": lambda element: element.itersiblings(preceding=True),
        "+": lambda element: (p,) if (p := element.getprevious()) is not None else (),
    }
    step = steps[node.combinator]
    return lambda element: lower(element) and any(upper(other) for other in step(element))
