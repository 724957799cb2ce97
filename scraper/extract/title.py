"""The title of an article: the heading that the page and its metadata agree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.records import Evidence
from scraper.clean.removal import folded
from scraper.extract.evidence import LEAST_SURE, found, other, sureness
from scraper.extract.source import Source, value_of
from scraper.extract.structured import strings
from scraper.extract.text import clean_text
from scraper.extract.title_headings import Heading, cut_headings, lesser_headings, main_headings
from scraper.extract.title_names import Names, bare, names_of, parts_of, without_names

__all__ = ["Title", "bare", "same_words", "title_of"]

#: A heading with at least this share of its words in the metadata's title is the title.
AGREEMENT = 0.6
#: Characters of a stated title that are read.
LONGEST = 600
#: Other titles that are kept as evidence.
MOST_OTHERS = 3

_META = (
    "og:title",
    "dcterms.title",
    "dc.title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title and where it was found."""

    text: str
    evidence: Evidence
    elements: tuple[etree._Element, ...] = ()  #: all elements that print it
    others: tuple[Evidence, ...] = ()  #: the other titles that the page gives


@dataclass(frozen=True, slots=True)
class Claim:
    """A title that the metadata give."""

    method: str
    place: str
    raw: str
    text: str  #: without the platform's name


def title_of(source: Source) -> Title | None:
    """The article's title, without the platform's name; None if nothing states one."""
    names = names_of(source)
    if chosen := _selected(source, names):
        return chosen
    claims = list(_claims(source, names))
    chosen = _printed(source, claims, names) or _claimed(claims, names)
    return _weighed(chosen, claims) if chosen else None


def _printed(source: Source, claims: Sequence[Claim], names: Names) -> Title | None:
    """The heading that prints the title."""
    main = main_headings(source)
    if claims and (chosen := _same(main, claims, most=1)):
        return chosen
    headings = [*main, *lesser_headings(source, main)]
    chosen = _same(headings, claims) or _part(main, claims, names) or _alike(headings, claims)
    if chosen or _are_sure(claims):
        return chosen
    return _only(headings, claims, names) or _same(cut_headings(source), claims)


def _are_sure(claims: Sequence[Claim]) -> bool:
    """True if what is stated to search engines and to social networks is the same headline."""
    headlines = {bare(claim.text) for claim in claims if claim.method != "meta"}
    return bool(headlines.intersection(bare(c.text) for c in claims if c.method == "meta"))


def same_words(first: str, second: str) -> bool:
    """True if two texts are the same but for case, space and punctuation."""
    return bare(first) == bare(second)


def _selected(source: Source, names: Names) -> Title | None:
    for css, element in source.selected("title"):
        if text := value_of(css, element):
            text = without_names(text, names, source.site.title_suffixes)
            return Title(text, found("title", "site-rule", css, text), (element,))
    return None


def _claims(source: Source, names: Names) -> Iterator[Claim]:
    """Titles that the metadata give, best first."""
    for method, place, whole in _stated(source):
        raw = whole[:LONGEST]
        if text := without_names(raw, names, source.site.title_suffixes):
            yield Claim(method, place, raw, text)


def _stated(source: Source) -> Iterator[tuple[str, str, str]]:
    if source.node is not None and (stated := _rdfa(source.node)):
        yield stated
    for text in strings(source.stated.article.get("headline"))[:1]:
        yield "json-ld", "headline", text
    if meta := source.stated.first_meta(*_META):
        yield "meta", *meta
    for element in source.page.index.with_tag("title"):
        if text := clean_text(folded(element)):
            yield "meta", "title", text
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


def _same(
    headings: Sequence[Heading], claims: Sequence[Claim], most: int | None = None
) -> Title | None:
    """The heading that says what one of the first ``most`` claims says; the first of the best."""
    for claim in claims[:most]:
        stated = bare(claim.text)
        exact = [
            (heading, text)
            for heading in headings
            for text in heading.variants
            if stated and bare(text) == stated
        ]
        if exact:
            elements = tuple(dict.fromkeys(heading.element for heading, _ in exact))
            heading, text = exact[0]
            return _title(heading, _whole(heading, claims) or text, elements)
    return None


def _whole(heading: Heading, claims: Iterable[Claim]) -> str | None:
    """The heading with all its parts, if some claim has them all too."""
    whole = max(heading.variants, key=len)
    return whole if bare(whole) in {bare(claim.text) for claim in claims} else None


def _part(headings: Sequence[Heading], claims: Iterable[Claim], names: Names) -> Title | None:
    """A heading of the first level that is a whole part of a claim: the rest is a signature."""
    stated = {bare(part) for claim in claims for part in parts_of(claim.raw)} - {""}
    fitting = [
        (len(bare(text)), heading, text)
        for heading in headings
        if heading.tag == "h1"
        for text in heading.variants
        if len(bare(text).split()) > 1 and bare(text) in stated and not names.is_name(text)
    ]
    if not fitting:
        return None
    _, heading, text = max(fitting, key=lambda fit: fit[0])
    return _title(heading, text, (heading.element,))


def _alike(headings: Iterable[Heading], claims: Sequence[Claim]) -> Title | None:
    """The heading that has most words in common with a claim, if it has enough."""
    best = max(
        ((_overlap(heading.text, claim.text), heading) for heading in headings for claim in claims),
        key=lambda pair: pair[0],
        default=None,
    )
    if best is None or best[0] < AGREEMENT:
        return None
    return _title(best[1], best[1].text, (best[1].element,))


def _only(headings: Sequence[Heading], claims: Sequence[Claim], names: Names) -> Title | None:
    """The one heading of the first level, if it says more than the platform's name.

    Metadata are written for search engines and cards as often as they repeat the headline.
    """
    first = [each for each in headings if each.tag == "h1" and not names.is_name(each.text)]
    if len({bare(heading.text) for heading in first}) != 1:
        return None
    words = set(bare(first[0].text).split())
    claimed = {word for claim in claims for word in bare(claim.text).split()}
    if len(headings) > 1 and claims and len(words) < 3 and not words & claimed:
        return None
    return _title(first[0], first[0].text, tuple(heading.element for heading in first))


def _claimed(claims: Sequence[Claim], names: Names) -> Title | None:
    """The best claim that is more than a name; else the platform's name, which front pages have."""
    for claim in claims:
        if not names.is_name(claim.text):
            return Title(claim.text, found("title", claim.method, claim.place, claim.text))
    return None


def _title(heading: Heading, text: str, elements: tuple[etree._Element, ...]) -> Title:
    return Title(text, found("title", "text", heading.place, text), elements)


def _weighed(title: Title, claims: Sequence[Claim]) -> Title:
    """The title with what the other places say of it."""
    text = title.text
    rest = [claim for claim in claims if claim.place != title.evidence.place]
    differing = [claim for claim in rest if not same_words(claim.text, text)]
    sure = sureness(title.evidence.method, len(rest) - len(differing), len(differing))
    if not title.elements and differing:
        sure = max(LEAST_SURE, round(sure - 0.1, 2))
    row = found("title", title.evidence.method, title.evidence.place, title.evidence.raw, sure)
    kept = {bare(claim.text): claim for claim in reversed(differing)}
    others = [other("title", c.method, c.place, c.raw) for c in kept.values()]
    return Title(text, row, title.elements, tuple(others[:MOST_OTHERS]))


def _overlap(heading: str, claim: str) -> float:
    """Share of the words of the longer text that stand in the other."""
    first, second = set(bare(heading).split()), set(bare(claim).split())
    longer = max(len(first), len(second))
    return len(first & second) / longer if longer else 0.0
