"""Who an article is by and when it was published, from the line that prints both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from archive.records import Evidence, Person
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.extract.blocks import blocks_of
from scraper.extract.evidence import absent, found
from scraper.extract.people import parse_byline, split_submitted
from scraper.extract.people_choice import chosen_of
from scraper.extract.people_claims import house_names, stated_claims
from scraper.extract.people_lines import line_claims
from scraper.extract.people_names import Reading
from scraper.extract.people_places import printed_claims
from scraper.extract.source import Source, value_of
from scraper.extract.template import is_drupal
from scraper.extract.text import clean_text

#: Lines that systems print author and date in.
LINES = (
    ".submitted",
    ".node__submitted",
    ".node__meta",
    ".node-info",
    ".byline",
    ".entry-meta",
    ".post-meta",
    ".article-meta",
    ".article__meta",
    ".meta-info",
    ".author-date",
)
_PERSON_TYPES = frozenset({"schema:Person", "sioc:UserAccount", "foaf:Person"})
_PERSON_CLASSES = frozenset({"username", "field--name-uid"})

#: A line is short: what is longer holds the article.
LONGEST_LINE = 300
#: Without a telling class or type it is shorter still, and names both author and date.
LONGEST_PLAIN_LINE = 120
#: The line stands near the title, within the first blocks of a node.
NEAR = 8


@dataclass(frozen=True, slots=True)
class Byline:
    """The line "Submitted by NAME on DATE", or what stands for it."""

    element: etree._Element
    text: str
    place: str


def byline_of(source: Source) -> Byline | None:
    """The line with author or date that belongs to the article itself, if it is printed."""
    for element, place in _candidates(source):
        text = clean_text(folded(element))
        if text and len(text) <= LONGEST_LINE:
            return Byline(element, text, place)
    return None


def authors_of(
    source: Source, line: Byline | None, body_text: str = ""
) -> tuple[tuple[Person, ...], list[Evidence]]:
    """The authors, with the evidence for them or for their absence."""
    for people, evidence in _by_system(source, line):
        if people is not None:
            return people, [evidence, *_organisations(source)]
    people, evidences = _by_general_rules(source, body_text)
    if not evidences:
        evidences = [absent("authors", "byline, JSON-LD, meta, elements called author")]
    return people, [*evidences, *_organisations(source)]


def _by_system(
    source: Source, line: Byline | None
) -> Iterator[tuple[tuple[Person, ...] | None, Evidence]]:
    """What the site's own rules name, and the line and fields of a Drupal node."""
    for css, element in source.selected("authors"):
        text = value_of(css, element)
        yield _people_of(element, text), found("authors", "site-rule", css, text)
    if line is not None and is_drupal(source.template):
        yield _in_line(line), found("authors", "byline", line.place, line.text)
    for field in source.role("authors"):
        text = field.text()
        if len(text) <= LONGEST_PLAIN_LINE:
            yield _people_of(field.element, text), found("authors", "text", field.place, text)


def _by_general_rules(source: Source, body_text: str) -> tuple[tuple[Person, ...], list[Evidence]]:
    """What the page states and prints, reconciled."""
    house = house_names(source)
    claims = list(stated_claims(source, Reading(True, house)))
    known = any(claim.persons for claim in claims)
    claims += printed_claims(source, Reading(False, house), known=known)
    if not any(claim.persons for claim in claims):
        lines = line_claims(source, body_text, Reading(False, house))
        claims += [claim for claim in lines if claim.persons or not claims]
    return chosen_of(claims, house)


def _in_line(line: Byline) -> tuple[Person, ...] | None:
    """The people of a byline; empty for an account that is nobody, None if it names none."""
    people = [element for element in line.element.iter() if _is_person(element)]
    around = {ancestor for element in people for ancestor in element.iterancestors()}
    people = [element for element in people if element not in around]
    if people:
        found_people: dict[str, Person] = {}
        for element in people:
            named = _people_of(element, clean_text(folded(element)), line.text) or ()
            found_people.update((person.name, person) for person in named)
        return tuple(found_people.values())
    name, _ = split_submitted(line.text)
    if name is None:
        return None
    return tuple(replace(person, byline=line.text) for person in parse_byline(name))


def _people_of(
    element: etree._Element, text: str, line: str | None = None
) -> tuple[Person, ...] | None:
    """The people an element names. RDFa's ``content`` has the whole name of a cut one."""
    if not text:
        return None
    people = parse_byline(text)
    whole = clean_text(element.get("content") or "")
    if len(people) == 1 and people[0].cut and whole.startswith(text.rstrip("….")):
        people = parse_byline(whole)
    return tuple(replace(person, byline=line or person.byline) for person in people)


def _organisations(source: Source) -> Iterator[Evidence]:
    """The organisation an article was posted for: beside its author, not one of them."""
    for field in source.role("organisation"):
        if text := field.text():
            yield found("authors", "text", field.place, text)


def _candidates(source: Source) -> Iterator[tuple[etree._Element, str]]:
    scope = source.page.tree if source.node is None else source.node
    for css in LINES:
        for element in compile_selector(css).find(source.page.index):
            if _is_within(element, scope) and _tells(element):
                yield element, css
    if source.node is None:
        return
    for element in scope.iter("span", "a", "div"):
        if _is_person(element):
            line = _line_around(element, scope)
            if line is not None:
                yield line, "[typeof~=schema:Person]"
    for block in blocks_of(source.node)[:NEAR]:
        if len(block.text) <= LONGEST_PLAIN_LINE and all(split_submitted(block.text)):
            yield block.element, "text of the node"


def _is_within(element: etree._Element, scope: etree._Element) -> bool:
    return element is scope or scope in element.iterancestors()


def _tells(element: etree._Element) -> bool:
    """True if a line names a person or a date; themes print empty ones."""
    if any(_is_person(inner) or inner.tag == "time" for inner in element.iter()):
        return True
    return any(split_submitted(clean_text(folded(element))[:LONGEST_LINE]))


def _is_person(element: etree._Element) -> bool:
    types, classes = element.get("typeof"), element.get("class")
    return bool(types and not _PERSON_TYPES.isdisjoint(types.split())) or bool(
        classes and not _PERSON_CLASSES.isdisjoint(classes.split())
    )


def _line_around(element: etree._Element, scope: etree._Element) -> etree._Element | None:
    """The outermost element around a person that is still one line; None at the node itself."""
    line: etree._Element | None = None
    current = element
    while (parent := current.getparent()) is not None and current is not scope:
        text = clean_text(folded(current))
        if len(text) > LONGEST_LINE:
            break
        if any(split_submitted(text)):
            return current
        line = current
        current = parent
    return line if line is not None and line is not element else element
