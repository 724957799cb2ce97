"""Ten analyst's tasks, each by one command and by one named question; the browser has its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.opening import open_reading
from archive.questions import ask, find_question
from scraper.cli.main import VERBS
from tests.command import Command
from tests.newsrooms import CALL, FIRST, STORIES, WITHDRAWN, Told, build
from tests.tasks import TASKS, Task


@pytest.fixture(scope="module")
def newsrooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("newsrooms") / "news.db"
    build(path)
    yield path


def test_there_are_ten_and_each_takes_at_most_four_steps() -> None:
    assert len({task.name for task in TASKS}) == len(TASKS) == 10
    for task in TASKS:
        assert task.command[0] in VERBS
        assert sum(step.action == "click" for step in task.steps) <= 4, task.name


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_by_one_command(newsrooms: Path, clusternews: Command, task: Task) -> None:
    ended = clusternews(*task.command, "--archive", newsrooms, archive=False)
    assert ended.code == 0
    assert [text for text in task.says if text not in ended.out] == []
    assert [text for text in task.omits if text in ended.out] == []


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_by_one_question(newsrooms: Path, task: Task) -> None:
    answer = ask(open_reading(newsrooms), find_question(task.question), task.given)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    found = [
        {name: row[name] for name in wanted} for row, wanted in zip(rows, task.rows, strict=False)
    ]
    assert found == list(task.rows)
    said = " ".join(map(str, answer.rows))
    assert [text for text in task.says if text not in said] == []
    assert [text for text in task.omits if text in said] == []


def shares(site: str, year: str) -> dict[str, float]:
    """Tag -> percent of a platform's articles of a year."""
    of_year = [story for story in STORIES if (story.site, story.year) == (site, year)]
    counted = Counter(tag for story in of_year for tag in story.tags)
    return {tag: 100 * count / len(of_year) for tag, count in counted.items()}


def naming(word: str) -> list[Told]:
    """The stories that name something, in any way that a reader sees."""
    return [
        story
        for story in STORIES
        if word in " ".join((story.title, story.text, *story.tags)).lower()
    ]


def test_what_the_tasks_hold_true_is_so() -> None:
    """Counted in plain Python from what was told, without an archive."""
    rises = {
        (site, tag): now - shares(site, "2017").get(tag, 0)
        for site in ("atlantic", "rhone")
        for tag, now in shares(site, "2018").items()
    }
    assert {key: rise for key, rise in rises.items() if rise > 0} == {
        ("atlantic", "Hydrogen"): 75.0,
        ("rhone", "Hydrogène"): 50.0,
    }
    dated = [story for story in naming("hytide") if story.published]
    assert min(dated, key=lambda story: str(story.published)) is FIRST
    assert len(naming("hytide")) == 4
    hydrogen = naming("hydrog")
    assert {story.author for story in hydrogen} == {
        *("Aoife Brennan", "Signe Holm", "Camille Roux", None)
    }
    beside = Counter(t for story in STORIES if "Hydrogen" in story.tags for t in story.tags)
    assert beside == {"Hydrogen": 4, "Maritime": 3}
    assert [story.title for story in STORIES if story.published is None] == [
        *("Notes of a meeting", "Udskrift")
    ]
    assert {story.url for story in STORIES if story.label} == {
        CALL.url,
        "https://rhone.example.eu/news/r5",
    }
    assert WITHDRAWN in STORIES
