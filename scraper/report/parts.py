"""What a report is made of before it is set: sections with pictures, tables and notes.

Text that comes from pages is made plain here, once, for every form of the report: one line,
cut, without controls, marks that turn text around, and e-mail addresses. It is still hostile
to HTML and to Markdown: the module that sets it escapes it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from archive.export_contacts import ContactPolicy, Contacts
from scraper.charts.wording import label

#: Characters of a title in a table.
TITLE_LENGTH = 140
#: Where a page states none.
NO_DATE = "no date"
#: In a column of numbers, where there is none.
NOTHING = "–"

_NUMBER = re.compile(rf"[+\N{{MINUS SIGN}}]?[0-9][0-9.,]*( %)?|{NOTHING}")
# Longer texts are cut before addresses are looked for, so that none can take long.
_MOST_LOOKED_AT = 4_000
_LONGEST_ADDRESS = 2_000
_WITHOUT_ADDRESSES = ContactPolicy(Contacts.LEAVE_OUT, b"")
_IN_TITLE = "title"  # how a text of a field of this name is replaced: as running text


def plain(text: object, most: int = TITLE_LENGTH) -> str:
    """Text from a page as it may stand in a report."""
    return label(_WITHOUT_ADDRESSES.text(str(text)[:_MOST_LOOKED_AT], _IN_TITLE), most)


def names(texts: Iterable[str]) -> dict[str, str]:
    """Each different text with a name of its own."""
    different = list(dict.fromkeys(texts))
    return dict(zip(different, each_its_own(different), strict=True))


def each_its_own(texts: Iterable[str]) -> Iterator[str]:
    """The texts made plain; those that are then the same get a number."""
    used: set[str] = set()
    for text in texts:
        name, number = plain(text), 1
        while name in used:
            number += 1
            name = f"{plain(text, TITLE_LENGTH - 6)} ({number})"
        used.add(name)
        yield name


def web_address(url: object) -> str | None:
    """The address if a reader may be sent there: http or https, and no e-mail address in it."""
    text = str(url)
    if len(text) > _LONGEST_ADDRESS or not text.isprintable() or any(map(str.isspace, text)):
        return None
    try:
        parts = urlsplit(text)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    names_nobody = _WITHOUT_ADDRESSES.text(text, _IN_TITLE) == text
    return text if is_web and names_nobody else None


@dataclass(frozen=True, slots=True)
class Link:
    """A title that leads to its page."""

    text: str
    url: str | None  #: None: the address is none to send a reader to


#: What stands in a table; a number is set to the right.
Value = str | int | float | Link


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a line above it."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]

    def is_number(self, column: int) -> bool:
        """True for a column of numbers, or of what is written as one."""
        return all(
            isinstance(value, int | float)
            or (isinstance(value, str) and _NUMBER.fullmatch(value) is not None)
            for value in (row[column] for row in self.rows)
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn when it is wanted: Markdown and JSON need no library for it."""

    file: str  #: what its file is called where it is written as one, without an ending
    kind: str  #: a function of :mod:`scraper.charts.specs`, or ``calendar``
    figures: tuple[Any, ...]  #: what that function takes first
    title: str
    subtitle: str
    width: int | None  #: pixels, without the axis; None: as the figures need

    def spec(self) -> dict[str, Any]:
        """Its specification."""
        module = "nights" if self.kind == "calendar" else "specs"
        function = getattr(importlib.import_module(f"scraper.charts.{module}"), self.kind)
        size = {} if self.width is None else {"width": self.width}
        drawn: dict[str, Any] = function(
            *self.figures, title=self.title, subtitle=self.subtitle, **size
        )
        return drawn


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the report, with what answers it."""

    key: str  #: of the jump link
    short: str  #: its name among the jump links
    question: str
    counted: str  #: what is counted, and of how many
    queries: Sequence[str]  #: names of the figures it shows
    pictures: Sequence[Picture] = ()
    instead: Sequence[Table] = ()  #: what the pictures show, in numbers
    tables: Sequence[Table] = ()
    notes: Sequence[str] = field(default=())


def article_link(row: dict[str, Any]) -> Link:
    """The title of a row with ``title`` and ``url``, leading there."""
    return Link(plain(row["title"]), web_address(row["url"]))


def day(published_at: str | None) -> str:
    """The day of a date as a page states it, or that there is none."""
    return plain(published_at[: len("2016-08-04")]) if published_at else NO_DATE


def percent(part: float, whole: float) -> str:
    """A share in whole percent, or in tenths where it is small."""
    share = 100 * part / whole if whole else 0.0
    return f"{share:.0f} %" if share >= 10 or share == 0 else f"{share:.1f} %"


def points(difference: float) -> str:
    """A difference with its sign."""
    return f"{difference:+.1f}".replace("-", "\N{MINUS SIGN}")


def counted(number: int, one: str, several: str = "") -> str:
    """``1 article``, ``1,234 articles``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
