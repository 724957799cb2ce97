"""What is held back before it is stored, and what is let through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.profiles import FEWEST, profile_of
from archive.records import FoundLink, PageKind, PageState, Visit
from archive.store import Archive
from pipelines.fill import tail
from pipelines.fit import Fitting
from tests.archive.making import BASE, bare, capture, listing, visit
from tests.fresh import fresh

LATER = "2026-03-08T10:00:00+00:00"
LINK = FoundLink(url=f"{BASE}/news/1", kind=PageKind.ARTICLE)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A site with enough articles, and a listing that names them."""
    with fresh(tmp_path / "news.db") as opened:
        opened.save([listing(LINK), *(visit(f"{BASE}/news/{n}") for n in range(FEWEST))])
        yield opened


def judged(archive: Archive, *visits: Visit) -> list[Visit]:
    fitting = Fitting(archive.connection, profile_of(archive.connection, "example"))
    return [fitting.judge(one) for one in visits]


def empty(url: str = f"{BASE}/news", kind: PageKind = PageKind.LISTING) -> Visit:
    page = capture(url, b"<html></html>", captured_at=LATER)
    return bare(url, PageState.EMPTY, at=LATER, kind=kind, capture=page)


def unread(url: str, state: PageState = PageState.UNREADABLE, **more: object) -> Visit:
    page = capture(url, b"<html></html>", captured_at=LATER, **more)
    return bare(url, state, at=LATER, capture=page)


def test_a_list_that_named_something_and_names_nothing_is_held_back(archive: Archive) -> None:
    (one,) = judged(archive, empty())
    assert one.state is PageState.QUARANTINED
    assert [misfit.field for misfit in one.misfits] == ["items"]
    assert "expected links to articles" in one.problems[0].message


@pytest.mark.parametrize("kind", [PageKind.FEED, PageKind.SITEMAP])
def test_so_are_feeds_and_sitemaps(kind: PageKind, archive: Archive) -> None:
    url = f"{BASE}/list.xml"
    archive.save([bare(url, PageState.FETCHED, kind=kind, capture=capture(url, b"x"))])
    assert judged(archive, empty(url, kind))[0].state is PageState.QUARANTINED


def test_a_list_that_was_empty_before_or_is_new_may_be_empty(archive: Archive) -> None:
    archive.save([empty(f"{BASE}/calls")])
    for url in (f"{BASE}/calls", f"{BASE}/jobs"):
        assert judged(archive, empty(url))[0].state is PageState.EMPTY


def test_a_page_of_a_long_list_may_empty(archive: Archive) -> None:
    archive.save([listing(LINK, url=f"{BASE}/news?page=7")])
    assert judged(archive, empty(f"{BASE}/news?page=7"))[0].state is PageState.EMPTY


def test_an_article_that_holds_none_any_more_is_held_back(archive: Archive) -> None:
    for state in (PageState.UNREADABLE, PageState.EMPTY):
        (one,) = judged(archive, unread(f"{BASE}/news/2", state))
        assert (one.state, one.kind) == (PageState.QUARANTINED, PageKind.ARTICLE)


@pytest.mark.parametrize("state", [PageState.WALL, PageState.SOFT_404, PageState.GONE])
def test_what_is_understood_keeps_its_state(state: PageState, archive: Archive) -> None:
    assert judged(archive, unread(f"{BASE}/news/2", state))[0].state is state


def test_a_file_in_the_place_of_a_page_is_no_change_of_layout(archive: Archive) -> None:
    (one,) = judged(archive, unread(f"{BASE}/news/2", media_type="application/pdf"))
    assert one.state is PageState.UNREADABLE


def test_a_new_page_that_cannot_be_read_is_held_back(archive: Archive) -> None:
    assert judged(archive, unread(f"{BASE}/news/new"))[0].state is PageState.QUARANTINED


def test_what_was_not_received_is_let_through(archive: Archive) -> None:
    failed = bare(f"{BASE}/news/2", PageState.FAILED, at=LATER)
    assert judged(archive, failed) == [failed]


def test_the_same_bytes_fit(archive: Archive) -> None:
    again = visit(f"{BASE}/news/2", at=LATER, title="Something else", tags=(), authors=())
    known = visit(f"{BASE}/news/2").capture
    assert known is not None
    same = Visit(
        url=again.url,
        site=again.site,
        visited_at=LATER,
        kind=again.kind,
        state=again.state,
        capture=known,
        article=again.article,
    )
    assert judged(archive, same) == [same]


def test_a_silent_site_is_told_once_a_run(archive: Archive) -> None:
    archive.save(
        [
            visit(
                f"{BASE}/day/{n}",
                at=f"2026-01-{n:02}T10:00:00+00:00",
                published_at=f"2026-01-{n:02}",
            )
            for n in range(1, 29)
        ]
    )
    late = "2026-06-20T10:00:00+00:00"
    first, second = judged(archive, listing(LINK, at=late), listing(LINK, at=late))
    assert [problem.code for problem in first.problems] == ["silence"]
    assert not second.problems
    news = FoundLink(url=f"{BASE}/news/brand-new", kind=PageKind.ARTICLE)
    assert not judged(archive, listing(LINK, news, at=late))[0].problems


@pytest.mark.parametrize(
    ("misses", "pages", "missing", "past", "is_chance"),
    [(1, 30, 0, 40, True), (4, 30, 4, 40, True), (30, 30, 0, 30, False), (15, 30, 1, 30, False)],
)
def test_many_pages_without_a_field_are_no_chance(
    misses: int, pages: int, missing: int, past: int, is_chance: bool
) -> None:
    assert (tail(misses, pages, missing, past) > 1e-4) is is_chance
