"""Many runs begun at once: one of them works, and the others say whom they have met."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import pytest

from tests.crawling import crawl, rows, site_of, start
from tests.hostile import Hostile, article, listing, response

STARTERS = 20
ARTICLES = ("/news/a", "/news/b", "/news/c")


@pytest.fixture
def others_ended() -> Iterator[threading.Event]:
    """What the first page of the server waits for."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def server(others_ended: threading.Event) -> Iterator[Hostile]:
    """A listing that is answered when all runs but one have ended."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        await asyncio.get_running_loop().run_in_executor(None, others_ended.wait, 60)
        writer.write(response(listing(*ARTICLES)))

    with Hostile() as running:
        running.routes["/news"] = answer
        for path in ARTICLES:
            running.routes[path] = response(article(f"Story {path[-1]}"))
        yield running


def test_exactly_one_runs(server: Hostile, others_ended: threading.Event, tmp_path: Path) -> None:
    archive, site = tmp_path / "t.db", site_of(server.base_url)
    running = [start(site, archive) for _ in range(STARTERS)]
    with ThreadPoolExecutor(STARTERS) as pool:
        ends = []
        for done in as_completed(pool.submit(one.finish, 120) for one in running):
            ends.append(done.result())
            if len(ends) == STARTERS - 1:
                others_ended.set()
    assert Counter(end.code for end in ends) == {75: STARTERS - 1, 0: 1}
    assert Counter(server.paths) == dict.fromkeys(("/robots.txt", "/news", *ARTICLES), 1)
    said = {end.error for end in ends if end.code == 75}
    (process,) = rows(archive, "select process_id from runs")[0]
    assert all(f"process {process} on " in one and "heartbeat 20" in one for one in said)
    assert rows(archive, "select id, reason, exit_code from runs") == [(1, "finished", 0)]
    assert crawl(site, archive).code == 0
