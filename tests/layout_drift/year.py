"""A quiet year: what an honest site does in the course of it, night by night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from archive.records import PageState, Visit
from archive.store import Archive
from tests.layout_drift.playing import Night, past
from tests.layout_drift.sites import FIRST, Entry, Look, entry


@dataclass(frozen=True, slots=True)
class Habits:
    """How an editorial office works."""

    at_first: int = 40  #: articles before the year begins
    lacking: float = 0.08  #: share of the articles without author, tags, day or picture, each
    weeks: int = 52
    per_week: int = 2
    edits: int = 3  #: articles looked at again in a week, and edited
    holiday: tuple[int, int] = (28, 33)  #: weeks without anything new


@dataclass
class Year:
    """What a year has brought."""

    articles: int = 0
    edits: int = 0
    nights: int = 0
    alarms: list[tuple[str, str]] = field(default_factory=list)  #: address, and what was said


def honest(number: int, habits: Habits, seed: int) -> Entry:
    """An article as offices write them: now and then without something, short or long."""
    chance = Random(f"{seed} {number}")
    size = chance.choices((1, 2, 4, 6, 9, 24), (6, 10, 30, 30, 18, 6))[0]
    lacks = [chance.random() < habits.lacking for _ in range(3)]
    return replace(
        entry(number),
        author=not lacks[0],
        tags=not lacks[1],
        dated=not lacks[2],
        picture=chance.random() < 0.7,
        size=size,
        new_tag=chance.random() < 0.2,
        section="reports" if number > 60 and chance.random() < 0.2 else "news",
    )


def quiet_year(archive: Archive, look: Look, habits: Habits, seed: int = 1) -> Year:
    """Lives through a year; the alarms in it are false."""
    year, chance = Year(), Random(f"year {seed}")
    number = habits.at_first
    known = [honest(n, habits, seed) for n in range(number)]
    start = FIRST + timedelta(days=3 * number)
    past(archive, look, known, start)
    for week in range(habits.weeks):
        night = Night(archive, look, start + timedelta(days=7 * week + 1))
        fresh = [] if week in range(*habits.holiday) else _new(number, habits, seed)
        fresh = [replace(one, day=night.at - timedelta(days=1)) for one in fresh]
        number += len(fresh)
        for rank in chance.sample(range(len(known)), min(habits.edits, len(known))):
            known[rank] = _edited(known[rank], chance)
            fresh.append(known[rank])
            year.edits += 1
        for one in fresh:
            year.alarms += _alarms(night.visit(one))
        known += [one for one in fresh if not one.edited]
        night.end()
        year.nights += 1
    year.articles = number
    return year


def _new(number: int, habits: Habits, seed: int) -> list[Entry]:
    return [honest(number + n, habits, seed) for n in range(habits.per_week)]


def _edited(one: Entry, chance: Random) -> Entry:
    """Half of the text is written anew; sometimes it gets longer, or a picture."""
    return replace(
        one,
        edited=one.edited + 1,
        size=max(1, one.size + chance.choice((-1, 0, 0, 2))),
        picture=one.picture or chance.random() < 0.2,
    )


def _alarms(visit: Visit) -> Iterator[tuple[str, str]]:
    if visit.state is PageState.QUARANTINED:
        for one in visit.misfits:
            yield visit.url, f"{one.field} {one.sign}: {one.expected} / {one.found}"
    for problem in visit.problems:
        if problem.code in ("field_lost", "silence"):
            yield visit.url, f"{problem.code} {problem.field}: {problem.message}"
