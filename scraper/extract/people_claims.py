"""Who wrote an article by what the page states to machines: JSON-LD, meta, microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from archive.records import Person
from scraper.extract.people_names import Reading, is_lead, read_names
from scraper.extract.people_shapes import is_organisation, key_of, looks_like_person
from scraper.extract.source import Source
from scraper.extract.structured import strings, type_names

#: Meta elements that name the author, the surest first; those of a house's own come behind.
METAS = (
    *("author", "byl", "article:author", "parsely-author", "sailthru.author", "article:byline"),
    *("dcterms.creator", "dc.creator", "citation_author", "og:article:author", "authors"),
)
#: Names behind the printed ones: a system fills them with the account that posted.
_BEHIND = 100.0
_OWN_META = re.compile(r"[:._-](?:authors?|bylines?|autor)$|^authors?[._-]?names?$")
_ORGANISATION_TYPES = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "NGO"})
_ADDRESS = re.compile(r"^\S*(?:://|www\.|facebook\.com|twitter\.com|@)\S*$")

#: Names taken from one statement.
MOST = 30


@dataclass(frozen=True, slots=True)
class Claim:
    """One place of a page that names authors."""

    method: str  #: one of :data:`archive.records.METHODS`
    place: str  #: where, as in evidence
    raw: str  #: the text as found
    people: tuple[Person, ...]
    rank: float = 0.0  #: how near to the article a printed one stands; the less the nearer

    @property
    def persons(self) -> tuple[Person, ...]:
        """Those of them that are people."""
        return tuple(person for person in self.people if not person.organisation)


def house_names(source: Source) -> frozenset[str]:
    """Keys of what the site and its publisher call themselves."""
    stated, site = source.stated, source.site
    names = [site.title, site.name, site.name.partition(".")[0]]
    for meta in ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher"):
        names += stated.meta.get(meta, ())
    names += strings(stated.article.get("publisher"), "name")
    return frozenset(key for name in names if (key := key_of(name)))


def stated_claims(source: Source, reading: Reading) -> Iterator[Claim]:
    """What JSON-LD and the meta elements state, the surest first."""
    article = source.stated.article
    for name in ("author", "creator"):
        people = tuple(_people(article.get(name), _by_id(source), reading))
        if people:
            raw = "; ".join(person.name for person in people)
            yield Claim("json-ld", name, raw, _each_once(people))
            break
    for name, values in _metas(source):
        if people := _each_once(_named(values, reading)):
            rank = 0.0 if name in METAS else _BEHIND
            yield Claim("meta", name, "; ".join(values), people, rank)
    if not article.get("author"):
        yield from _only_person(source, reading)


def _by_id(source: Source) -> dict[str, dict[str, Any]]:
    """The nodes that others refer to, by their ``@id``."""
    nodes = source.stated.nodes
    return {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2
    }


def _people(
    value: Any, by_id: dict[str, dict[str, Any]], reading: Reading, depth: int = 3
) -> Iterator[Person]:
    """The people of an ``author``: a text, a node, a reference, or a list of these."""
    if isinstance(value, list):
        for item in value[:MOST]:
            yield from _people(item, by_id, reading, depth - 1) if depth else ()
    elif isinstance(value, str):
        yield from _named([value], reading)
    elif isinstance(value, dict):
        node = value if _names_of(value) else by_id.get(str(value.get("@id")), value)
        yield from _of_node(node, reading)


def _of_node(node: dict[str, Any], reading: Reading) -> Iterator[Person]:
    """The people one node names; what it is called decides before its type does."""
    types = set(type_names(node))
    for name in _names_of(node):
        for person in _named([name], reading):
            fits = looks_like_person(person.name)
            if "Person" in types and fits and not is_organisation(person.name):
                yield replace(person, organisation=False)
            else:
                is_house = person.organisation or bool(types & _ORGANISATION_TYPES)
                yield replace(person, organisation=is_house)


def _names_of(node: dict[str, Any]) -> list[str]:
    """The names of a node: given as one, as a list, or in parts."""
    if names := strings(node.get("name"), "name", "@value"):
        return names[:MOST]
    parts = [*strings(node.get("givenName"))[:1], *strings(node.get("familyName"))[:1]]
    return [" ".join(parts)] if parts else strings(node.get("alternateName"))[:1]


def _named(values: list[str], reading: Reading) -> Iterator[Person]:
    for value in values[:MOST]:
        if not _ADDRESS.match(value):
            yield from read_names(value, reading)


def _metas(source: Source) -> Iterator[tuple[str, list[str]]]:
    metas = source.stated.meta
    for name in METAS:
        if values := [value for value in metas.get(name, ()) if value]:
            yield name, values
    for name, values in metas.items():
        if not ("aut" in name or "byline" in name):
            continue
        if name not in METAS and len(name) < 40 and _OWN_META.search(name) and any(values):
            yield name, [value for value in values if value]
    for number in ("1", "2"):
        label, data = metas.get(f"twitter:label{number}"), metas.get(f"twitter:data{number}")
        if label and data and is_lead(label[0]):
            yield f"twitter:data{number}", data


def _only_person(source: Source, reading: Reading) -> Iterator[Claim]:
    """The one person whom the JSON-LD of a page describes, where no article names its author."""
    people = [node for node in source.stated.nodes if "Person" in type_names(node)]
    if len(people) == 1 and (found := tuple(_of_node(people[0], reading))):
        yield Claim("json-ld", "Person", found[0].name, found, _BEHIND)


def _each_once(people: Any) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(key_of(person.name), person)
    return tuple(found.values())
