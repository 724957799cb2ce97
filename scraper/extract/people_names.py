"""Names in the texts that name authors: a byline, an element, a value of the metadata.

A text is parted at marks, words that lead to names or away from them are taken off, and
what is left is told to be a person, an organisation, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.records import Person
from scraper.extract import people_words as words
from scraper.extract.months import month_of, weekdays_of
from scraper.extract.people_shapes import (
    holds_role,
    is_organisation,
    is_title,
    key_of,
    looks_like_person,
)
from scraper.extract.text import clean_text

#: A text of names is no longer; what is longer is prose.
LONGEST = 400
#: A name has no more characters and words.
LONGEST_NAME = 70
MOST_WORDS = 7
#: Names kept from one text.
MOST_NAMES = 20

_LEAD = re.compile(rf"(?:{'|'.join(words.LEADS)})(?:\s*[:：/●]\s*|\s+)(?=\S)", re.I)
_LEAD_ALONE = re.compile(rf"(?:{'|'.join(words.LEADS)})\s*[:：]?", re.I)
_LEAD_INSIDE = re.compile(
    r"(?:^|\s)(?:by|von|par|por|door|a[vf]|autor(?:in)?:|text:|di)\s+(?=[^\W\d_a-zß-öø-ÿ])"
)
_END = re.compile(rf"(?:^|[\s,(])(?:{'|'.join(words.ENDS)})(?=[\s:;,.)]|$)", re.I)
_PLACE = re.compile(rf"\s(?:{words.BEFORE_PLACES})\s+(?=\S)")
_CREDIT = re.compile(words.CREDITS, re.I)
_NOBODY = re.compile(rf"(?:{words.NOBODIES})", re.I)
_OTHER_HANDS = re.compile(rf"(?:{words.OTHER_HANDS})(?![\w])", re.I)
_AFTER_ROLE = re.compile(rf"(?:.*[\s-])?(?:{words.ROLES})\s+(?P<name>\S+\s.+)", re.I)
_OFFICE = re.compile(r"\s?(?:기자|記者|记者|編集部員|さん|氏)$")

_CONTACT = re.compile(r"https?://\S+|\S+@\S+\.\S+|(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?")
_SEGMENT = re.compile(r"\s*[\n|•·●◆►▸»«;＋]\s*|\s+[-–—/]+\s+|\s*[–—]\s*")
_AND = re.compile(
    r"\s(?:and|und|et|y|e|en|og|och|i|a|ja|és|ir|un|och|kai|και|и|ve|agus|u|with|mit|și|si|in)\s"
    r"|\s*[&＆+]\s*|\s*、\s*"
)
_COMMA = re.compile(r"\s*[,，/]\s*")
_DIGITS = re.compile(
    r"(?<![^\W_])(?:\d{1,2}[.:/]\d|\d{2,}|\d\s?(?:h|uhr|min)\b|\d+(?:st|nd|rd|th)\b)", re.I
)
_SENTENCE = re.compile(r"[.!?…]\s+\S+\s+\S+\s+\S+\s+\S+|[!?:]")
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class Reading:
    """How sure a text is to be made of names."""

    trusted: bool  #: it is called an author: nicknames and single words are names too
    house: frozenset[str] = frozenset()  #: keys of what the site and its publisher call themselves


@lru_cache(maxsize=512)
def read_names(text: str, reading: Reading) -> tuple[Person, ...]:
    """The people and organisations that ``text`` names, in order, each once."""
    if len(text) > LONGEST:
        return ()
    found: dict[str, Person] = {}
    for segment in _segments(text):
        for name in _parts(segment, reading):
            if person := _person(name, reading):
                found.setdefault(key_of(person.name), person)
    named = [person for person in found.values() if not person.organisation]
    shaped = [person for person in named if looks_like_person(person.name)]
    alone = named[:1] if len(named) == len(found) else []
    return tuple(shaped or alone or found.values())[:MOST_NAMES]


def is_lead(text: str) -> bool:
    """True for a text that does nothing but announce a name (``By``, ``Autor:``)."""
    return len(text) <= 40 and bool(_LEAD_ALONE.fullmatch(text))


def _segments(text: str) -> Iterator[str]:
    """The pieces of a text that may hold names, without what leads to and away from them."""
    for piece in _SEGMENT.split(_CONTACT.sub(" , ", text)):
        bare = clean_text(_BRACKETS.sub(" ", piece)).strip(" ,:")
        if _OTHER_HANDS.match(bare):
            return
        segment = _after_lead(bare)
        if not segment or _CREDIT.match(segment):
            continue
        if end := _END.search(segment):
            segment = segment[: end.start()]
        segment = _before_date(segment).strip(" ,:-–|")
        if segment and not _LEAD_ALONE.fullmatch(segment):
            yield segment


def _after_lead(segment: str) -> str:
    for _ in range(2):
        lead = _LEAD.match(segment)
        if lead is None or not _begins_name(segment[lead.end() :]):
            break
        segment = segment[lead.end() :]
    inside = _LEAD_INSIDE.search(segment)
    if inside and (_DIGITS.search(segment[: inside.start()]) or _END.match(segment)):
        return segment[inside.end() :]
    return segment


def _begins_name(rest: str) -> bool:
    """True unless the lead is the beginning of a name itself (``Von der Leyen``)."""
    first = rest.split(None, 1)[0] if rest.strip() else ""
    return first[:1] != first[:1].lower() or first.casefold() not in words.PARTICLES


def _before_date(segment: str) -> str:
    """A segment up to its date, or behind the one that it begins with."""
    match = _DIGITS.search(segment)
    if match is None:
        return segment
    kept = segment[: match.start()].split()
    while kept and _is_date_word(kept[-1]):
        kept.pop()
    if kept:
        return " ".join(kept)
    behind = segment.split()
    while behind and (_is_date_word(behind[0]) or behind[0][:1].isdigit()):
        behind.pop(0)
    return " ".join(behind)


def _is_date_word(word: str) -> bool:
    bare = word.strip(".,").casefold()
    return (
        bare.isdigit()
        or bool(weekdays_of(bare))
        or month_of(bare) is not None
        or bare in ("am", "on", "at", "le", "el", "il", "op", "den", "um", "vom", "the", "la", "à")
    )


def _parts(segment: str, reading: Reading) -> Iterator[str]:
    """The names of one segment: parted at commas and "and" where the parts are names."""
    if is_organisation(segment, reading.house) and not _holds_person(segment):
        yield segment
        return
    commas = [part for part in _COMMA.split(segment) if part]
    if _is_turned(commas):
        yield segment
        return
    for number, part in enumerate(commas):
        named = list(_joined(part, reading))
        if number and not any(_is_listed(name, reading) for name in named):
            continue
        yield from named


def _is_turned(commas: list[str]) -> bool:
    """True for one name with the family's in front (``Doe, Jane``)."""
    words_each = [len(part.split()) for part in commas]
    return words_each == [1, 1] and not any(map(is_organisation, commas))


