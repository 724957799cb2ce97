"""An archive to report on: two platforms, articles of five years, an edit, runs good and bad."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import time_machine

from archive.opening import open_reading
from archive.records import Evidence, Person, Tag, Visit
from archive.store import Archive
from scraper.report.last import Since
from scraper.report.report import Order, Report, make
from tests.archive.making import BASE, LATER, visit

OTHER = "https://other.example"
#: Number of articles, those without a date, those of the platform ``other``.
ARTICLES, UNDATED, OF_OTHER = 30, 6, 10
TODAY, FILLED = "2026-11-23T01:00:00+00:00", "2026-11-20T10:00:00+00:00"
SINCE = Since("2026-03-01", "since 2026-03-01")


def tag(label: str) -> Tag:
    """A tag with the slug of its label."""
    return Tag(label, label.lower().replace(" ", "-"))


def article_visit(number: int, **changes: Any) -> Visit:
    """The visit of one of the articles: every third is of ``other``, every fifth undated."""
    of_other, undated = number % 3 == 0, number % 5 == 0
    year = 2020 + number % 5
    day = None if undated else f"{year}-0{1 + number % 9}-11"
    alone = number * number % 7 in (1, 2)
    more = ["hydrogen", "Skills"] if of_other else ["Textiles", "Skills"]
    tags = ["Hydrogen"] if alone else more[: 1 + number % 2]
    # Three of 2023, one of 2024.
    tags += ["Robotics"] if number in (3, 8, 13, 14) else []
    method = "absent" if undated else "meta"
    values = {
        "title": f"Article {number}",
        "body_text": f"Text {number} names {'photonics' if number % 4 == 0 else 'wood'}.",
        "published_at": day,
        "tags": tuple(map(tag, tags)),
        "authors": (Person(f"Author {number % 4}"),) if number % 7 else (),
        "language": "de" if of_other else "en",
        "evidence": (Evidence("published_at", method, "meta", day, 0.9),),
        "site": "other" if of_other else "example",
    }
    url = f"{OTHER if of_other else BASE}/news/{number}"
    made = visit(url, **(values | changes))
    assert made.article is not None
    return replace(made, article=replace(made.article, site=made.site))


def visits() -> Iterator[Visit]:
    """All articles once, and one of them edited."""
    yield from map(article_visit, range(1, ARTICLES + 1))
    yield article_visit(1, at=LATER, body_text="Other words, and 5 more.")


def fill(path: Path) -> None:
    """Write the archive, some days before :data:`TODAY`."""
    with time_machine.travel(FILLED), Archive.open(path) as archive:
        archive.add_site("example", "The example", BASE)
        archive.add_site("other", "The other one", OTHER)
        good = archive.begin_run("crawl", ["example", "other"], {})
        archive.save(list(visits()), good)
        archive.end_run(good, "finished", 0)
        bad = archive.begin_run("refresh", ["other"], {})
        archive.end_run(bad, "failed", 3)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A reading connection within a transaction."""
    with closing(open_reading(path)) as connection:
        connection.execute("BEGIN")
        yield connection


def report(path: Path, words: str = "", *, made_at: str = TODAY, **filters: Any) -> Report:
    """A report on that archive."""
    order = Order(path.name, words, filters, SINCE, made_at)  # type: ignore[arg-type]
    with reading(path) as connection:
        return make(connection, order)
