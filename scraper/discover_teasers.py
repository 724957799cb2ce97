"""The teasers of a listing of which nothing is known: what each leads to, and says of it.

A teaser is the largest block around a link that leads nowhere else. Which links are
those of teasers is told by headings, by the length of their texts, by the shape of the
addresses, and by what the links of one page have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from archive.records import Announced, FoundLink, PageKind, PageState
from scraper.address_words import CLASSES
from scraper.discover_links import found_link, path_of_canonical
from scraper.discover_shapes import is_list_file, is_no_article, looks_like_article, segments
from scraper.extract.dates import parse_date
from scraper.extract.text import clean_text
from scraper.site import Site

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Links looked at on one page, and teasers taken of it.
MAX_LINKS = 3000
MAX_TEASERS = 500
#: A link in running prose of a teaser is longer than a menu item.
MIN_WORDS = 4
#: So many levels above a link stands the block of its teaser.
_MAX_LEVELS = 7
#: So many headlines show how a page marks its articles.
_ENOUGH_HEADLINES = 3
#: A printed date, a name or a term of a teaser is no longer.
_SHORT = 60
#: Elements that print a date without being named for it.
_DATED = frozenset(["span", "small", "em", "i", "td", "dt", "dd", "div", "p"])
_LOOKED_AT = 60  #: elements of one teaser that are searched for its date and names

_TITLE_CLASS = re.compile(r"title|headline|heading|titel|ueberschrift|titre|titulo", re.I)
_DATE_CLASS = re.compile(r"date|datum|fecha|time|publi|posted|veroeff|meta", re.I)
_AUTHOR_CLASS = re.compile(r"author|autor|auteur|byline|writer|verfasser", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d|\b\d{1,2}[./]\d{1,2}[./]\d\d\b")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Teaser:
    """What the links of a page to one address amount to."""

    link: FoundLink
    anchors: list[etree._Element] = field(default_factory=list)
    title: str = ""
    headline: bool = False  #: True if one of the links is or holds a heading


def teaser_links(
    anchors: Iterator[etree._Element],
    base: str,
    place: str,
    site: Site,
    language: str | None,
) -> list[FoundLink]:
    """The articles that the ``anchors`` of a listing lead to, in their order.

    ``base`` is what relative links are taken from, ``place`` the listing's own address,
    ``language`` that of the page, for its dates.
    """
    teasers = _gathered(anchors, base, site)
    chosen = _chosen(list(teasers.values()))[:MAX_TEASERS]
    blocks = _blocks(chosen)
    links = []
    for teaser in chosen:
        said = _announced(teaser, blocks.get(teaser.link.url), place, language)
        title = teaser.title[:500] or None
        links.append(
            FoundLink(
                url=teaser.link.url,
                address=teaser.link.address,
                kind=teaser.link.kind,
                title=title,
                announced=said,
            )
        )
    return links


def _gathered(anchors: Iterator[etree._Element], base: str, site: Site) -> dict[str, Teaser]:
    """The links by the address that they lead to, without what can be no article."""
    by_href: dict[str, FoundLink] = {}
    teasers: dict[str, Teaser] = {}
    for anchor in islice(anchors, MAX_LINKS):
        href = (anchor.get("href") or "").strip()
        if not href or href[0] == "#":
            continue
        if (link := by_href.get(href)) is None:
            link = by_href[href] = found_link(href, base, site, kind=PageKind.ARTICLE)
        if link.url in teasers or _may_be_article(link):
            teaser = teasers.setdefault(link.url, Teaser(link))
            teaser.anchors.append(anchor)
            _add_title(teaser, anchor)
    return teasers


def _may_be_article(link: FoundLink) -> bool:
    if link.state is PageState.REFUSED:
        return False
    is_front = path_of_canonical(link.url) == "/" and "?" not in link.url
    return not (is_front or is_no_article(link.url) or is_list_file(link.url))


def _add_title(teaser: Teaser, anchor: etree._Element) -> None:
    """Take the text of a heading, else the longest that is no whole teaser."""
    heading = _heading(anchor)
    text = text_of(anchor if heading is None else heading)
    if heading is not None and text and not teaser.headline:
        teaser.title, teaser.headline = text, True
    elif not teaser.headline and len(teaser.title) < len(text) <= 300:
        teaser.title = text


def _heading(anchor: etree._Element) -> etree._Element | None:
    """The heading in or around a link, or what by its class is one."""
    inner = next(anchor.iter(*HEADINGS), None)
    if inner is not None:
        return inner
    for level, element in enumerate((anchor, *anchor.iterancestors())):
        if element.tag in HEADINGS:
            return anchor
        if level > 2 or element.tag in ("li", "ul", "article", "main", "body"):
            return None
        if _TITLE_CLASS.search(element.get("class") or ""):
            return anchor
    return None


def _chosen(teasers: list[Teaser]) -> list[Teaser]:
    headlines = [one for one in teasers if one.headline and _says_enough(one)]
    patterns = {_pattern(one.link.url) for one in headlines}
    shown = set(map(id, headlines))
    if len(headlines) >= _ENOUGH_HEADLINES:
        return [one for one in teasers if id(one) in shown or _fits(one, patterns)]
    return [
        one
        for one in teasers
        if _words(one) >= MIN_WORDS
        or (_says_enough(one) and (one.headline or looks_like_article(one.link.url)))
    ]


def _fits(teaser: Teaser, patterns: set[tuple[str, ...]]) -> bool:
    """True for a link without a heading whose address is like those of the headlines."""
    return _words(teaser) >= MIN_WORDS and _pattern(teaser.link.url) in patterns


def _says_enough(teaser: Teaser) -> bool:
    """True for a title of two words, or of one where the address is an article's."""
    if _words(teaser) >= 2:
        return True
    # Scripts without spaces part no words; some headlines have but one.
    wanted = 1 if teaser.headline else 12
    return len(teaser.title) >= wanted and looks_like_article(teaser.link.url)


