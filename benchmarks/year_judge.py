"""Holds what an archive says after each night against what stood on the platform."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import time_machine

from archive.records import Signal
from archive.trust import Word, word_of
from benchmarks.year_server import Request, Server
from benchmarks.year_world import DAY, Article, Habit, World

_PAGE = """
SELECT v.next_visit_at, a.state, p.state FROM pages p LEFT JOIN page_visits v ON v.page_id = p.id
LEFT JOIN articles a ON a.id = p.article_id WHERE p.url = ?
"""
_BODY = """
SELECT t.body_text FROM pages p JOIN article_texts t ON t.article_id = p.article_id WHERE p.url = ?
"""
_SEEN = """
SELECT p.url, v.outcome FROM visits v JOIN pages p ON p.id = v.page_id
WHERE v.run_id = ? AND v.outcome IN ('new', 'changed')
"""
_PROBLEMS = """
SELECT q.code, count(*) FROM problems q JOIN visits v ON v.id = q.visit_id
WHERE v.run_id = ? AND q.severity <> 'note' GROUP BY 1
"""
#: By what the habits lie, and the signal under which the archive notes it.
LIES = {
    Habit.LYING: Signal.VALIDATOR,
    Habit.FROZEN: Signal.LASTMOD,
    Habit.RESTLESS: Signal.CLAIM,
}


@dataclass(slots=True)
class Promise:
    """Something that happened on the platform, and the night by which it is to be noticed."""

    article: Article
    at: datetime
    by: datetime  #: the first night after the page's next visit, as planned when it happened
    before: str  #: note that the archive then held
    noticed: datetime | None = None

    @property
    def was_taken_back(self) -> bool:
        """True for an edit of which nothing was left by the promised night: the text was again
        what the archive held when it was made."""
        return self.article.at(self.by).note == self.before


@dataclass(slots=True)
class Count:
    """What was counted; requests by host."""

    asked: Counter[Habit] = field(default_factory=Counter)
    daily: Counter[Habit] = field(default_factory=Counter)  #: requests of daily full crawls
    edits: list[Promise] = field(default_factory=list)
    vanished: list[Promise] = field(default_factory=list)
    returned: list[Promise] = field(default_factory=list)
    published: int = 0
    found: int = 0  #: of those published, on the first night
    rewritten: list[str] = field(default_factory=list)  #: versions without an edit
    lied: dict[Habit, datetime] = field(default_factory=dict)  #: first lie that was met
    caught: dict[Habit, datetime] = field(default_factory=dict)
    codes: Counter[int] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)


class Judge:
    """Follows a world and an archive through the nights."""

    def __init__(self, world: World, server: Server, archive: Path) -> None:
        self.count = Count()
        self._world, self._server, self._archive = world, server, archive
        self._shown: dict[Article, str] = {}  #: note that the archive holds
        self._articles = {self._url(one): one for one in world.every()}
        self._last: datetime = world.moment

    def before(self) -> None:
        """Takes down what has happened since the last night, and what was promised of it."""
        with self._open() as connection:
            for article in self._world.every():
                self._take_down(connection, article)
            for habit in LIES:
                self._meet_lies(connection, habit)

    def after(self, run_id: int, exit_code: int, log: list[Request]) -> None:
        """Looks at what the night has brought."""
        night = self._world.moment
        self.count.codes[exit_code] += 1
        self.count.asked.update(request.habit for request in log)
        for habit, pages in self._server.pages.items():
            self.count.daily[habit] += pages.requests_for_all(night)
        if any(request.is_lie for request in log):
            self.count.lied.setdefault(Habit.LYING, night)
        with self._open() as connection:
            self.count.problems.update(dict(connection.execute(_PROBLEMS, (run_id,)).fetchall()))
            changed = self._read(connection, run_id)
            self._settle(self.count.edits, lambda promise: promise.article in changed)
            self._settle(self.count.vanished, lambda one: self._state(connection, one) == "gone")
            self._settle(self.count.returned, lambda one: self._state(connection, one) == "live")
            self._count_new(connection)
            self._ask_for_words(connection)
        self._last = night

    def _take_down(self, connection: sqlite3.Connection, article: Article) -> None:
        events = [(one.at, self.count.edits) for one in article.revisions[1:]]
        for since, until in article.away:
            events += [(since, self.count.vanished), (until, self.count.returned)]
        for at, kind in events:
            if self._last < at <= self._world.moment:
                self._promise(connection, article, at, kind)

    def _promise(
        self, connection: sqlite3.Connection, article: Article, at: datetime, kind: list[Promise]
    ) -> None:
        row = connection.execute(_PAGE, (self._url(article),)).fetchone()
        is_edit = kind is self.count.edits
        if row is None or row[0] is None or article not in self._shown:
            return
        if is_edit and (row[2] != "fetched" or not article.is_there(self._world.moment)):
            return
        if kind is self.count.returned and row[1] != "gone":
            return
        due = datetime.fromisoformat(row[0])
        nights = max(0, -((self._world.moment - due) // DAY))
        by = self._world.moment + nights * DAY + (kind is self.count.vanished) * DAY
        kind.append(Promise(article, at, by, self._shown[article]))

    def _meet_lies(self, connection: sqlite3.Connection, habit: Habit) -> None:
        """A lie is met when the plan would ask for a page that its sitemap denies to have changed;
        that all has changed is one on the first night after the crawl."""
        night = self._world.moment
        if habit is Habit.RESTLESS:
            self.count.lied.setdefault(habit, night)
        if habit is not Habit.FROZEN or habit in self.count.lied:
            return
        for promise in self.count.edits:
            if promise.article.habit is habit and promise.by <= night and not promise.noticed:
                self.count.lied[habit] = night

    def _read(self, connection: sqlite3.Connection, run_id: int) -> set[Article]:
        """The articles whose text in the archive is another than before the night."""
        changed = set()
        for url, outcome in connection.execute(_SEEN, (run_id,)).fetchall():
            article = self._articles.get(url)
            if article is None:
                continue
            (body,) = connection.execute(_BODY, (url,)).fetchone()
            notes = {one.note for one in article.revisions if one.note and one.note in body}
            note = notes.pop() if len(notes) == 1 else ""
            if outcome == "changed" and self._shown.get(article) == note:
                self.count.rewritten.append(f"{self._world.moment:%Y-%m-%d} {url}")
            if outcome == "changed" and self._shown.get(article) != note:
                changed.add(article)
            self._shown[article] = note
        return changed

    def _settle(self, promises: list[Promise], is_noticed: Callable[[Promise], bool]) -> None:
        for promise in promises:
            if promise.noticed is None and is_noticed(promise):
                promise.noticed = self._world.moment

    def _state(self, connection: sqlite3.Connection, promise: Promise) -> str | None:
        row = connection.execute(_PAGE, (self._url(promise.article),)).fetchone()
        return str(row[1]) if row else None

    def _count_new(self, connection: sqlite3.Connection) -> None:
        for article in self._world.every():
            if self._last < article.published <= self._world.moment:
                if not article.is_there(self._world.moment):
                    continue
                self.count.published += 1
                row = connection.execute(_PAGE, (self._url(article),)).fetchone()
                self.count.found += row is not None and row[1] == "live"

    def _ask_for_words(self, connection: sqlite3.Connection) -> None:
        with time_machine.travel(self._world.moment + timedelta(hours=1), tick=False):
            for habit, site in self._server.sites.items():
                signals = [LIES[habit]] if habit in LIES else list(Signal)
                if any(word_of(connection, site.name, signal) is Word.BROKEN for signal in signals):
                    self.count.caught.setdefault(habit, self._world.moment)

    def _url(self, article: Article) -> str:
        return self._server.sites[article.habit].base_url + article.path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(f"file:{self._archive}?mode=ro", uri=True)
        try:
            yield connection
        finally:
            connection.close()


def kept(promises: list[Promise], last: datetime, *, there: bool) -> tuple[int, int]:
    """How many promises were kept in time, of those whose time has come.

    Left out are those that nobody could keep: an edit of a page that had vanished by then, or
    (not ``there``) one that was back.
    """
    due = [one for one in promises if one.by <= last and one.article.is_there(one.by) is there]
    return sum(one.noticed is not None and one.noticed <= one.by for one in due), len(due)
