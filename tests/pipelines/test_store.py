"""Visits on their way into the archive: when they are saved, and what is kept if not."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveBusy
from archive.lock import hold
from archive.records import FoundLink, PageKind, PageState, Problem, RunVerdict, Severity, Visit
from pipelines import store
from pipelines.store import Progress, Session

SITES = [("x", "X", "https://x.example")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


def visit(number: int, **fields: Any) -> Visit:
    known: dict[str, Any] = {
        "url": f"https://x.example/{number}",
        "site": "x",
        "visited_at": "2026-01-01T00:00:00+00:00",
        "kind": PageKind.OTHER,
        "state": PageState.FETCHED,
    }
    return Visit(**{**known, **fields})


def saved(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("select count(*) from visits").fetchone()[0])
    finally:
        connection.close()


def run(coroutine: Coroutine[Any, Any, RunVerdict]) -> RunVerdict:
    return asyncio.run(coroutine)


def test_a_batch_is_saved_when_it_is_full(path: Path) -> None:
    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        for number in range(store.MAX_VISITS - 1):
            session.add(visit(number))
        assert saved(path) == 0
        session.add(visit(99))
        assert saved(path) == store.MAX_VISITS
        session.add(visit(100))
        session.site_ended("finished")
        return session.end()

    verdict = run(crawl())
    assert saved(path) == store.MAX_VISITS + 1
    assert (verdict.reason, verdict.exit_code, verdict.asked) == ("finished", 0, 51)


def test_a_visit_with_many_links_is_saved_at_once(path: Path) -> None:
    links = tuple(FoundLink(url=f"https://x.example/l{n}") for n in range(store.MAX_LINKS))

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.add(visit(1, links=links))
        assert saved(path) == 1
        return session.end()

    run(crawl())


def test_a_quiet_crawl_saves_as_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_AGE", 0.01)

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.add(visit(1))
        assert saved(path) == 0
        for _ in range(500):
            await asyncio.sleep(0.01)
            if saved(path):
                break
        assert saved(path) == 1
        return session.end()

    run(crawl())


def test_one_visit_that_cannot_be_saved_leaves_the_others(path: Path) -> None:
    bad = visit(2, visited_at="no time at all")

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        for one in (visit(1), bad, visit(3)):
            session.add(one)
        session.site_ended("finished")
        return session.end()

    verdict = run(crawl())
    assert saved(path) == 3
    assert (verdict.failed, verdict.exit_code) == (1, 1)


def test_what_could_not_be_saved_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.archive.connection.execute("pragma busy_timeout = 1")
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("begin immediate")
        session.add(visit(1))
        session.flush()
        errors = [session.error]
        session.add(visit(2))
        holder.close()
        session.flush()
        errors.append(session.error)
        assert list(map(type, errors)) == [ArchiveBusy, type(None)]
        assert saved(path) == 2
        session.site_ended("finished")
        return session.end()

    assert run(crawl()).exit_code == 0


def test_an_end_that_cannot_be_saved_is_an_error_and_lets_go(path: Path) -> None:
    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.archive.connection.execute("pragma busy_timeout = 1")
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("begin immediate")
        session.add(visit(1))
        try:
            return session.end()
        finally:
            holder.close()

    with pytest.raises(ArchiveBusy):
        run(crawl())
    with hold(path):
        pass


@pytest.mark.parametrize(
    ("reasons", "reason", "code"),
    [
        (["finished"], "finished", 0),
        (["finished", "max_pages"], "max_pages", 0),
        (["finished", "interrupted"], "interrupted", 130),
        (["finished", "failed"], "partly_failed", 1),
        (["failed", "failed"], "failed", 3),
        ([], "failed", 3),
    ],
)
def test_the_run_ends_as_its_sites_did(
    path: Path, reasons: list[str], reason: str, code: int
) -> None:
    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.add(visit(1))
        for one in reasons:
            session.site_ended(one)
        return session.end()

    verdict = run(crawl())
    assert (verdict.reason, verdict.exit_code) == (reason, code)


def test_progress(path: Path) -> None:
    told: list[Progress] = []
    bad = Problem("x", "x", Severity.WARNING)
    note = Problem("y", "y", Severity.NOTE)

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {}, told.append)
        session.add(visit(1, problems=(bad, note)))
        session.add(visit(2, state=PageState.FAILED))
        return session.end()

    run(crawl())
    assert told[-1] == Progress(pages=2, failed=1, problems=1)


def test_known_articles(path: Path) -> None:
    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        links = (
            FoundLink(url="https://x.example/a", kind=PageKind.ARTICLE),
            FoundLink(url="https://x.example/b", kind=PageKind.ARTICLE, state=PageState.REFUSED),
            FoundLink(url="https://x.example/c", kind=PageKind.LISTING),
        )
        session.add(visit(1, links=links))
        session.add(replace(visit(2), kind=PageKind.ARTICLE, state=PageState.GONE))
        session.flush()
        known = [page.url for page in session.known_articles("x")]
        assert known == ["https://x.example/a", "https://x.example/2"]
        assert session.known_articles("y") == []
        return session.end()

    run(crawl())


def test_nothing_is_held_where_opening_fails(path: Path) -> None:
    with hold(path), pytest.raises(ArchiveBusy):
        Session.open(path, SITES, {})
    Session.open(path, SITES, {}).end()