def _words(teaser: Teaser) -> int:
    return len(teaser.title.split())


def _pattern(url: str) -> tuple[str, ...]:
    """What addresses of one kind have in common: all but the last segment, without numbers."""
    head = segments(path_of_canonical(url))[:-1]
    names = sorted(part.partition("=")[0] for part in url.partition("?")[2].split("&"))
    return (*(_DIGITS.sub("0", one) for one in head), "?", *names)


def _blocks(teasers: list[Teaser]) -> dict[str, etree._Element]:
    """The block of each teaser: the largest element around its link that holds no other's."""
    inside: dict[etree._Element, set[str]] = {}
    for teaser in teasers:
        for anchor in teaser.anchors[:5]:
            for element in _around(anchor):
                inside.setdefault(element, set()).add(teaser.link.url)
    blocks: dict[str, etree._Element] = {}
    for teaser in teasers:
        largest = [
            element
            for anchor in teaser.anchors[:5]
            for element in (anchor, *_around(anchor))
            if len(inside.get(element, ())) <= 1
        ]
        if largest:
            blocks[teaser.link.url] = largest[-1]
    return blocks


def _around(anchor: etree._Element) -> Iterator[etree._Element]:
    for level, element in enumerate(anchor.iterancestors()):
        if level >= _MAX_LEVELS or element.tag in ("body", "main", "html"):
            return
        yield element
        if element.tag in ("article", "li", "tr"):
            return


def _announced(
    teaser: Teaser, block: etree._Element | None, place: str, language: str | None
) -> Announced | None:
    """What a teaser says of its article; None if it says nothing."""
    if block is None:
        block = teaser.anchors[0]
    elements = [one for one in islice(block.iter(), _LOOKED_AT) if isinstance(one.tag, str)]
    title = teaser.title if teaser.headline and not teaser.title.endswith(("…", "...")) else None
    published = _date(elements, language)
    authors = _named(elements, _AUTHOR_CLASS)[:1]
    terms = _terms(elements)
    if not (title or published or authors or terms):
        return None
    return Announced(
        method="listing",
        place=place,
        title=title,
        published_at=published,
        authors=authors,
        terms=terms,
    )


def _date(elements: list[etree._Element], language: str | None) -> str | None:
    """The one day that a teaser states, by a ``time`` or at a place that is named so."""
    for element in elements:
        if element.tag == "time":
            parsed = parse_date(element.get("datetime") or text_of(element), language=language)
            if parsed is not None:
                return parsed.iso
    for text in _printed_dates(elements):
        parsed = parse_date(text, language=language)
        if parsed is not None:
            return parsed.iso
    return None


def _printed_dates(elements: list[etree._Element]) -> Iterator[str]:
    for element in elements:
        named = _DATE_CLASS.search(element.get("class") or "")
        if named or element.tag in _DATED:
            yield from _short(text_of(element) if named else clean_text(element.text or ""))
        if element.tag in ("a", "br", "img"):
            yield from _short(clean_text(element.tail or ""))


def _short(text: str) -> Iterator[str]:
    """The text, if it may be a date alone."""
    if len(text) <= _SHORT and _YEAR.search(text):
        yield text.strip("()|–— ,·")


def _named(elements: list[etree._Element], classes: re.Pattern[str]) -> tuple[str, ...]:
    found = (
        text_of(element)
        for element in elements
        if classes.search(f"{element.get('class') or ''} {element.get('rel') or ''}")
    )
    return tuple(text for text in found if text and len(text) <= _SHORT)


def _terms(elements: list[etree._Element]) -> tuple[str, ...]:
    """The labels of links to terms in a teaser."""
    found: list[str] = []
    for element in elements:
        href = element.get("href") if element.tag == "a" else None
        if href and ("tag" in (element.get("rel") or "").split() or _is_term(href)):
            found.append(text_of(element))
    return tuple(dict.fromkeys(text for text in found if text and len(text) <= _SHORT))


def _is_term(href: str) -> bool:
    return any(name in CLASSES for name in segments(href.partition("?")[0])[-2:-1])


def text_of(element: etree._Element) -> str:
    """The text in an element, white space folded."""
    return clean_text(" ".join(element.itertext(with_tail=False)))
