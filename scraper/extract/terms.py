"""Labels, tags and section of an article, from the fields and links that print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from archive.records import Evidence, Label, Tag
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.extract.address import site_path, slug_of
from scraper.extract.evidence import absent, found
from scraper.extract.fields import Field
from scraper.extract.source import Source, value_of
from scraper.extract.structured import strings
from scraper.extract.text import clean_text, slugify

#: A term is a word or a few; what is longer is a sentence that a field happens to hold.
LONGEST_TERM = 100

TAG_PLACES = (
    'a[rel~="tag"]',
    ".tags-links a",
    ".post-tags a",
    ".entry-tags a",
    ".article-tags a",
    ".article__tags a",
    "ul.tags a",
    "div.tags a",
)
_TAG_PATH = re.compile(
    r"/(?:tags?|keywords?|topics?|themen|schlagwort|etiquetas?|mot-cle)/[^/?]", re.I
)
_SPLIT = re.compile(r"\s*[,;|]\s*")


def labels_of(source: Source) -> tuple[tuple[Label, ...], Evidence]:
    """The type markers printed with the article, in order."""
    for place, terms in _field_terms(source, "labels", "labels"):
        labels = tuple(Label(text, path) for text, path in terms)
        return labels, found("labels", "text", place, _raw(terms))
    return (), absent("labels", "fields of the article")


def tags_of(source: Source) -> tuple[tuple[Tag, ...], Evidence]:
    """The terms of the platform's vocabulary that the article carries, in order."""
    terms: dict[str, tuple[str, str | None]] = {}
    places: list[str] = []
    for place, group in _field_terms(source, "tags", "tags"):
        places.append(place)
        terms.update((text.casefold(), (text, path)) for text, path in group)
    if terms:
        return _tags(terms.values()), found("tags", "text", ", ".join(places), _raw(terms.values()))
    for method, place, group in _stated_tags(source):
        if group:
            return _tags(group), found("tags", method, place, _raw(group))
    return (), absent("tags", "fields, rel=tag, article:tag, keywords")


def section_of(source: Source) -> tuple[str | None, Evidence]:
    """The section that the platform files the article under."""
    for place, terms in _field_terms(source, "section", "section"):
        return terms[0][0], found("section", "text", place, _raw(terms))
    for name in strings(source.stated.article.get("articleSection"), "name")[:1]:
        return name, found("section", "json-ld", "articleSection", name)
    if meta := source.stated.first_meta("article:section"):
        return meta[1], found("section", "meta", meta[0], meta[1])
    return None, absent("section", "fields, JSON-LD, article:section")


Terms = list[tuple[str, str | None]]


def _field_terms(source: Source, role: str, name: str) -> Iterator[tuple[str, Terms]]:
    """Groups of terms by place: by the site's selectors, else by the role of fields."""
    selected = list(source.selected(name))
    if selected:
        terms = [
            (text, site_path(element.get("href"), source.base, source.site))
            for css, element in selected
            if (text := value_of(css, element))
        ]
        if terms:
            yield selected[0][0], terms
            return
    for field in source.role(role):
        if terms := _terms_of(field, source):
            yield field.place, terms


def _terms_of(field: Field, source: Source) -> Terms:
    """The values of a field: its items, or its links where a list has no items."""
    items = field.items()
    if items == [field.element]:
        items = list(field.element.iter("a")) or items
    label = field.label
    found_terms: dict[str, tuple[str, str | None]] = {}
    for item in items:
        link = next(iter(item.iter("a")), None)
        text = clean_text(folded(item if link is None else link))
        if item is field.element and label is not None:
            text = text.removeprefix(clean_text(folded(label))).strip(" :")
        if 0 < len(text) <= LONGEST_TERM:
            href = link.get("href") if link is not None else None
            path = site_path(href, source.base, source.site)
            found_terms.setdefault(text.casefold(), (text, path))
    return list(found_terms.values())


def _stated_tags(source: Source) -> Iterator[tuple[str, str, Terms]]:
    """Where other pages than Drupal's state tags: (method, place, terms)."""
    for css in TAG_PLACES:
        elements = compile_selector(css).find(source.page.index)
        yield "text", css, _linked(elements, source)
    if source.node is not None:
        inside = [a for a in source.node.iter("a") if _TAG_PATH.search(a.get("href") or "")]
        yield "text", "a[href*=/tags/]", _linked(_outside_prose(inside), source)
    metas = source.stated.meta
    yield "meta", "article:tag", _plain(metas.get("article:tag", ()))
    yield "json-ld", "keywords", _plain(strings(source.stated.article.get("keywords"), "name"))
    for name in ("news_keywords", "parsely-tags", "sailthru.tags", "keywords"):
        yield "meta", name, _plain(metas.get(name, ()))


def _outside_prose(links: Iterable[etree._Element]) -> list[etree._Element]:
    """Links that are the whole of their paragraph or item, not words of a sentence."""
    kept = []
    for link in links:
        parent = link.getparent()
        if parent is None:
            continue
        rest = len(folded(parent)) - sum(len(folded(a)) for a in parent.iter("a"))
        if rest < 20:
            kept.append(link)
    return kept


def _linked(elements: Iterable[etree._Element], source: Source) -> Terms:
    terms: dict[str, tuple[str, str | None]] = {}
    for element in elements:
        text = clean_text(folded(element)).lstrip("#").strip()
        if 0 < len(text) <= LONGEST_TERM:
            path = site_path(element.get("href"), source.base, source.site)
            terms.setdefault(text.casefold(), (text, path))
    return list(terms.values())


def _plain(values: Iterable[str]) -> Terms:
    """Terms from a list, or from one text that joins them with commas."""
    terms: dict[str, tuple[str, str | None]] = {}
    for value in values:
        for text in _SPLIT.split(value):
            if 0 < len(text) <= LONGEST_TERM:
                terms.setdefault(text.casefold(), (text, None))
    return list(terms.values())[:50]


def _tags(terms: Iterable[tuple[str, str | None]]) -> tuple[Tag, ...]:
    return tuple(Tag(text, slug_of(path) or slugify(text), path) for text, path in terms)


def _raw(terms: Iterable[tuple[str, str | None]]) -> str:
    return " | ".join(text for text, _ in terms)
