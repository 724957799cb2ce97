"""The simulated year: the world it is made of, and that its nights are real runs."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

from rich.console import Console

from benchmarks.year import goals, simulate
from benchmarks.year_judge import Promise, kept
from benchmarks.year_world import DAY, START, Habit, World


def test_the_same_seed_gives_the_same_year() -> None:
    one, other = World(30, 60, 7), World(30, 60, 7)
    assert [(a.path, a.revisions, a.away) for a in one.every()] == [
        (a.path, a.revisions, a.away) for a in other.every()
    ]


def test_young_articles_are_edited_more_often_and_old_ones_too() -> None:
    edits: dict[bool, list[float]] = {True: [], False: []}
    for article in World(600, 200, 1).every():
        for moment in range(0, 200, 10):
            when = START + moment * DAY
            if article.published <= when:
                young = when - article.published < 90 * DAY
                after = [r for r in article.revisions[1:] if when <= r.at < when + 10 * DAY]
                edits[young].append(len(after))
    rates = {young: sum(found) / len(found) for young, found in edits.items()}
    assert 0 < 5 * rates[False] < rates[True]


def test_nothing_new_at_weekends() -> None:
    born = [a.published for a in World(2000, 60, 1).every() if a.published > START]
    assert born
    assert all((moment - timedelta(hours=4)).weekday() < 5 for moment in born)


def test_a_promise_is_kept_by_the_night_or_not() -> None:
    article = next(iter(World(6, 1, 1).every()))
    promise = Promise(article, START, START + 3 * DAY, "")
    assert kept([promise], START + 2 * DAY, there=True) == (0, 0)
    assert kept([promise], START + 3 * DAY, there=True) == (0, 1)
    promise.noticed = START + 4 * DAY
    assert kept([promise], START + 5 * DAY, there=True) == (0, 1)
    promise.noticed = START + 3 * DAY
    assert kept([promise], START + 5 * DAY, there=True) == (1, 1)


def test_nights_are_real_runs(tmp_path: Path) -> None:
    out = StringIO()
    count = simulate(18, 2, 1, tmp_path / "year.db", Console(file=out, width=200))
    assert count.codes == {0: 2}
    assert set(count.asked) == set(Habit)
    assert count.asked.total() < count.daily.total()
    assert not count.rewritten
    assert len(goals(count, START + 2 * DAY)) == 11
    assert out.getvalue().splitlines()[0].startswith("2025-01-06: None due")
