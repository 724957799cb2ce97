"""The title of an article: the heading that the page and its metadata agree on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from archive.records import Evidence
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.extract.evidence import found
from scraper.extract.source import Source, value_of
from scraper.extract.structured import strings
from scraper.extract.text import clean_text

_SEPARATOR = re.compile(r"\s+[|–—\-:·•»«~/]+\s+|\s*\|\s*")
_NOT_WORD = re.compile(r"[\W_]+")

#: Elements that print the title of a node or of an article, most telling first.
HEADINGS = (
    "h1.page-title",
    "h1#page-title",
    "h1.page-header",
    "h1.node-title",
    "h1.node__title",
    "h1.entry-title",
    "h1.article-title",
    'h1[itemprop~="headline"]',
    ".field--name-title",
    ".field-name-title",
    ".field-name-title-field",
)

#: A heading with at least this share of its words in the metadata's title is the title.
AGREEMENT = 0.6


@dataclass(frozen=True, slots=True)
class Title:
    """The title and where it was found."""

    text: str
    evidence: Evidence
    elements: tuple[etree._Element, ...] = ()  #: all elements that print it


def title_of(source: Source) -> Title | None:
    """The article's title, without the platform's name; None if nothing states one."""
    if chosen := _selected(source):
        return chosen
    claims = list(_claims(source))
    headings = list(_headings(source))
    if chosen := _agreed(headings, claims):
        return chosen
    if len(headings) == 1 and headings[0][1].tag == "h1" and not _is_name(headings[0][2], source):
        place, element, text = headings[0]
        return Title(text, found("title", "text", place, text), (element,))
    for method, place, text in claims:
        if text and not _is_name(text, source):
            return Title(text, found("title", method, place, text))
    return None


def same_words(first: str, second: str) -> bool:
    """True if two texts are the same but for case, space and punctuation."""
    return bare(first) == bare(second)


def bare(text: str) -> str:
    """Lower-case words only, for comparison."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def _selected(source: Source) -> Title | None:
    for css, element in source.selected("title"):
        if text := value_of(css, element):
            text = without_platform(text, source)
            return Title(text, found("title", "site-rule", css, text), (element,))
    return None


def _claims(source: Source) -> Iterator[tuple[str, str, str]]:
    """Titles that the metadata give, best first: (method, place, text)."""
    if source.node is not None and (stated := _rdfa(source.node)):
        yield stated
    for text in strings(source.stated.article.get("headline"))[:1]:
        yield "json-ld", "headline", without_platform(text, source)
    if meta := source.stated.first_meta("og:title", "dcterms.title", "dc.title", "twitter:title"):
        yield "meta", meta[0], without_platform(meta[1], source)
    for element in source.page.index.with_tag("title"):
        if text := clean_text(folded(element)):
            yield "meta", "title", without_platform(text, source)
            break


def _rdfa(node: etree._Element) -> tuple[str, str, str] | None:
    for element in node.iter("span", "meta", "h1", "h2"):
        names = (element.get("property") or "").split()
        if {"dc:title", "schema:name", "schema:headline"}.intersection(names):
            # schema:name is also the name of the author.
            if element.get("typeof"):
                continue
            if text := clean_text(element.get("content") or folded(element)):
                return "rdfa", names[0], text
    return None


def _headings(source: Source) -> Iterator[tuple[str, etree._Element, str]]:
    """Elements that may print the title: (place, element, text), most telling first."""
    seen: set[etree._Element] = set()
    index = source.page.index
    named = ((css, element) for css in HEADINGS for element in compile_selector(css).find(index))
    plain = ((element.tag, element) for element in index.with_tag("h1", "h2", "h3")[:20])
    for place, element in (*named, *plain, *_first_field(source)):
        text = clean_text(folded(element))
        if text and element not in seen:
            seen.add(element)
            yield place, element, text


def _first_field(source: Source) -> Iterator[tuple[str, etree._Element]]:
    """The ``span.field`` of a node whose theme prints the title as a bare field."""
    if source.node is not None:
        for element in source.node.iter("span"):
            if "field" in (element.get("class") or "").split():
                yield "span.field", element
                return


def _agreed(
    headings: Iterable[tuple[str, etree._Element, str]], claims: Iterable[tuple[str, str, str]]
) -> Title | None:
    """The heading that says what a claim says; of several, the first of the best claim."""
    headings = list(headings)
    printed = [bare(heading[2]) for heading in headings]
    for _, _, claim in claims:
        stated = bare(claim)
        if stated in printed:
            exact = [
                heading for heading, text in zip(headings, printed, strict=True) if text == stated
            ]
            place, _, text = exact[0]
            elements = tuple(heading[1] for heading in exact)
            return Title(text, found("title", "text", place, text), elements)
    best = max(
        ((_overlap(heading[2], claim), heading) for heading in headings for _, _, claim in claims),
        key=lambda pair: pair[0],
        default=None,
    )
    if best is None or best[0] < AGREEMENT:
        return None
    place, element, text = best[1]
    return Title(text, found("title", "text", place, text), (element,))


def _overlap(heading: str, claim: str) -> float:
    """Share of the words of the longer text that stand in the other."""
    first, second = set(bare(heading).split()), set(bare(claim).split())
    longer = max(len(first), len(second))
    return len(first & second) / longer if longer else 0.0


def without_platform(text: str, source: Source) -> str:
    """A document title without the platform's name at its end or beginning."""
    for suffix in source.site.title_suffixes:
        if text.endswith(suffix) and len(text) > len(suffix):
            return text.removesuffix(suffix).strip()
    marks = list(_SEPARATOR.finditer(text))
    if marks and _is_name(text[marks[-1].end() :], source):
        return text[: marks[-1].start()].strip()
    if marks and _is_name(text[: marks[0].start()], source):
        return text[marks[0].end() :].strip()
    return text


def _is_name(text: str, source: Source) -> bool:
    """True if ``text`` is what the platform calls itself."""
    words = bare(text)
    if not words:
        return True
    names = {bare(source.site.title), bare(source.site.name)}
    names.update(bare(name) for name in source.stated.meta.get("og:site_name", ()))
    names.update(bare(name) for name in source.stated.meta.get("application-name", ()))
    host = source.site.name.rpartition(".")[0] or source.site.name
    return words in names or words.replace(" ", "") == bare(host).replace(" ", "")
