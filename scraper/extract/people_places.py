"""Where pages of no known system print their authors: elements by class, id, rel and address.

Candidates come from the names that the page has; each is judged by how near to the
title it stands, and what lies between. Blocks that were cut from the page as a header,
a share bar or an author box are looked at too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from lxml import etree

from archive.records import Person
from scraper.clean.index import PageIndex
from scraper.clean.rules import LONGEST_ATTRIBUTE
from scraper.extract import people_words as words
from scraper.extract.nearness import FAR, Nearness, text_within, upwards, words_of
from scraper.extract.people_claims import Claim
from scraper.extract.people_names import LONGEST, Reading, is_lead, read_names
from scraper.extract.people_shapes import key_of
from scraper.extract.source import Source
from scraper.extract.stems import leading, named
from scraper.extract.text import clean_text

#: Words in classes and ids of elements that print an author.
AUTHOR_WORDS = (
    r"authors?|autor(?:en|es|in|a|as|i|e|ka|zy)?|auteure?s?|by-?lines?|writers?|verfasser(?:in)?"
    r"|redakteure?|redacteur|redaktor|journalists?|journalistes?|periodista|giornalista|firma"
    r"|contributors?|skribent|forfatter|forfattare|schrijver|szerzok?|kirjoittaja|toimittaja"
    r"|avtor|autorius|yazar|muhabir|reporter|creator|posted-by|written-by|post-by|signature"
    r"|(?:post|entry|article|blog|news|document|un|les|name|story)(?:author|autor|auteurs?)s?"
    r"|(?:author|autor|auth|byline)-?(?:name|nom|link|info|wrap(?:per)?|header|box|meta)s?"
)
_WORD = re.compile(rf"(?:^|-)(?:{AUTHOR_WORDS})(?:-|$)")
#: Words beside them that tell of something about the author that is no name.
_NO_NAME = re.compile(
    r"(?:^|-)(?:comments?|commentlist|recentcomments\w*|avatars?|images?|img|photos?|picture|pic"
    r"|thumb(?:nail)?|bio|biography|description|desc|about|social|follow|e?mail|twitter|facebook"
    r"|linkedin|icons?|related|role|job|jobtitle|position|titles?|headline|count|bypostauthor"
    r"|more|buttons?|btn|tooltip|popup|flyout|newsletter|guidelines|has|no|show|hide|publisher"
    r"|copyright|quote|posts|articles|books?|purchase|powered|media|location|funktion|translators?"
    r"|categor(?:y|ies)|section|tags?|rubrik"
    r"|reviewer|reviewed|caption|credits?|rating|stars|excerpt|summary|byuser)(?:-|$)"
)
_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in|i|ka)?|auteurs?|autore|contributors?|journalists?"
    r"|journalistes?|redakteur(?:e|in)?|writers?|columnists?|reporters?|editors|firmas?"
    r"|redactor(?:es)?|yazar(?:lar)?|avtor|szerzo|toimittaja|skribent|profiles?|staff|by)/[^/?#]",
    re.I,
)
_TOO_LARGE = frozenset({"html", "body", "main", "article", "head", "form", "img", "input", "meta"})
_SKIPPED = frozenset({"time", "button", "svg", "figure", "img", "label"})

#: Parts of a page that may hold its byline although they were cut: kind -> how far from it.
CUT_KINDS = {"header": 1.0, "share": 1.0, "tools": 1.0, "footer": 3.0, "sidebar": 4.0, "form": 4.0}

#: Place of a link that nothing but its address calls an author.
LINKED = "a[href*=author]"

#: Elements looked at on one page, where somebody is stated already, and of one class.
MOST, ENOUGH = 60, 8
MOST_ALIKE = 8
#: A printed text in which a single word may be a name is no longer.
LONGEST_NICKNAME = 60
#: A line that holds the link to an author's page is no longer.
LONGEST_LINE = 150
#: As many elements of a class that name different people are a list of comments or teasers.
MOST_AUTHORS = 5
#: Levels that authors may stand farther from the title than the nearest.
NEAR = 6.0
#: Levels around an author in which another author of the same article may stand.
BESIDE = 3


@dataclass(slots=True)
class _Candidate:
    """An element that may print authors."""

    element: etree._Element
    place: str
    named: bool  #: it is called an author, so that a nickname is a name
    rank: float = 0.0
    people: tuple[Person, ...] = ()
    raw: str = ""


def printed_claims(source: Source, reading: Reading, *, known: bool) -> list[Claim]:
    """The authors that elements print, the nearest to the title first.

    ``known``: somebody is stated already, so that only what is called an author is looked
    at, and not much of it.
    """
    nearness, index = Nearness(source, CUT_KINDS), source.page.index
    ways: list[Iterator[_Candidate]] = [chain(_stated(index), _called(index, words.STEMS))]
    if not known:
        rare = _called(index, words.RARE_STEMS)
        ways += [rare, _unlooked(nearness), _linked(index)]
    read: list[_Candidate] = []
    seen: set[etree._Element] = set()
    for way in ways:
        for candidate in islice(way, ENOUGH if known else MOST):
            if candidate.element not in seen and _is_read(candidate, nearness, reading):
                read.append(candidate)
            seen.add(candidate.element)
        if any(not person.organisation for each in read for person in each.people):
            break
    read.sort(key=lambda candidate: candidate.rank)
    return list(_grouped(_of_one_article(read)))


def _is_read(candidate: _Candidate, nearness: Nearness, reading: Reading) -> bool:
    """True if a candidate belongs to the article and names somebody; both are noted in it."""
    if candidate.element.tag in _TOO_LARGE:
        return False
    rank = nearness.rank(candidate.element)
    if rank is None:
        return False
    candidate.rank = rank if candidate.named else rank + 0.5
    candidate.raw, candidate.people = _read(candidate, reading)
    return bool(candidate.people)


def _of_one_article(read: list[_Candidate]) -> list[_Candidate]:
    """Without classes that print a list of authors, and without what is far behind the nearest."""
    names: dict[str, set[str]] = defaultdict(set)
    for candidate in read:
        names[candidate.place].add(key_of(candidate.people[0].name))
    lists = {place for place, each in names.items() if len(each) >= MOST_AUTHORS}
    kept = [c for c in read if c.place not in lists or len(names) == 1] or read
    near = min((candidate.rank for candidate in kept), default=0.0) + NEAR
    return [c for c in kept if c.rank <= near or c.rank >= FAR]


def _grouped(read: list[_Candidate]) -> Iterator[Claim]:
    """One claim for the authors that stand together."""
    left = read
    while left:
        best, near = left[0], _around(left[0].element)
        group = [best, *(c for c in left[1:] if _is_beside(c, best, near))]
        people: dict[str, Person] = {}
        for candidate in group:
            for person in candidate.people:
                people.setdefault(key_of(person.name), person)
        method = "microdata" if "itemprop" in best.place else "byline"
        yield Claim(method, best.place, best.raw, tuple(people.values()), best.rank)
        # Others of these classes are the authors of other articles.
        places = {candidate.place for candidate in group}
        left = [c for c in left if c.place not in places]


def _around(element: etree._Element) -> list[etree._Element]:
    return [element, *upwards(element, BESIDE)]


def _is_beside(candidate: _Candidate, best: _Candidate, near: list[etree._Element]) -> bool:
    """True for one more author of the same kind near the best one, or the same one again."""
    if {key_of(p.name) for p in candidate.people} <= {key_of(p.name) for p in best.people}:
        return True
    if candidate.place != best.place or candidate.rank != best.rank:
        return False
    if candidate.element.getparent() is best.element.getparent():
        return True
    shared = (e for e in _around(candidate.element) if e in near and e.tag not in _TOO_LARGE)
    return any(text_within(each, LONGEST) is not None for each in shared)


@lru_cache(maxsize=1024)
def _names_author(attribute: str) -> bool:
    """True for a class attribute or id that calls an element an author."""
    telling = [name for name in words_of(attribute) if _WORD.search(name)]
    return bool(telling) and not any(map(_NO_NAME.search, telling))


@lru_cache(maxsize=1024)
def _is_no_name(attribute: str) -> bool:
    """True for the class of what is printed of an author beside the name."""
    return any(map(_NO_NAME.search, words_of(attribute)))


def _stated(index: PageIndex) -> Iterator[_Candidate]:
    """Elements that an attribute for machines calls an author."""
    for attribute in ("itemprop", "rel", "property"):
        for value in index.values(attribute):
            if _states_author(value):
                place = f"[{attribute}={value}]"
                yield from _alike(index.ever_with(attribute, value), place)


def _called(index: PageIndex, stems: Sequence[str]) -> Iterator[_Candidate]:
    """Elements that a class or an id calls an author."""
    for attribute in ("class", "id"):
        for value in named(index, attribute, stems):
            if _names_author(value[:LONGEST_ATTRIBUTE]):
                yield from _alike(index.ever_with(attribute, value), _place(attribute, value))


def _alike(elements: list[etree._Element], place: str) -> Iterator[_Candidate]:
    return (_Candidate(element, place, True) for element in elements[:MOST_ALIKE])


def _unlooked(nearness: Nearness) -> Iterator[_Candidate]:
    """What is called an author in parts of the page that were cut, or left alone."""
    for element, value, rel in nearness.unlooked(words.ALL_STEMS):
        if value and _names_author(value[:LONGEST_ATTRIBUTE]):
            yield _Candidate(element, _place("class", value), True)
        elif rel and _states_author(rel):
            yield _Candidate(element, "[rel=author]", True)


def _states_author(value: str) -> bool:
    return "author" in value or value == "creator"


def _place(attribute: str, value: str) -> str:
    return ("#" if attribute == "id" else ".") + ".".join(value.split()[:2])


def _linked(index: PageIndex) -> Iterator[_Candidate]:
    """The links that lead to the page of a person, and are no part of a sentence."""
    people = (link for link, url in leading(index, words.PATH_STEMS) if _PATH.search(url[:LONGEST]))
    fitting = (link for link in islice(people, MOST) if not _is_in_prose(link))
    return (_Candidate(link, LINKED, False) for link in islice(fitting, MOST_ALIKE))


def _is_in_prose(link: etree._Element) -> bool:
    """True for a link that is a part of a sentence, not of a line about the article."""
    parent = link.getparent()
    if parent is None or len(parent) > 20:
        return True
    text = text_within(parent, LONGEST)
    return text is None or (
        len(text) > LONGEST_LINE and len(text) > 3 * len(text_within(link, LONGEST) or "")
    )


def _read(candidate: _Candidate, reading: Reading) -> tuple[str, tuple[Person, ...]]:
    """The text of a candidate and the people in it."""
    element = candidate.element
    inner = [each for each in element.iterdescendants("a", "span", "meta") if _names_one(each)][:10]
    if content := clean_text(element.get("content") or ""):
        return content, read_names(content, reading)
    pieces = pieces_of(element)
    if pieces is None:
        pieces = [piece for each in inner for piece in pieces_of(each) or ()]
    pieces = list(dict.fromkeys(piece for piece in pieces if not is_lead(piece)))
    text = joined(pieces)
    is_short = candidate.named and len(text) <= LONGEST_NICKNAME and not text.endswith(":")
    people = read_names(text, Reading(is_short, reading.house))
    return text, tuple(person for person in people if not _is_label(person.name))


def _is_label(name: str) -> bool:
    """True for words in small letters: what a page prints, not what a person is called."""
    return " " in name and name.islower()


def _names_one(element: etree._Element) -> bool:
    return "name" in (element.get("itemprop") or "") or "author" in (element.get("rel") or "")


def pieces_of(element: etree._Element) -> list[str] | None:
    """The texts in an element, what is no name left out; None where they are too long."""
    pieces: list[str] = []
    length = 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        text = node.text if event == "start" else node.tail
        if event == "start" and node is not element and _is_skipped(node):
            walker.skip_subtree()
            text = None
        if text and (event == "start" or node is not element) and (piece := clean_text(text)):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                return None
    return pieces


def _is_skipped(node: etree._Element) -> bool:
    if node.tag in _SKIPPED or not isinstance(node.tag, str):
        return True
    names = node.get("class")
    return bool(names) and _is_no_name(names[:LONGEST_ATTRIBUTE])


def joined(pieces: list[str]) -> str:
    """Pieces as one text: parted by lines where each is a name by itself."""
    words = [piece for piece in pieces if any(char.isalpha() for char in piece)]
    alone = all(len(piece.split()) >= 2 for piece in words) and len(words) > 1
    return ("\n" if alone else " ").join(pieces)