def _is_listed(name: str, reading: Reading) -> bool:
    """True if what follows a comma is one more name, not a role or a place."""
    if holds_role(name):
        return False
    return looks_like_person(name) or is_organisation(name, reading.house)


def _joined(part: str, reading: Reading) -> list[str]:
    """The names that "and" joins; one where the halves are none."""
    part = re.sub(r"^(?:and|und|et|y|e|och|og|i)\s+", "", part)
    halves = [half for half in _AND.split(part) if half]
    if len(halves) < 2:
        return [part]
    fits = [
        looks_like_person(bare := _without_place(half)) or is_organisation(bare, reading.house)
        for half in halves
    ]
    return halves if all(fits) else [part]


def _holds_person(segment: str) -> bool:
    """True if a part of a list is written like a person's name and is no organisation."""
    parts = [half for part in _COMMA.split(segment) for half in _AND.split(part)]
    if len(parts) < 2 and not _PLACE.search(segment):
        return False
    names = map(_without_place, parts)
    return any(looks_like_person(n) and not is_organisation(n) and not holds_role(n) for n in names)


def _without_place(name: str) -> str:
    place = _PLACE.search(name)
    return name[: place.start()] if place else name


def _person(name: str, reading: Reading) -> Person | None:
    """The person or organisation of one name; None for what is no name."""
    bare = name.strip(" ,;:-–*'\"")
    short = _without_place(bare).strip(" ,;:-–*")
    if is_organisation(short, reading.house) or (
        is_organisation(bare, reading.house) and not looks_like_person(short)
    ):
        return _organisation(bare)
    bare = _OFFICE.sub("", short)
    if (after := _AFTER_ROLE.fullmatch(bare)) and looks_like_person(after["name"]):
        bare = after["name"]
    if not bare or len(bare) > LONGEST_NAME or len(bare.split()) > MOST_WORDS:
        return None
    if _NOBODY.fullmatch(bare) or _CREDIT.match(bare) or is_title(bare):
        return None
    if _is_weekday(bare.split()[0]):
        return None
    if holds_role(bare):
        return Person(bare, organisation=True) if reading.trusted else None
    if looks_like_person(bare) or (reading.trusted and _is_nickname(bare)):
        return Person(bare, cut=bare.endswith(_CUT))
    return None


def _is_weekday(word: str) -> bool:
    return len(word) > 4 and bool(weekdays_of(word.strip(".,")))


def _organisation(name: str) -> Person | None:
    fits = len(name) <= LONGEST_NAME * 2 and not _SENTENCE.search(name) and name[:1] != "#"
    return Person(name, organisation=True) if fits and not _NOBODY.fullmatch(name) else None


def _is_nickname(name: str) -> bool:
    """What an account may call itself: a few words without the marks of a sentence."""
    if _SENTENCE.search(name) or not any(char.isalpha() for char in name):
        return False
    return len(name.split()) <= (1 if any(char.isdigit() for char in name) else 4)
