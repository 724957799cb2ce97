"""The headings of a page that may print its title, with and without what is glued to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from scraper.clean.removal import folded
from scraper.clean.selectors import Selector, compile_all
from scraper.extract.class_words import worded, words_pattern
from scraper.extract.source import Source
from scraper.extract.text import clean_text
from scraper.extract.title_names import bare

#: Elements that print the title of a node or of an article, most telling first.
HEADINGS = (
    *("h1.page-title", "h1#page-title", "h1.page-header", "h1.node-title", "h1.node__title"),
    *("h1.entry-title", "h1.article-title", 'h1[itemprop~="headline"]', ".field--name-title"),
    *(".field-name-title", ".field-name-title-field"),
)
#: Headings looked at, and characters of one.
MOST = 25
LONGEST = 400
#: Elements in a heading that are taken apart.
_MOST_PARTS = 8

#: What is printed over a headline, or before it in the same element.
_KICKER = words_pattern(
    r"kicker|over-?line|top-?line|top-?title|pre-?title|pre-?headline|supra-?title|sur-?title"
    r"|head-?line-?prefix|dach-?zeile|ober-?zeile|spitz-?marke|roof-?line|eye-?brow|rubrik|ressort"
    r"|category|section|label|badge|tag|topic|ante-?titulo|occhiello|cintillo|hat|chapeau|date|datum"
    r"|meta|flag|teaser-?kicker|intro-?title|subject|premium|paid|plus"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading and the texts that it may mean."""

    place: str
    element: etree._Element
    text: str  #: as printed, without what its classes call a kicker
    variants: tuple[str, ...]  #: the text, and it without its first or its last part

    @property
    def tag(self) -> str:
        return str(self.element.tag)


def main_headings(source: Source) -> list[Heading]:
    """Headings of the first level and those that systems print titles in, most telling first."""
    index = source.page.index
    named = (
        (selector.css, element)
        for selector, name in _selectors()
        if not name or index.has_class(name)
        for element in selector.find(index)
    )
    first = (("h1", element) for element in index.with_tag("h1"))
    return list(_headings([*named, *first, *_first_field(source)], set()))


@cache
def _selectors() -> tuple[tuple[Selector, str], ...]:
    """:data:`HEADINGS` with the class without which there is nothing to find, or nothing."""
    selectors = compile_all(HEADINGS)
    return tuple((each, "".join(each.alternatives[0].classes[:1])) for each in selectors)


def lesser_headings(source: Source, known: list[Heading]) -> list[Heading]:
    """Headings of the next two levels."""
    elements = source.page.index.with_tag("h2", "h3")[:MOST]
    seen = {heading.element for heading in known}
    return list(_headings([(str(each.tag), each) for each in elements], seen))


def cut_headings(source: Source) -> list[Heading]:
    """Headings in what was taken for the header of the site."""
    elements = [
        ("h1 of the header", heading)
        for element in source.page.cut.get("header", ())[:5]
        for heading in element.iter("h1")
    ]
    return list(_headings(elements, set()))


def _headings(
    elements: list[tuple[str, etree._Element]], seen: set[etree._Element]
) -> Iterator[Heading]:
    for place, element in elements[:MOST]:
        if element in seen:
            continue
        seen.add(element)
        text = clean_text(folded(element))
        if not text or len(text) > LONGEST:
            continue
        if len(element):
            variants = tuple(dict.fromkeys((text, *_without_parts(element, text))))
            headline = _without_kicker(element, text)
            yield Heading(place, element, headline, (headline, *variants))
        else:
            yield Heading(place, element, text, (text,))


def _first_field(source: Source) -> Iterator[tuple[str, etree._Element]]:
    """The ``span.field`` of a node whose theme prints the title as a bare field."""
    if source.node is not None:
        for element in source.node.iter("span"):
            if "field" in (element.get("class") or "").split():
                yield "span.field", element
                return


def _without_kicker(element: etree._Element, text: str) -> str:
    """The text without the parts whose classes say that they stand before the headline."""
    rest = text
    for part in _parts(element):
        own = clean_text(folded(part))
        if own and rest != own and rest.startswith(own) and _is_kicker(part):
            rest = rest[len(own) :].lstrip(" :|/–—·-")
    return rest or text


def _without_parts(element: etree._Element, text: str) -> Iterator[str]:
    """The text without its first part, without its last, and each part of some length alone."""
    parts = _parts(element)
    for part in parts:
        own = clean_text(folded(part))
        if not own or own == text:
            continue
        if text.startswith(own):
            yield text[len(own) :].lstrip(" :|/–—·-")
        if text.endswith(own):
            yield text[: -len(own)].rstrip(" :|/–—·-")
        if len(own) * 2 > len(text):
            yield own


def _parts(element: etree._Element) -> list[etree._Element]:
    """The parts of a heading; those of its only part, where it has but one."""
    parts = [child for child in element[:_MOST_PARTS] if isinstance(child.tag, str)]
    if len(parts) == 1 and len(parts[0]) and not bare(element.text or ""):
        return parts + _parts(parts[0])
    return parts


def _is_kicker(element: etree._Element) -> bool:
    return _KICKER.search(worded(element.get("class") or "")) is not None
