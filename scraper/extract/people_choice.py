"""Which of several places on a page names the authors, and how sure that is.

People come before organisations: publishers write their own name where the author of an
article belongs, and print the person beside the title. Of the places that name people
the most formal one is taken, and completed by the others where they say the same in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.records import Evidence, Person
from scraper.extract.evidence import CONFIDENCE, found, other
from scraper.extract.people_claims import Claim
from scraper.extract.people_places import LINKED
from scraper.extract.people_shapes import key_of, looks_like_person

#: What another place that names the same people adds to the confidence, and what one that
#: names others takes from it.
AGREEMENT = 0.04
DISAGREEMENT = 0.25
#: A claim of a higher rank stands behind those below it.
FIRM = 50
#: Other claims that are kept.
MOST_OTHERS = 6


def chosen_of(
    claims: Sequence[Claim], house: frozenset[str]
) -> tuple[tuple[Person, ...], list[Evidence]]:
    """The authors, and the evidence for them and for what other places say; none for no claim."""
    best = _best(claims, house)
    if best is None:
        return (), []
    named = [claim for claim in claims if claim.persons]
    outside = [person for person in best.persons if key_of(person.name) not in house]
    taken = [p for p in best.people if not outside or key_of(p.name) not in house]
    line = " ".join(best.raw.split()) if best.method == "byline" else None
    people = tuple(replace(_completed(person, named), byline=line) for person in taken)
    rest = [claim for claim in claims if claim is not best]
    sure = _confidence(best, people, rest)
    evidence = [found("authors", best.method, best.place, best.raw, sure)]
    return people, [*evidence, *_others(people, rest)]


def _best(claims: Sequence[Claim], house: frozenset[str]) -> Claim | None:
    """The claim that names people and that most methods agree with; else an organisation."""
    stated = any(c.method == "json-ld" and c.rank == 0 for c in claims)
    houses = {c.method for c in claims if not c.persons and c.rank < FIRM}
    named = [c for c in claims if c.persons and (not stated or _is_firm(c))]
    named = [c for c in named if not _keys(c.persons) <= house] or named
    if len(houses) > 1:
        named = [c for c in named if c.place != LINKED]
    if not named:
        return next(iter([c for c in claims if not _is_house(c, house)] or claims), None)
    best = max(named, key=lambda claim: _support(claim, named))
    for claim in named:
        wider = _keys(claim.persons)
        if wider > _keys(best.persons) and _in_one_text(claim):
            best = claim
    return best


def _is_firm(claim: Claim) -> bool:
    """True unless a printed nickname would stand against what JSON-LD states."""
    return claim.method == "json-ld" or any(looks_like_person(p.name) for p in claim.persons)


def _is_house(claim: Claim, house: frozenset[str]) -> bool:
    """True if a claim names nothing but the site itself, in whatever words."""
    names = [name for name in house if len(name) > 2]
    return all(any(name in key_of(p.name) for name in names) for p in claim.people)


def _support(claim: Claim, named: Sequence[Claim]) -> tuple[int, bool]:
    """How many methods name one of the same people, and whether it is a firm place itself."""
    keys = _keys(claim.persons)
    methods = {other.method for other in named if _keys(other.persons) & keys}
    return len(methods) + (claim.method == "json-ld"), claim.rank < FIRM


def _in_one_text(claim: Claim) -> bool:
    """True if one line names them all, so that they belong together."""
    return "\n" not in claim.raw and all(person.name in claim.raw for person in claim.persons)


def _keys(people: Sequence[Person]) -> set[str]:
    return {key_of(person.name) for person in people}


def _completed(person: Person, claims: Sequence[Claim]) -> Person:
    """A person by the best spelling that the page gives: whole, parted, and not in capitals."""
    if person.organisation:
        return person
    spellings = {each.name for claim in claims for each in claim.persons if _same(person, each)}
    best = max((*sorted(spellings), person.name), key=lambda name: _quality(name, person.name))
    return person if best == person.name else replace(person, name=best, cut=_is_cut(best))


def _same(person: Person, each: Person) -> bool:
    """True for the same name in another spelling, or the whole of one that is cut."""
    ours, theirs = key_of(person.name), key_of(each.name)
    if ours == theirs:
        return True
    first = person.name.rstrip(".… ")
    is_part = person.cut or " " not in first
    return is_part and len(ours) > 2 and theirs.startswith(ours) and " " in each.name


def _quality(name: str, given: str) -> tuple[bool, bool, bool, bool, bool]:
    has_case = name != name.upper() and name != name.lower()
    return (not _is_cut(name), " " in name, has_case, name == given, True)


def _is_cut(name: str) -> bool:
    return name.endswith(("…", "..."))


def _confidence(best: Claim, people: Sequence[Person], rest: Sequence[Claim]) -> float:
    sure, keys = CONFIDENCE[best.method], _keys(people)
    agreeing = {claim.method for claim in rest if _keys(claim.people) & keys}
    named = [claim for claim in rest if claim.persons]
    if named and not any(_keys(claim.people) & keys for claim in named):
        sure -= DISAGREEMENT
    if all(person.organisation for person in people):
        sure -= DISAGREEMENT
    return max(0.1, min(0.98, sure + AGREEMENT * len(agreeing)))


def _others(people: Sequence[Person], rest: Sequence[Claim]) -> list[Evidence]:
    """What other places say that is not what was taken."""
    keys = _keys(people)
    differing = [claim for claim in rest if _keys(claim.people) != keys]
    return [other("authors", c.method, c.place, c.raw) for c in differing[:MOST_OTHERS]]
