"""Where pages of no known system print the tags of an article, as links or as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, islice

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.clean.rules import LONGEST_ATTRIBUTE
from scraper.extract import terms_words as words
from scraper.extract.nearness import FAR, Nearness, text_within, upwards, words_of
from scraper.extract.source import Source
from scraper.extract.stems import leading, named
from scraper.extract.text import clean_text

_CLASS = re.compile(rf"(?:^|-)(?:{words.TAG_CLASSES})(?:-|$)")
_NO_CLASS = re.compile(rf"(?:^|-)(?:{words.NO_TAGS})(?:-|$)")
_PATH = re.compile(rf"/(?:{words.TAG_PATHS})(?:/|\?|=)[^/?#]", re.I)
_CATEGORY = re.compile(rf"/(?:{words.CATEGORY_PATHS})/[^/?#]", re.I)
#: What stands around terms and is none of them: separators, and quotation marks.
_BESIDE = ' ,;|·•"„“”«»'
_HEADING = re.compile(rf"(?:{words.TAG_HEADINGS})\s*[:：]?", re.I)

#: Parts of a page that may hold its tags although they were cut: kind -> how far behind.
CUT_KINDS = {
    "share": 1.0,
    "tools": 1.0,
    "related": 2.0,
    "footer": 2.0,
    "sidebar": 3.0,
    "header": 3.0,
    "navigation": 4.0,
}
#: Elements looked at on one page, and links in one of them.
MOST = 80
MOST_LINKS = 40
#: Characters of a term, and of the block that prints them.
LONGEST_TERM = 80
LONGEST_BLOCK = 3000
#: Characters that may stand beside the links of a list.
MOST_BESIDE = 30
#: Characters of an address that are looked at.
LONGEST_ADDRESS = 500
#: Levels around a heading that hold nothing else.
AROUND = 3
#: Characters of a heading.
LONGEST_HEADING = 40

#: Words of a term on an average; more are headlines.
MOST_WORDS = 3.5
#: Terms of a list that was cut from the page; longer ones are of the whole site.
MOST_CUT = 25
#: A list of so many terms of which the article speaks less is of the whole site.
ENOUGH, LEAST_SPOKEN = 4, 0.2
#: Share of terms in the text from which a list is surely the article's.
TOLD = 0.4
#: Characters of the text that are searched.
LONGEST_TEXT = 60_000
#: Terms of a list that was cut from the page and is surely the article's all the same.
FEW = 12
#: Place of links that nothing but their addresses call tags.
LINKED = "a[href*=tag]"
#: Place of links that their relation calls tags.
RELATED = "a[rel~=tag]"

_TOO_LARGE = frozenset({"html", "body", "main", "article", "head", "form", "meta", "input", "nav"})


@dataclass(slots=True)
class Group:
    """Terms that stand together."""

    method: str  #: ``tag-link`` for links, ``text`` for words without one
    place: str
    rank: float
    terms: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    #: folded term -> (term, ``href`` or None)
    spoken: float = 0.0  #: share of them that stand in the article's text


def printed_tags(source: Source, text: str, *, loose: bool = True) -> list[Group]:
    """The lists of tags that the page prints for its own article, the surest first.

    ``text``: of the article, of which its own terms speak. ``loose``: links that nothing but
    their address calls tags are looked for too, and lists under a heading, and what stands
    in parts of the page that were cut, where there is nothing surer.
    """
    nearness, index = Nearness(source, CUT_KINDS), source.page.index
    ways = [_stated(index), _called(index, words.STEMS)]
    if loose:
        rare = _called(index, words.RARE_STEMS)
        ways += [rare, _unlooked(nearness), _leading(index), _headed(index)]
    seen: set[etree._Element] = set()
    groups: dict[tuple[str, float], Group] = {}
    spoken = ""
    for way in ways:
        for place, element in islice(way, MOST):
            if element in seen or element.tag in _TOO_LARGE:
                continue
            if not seen.isdisjoint(upwards(element, AROUND)) and place != LINKED:
                continue
            rank = nearness.rank(element)
            if rank is None or (place == LINKED and rank >= FAR):
                continue
            if _add(groups, place, rank, element):
                seen.add(element)
        if groups and not spoken:
            spoken = text[:LONGEST_TEXT].casefold()
        if fitting := _fitting(list(groups.values()), spoken):
            return fitting
    return []


def _add(
    groups: dict[tuple[str, float], Group], place: str, rank: float, element: etree._Element
) -> bool:
    """Add the terms of an element to those of the same place; True if it has any."""
    group = groups.setdefault((place, rank), Group("text", place, rank))
    for term, href in _terms(element, place):
        group.terms.setdefault(term.casefold(), (term, href))
        group.method = "tag-link" if href else group.method
    return bool(group.terms)


def _fitting(groups: list[Group], spoken: str) -> list[Group]:
    """The groups that may be the article's own, in order; ``spoken``: its text, folded."""
    for group in groups:
        group.spoken = sum(term in spoken for term in group.terms) / max(1, len(group.terms))
    fitting = (group for group in groups if _is_list(group, bool(spoken)))
    return sorted(fitting, key=_order)


