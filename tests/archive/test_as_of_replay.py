"""Every answer as of a day is the answer of an archive that only saw what was seen by then.

Random histories are saved into one archive; for a day of each, the questions of an analyst
are put to it as of that day, and without any ``as_of`` to an archive into which only the
visits up to that day were saved.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.as_of import Knowledge, as_of
from archive.errors import NothingFound
from archive.facets import facets, months
from archive.opening import open_reading
from archive.queries import find_article, list_articles, list_tags, run_query
from archive.questions import Question, bound, questions
from archive.records import Attachment, Contact, Form, Label, Link, Person, Tag, Visit
from archive.search import search
from archive.selection import Filters
from archive.store import Archive
from tests.archive.making import BASE, gone, visit

FIRST_DAY = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAYS = 6
URLS = [f"{BASE}/news/{name}" for name in ("one", "two", "three")]

#: What an editor may do to an article; the last one wins for a field.
EDITS: list[dict[str, Any]] = [
    {},
    {"title": "Hydrogen valleys"},
    {"title": "Skåne's clusters, again", "summary": None},
    {"body_text": "Another body names photonics."},
    {"body_text": "A third body.\n\nIt names hydrogen, hydrogen.", "body_html": "<p>A third</p>"},
    {"subtitle": "A line", "section": "news"},
    {"authors": (Person("Béla Kovács"),)},
    {"authors": ()},
    {"tags": (Tag("textiles", "textiles", "/tags/textiles"),)},
    {"tags": ()},
    {"labels": (Label("Open call"),)},
    {"published_at": "2020-02-29", "language": "de"},
    {"published_at": None},
    {"body_links": (Link("https://other.example/y", "a"), Link("https://other.example/z", "b"))},
    {"contacts": (Contact("bela@example.eu"),), "attachments": ()},
    {"attachments": (Attachment(f"{BASE}/b.pdf", "List"),), "event_dates": ("2026-05-01",)},
    {"images": (), "event_dates": ()},
]


@dataclass(frozen=True)
class Seen:
    """One visit: of which article, when, and how many days later it was saved."""

    url: str
    edits: tuple[int, ...]  #: positions in EDITS; empty: the page was gone
    day: int
    late: int = 0
    lesser: str = ""  #: ``print`` or ``witness``: it shows less than the platform itself

    def visit(self, number: int) -> Visit:
        at = (FIRST_DAY + timedelta(days=self.day, minutes=number)).isoformat()
        if not self.edits:
            return gone(self.url, at=at)
        changes: dict[str, Any] = {}
        for edit in self.edits:
            changes |= EDITS[edit]
        body = f"{self.url} {self.edits}".encode()
        form = Form.PRINT if self.lesser == "print" else Form.HTTP
        capture = {"body": body, "form": form, "witness": self.lesser == "witness"}
        return visit(self.url, at=at, **capture, **changes)

    def saved(self, number: int) -> datetime:
        return FIRST_DAY + timedelta(days=self.day + self.late, hours=6, minutes=number)


EDITED = st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=2).map(tuple)


def seen(*, late: bool) -> st.SearchStrategy[Seen]:
    return st.builds(
        Seen,
        st.sampled_from(URLS),
        st.one_of(EDITED, EDITED, EDITED, st.just(())),
        st.integers(0, DAYS - 1),
        st.sampled_from([0, 0, 1, 3]) if late else st.just(0),
        st.sampled_from(["", "", "", "print", "witness"]),
    )


def histories(*, late: bool) -> st.SearchStrategy[list[Seen]]:
    return st.lists(seen(late=late), min_size=1, max_size=9)


def numbered(history: Sequence[Seen]) -> list[tuple[int, Seen]]:
    """The visits with their numbers, in the order in which they were saved."""
    return sorted(enumerate(history), key=lambda one: one[1].saved(one[0]))


@cache
def new_archive() -> bytes:
    """An archive with nothing in it: making one takes longer than what is saved here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "new.db")
        Archive.open(path).close()
        return path.read_bytes()


