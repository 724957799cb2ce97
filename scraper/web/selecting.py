"""Which articles a request is about: the filters of the search page, in its address.

An address names filters as the command line does, and may repeat them. A name that no filter
has is refused: a slip of the pen would otherwise show everything as if it were the answer.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from archive.errors import UsageError
from archive.search import Order
from archive.selection import Filters
from scraper.web.asked import Asked

#: Filters that may be repeated, in the order in which they are shown, and what they are called.
NAMES = {
    "site": "Site",
    "tag": "Tag",
    "label": "Label",
    "author": "Author",
    "language": "Language",
    "dated": "Date known by",
    "without": "Without",
}
#: Filters with one value.
SINGLE = {"since": "From", "until": "Until", "undated": "Date", "state": "State"}
#: What else an address of the search page may say.
_OTHERS = {"q", "order", "page", "format", "more", "narrow"}
#: How a date is known, or why there is none, in few words.
DATED = {
    "site-rule": "the site's own markup",
    "json-ld": "JSON-LD",
    "microdata": "microdata",
    "rdfa": "RDFa",
    "meta": "a meta element",
    "tag-link": "a link to a term",
    "byline": "the byline",
    "feed": "the feed",
    "listing": "a listing",
    "url": "the address",
    "text": "the printed text",
    "print": "a printed page",
    "vocabulary": "the site's own words",
    "detected": "statistics of the text",
    "derived": "other facts",
    "hand": "a correction by hand",
    "absent": "none: not on the page",
    "not_in_form": "none: not visible in this form",
}
STATES = {"live": "live", "gone": "gone, kept here"}
_WITHOUT = {"dated": "note on the date"}
_WORD = re.compile(r'"[^"]*"\*?|[^\s"]+')
_LONGEST = 1000
#: More values of one filter than a person would choose.
_MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force."""

    kind: str  #: what it is called
    value: str
    back: str  #: the address without it


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request asks for."""

    asked: Asked
    words: str
    filters: Filters
    order: Order

    def chips(self) -> list[Chip]:
        """The filters in force; since and until of one year are one."""
        return list(self._chips())

    def command(self, *verb: str) -> str:
        """The same question at the terminal."""
        parts = ["clusternews", *verb]
        if "tag" in self.filters:  # nothing here knows which tags a config file joins
            parts.append("--apart")
        for name, values in self.filters.items():
            if name == "undated":
                parts.append("--no-date")
                continue
            several = [values] if isinstance(values, str) else cast("Sequence[str]", values)
            parts += [part for value in several for part in _option(name, value)]
        words = _WORD.findall(self.words)
        if any(word.startswith("-") for word in words):
            parts.append("--")
        return shlex.join([*parts, *words])

    def _chips(self) -> Iterator[Chip]:
        asked = self.asked
        for name, kind in NAMES.items():
            for value in asked.all(name):
                yield Chip(kind, shown(name, value), asked.without(name, value))
        since, until = asked.one("since"), asked.one("until")
        if since and since == until:
            yield Chip("Date", since, asked.link(since=None, until=None))
        else:
            for name in ("since", "until"):
                if value := asked.one(name):
                    yield Chip(SINGLE[name], value, asked.link(**{name: None}))
        for name in ("undated", "state"):
            if value := asked.one(name):
                yield Chip(SINGLE[name], shown(name, value), asked.link(**{name: None}))


def selection(asked: Asked) -> Selection:
    """What the address asks for. Raises UsageError for what it cannot mean."""
    known = {*NAMES, *SINGLE, *_OTHERS}
    for name in asked.args:
        if name in ("as_of", "reading"):
            raise UsageError(
                f"{name}: these pages answer of today alone",
                hint="at the terminal: clusternews search --as-of DATE ...",
            )
        if name not in known:
            told = ", ".join((*NAMES, *SINGLE))
            raise UsageError(f"{name[:40]!r} is no filter", hint=f"there are {told}")
        if len(asked.all(name)) > _MOST_VALUES:
            raise UsageError(f"{name}: at most {_MOST_VALUES} values")
    words = asked.one("q").strip()
    if len(words) > _LONGEST:
        raise UsageError(f"these words are longer than {_LONGEST} characters")
    order = asked.one("order", "best")
    if order not in ("best", "newest"):
        raise UsageError(f"order={order[:40]}: there are best and newest")
    return Selection(asked, words, _filters(asked), cast("Literal['best', 'newest']", order))


def shown(name: str, value: str) -> str:
    """A value of a filter as people read it."""
    if name == "dated":
        return DATED.get(value, value)
    if name == "state":
        return STATES.get(value, value)
    if name == "without":
        return _WITHOUT.get(value, f"any {value}")
    if name == "undated":
        return "no date"
    return value.strip('"') if name == "author" else value


def _filters(asked: Asked) -> Filters:
    filters: dict[str, object] = {name: asked.all(name) for name in NAMES if asked.all(name)}
    filters |= {name: asked.one(name) for name in ("since", "until", "state") if asked.one(name)}
    if asked.one("undated"):
        filters["undated"] = True
    return cast("Filters", filters)


def _option(name: str, value: str) -> tuple[str, ...]:
    return (f"--{name}={value}",) if value.startswith("-") else (f"--{name}", value)
