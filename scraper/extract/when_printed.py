"""Dates that a page prints beside its article, and what the words around them say they are.

A date counts where a reader would look for it: near the heading, or in an element that
is called a date. What stands in a card, a comment or a caption is the date of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from lxml import etree

from scraper.clean.removal import place_of
from scraper.extract.dates import parse_date
from scraper.extract.dates_numeric import with_full_years
from scraper.extract.microdata import machine_date
from scraper.extract.when_names import is_called_date, is_called_line, kind_by_name
from scraper.extract.when_words import labels_in

#: Longest text that is believed to be a line with a date, and not prose.
LONGEST_LINE = 120
#: Most words of a line with a date that nothing labels; more of them are a sentence.
MOST_WORDS = 9
#: Most words before the day at the end of such a line.
MOST_BEFORE_DAY = 5
#: Parts of one element's text that are looked at.
_MOST_PARTS = 30

#: What a text must hold to be read: a year, or a date with a short one.
#: (What must not stand before is asked behind the first figure: a search leaps to it.)
HINT = re.compile(
    r"\d(?<!\d\d)(?:(?:(?<=1)9|(?<=2)0)\d\d(?!\d)|\d?[./]\s?\d{1,2}[./]\s?\d\d(?!\d))"
)
#: Characters in which a date is looked for.
_LONGEST_DATE = 300
#: The day in brackets with which agencies begin a text.
_DATELINE = re.compile(r"\s*\(([^()]{6,40})\)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FIGURES = re.compile(r"\d+")
_HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed, and what it is said to be the date of."""

    element: etree._Element  #: the smallest element that prints it with its label
    raw: str
    iso: str  #: empty where day and month cannot be told apart
    kind: str  #: ``published``, ``modified``, or empty where nothing says
    points: int  #: how much speaks for it: a label, a name, a machine-readable form
    is_line: bool = True  #: False: the element holds more than the date and what belongs to it

    @property
    def place(self) -> str:
        """Where it stands."""
        return place_of(self.element)


@dataclass(frozen=True, slots=True)
class Reader:
    """How dates are read on one page."""

    language: str | None
    month_first: bool | None

    def day(self, text: str) -> str | None:
        """The one date in ``text``, as :func:`scraper.extract.dates.parse_date` gives it."""
        return _day(text[:_LONGEST_DATE], self.language, self.month_first)

    def dates_at(self, element: etree._Element) -> list[PrintedDate]:
        """The dates that ``element``, or the line it is a part of, prints."""
        stated = machine_date(element) if element.tag in ("time", "abbr") else None
        for owner in _owners(element):
            text = line_of(owner)
            if text is None or (owner.tag in _HEADINGS and owner is not element):
                break
            if found := list(self._in_line(owner, text, stated)):
                return found
        if stated and (iso := self.day(stated)):
            return [PrintedDate(element, stated, iso, "", 2)]
        if dateline := _DATELINE.match(element.text or ""):
            iso = self.day(dateline[1])
            return [PrintedDate(element, dateline[1], iso, "", 0, is_line=False)] if iso else []
        return list(self._in_texts(element)) if is_called_line(element) else []

    def _in_texts(self, element: etree._Element) -> Iterator[PrintedDate]:
        """The dates of single texts of an element that holds much more."""
        for text in islice(element.xpath("text()"), _MOST_PARTS):
            line = " ".join(text.split())
            if len(line) <= LONGEST_LINE and HINT.search(line):
                yield from (
                    replace(date, is_line=False) for date in self._in_line(element, line, None)
                )
                return

    def _in_line(
        self, element: etree._Element, text: str, stated: str | None
    ) -> Iterator[PrintedDate]:
        named = 2 * (element.tag in ("time", "abbr") or is_called_date(element))
        for kind, part in _parts(text, element):
            kind = kind or kind_by_name(element)
            iso = self.day(part)
            if iso is None and not _may_be_date(part):
                continue
            if stated and (machine := self.day(stated)) and not (iso and iso[:10] != machine[:10]):
                iso = machine
            if kind == "other" or (not kind and not named and _is_prose(part, element)):
                continue
            points = 3 * (kind == "published") + named
            yield PrintedDate(element, part, iso or "", kind, points)


@lru_cache(maxsize=512)
def _day(text: str, language: str | None, month_first: bool | None) -> str | None:
    """As :meth:`Reader.day`; pages give one date at many places."""
    parsed = parse_date(with_full_years(text), language=language, month_first=month_first)
    return None if parsed is None else parsed.iso


def line_of(element: etree._Element) -> str | None:
    """The text of ``element`` if it is one short line; None if it is longer."""
    if len(element) > _MOST_PARTS:
        return None
    parts = list(islice(element.itertext(), _MOST_PARTS))
    text = " ".join(" ".join(parts).split())
    return text if len(parts) < _MOST_PARTS and len(text) <= LONGEST_LINE else None


def _owners(element: etree._Element) -> Iterator[etree._Element]:
    """The element and those around it that may be the line it is a part of."""
    yield element
    for ancestor in islice(element.iterancestors(), 2):
        if ancestor.tag in ("body", "html", "article", "main", "li", "ul"):
            return
        yield ancestor


def _parts(text: str, element: etree._Element) -> Iterator[tuple[str, str]]:
    """The parts of a line by the labels in it: (kind, text)."""
    kind, start = _kind_before(element), 0
    for label in labels_in(text):
        if HINT.search(text, start, label.start):
            yield kind, text[start : label.start]
            start = label.end
        kind = label.kind
    if HINT.search(text, start):
        yield kind, text[start:]


def _kind_before(element: etree._Element) -> str:
    """What the short text right before an element labels it as."""
    before = element.getprevious()
    if before is not None:
        text = f"{line_of(before) or ''} {before.tail or ''}"
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
        if not text.strip() and parent is not None and (above := parent.getprevious()) is not None:
            text = line_of(above) or ""
    if len(text) > LONGEST_LINE or HINT.search(text):
        return ""
    kinds = [label.kind for label in labels_in(text)]
    return kinds[-1] if kinds else ""


def _may_be_date(text: str) -> bool:
    """True for figures whose order alone is in doubt."""
    return bool(AMBIGUOUS.search(with_full_years(text)))


#: A date in figures that can be read in two ways.
AMBIGUOUS = re.compile(
    r"[0-9](?<![\d./-][0-9])(?:(?<=0)[1-9]|(?<=1)[0-2]|(?<!0))[/-](?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d(?!\d)"
)


def _is_prose(text: str, element: etree._Element) -> bool:
    """True for a sentence or a headline that happens to name a day.

    A line that gives a day begins with it, or ends with it.
    """
    figures = list(_FIGURES.finditer(text))
    before = len(_LETTERS.findall(text, 0, figures[0].start()))
    behind = len(_LETTERS.findall(text, figures[-1].end()))
    if element.tag in _HEADINGS:
        return before + behind > 2
    return before + behind > MOST_WORDS or (before > 2 and (behind > 0 or before > MOST_BEFORE_DAY))
