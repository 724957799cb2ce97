"""Layouts that change: held back at the first page, with no false alarm on an honest site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from archive.records import Outcome, PageKind, PageState
from archive.store import Archive
from tests.layout_drift.breaks import all_classes, ban_text, teaser
from tests.layout_drift.cases import CASES, Scripted
from tests.layout_drift.playing import Night, past
from tests.layout_drift.sites import FIRST, LOOKS, Look, entry
from tests.layout_drift.year import Habits, quiet_year

#: Articles that the archives of the scripted cases hold.
PAST = 62
NOW = FIRST + timedelta(days=3 * PAST)
KNOWN, NEW = entry(7), entry(PAST + 2)

Opened = Callable[[str], Archive]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """What makes the archive of a site with its past, once."""
    folder = tmp_path_factory.mktemp("drift")

    def make(name: str) -> Path:
        path = folder / f"{name}.db"
        if not path.exists():
            with Archive.open(path) as archive:
                past(archive, LOOKS[name], [entry(n) for n in range(PAST)], NOW)
        return path

    return make


@pytest.fixture
def opened(made: Callable[[str], Path], tmp_path: Path) -> Iterator[Opened]:
    """What opens a copy of such an archive."""
    archives: list[Archive] = []

    def open_copy(name: str) -> Archive:
        copy = tmp_path / f"{name}.db"
        if not copy.exists():
            copyfile(made(name), copy)
        archives.append(Archive.open(copy))
        return archives[-1]

    yield open_copy
    for archive in archives:
        archive.close()


def tonight(archive: Archive, look: Look, days: int = 1) -> Night:
    return Night(archive, look, NOW + timedelta(days=days))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_first_affected_page_is_held_back(case: Scripted, opened: Opened) -> None:
    for name in case.sites:
        look, archive = LOOKS[name], opened(name)
        for kind, one in (("known", KNOWN), ("new", NEW)):
            if kind not in case.on:
                continue
            night = tonight(archive, look)
            visit = night.visit(one, case.act(look, one, night.at))
            assert visit.state is PageState.QUARANTINED, (name, kind)
            named = {misfit.field for misfit in visit.misfits}
            assert named & set(case.fields), (name, kind, visit.misfits)


@pytest.mark.parametrize("name", LOOKS)
def test_healthy_pages_fit(name: str, opened: Opened) -> None:
    night = tonight(opened(name), LOOKS[name])
    honest = [
        NEW,
        replace(entry(PAST + 3), section="reports"),
        replace(entry(PAST + 4), new_tag=True, size=40),
        replace(entry(PAST + 5), size=1),
        replace(KNOWN, edited=1),
        replace(entry(8), edited=2, size=9),
        replace(entry(9), edited=1, picture=False),
        entry(10),
    ]
    for one in honest:
        assert night.visit(one).state is PageState.FETCHED, (one, night.visits[-1].misfits)
    assert all(saved.outcome is not Outcome.QUARANTINED for saved in night.end())


def test_the_good_version_stays_current_and_the_bytes_are_kept(opened: Opened) -> None:
    look, archive = LOOKS["magazine"], opened("magazine")
    before = archive.connection.execute("SELECT url, current_version FROM articles").fetchall()
    for days, broken in enumerate((ban_text, teaser, all_classes), 1):
        night = tonight(archive, look, days)
        night.visit(KNOWN, broken(look, KNOWN, night.at))
        (saved,) = night.end()
        assert saved.outcome is Outcome.QUARANTINED
        assert night.verdict.exit_code == 1
    after = archive.connection.execute("SELECT url, current_version FROM articles").fetchall()
    assert after == before
    held = archive.connection.execute("SELECT state, capture_id FROM quarantine").fetchall()
    assert [state for state, _ in held] == ["held"] * 3
    assert all(capture for _, capture in held)


def test_edits_a_revert_and_new_furniture_are_told_apart_and_fit(opened: Opened) -> None:
    look, archive = LOOKS["magazine"], opened("magazine")
    edits = [replace(KNOWN, edited=n) for n in (1, 2, 3, 4, 5, 2)]
    pages = [look.page(one) for one in edits]
    pages.append(pages[-1].replace("Once a month, free of charge.", "Twice a month from now on."))
    outcomes = []
    for days, page in enumerate(pages, 1):
        night = tonight(archive, look, days)
        night.visit(KNOWN, page)
        outcomes += [saved.outcome for saved in night.end()]
    assert outcomes == [*[Outcome.CHANGED] * 6, Outcome.UNCHANGED]
    texts = "SELECT count(DISTINCT content_sha256) FROM versions v JOIN articles a "
    texts += "ON a.id = v.article_id WHERE a.url = ?"
    assert archive.connection.execute(texts, (look.url(KNOWN),)).fetchone() == (6,)


def test_two_layouts_at_once_are_told_apart(opened: Opened) -> None:
    look, archive = LOOKS["blog"], opened("blog")
    night = tonight(archive, look)
    for number in range(PAST, PAST + 8):
        one = entry(number)
        night.visit(one, all_classes(look, one, night.at) if number % 2 else None)
    states = [visit.state for visit in night.visits]
    assert states == [PageState.FETCHED, PageState.QUARANTINED] * 4


def test_several_generations_stand_side_by_side(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        old, new = (Night(archive, LOOKS[name], NOW) for name in ("drupal7", "drupal10"))
        for number in range(20):
            old.visit(entry(number))
            new.visit(entry(number + 20))
        archive.save([*old.visits, *new.visits], old.run_id)
        archive.end_run(old.run_id)
        for rank, name in enumerate(("drupal7", "drupal10")):
            night = tonight(archive, LOOKS[name])
            assert night.visit(entry(PAST + rank)).state is PageState.FETCHED


def test_pages_that_a_first_crawl_left_are_not_judged_by_what_it_found(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        first = Night(archive, LOOKS["drupal10"], NOW)
        for number in range(20, 90):
            first.visit(entry(number))
        archive.save(first.visits, first.run_id)
        archive.end_run(first.run_id, "max_pages")
        night = tonight(archive, LOOKS["drupal7"])
        lacking = [replace(entry(n), dated=False, tags=False, author=False) for n in range(20)]
        states = {night.visit(one).state for one in lacking}
        assert not any(problem.code == "field_lost" for v in night.visits for problem in v.problems)
    assert states == {PageState.FETCHED}


def test_a_site_with_five_articles_is_not_judged(tmp_path: Path) -> None:
    look = LOOKS["magazine"]
    with Archive.open(tmp_path / "a.db") as archive:
        past(archive, look, [entry(n) for n in range(5)], NOW)
        night = tonight(archive, look)
        visit = night.visit(entry(6), all_classes(look, entry(6), night.at))
        assert visit.state is PageState.FETCHED


def test_what_holds_no_article_any_more_is_held_back(opened: Opened) -> None:
    look, archive = LOOKS["magazine"], opened("magazine")
    page = "<html><head><title>Hello</title></head><body><p>Hello.</p></body></html>"
    night = tonight(archive, look)
    visit = night.visit(KNOWN, page)
    assert (visit.state, visit.kind) == (PageState.QUARANTINED, PageKind.ARTICLE)


@pytest.mark.parametrize("field", ["authors", "tags", "published_at"])
def test_a_field_lost_on_half_of_the_pages_is_named(field: str, opened: Opened) -> None:
    look, archive = LOOKS["blog"], opened("blog")
    night = tonight(archive, look)
    dropped = {"authors": "author", "published_at": "dated"}
    for number in range(30):
        name = dropped.get(field, field)
        changes: dict[str, Any] = {name: number % 2 == 0, "edited": 1}
        night.visit(replace(entry(number), **changes))
    named = {problem.field for visit in night.visits for problem in visit.problems}
    assert field in named


def test_a_quiet_year_brings_no_alarm(tmp_path: Path) -> None:
    habits = Habits(at_first=30, lacking=0.12, weeks=16, holiday=(6, 9))
    for name in ("magazine", "drupal10"):
        with Archive.open(tmp_path / f"{name}.db") as archive:
            year = quiet_year(archive, LOOKS[name], habits)
        assert not year.alarms
        assert year.articles > 50
        assert year.edits > 40


def test_judging_a_page_asks_the_archive_little(opened: Opened) -> None:
    look, archive = LOOKS["drupal10"], opened("drupal10")
    night = tonight(archive, look)
    visits = [night.read(look.url(one), look.page(one)) for one in (NEW, replace(KNOWN, edited=1))]
    asked: list[str] = []
    archive.connection.set_trace_callback(asked.append)
    for visit in visits:
        night.fitting.judge(visit)
    archive.connection.set_trace_callback(None)
    assert len(asked) <= 4
    assert all(" WHERE " in sql for sql in asked)