def _is_list(group: Group, has_text: bool) -> bool:
    """True for terms that are no headings of teasers, and no menu of the whole site."""
    if not group.terms or (group.method == "text" and len(group.terms) < 2):
        return False
    words = sum(len(text.split()) for text, _ in group.terms.values())
    is_menu = group.rank >= FAR and len(group.terms) > MOST_CUT
    is_foreign = has_text and len(group.terms) >= ENOUGH and group.spoken < LEAST_SPOKEN
    return (
        words <= MOST_WORDS * len(group.terms)
        and not is_menu
        and (not is_foreign or group.place == RELATED)
    )


def is_sure(group: Group) -> bool:
    """True for links that are called tags and stand by the article, or in a row of their own."""
    if group.method != "tag-link" or group.place == LINKED:
        return False
    return group.rank < FAR or group.place == RELATED or len(group.terms) <= FEW


def is_category(href: str | None) -> bool:
    """True for an address that leads to a section, not to a tag."""
    return bool(href) and bool(_CATEGORY.search(href or ""))


def _order(group: Group) -> tuple[bool, bool, bool, float, int]:
    """Links before words, a rel before a class, what the article speaks of, the near first."""
    is_stated, is_told = group.place == RELATED, group.spoken >= TOLD
    return (group.method != "tag-link", not is_stated, not is_told, group.rank, -len(group.terms))


def _unlooked(nearness: Nearness) -> Iterator[tuple[str, etree._Element]]:
    """What calls itself a tag in parts of the page that were cut, or left alone.

    Within the article links that their relation calls so come before the boxes around them.
    """
    others = []
    for element, value, rel in nearness.unlooked(words.ALL_STEMS):
        if rel and _is_tag_rel(rel):
            rank = nearness.rank(element)
            if rank is not None and rank < FAR:
                yield RELATED, element
            else:
                others.append((RELATED, element))
        elif value and _names_tags(value[:LONGEST_ATTRIBUTE]):
            others.append((_place("class", value), element))
    yield from others


def _leading(index: PageIndex) -> Iterator[tuple[str, etree._Element]]:
    """Links that lead where tags lead, and are no part of a sentence."""
    links = leading(index, words.PATH_STEMS)
    tags = [link for link, address in links if _PATH.search(address[:LONGEST_ADDRESS])]
    for parent, group in groupby(tags[:MOST_LINKS], etree._Element.getparent):
        if parent is not None and not _is_prose(parent):
            yield from ((LINKED, link) for link in group)


def _stated(index: PageIndex) -> Iterator[tuple[str, etree._Element]]:
    """Links that their relation calls tags."""
    for value in index.values("rel"):
        if "tag" in value and _is_tag_rel(value):
            yield from ((RELATED, e) for e in index.ever_with("rel", value)[:MOST_LINKS])


