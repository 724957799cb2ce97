"""The edits of many articles, day by day, to be played into an archive."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.edited_articles.edits import EDITS, noise
from tests.edited_articles.pages import Look, page
from tests.edited_articles.story import Story, new_story

FIRST_DAY = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAYS = 180


@dataclass(frozen=True, slots=True)
class Step:
    """One visit of an article's page."""

    at: str  #: UTC, ISO 8601
    url: str
    body: bytes | None  #: None: the page is gone
    expected: frozenset[str]  #: classes of the change; empty: nothing that a reader sees
    edits: tuple[str, ...]  #: what the editor and the platform did since the last visit
    content: dict[str, Any] | None  #: what must be read from the page; None: it is gone

    @property
    def day(self) -> str:
        """The day of the visit, ISO."""
        return self.at[:10]


def steps(articles: int = 500, seed: int = 1, edits: int = 8) -> Iterator[Step]:
    """All visits in the order of time; the same seed gives the same."""
    every = [step for number in range(articles) for step in _life(number, seed, edits)]
    yield from sorted(every, key=lambda step: (step.at, step.url))


#: Classes of the text: two edits of one day are not of two of them, because they may meet in
#: one sentence.
_OF_TEXT = {"substantive", "wording", "cosmetic"}


def _life(number: int, seed: int, edits: int) -> Iterator[Step]:
    chance = random.Random(f"{seed}/{number}")
    life = _Life(new_story(number, seed), chance)
    look = noise(Look(theme=number // 8), chance)
    yield _step(life.story, look, 0, frozenset({"first"}), ("first",))
    for day in sorted(chance.sample(range(1, DAYS), edits)):
        expected, names = life.next()
        look = noise(look, chance)
        yield _step(life.story, look, day, expected, names)


def _step(
    story: Story, look: Look, day: int, expected: frozenset[str], names: tuple[str, ...]
) -> Step:
    at = (FIRST_DAY + timedelta(days=day)).isoformat(timespec="seconds")
    body = None if story.gone else page(story, look)
    content = None if story.gone else story.content()
    return Step(at, story.url, body, expected, names, content)


class _Life:
    """An article on its way through edits."""

    def __init__(self, story: Story, chance: random.Random) -> None:
        self.story = story
        self._chance = chance
        self._past: list[tuple[Story, frozenset[str]]] = []

    def next(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """One more step: its classes, and what was done."""
        kind = self._chance.random()
        if self.story.gone:
            self.story = replace(self.story, gone=False)
            classes, names = self._edit() if kind < 0.4 else (frozenset(), ())
            return classes | {"returned"}, ("returned", *names)
        if kind < 0.10:
            self.story = replace(self.story, gone=True)
            return frozenset({"withdrawn"}), ("withdrawn",)
        if kind < 0.25:
            return frozenset(), ("look",)
        if kind < 0.33 and self._past:
            self.story, classes = self._past.pop()
            return classes, ("undone",)
        return self._edit()

    def _edit(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """One edit, sometimes two."""
        before = self.story
        classes: set[str] = set()
        names: list[str] = []
        for _ in range(2 if self._chance.random() < 0.2 else 1):
            edit = self._chance.choice(EDITS)
            if edit.expected in classes or (edit.expected in _OF_TEXT and classes & _OF_TEXT):
                continue
            changed = edit.change(self.story, self._chance)
            if changed != self.story:
                self.story = changed
                names.append(edit.name)
                classes |= {edit.expected} - {""}
        if classes:
            self._past.append((before, frozenset(classes)))
        return frozenset(classes), tuple(names) or ("look",)
