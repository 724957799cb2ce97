"""A whole report, as it is set in HTML or Markdown, drawn as pictures, or given as JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.exports import Export
from archive.opening import SCHEMA_VERSION
from archive.selection import Filters
from scraper import __version__
from scraper.exports.state import archive_date
from scraper.exports.state import chosen as in_words
from scraper.report.figures import Asked, Figure, Figures, gather
from scraper.report.last import Since
from scraper.report.parts import Picture, Section, day, plain
from scraper.report.sections import sections
from scraper.report.sentences import in_short, numbers

_TITLE = "Cluster news"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is shown, made plain but not escaped."""

    title: str
    about: str  #: which articles, in words
    archive: str  #: name of the file
    made_at: str  #: when, or the past moment that it is made for; UTC
    as_of: str  #: that moment in words; empty: now
    state_at: str  #: when something last wrote to the archive, UTC
    span: str  #: first and last day of publication; empty if no date is known
    numbers: list[tuple[str, str, str]]
    sentences: list[str]
    sections: list[Section]
    figures: Figures
    version: str = __version__
    schema: int = SCHEMA_VERSION

    @property
    def queries(self) -> list[Figure]:
        """The queries in the order in which the page shows what they say."""
        order = [name for section in self.sections for name in section.queries]
        known = self.figures.by_name
        names = dict.fromkeys(("numbers", *order, *known))
        return [known[name] for name in names]

    @property
    def runs(self) -> dict[str, Any]:
        """First and last run that wrote to the archive."""
        return self.figures.one("run-range")

    @property
    def pictures(self) -> Iterator[Picture]:
        """All pictures, in the order of the page."""
        return (picture for section in self.sections for picture in section.pictures)

    def as_json(self) -> dict[str, Any]:
        """The figures with their queries, JSON-ready."""
        return {
            "title": self.title,
            "about": self.about,
            "archive": self.archive,
            "made_at": self.made_at,
            "as_of": self.as_of or None,
            "state_at": self.state_at,
            "digest": f"sha256:{self.figures.digest}",
            "version": self.version,
            "schema": self.schema,
            "in_short": self.sentences,
            "figures": {
                one.name: {
                    "about": one.about,
                    "question": one.question,
                    "sql": one.sql,
                    "rows": one.rows,
                }
                for one in self.queries
            },
        }


@dataclass(frozen=True, slots=True)
class Order:
    """What a report is to be about, as the verb is given it."""

    archive: str  #: name of the file
    words: str
    filters: Filters
    since: Since  #: what "new" begins with
    made_at: str  #: the present, or the past moment that the connection answers for; UTC
    as_of: str = ""  #: that moment in words


def make(connection: sqlite3.Connection, order: Order) -> Report:
    """The report; the caller holds the connection in one transaction.

    Raises as a search does.
    """
    asked = Asked(order.words, order.filters, order.since.at, order.made_at)
    figures = gather(connection, asked)
    said = _as_asked(order.filters)
    about = plain(in_words(Export(connection, order.words, None, said)), 300)
    of = figures.one("numbers")
    dated = of["first_published"] is not None
    return Report(
        title=_TITLE,
        about=about[:1].upper() + about[1:],
        archive=plain(order.archive),
        made_at=order.made_at,
        as_of=order.as_of,
        state_at=archive_date(connection),
        span=f"{day(of['first_published'])} to {day(of['last_published'])}" if dated else "",
        numbers=numbers(figures),
        sentences=in_short(figures, order.since.words),
        sections=sections(figures, order.since.words, order.made_at[:10]),
        figures=figures,
    )


def _as_asked(filters: Filters) -> Filters:
    """The filters as they were asked for, without the names that the config joins."""
    kept = filters.copy()
    kept.pop("twins", None)
    return kept
