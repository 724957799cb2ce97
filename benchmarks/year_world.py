"""A made-up platform over a year: what stands on it at any moment, drawn in advance from a seed.

Articles of ten years and new ones on working days, fewer in the holidays; edits that hit
young articles more often than old ones and come in bursts, some of them taken back; a few
articles that vanish, half of them for good. Nothing here knows of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from html import escape
from random import Random
from typing import Self

from scraper.example.story import plain_blocks
from scraper.example.writing import compose, slug

#: The first night; the platform is ten years old then.
START = datetime(2025, 1, 6, 2, 30, tzinfo=UTC)
AGE_IN_YEARS = 10
DAY = timedelta(days=1)
_STORIES = 20_000
#: Share of articles of an age (days, at most) that are edited on a day.
_EDITED = ((2, 0.10), (14, 0.03), (90, 0.008), (365, 0.0025), (10**6, 0.0006))
#: Share of edits that another one follows within three days, and of those that restore.
_BURST, _RESTORED = 0.25, 0.05
#: Share of articles that vanish within a year, and of those that come back.
_VANISH, _RETURN = 0.03, 0.5
_NOTES = (
    "According to figures of the region, {n} firms have joined since.",
    "The budget was raised to {n} thousand euro at a later meeting.",
    "Registration has been moved, and {n} places are left.",
    "An earlier version named another partner; the contract bears number {n}.",
)


class Habit(StrEnum):
    """What a host says of its pages besides their text."""

    HONEST = "validators that hold"
    SILENT = "no validators"
    LYING = "304 to everything"
    MAPPED = "sitemap that holds"
    FROZEN = "lastmod never moves"
    RESTLESS = "all changed every day"


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article says from a moment on: its own text, and a note in it."""

    at: datetime
    note: str  #: one sentence, unlike any other; empty in the first revision
    retitled: bool


@dataclass(slots=True, eq=False)
class Article:
    """One article with all that will become of it."""

    habit: Habit
    number: int
    title: str
    paragraphs: tuple[str, ...]
    revisions: list[Revision]
    away: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def published(self) -> datetime:
        """When it appeared."""
        return self.revisions[0].at

    @property
    def path(self) -> str:
        """Where it stands, for good."""
        return f"/news/{slug(self.title)}-{self.number}"

    def at(self, moment: datetime) -> Revision:
        """What it says at a moment after its publication."""
        return next(one for one in reversed(self.revisions) if one.at <= moment)

    def is_there(self, moment: datetime) -> bool:
        """True from its publication on, while it has not vanished."""
        gone = any(since <= moment < until for since, until in self.away)
        return self.published <= moment and not gone

    def headline(self, revision: Revision) -> str:
        """Its title, as a revision has it."""
        return f"{self.title}: the details" if revision.retitled else self.title

    def body(self, revision: Revision) -> str:
        """Its paragraphs as markup; a note stands in the second one."""
        first, second, *more = self.paragraphs
        texts = [first, f"{second} {revision.note}".rstrip(), *more]
        return "".join(f"<p>{escape(text)}</p>" for text in texts)


class World:
    """All hosts, and a clock that the nights turn on."""

    def __init__(self, pages: int, days: int, seed: int) -> None:
        self.moment = START
        self.days = days
        self._rng = Random(seed)
        self._end = START + (days + 1) * DAY
        each, more = divmod(pages, len(Habit))
        self.articles: dict[Habit, list[Article]] = {
            habit: self._host(habit, each + (number < more), number)
            for number, habit in enumerate(Habit)
        }

    @classmethod
    def unchanging(cls, habit: Habit, pages: int) -> Self:
        """One host, whose articles are never edited, never vanish, and get no company."""
        world = cls(0, 0, seed=1)
        span = AGE_IN_YEARS * 365 * DAY
        world.articles = {
            habit: [
                world._written(habit, number, START - (number + 1) / (pages + 1) * span)
                for number in range(pages)
            ]
        }
        return world

    def there(self, habit: Habit, moment: datetime | None = None) -> list[Article]:
        """The articles of a host at a moment, the newest first."""
        when = moment or self.moment
        return [one for one in self.articles[habit] if one.is_there(when)]

    def every(self) -> Iterator[Article]:
        """All articles that there are or will be."""
        for articles in self.articles.values():
            yield from articles

    def _host(self, habit: Habit, pages: int, rank: int) -> list[Article]:
        span = AGE_IN_YEARS * 365
        born = [START - self._rng.random() * span * DAY for _ in range(pages)]
        born += self._new(pages / span)
        dates = sorted(born, reverse=True)
        return [self._article(habit, rank * 2500 + n, date) for n, date in enumerate(dates)]

    def _new(self, per_day: float) -> list[datetime]:
        """When new articles appear: at work, seldom in the holidays, and never at night."""
        found = []
        for number in range(self.days):
            day = START + number * DAY
            rate = 0.0 if day.weekday() > 4 else per_day * 7 / 5 * _holiday(day)
            count = int(rate) + (self._rng.random() < rate % 1)
            found += [day + self._rng.uniform(5, 15) / 24 * DAY for _ in range(count)]
        return found

    @staticmethod
    def _written(habit: Habit, number: int, born: datetime) -> Article:
        story = compose(number, _STORIES, 5)
        texts = [text for block in story.body for text in plain_blocks(block)]
        first = Revision(born, "", retitled=False)
        return Article(habit, number, story.title, (*texts, story.teaser)[:9], [first])

    def _article(self, habit: Habit, number: int, born: datetime) -> Article:
        article = self._written(habit, number, born)
        self._edit(article)
        if self._rng.random() < _VANISH * self.days / 365:
            since = START + self._rng.uniform(1, max(self.days, 2)) * DAY
            back = self._rng.random() < _RETURN
            until = since + self._rng.uniform(5, 60) * DAY if back else self._end + 365 * DAY
            article.away = [(since, until)] if since > born else []
        return article

    def _edit(self, article: Article) -> None:
        rng, moment = self._rng, max(article.published, START - 3 * DAY)
        while moment < self._end:
            age = (moment - article.published) / DAY
            step = 0.25 if age < 14 else 1.0
            moment += step * DAY
            if rng.random() < step * next(rate for days, rate in _EDITED if age < days):
                self._revise(article, moment - rng.random() * step * DAY)
                while rng.random() < _BURST:
                    self._revise(article, article.revisions[-1].at + rng.uniform(0.01, 3) * DAY)
                moment = max(moment, article.revisions[-1].at)

    def _revise(self, article: Article, at: datetime) -> None:
        before = article.revisions
        if len(before) > 1 and self._rng.random() < _RESTORED:
            before.append(replace(before[-2], at=at))
            return
        number = 1000 * article.number + len(before) + 10_000_000
        note = self._rng.choice(_NOTES).format(n=number)
        before.append(Revision(at, note, retitled=self._rng.random() < 0.15))


def _holiday(day: datetime) -> float:
    """Share of the usual news: little around Christmas, less than half in August."""
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6):
        return 0.1
    return 0.4 if day.month == 8 else 1.0