def save(path: Path, visits: Iterable[tuple[int, Seen]]) -> Path:
    path.write_bytes(new_archive())
    with Archive.open(path) as archive:
        for number, one in visits:
            with time_machine.travel(one.saved(number), tick=False):
                run = archive.begin_run("crawl", ["example"], {})
                archive.save([one.visit(number)], run)
    return path


WORDS = ("", "hydrogen", "photonics OR bela", "third", "valley*", '"cluster"', "textiles", "skane")
FILTERS: tuple[Filters, ...] = (
    {"tag": "textiles"},
    {"tag": "value chains"},
    {"label": "open call"},
    {"author": "kovács"},
    {"language": "de"},
    {"since": "2018"},
    {"until": "2018-01-01", "tag": "value-chains"},
)
VIEWS = (
    "articles_full",
    "latest",
    "tag_counts",
    "label_counts",
    "people_counts",
    "articles_by_month",
    "tags_by_month",
    "article_versions",
    "problems_full",
    "removed_blocks_full",
)
SQL = (
    "SELECT a.url, a.state, snippet(article_search, -1, '[', ']', '…', 9) FROM article_search "
    "CROSS JOIN articles a ON a.id = article_search.rowid "
    "WHERE article_search MATCH 'hydrogen OR photonics' ORDER BY a.url",
    "SELECT count(*) FROM article_search WHERE article_search MATCH 'hydrogen'",
    "SELECT g.label, count(*) FROM article_search s JOIN article_tags x ON x.article_id = s.rowid "
    "JOIN tags g ON g.id = x.tag_id WHERE s.article_search MATCH 'first OR third' "
    "GROUP BY 1 ORDER BY 1",
    "SELECT a.url, l.url, l.text FROM articles a LEFT JOIN links l ON l.article_id = a.id "
    "ORDER BY 1, l.position",
    "SELECT a.url, c.email, d.day FROM contacts c JOIN articles a ON a.id = c.article_id "
    "LEFT JOIN event_dates d ON d.article_id = a.id ORDER BY 1, 2, 3",
    "SELECT language, published_month, count(*), max(title) FROM articles GROUP BY 1, 2 ORDER BY 1",
    "SELECT url FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_people x "
    "WHERE x.article_id = a.id) ORDER BY url",
    "SELECT url, replace(state, 'missing', 'gone') AS state, reason, last_visited_at FROM pages p "
    "LEFT JOIN page_visits v ON v.page_id = p.id WHERE article_id > 0 ORDER BY url",
    "SELECT url, captured_at AS at, digest AS bytes, form, witness FROM captures ORDER BY 1, 2",
    "SELECT url, count(*) FROM article_history WHERE replaced_at IS NULL GROUP BY 1 ORDER BY 1",
)

#: Values for the parameters of the questions that have a name.
GIVEN = {
    "text": "news",
    "integer": "2017",
    "date": "2016",
    "site": "example",
    "tag": "value-chains",
    "label": "open call",
    "article": URLS[0],
    "words": "hydrogen",
}
#: Questions about what does not travel, and about what is to come.
UNSETTLED = {
    *("runs", "failed-runs", "waiting-pages", "longest-unvisited", "same-text", "date-evidence")
}
#: What depends on the order in which captures came in, and not on what was shown.
BY_ORDER = {
    *("id", "version", "version_id", "article_id", "run_id", "capture_id", "current_version"),
    *("number", "saved_at", "noted_at"),
    # Of the captures that show the same, a version points to the one that came in first.
    *("versions", "article_versions", "captured_at", "digest", "evidence", "addresses"),
}


def answers(connection: sqlite3.Connection) -> dict[str, Any]:
    """What an analyst can ask, answered."""
    found: dict[str, Any] = {}
    for words in WORDS:
        for order in ("newest", "best"):
            result = search(connection, words, order=order)
            hits = [(hit.url, hit.title, hit.snippet, hit.tags) for hit in result.hits]
            found[f"{order} {words}"] = (result.total, hits if order == "newest" else sorted(hits))
        found[f"facets {words}"] = facets(connection, words)
        found[f"months {words}"] = months(connection, words)
    for filters in FILTERS:
        for words in ("", "hydrogen"):
            found[f"{words} {filters}"] = chosen(connection, words, filters)
    for url in URLS:
        found[url] = shown(connection, url)
    found["tags"] = list_tags(connection)
    for view in VIEWS:
        found[view] = run_query(connection, f"SELECT * FROM {view}")
    for question in questions().values():
        given = [GIVEN.get(one.kind, "") for one in question.parameters]
        if question.name not in UNSETTLED:
            found[question.name] = asked(connection, question, given)
    for sql in SQL:
        found[sql] = run_query(connection, sql)
    return found