def _called(index: PageIndex, stems: Sequence[str]) -> Iterator[tuple[str, etree._Element]]:
    """Elements that a class or an id calls tags."""
    for attribute in ("class", "id"):
        for value in named(index, attribute, stems):
            if _names_tags(value[:LONGEST_ATTRIBUTE]):
                elements = index.ever_with(attribute, value)[:MOST_LINKS]
                yield from ((_place(attribute, value), element) for element in elements)


def categories(index: PageIndex) -> Iterator[etree._Element]:
    """Links that their relation calls the category of the article."""
    for value in index.values("rel"):
        if "category" in value.split():
            yield from index.ever_with("rel", value)[:1]


def _is_tag_rel(value: str) -> bool:
    names = value.split()
    return "tag" in names and "category" not in names


def _place(attribute: str, value: str) -> str:
    return ("#" if attribute == "id" else ".") + ".".join(value.split()[:2])


def _headed(index: PageIndex) -> Iterator[tuple[str, etree._Element]]:
    """The lists under headings that say ``Tags:``, where nothing else tells of tags."""
    tags = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "dt", "p", "span")
    for element in index.with_tag(*tags):
        text = element.text
        if not text or not 2 < len(text) < LONGEST_HEADING or not _HEADING.fullmatch(text.strip()):
            continue
        if (block := _behind(element)) is not None:
            yield "heading", block


def _behind(heading: etree._Element) -> etree._Element | None:
    """What follows a heading, or the elements that hold nothing but the heading."""
    for element in (heading, *upwards(heading, AROUND)):
        following = element.getnext()
        if following is not None:
            return following if following.tag in ("ul", "ol", "div", "p", "dd", "nav") else None
        if element.tag in _TOO_LARGE:
            return None
    return None


@lru_cache(maxsize=1024)
def _names_tags(attribute: str) -> bool:
    """True for a class attribute or id that calls an element a list of tags, or one of them."""
    telling = [name for name in words_of(attribute) if _CLASS.search(name)]
    return bool(telling) and not any(map(_NO_CLASS.search, telling))


def _is_prose(parent: etree._Element) -> bool:
    """True for an element that says more than its links do: a sentence, a teaser."""
    text = text_within(parent, LONGEST_BLOCK)
    if text is None:
        return True
    links = islice(parent.iter("a"), MOST_LINKS)
    linked = sum(len(text_within(each, LONGEST_BLOCK) or "") for each in links)
    return len("".join(text.split())) - linked > MOST_BESIDE


def _terms(element: etree._Element, place: str) -> Iterator[tuple[str, str | None]]:
    """The terms an element prints: the texts of its links, else its own."""
    if element.tag == "a":
        yield from _term(element, element.get("href"))
        return
    if text_within(element, LONGEST_BLOCK) is None:
        return
    links = [a for a in islice(element.iter("a"), MOST_LINKS) if a.get("href")]
    if links and not _is_wordy(element, links):
        for link in links:
            if not is_category(link.get("href")):
                yield from _term(link, link.get("href"))
    elif not links and place != "heading" and len(element) == 0:
        yield from _term(element, None)


def _is_wordy(element: etree._Element, links: Iterable[etree._Element]) -> bool:
    """True for a block that holds more than its links: a teaser, a sentence."""
    text = clean_text(folded(element))
    linked = sum(len(clean_text(folded(link))) for link in links)
    return len(text) - linked > max(60, linked)


def _term(element: etree._Element, href: str | None) -> Iterator[tuple[str, str | None]]:
    text = clean_text(folded(element)).lstrip("#").strip(_BESIDE)
    if href is not None and href[:1] in ("", "#"):
        return
    if 1 < len(text) <= LONGEST_TERM and len(text.split()) <= 8:
        yield text, href
