"""Visits on their way into the archive: when they are saved, and what is kept if not."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveBusy, ArchiveUnwritable
from archive.lock import hold
from archive.records import FoundLink, PageKind, PageState, Problem, RunVerdict, Severity, Visit
from pipelines import store
from pipelines.progress import Progress
from pipelines.store import Session

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
    two = visit(2).url
    assert told[-1] == Progress(pages=2, known=2, failed=1, problems=1, latest=two)
    assert told[0] == Progress(pages=1, known=1, problems=1, latest=visit(1).url)


def test_progress_knows_how_much_is_left(path: Path) -> None:
    told: list[Progress] = []
    found = tuple(FoundLink(url=f"https://x.example/{n}", kind=PageKind.ARTICLE) for n in (2, 3, 4))

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {}, told.append)
        session.add(visit(1, links=found))
        session.flush()
        session.add(visit(2))
        return session.end()

    run(crawl())
    assert [(one.pages, one.known) for one in told] == [(1, 1), (1, 4), (2, 4), (2, 4)]


def test_an_archive_that_was_replaced_stops_the_run(path: Path) -> None:
    stops: list[str] = []

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.watch.attend(stops.append)
        session.add(visit(1))
        session.flush()
        path.rename(path.with_name("elsewhere"))
        path.write_bytes(b"")
        session.add(visit(2))
        session.flush()
        session.flush()
        return session.end()

    with pytest.raises(ArchiveUnwritable, match="is another file"):
        run(crawl())
    assert stops == ["failed"]
    assert saved(path.with_name("elsewhere")) == 1
    with hold(path):
        pass


def test_too_much_that_cannot_be_saved_stops_the_run(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program keeps the archive: visits are not gathered without end."""
    monkeypatch.setattr(store, "MAX_UNSAVED", 3)
    stops: list[str] = []

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.archive.connection.execute("pragma busy_timeout = 1")
        session.watch.attend(stops.append)
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("begin immediate")
        for number in range(2):
            session.add(visit(number))
            session.flush()
        assert stops == []
        session.add(visit(2))
        session.flush()
        holder.close()
        return session.end()

    with pytest.raises(ArchiveBusy):
        run(crawl())
    assert stops == ["failed"]
    assert saved(path) == 3  # at the end all was saved


def test_a_signal_while_the_end_is_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can wait is left to the next run, and the run ends as interrupted."""
    interrupts = [True]

    def interrupted(*values: object) -> int:
        if interrupts.pop():
            raise KeyboardInterrupt
        return 0

    async def crawl() -> RunVerdict:
        session = Session.open(path, SITES, {})
        session.add(visit(1))
        session.site_ended("finished")
        monkeypatch.setattr("archive.store.tie_some", interrupted)
        return session.end()

    verdict = run(crawl())
    assert (verdict.reason, verdict.exit_code) == ("interrupted", 130)
    assert (saved(path), interrupts) == (1, [])


def test_nothing_is_held_where_opening_fails(path: Path) -> None:
    with hold(path), pytest.raises(ArchiveBusy):
        Session.open(path, SITES, {})
    Session.open(path, SITES, {}).end()