def chosen(connection: sqlite3.Connection, words: str, filters: Filters) -> list[dict[str, Any]]:
    """The rows of an export; a name that is not known chooses nothing."""
    try:
        return list(list_articles(connection, words=words, **filters))
    except NothingFound:
        return []


def asked(connection: sqlite3.Connection, question: Question, given: Sequence[str]) -> Any:
    """The answer to a question with a name; None for no rows, or a name that is not known."""
    try:
        values = bound(connection, question, given)
    except NothingFound:
        return None
    columns, rows = run_query(connection, question.sql, parameters=values)
    return (columns, rows) if rows else None


def shown(connection: sqlite3.Connection, url: str) -> dict[str, Any] | None:
    try:
        return find_article(connection, url)
    except NothingFound:
        return None


def compare(
    history: Sequence[Seen], day: int, knowledge: Knowledge, known: Iterable[tuple[int, Seen]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers as of a day, and those of an archive of ``known``."""
    when = f"{FIRST_DAY + timedelta(days=day):%Y-%m-%d}"
    with tempfile.TemporaryDirectory() as folder:
        whole = save(Path(folder, "whole.db"), numbered(history))
        part = save(Path(folder, "part.db"), known)
        with closing(open_reading(whole)) as one, closing(open_reading(part)) as other:
            if not other.execute("SELECT count(*) FROM articles").fetchone()[0]:
                with pytest.raises(NothingFound):
                    as_of(one, when, knowledge)
                return {}, {}
            as_of(one, when, knowledge)
            return answers(one), answers(other)


def differing(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The questions that are answered otherwise, with both answers."""
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def saved_by(history: Sequence[Seen], day: int) -> list[tuple[int, Seen]]:
    end = FIRST_DAY.date() + timedelta(days=day)
    return [(number, one) for number, one in numbered(history) if one.saved(number).date() <= end]


def without_first_uses(found: dict[str, Any]) -> dict[str, Any]:
    """Answers without when a tag was first seen: that is what is known of it today."""
    tags = [{**tag, "first_seen_at": None} for tag in found.get("tags", ())]
    return found | {"tags": tags}


def captured_by(history: Sequence[Seen], day: int) -> list[tuple[int, Seen]]:
    """The visits up to a day, in the order of their times."""
    return sorted(
        ((number, one) for number, one in enumerate(history) if one.day <= day),
        key=lambda one: one[1].visit(one[0]).visited_at,
    )


def by_url(found: Any) -> Any:
    """Answers without what depends on the order in which captures came in."""
    if isinstance(found, dict):
        return {name: by_url(value) for name, value in found.items() if name not in BY_ORDER}
    if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], list):
        return without(*found)
    if isinstance(found, list | tuple):
        return sorted(map(by_url, found), key=repr)
    return found


def without(columns: list[str], rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Rows of a table, without the columns that depend on that order."""
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    return sorted(
        ({name: row[name] for name in row if name not in BY_ORDER} for row in named), key=repr
    )


few = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@few
@given(history=histories(late=True), day=st.integers(0, DAYS))
def test_what_the_archive_held_then(history: list[Seen], day: int) -> None:
    both = compare(history, day, "then", saved_by(history, day))
    assert differing(*map(without_first_uses, both)) == {}


@few
@given(history=histories(late=False), day=st.integers(0, DAYS))
def test_what_the_platform_said_by_then(history: list[Seen], day: int) -> None:
    assert differing(*compare(history, day, "today", saved_by(history, day))) == {}


@few
@given(history=histories(late=True), day=st.integers(0, DAYS))
def test_what_came_in_late_was_said_by_then(history: list[Seen], day: int) -> None:
    both = compare(history, day, "today", captured_by(history, day))
    assert differing(*map(by_url, map(without_first_uses, both))) == {}
