"""The ten tasks of an analyst, in the browser, each with at most four clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Page

from tests.browser.conftest import Serve
from tests.newsrooms import build
from tests.tasks import TASKS, Step, Task

_MOST_CLICKS = 4


@pytest.fixture(scope="session")
def newsrooms(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The archive that the tasks are asked of, made once for all workers."""
    root = tmp_path_factory.getbasetemp()
    folder = root if worker_id == "master" else root.parent
    archive = folder / "newsrooms" / "news.db"
    with FileLock(folder / "newsrooms.lock"):
        if not archive.exists():
            archive.parent.mkdir()
            build(archive)
    return archive


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_browser_answers_in_four_clicks(
    page: Page, server: Serve, newsrooms: Path, task: Task
) -> None:
    page.goto(server(newsrooms).url)
    for step in task.steps:
        take(page, step)
    assert sum(step.action == "click" for step in task.steps) <= _MOST_CLICKS
    answer = page.get_by_role("main").inner_text()
    for words in task.says:
        assert words in answer
    for words in task.omits:
        assert words not in answer


def take(page: Page, step: Step) -> None:
    """One step of a person."""
    found = page.get_by_role(step.role, name=step.name, exact=True).first  # type: ignore[arg-type]
    if step.action == "click":
        found.click()
        page.wait_for_load_state()
    elif step.action == "fill":
        found.fill(step.value)
    else:
        found.select_option(step.value)
