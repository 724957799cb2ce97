"""Properties that the markup itself states: microdata and RDFa of the article, not of others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.extract.json_ld import type_names
from scraper.extract.nodes import is_teaser
from scraper.extract.stated_nodes import ARTICLE_TYPES, WORK_TYPES

#: Elements with properties that are looked at on one page.
MOST_ELEMENTS = 3000

#: Property -> the elements that state it, in document order.
Properties = dict[str, list[etree._Element]]

_STATED = etree.XPath(".//*[@property or @itemprop]")
_PAGE_TYPES = WORK_TYPES | {"Blog", "Thing", "CollectionPage", "WebSite", "Document", "Item"}
_DATE_ATTRIBUTES = ("content", "datetime", "data-datetime", "data-date", "data-time")
#: Where an attribute that is no standard one is believed to hold a date.
_DATED = re.compile(r"(?:19|20)\d\d")


def properties_of(index: PageIndex, scope: etree._Element, wanted: Collection[str]) -> Properties:
    """The ``wanted`` properties (``datePublished``, ``schema:dateCreated``) within ``scope``.

    Those of items of another kind (a comment, a person, an image) and of teasers are left
    out; of several articles on one page only the first that stands in no list counts.
    """
    stated: Properties = {}
    article: etree._Element | None = None
    for element, name in islice(_named(index, scope, wanted), MOST_ELEMENTS):
        item = _item_of(element, scope)
        if item is not None:
            if not _is_page_or_article(item):
                continue
            if _is_article(item):
                article = item if article is None else article
                if item is not article and article not in item.iterancestors():
                    continue
        if not _is_of_another(element, scope, item):
            stated.setdefault(name, []).append(element)
    return stated


def machine_date(element: etree._Element) -> str | None:
    """The date an element gives to machines: its attributes, or a ``time`` inside of it."""
    for attribute in _DATE_ATTRIBUTES:
        value = element.get(attribute)
        if value and (attribute in ("content", "datetime") or _DATED.search(value)):
            return str(value)
    if element.tag == "abbr" and _DATED.search(element.get("title") or ""):
        return str(element.get("title"))
    inner = next(iter(element.iter("time")), None)
    return None if inner is None else (str(inner.get("datetime") or "") or None)


def _named(
    index: PageIndex, scope: etree._Element, wanted: Collection[str]
) -> Iterator[tuple[etree._Element, str]]:
    """The elements with a wanted property; in a part of the page also those of its footer,
    which the index leaves out."""
    if scope is not index.tree:
        for element in _STATED(scope):
            stated = f"{element.get('property') or ''} {element.get('itemprop') or ''}"
            yield from ((element, name) for name in stated.split() if name in wanted)
        return
    for attribute in ("property", "itemprop"):
        for names in islice(index.values(attribute), MOST_ELEMENTS):
            for name in names.split():
                if name in wanted:
                    for element in index.with_exactly(attribute, names):
                        yield element, name


def _item_of(element: etree._Element, scope: etree._Element) -> etree._Element | None:
    """The item that a property belongs to; None where no item around it is marked."""
    marks = ("itemtype", "itemscope") if element.get("itemprop") else ("typeof",)
    for ancestor in element.iterancestors():
        if any(ancestor.get(mark) is not None for mark in marks):
            return ancestor
        if ancestor is scope:
            return None
    return None


def _types(item: etree._Element) -> list[str]:
    named = item.get("itemtype") or item.get("typeof") or ""
    return type_names({"@type": named.split()})


def _is_article(item: etree._Element) -> bool:
    return not ARTICLE_TYPES.isdisjoint(_types(item))


def _is_page_or_article(item: etree._Element) -> bool:
    types = _types(item)
    return not types or not (ARTICLE_TYPES | _PAGE_TYPES).isdisjoint(types)


def _is_of_another(
    element: etree._Element, scope: etree._Element, item: etree._Element | None
) -> bool:
    """True for the date of a teaser or comment printed beside the article."""
    for ancestor in element.iterancestors():
        if ancestor is scope or (ancestor is item and _is_article(ancestor)):
            return False
        if is_teaser(ancestor) or ancestor.tag in ("li", "aside"):
            return True
    return False
