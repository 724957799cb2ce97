"""The figures of a report: queries put to the archive, in one moment of it, and their answers."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from archive.question_file import parsed
from archive.questions import find_question
from archive.rows import dicts
from archive.selection import Filters, several, site_name
from scraper.report.chosen import Chosen, chosen, shown

#: Nights that the calendar shows.
NIGHTS = 371
#: Figures that are named questions, put to the chosen articles alone.
_NAMED = ("date-evidence", "authors")
_YEAR_LENGTH = len("2016")


@dataclass(frozen=True, slots=True)
class Figure:
    """One query and its answer."""

    name: str
    about: str  #: what it answers
    question: str | None  #: ``clusternews query`` knows it by this name; None: a report's own
    sql: str  #: with its values in their places; gives ``rows`` again on the same state
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked to be about."""

    words: str = ""  #: as for a search
    filters: Filters = field(default_factory=Filters)
    since: str = ""  #: day or time, UTC, that "new" begins with
    moment: str = ""  #: when the report is made, or the past moment that it is made for; UTC

    @property
    def today(self) -> str:
        """The day of that moment, ISO."""
        return self.moment[: len("2016-08-04")]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report says, by the name of the query that says it."""

    by_name: Mapping[str, Figure]
    years: tuple[str, str] | None  #: the two that rising and falling tags compare
    digest: str  #: SHA-256 of the addresses and contents of the articles

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The answer of one query."""
        return self.by_name[name].rows

    def one(self, name: str) -> dict[str, Any]:
        """The only row of an answer."""
        return self.by_name[name].rows[0]


def gather(connection: sqlite3.Connection, asked: Asked) -> Figures:
    """All figures; the caller holds the connection in one transaction.

    Raises as a search does.
    """
    asking = _Asking(connection, asked)
    for name in ("numbers", "run-range", "years", "months", "tags-by-year", "tags-together"):
        asking.own(name)
    for name in ("sites", "coverage"):
        asking.own(name)
    for name in ("news", "new-articles", "changed-articles"):
        asking.own(name, since=asked.since, moment=asked.moment)
    years = two_years([row["year"] for row in asking.rows("years")], asked.today)
    later, before = years or ("", "")
    for name, sign in (("rising-tags", 1), ("falling-tags", -1)):
        asking.own(name, query="moved-tags", year=later, before=before, sign=sign)
    first_night = (date.fromisoformat(asked.today) - timedelta(days=NIGHTS)).isoformat()
    for name in ("nights", "runs-to-look-at"):
        asking.own(name, sites=json.dumps(asking.sites), since=first_night)
    for name in _NAMED:
        asking.question(name)
    asking.problems()
    return Figures(asking.figures, years, asking.digest())


def two_years(years: Sequence[str], today: str) -> tuple[str, str] | None:
    """The last year that is over, and the one before it, if articles were published in both.

    If none are such, the last two years in a row; None if there are none.
    """
    pairs = [(year, before) for year in years if (before := _before(year)) in set(years)]
    over = [pair for pair in pairs if pair[0] < today[:_YEAR_LENGTH]]
    return max(over or pairs, default=None)


def _before(year: str) -> str:
    return f"{int(year) - 1:04d}" if year.isascii() and year.isdigit() else ""


@cache
def _own_queries() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """What each query of the report answers, its SQL, and the values it has by itself."""
    text = files("scraper.report").joinpath("queries.sql").read_text(encoding="utf-8")
    return {
        one.name: (
            one.about,
            one.sql,
            {p.name: int(p.default) for p in one.parameters if p.kind == "integer" and p.default},
        )
        for one in parsed(text)
    }


class _Asking:
    """Puts queries to one connection, and keeps what they answer."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked) -> None:
        self._connection = connection
        self._chosen: Chosen = chosen(connection, asked.words, asked.filters)
        self.sites = [site_name(connection, one) for one in several(asked.filters.get("site"))]
        self.figures: dict[str, Figure] = {}

    def rows(self, name: str) -> list[dict[str, Any]]:
        return self.figures[name].rows

    def own(self, name: str, *, query: str = "", **values: object) -> None:
        """A query of the report's own file, of this name or of another."""
        about, sql, defaults = _own_queries()[query or name]
        self._ask(name, about, None, self._over(sql), {**defaults, **values, **self._values(sql)})

    def question(self, name: str) -> None:
        """A named question, with nothing given, over the chosen articles."""
        question = find_question(name)
        values = {
            one.name: int(one.default) if one.kind == "integer" and one.default else one.default
            for one in question.parameters
        }
        sql = self._chosen.instead_of_all(question.sql)
        self._ask(name, question.about, name, sql, values | dict(self._chosen.values))

    def problems(self) -> None:
        """The named question on problems, once for each platform asked for."""
        question = find_question("problems")
        sqls = []
        rows: list[dict[str, Any]] = []
        for site in self.sites or [""]:
            rows += dicts(self._connection, question.sql, {"site": site})
            sqls.append(shown(question.sql, {"site": site}))
        about, name = question.about, question.name
        self.figures[name] = Figure(name, about, name, ";\n\n".join(sqls), rows)

    def digest(self) -> str:
        """SHA-256 over a line an article: address, version, digest of its content, state."""
        about, sql, _ = _own_queries()["content"]
        sql = self._over(sql)
        digest = hashlib.sha256()
        for row in self._connection.execute(sql, self._chosen.values):
            digest.update(("\t".join(map(str, row)) + "\n").encode("utf-8", "replace"))
        shown_sql = shown(sql, self._chosen.values)
        self.figures["content"] = Figure("content", about, None, shown_sql, [])
        return digest.hexdigest()

    def _over(self, sql: str) -> str:
        return self._chosen.before(sql) if "chosen" in sql else sql

    def _values(self, sql: str) -> Mapping[str, object]:
        return self._chosen.values if "chosen" in sql else {}

    def _ask(
        self, name: str, about: str, question: str | None, sql: str, values: Mapping[str, object]
    ) -> None:
        rows = dicts(self._connection, sql, values)
        self.figures[name] = Figure(name, about, question, shown(sql, values), rows)
