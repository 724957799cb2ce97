"""Runs that go on with killed ones count as one run with them."""

from __future__ import annotations

import pytest

from archive.profiles import FEWEST, profile_of
from archive.records import FoundLink, PageKind
from archive.store import Archive
from archive.times import now
from tests.archive.making import BASE, gone, listing, visit

URL = f"{BASE}/news/one"
CLAIMED = "2020-05-05T00:00:00+00:00"


def begun(archive: Archive) -> int:
    archive.add_site("example", "The example", BASE)
    return archive.begin_run("refresh", ["example"], {})


@pytest.mark.parametrize(("goes_on", "state"), [(True, "missing"), (False, "gone")])
def test_a_page_missed_again_by_the_same_run_is_not_gone_yet(
    archive: Archive, goes_on: bool, state: str
) -> None:
    archive.save([visit(URL)], begun(archive))
    first = begun(archive)
    archive.save([gone(URL, at=now())], first)
    second = begun(archive)
    if goes_on:
        archive.note_goes_on(second, first)
    archive.save([gone(URL, at=now())], second)
    assert archive.connection.execute(
        "SELECT state FROM pages WHERE url = ?", (URL,)
    ).fetchone() == (state,)


@pytest.mark.parametrize(
    ("goes_on", "covered"), [(True, CLAIMED), (False, "2019-01-01T00:00:00+00:00")]
)
def test_what_a_list_claims_is_covered_by_a_visit_of_the_same_run(
    archive: Archive, goes_on: bool, covered: str
) -> None:
    first = begun(archive)
    archive.save([visit(URL, lastmod="2019-01-01T00:00:00+00:00")], first)
    second = begun(archive)
    if goes_on:
        archive.note_goes_on(second, first)
    link = FoundLink(url=URL, kind=PageKind.ARTICLE, lastmod=CLAIMED)
    archive.save([listing(link, at=now())], second)
    found = archive.connection.execute("SELECT visited_lastmod FROM page_visits").fetchall()
    assert (covered,) in found


def test_a_site_whose_first_crawl_was_killed_has_shown_too_little(archive: Archive) -> None:
    run = begun(archive)
    archive.save([visit(f"{BASE}/news/{number}") for number in range(FEWEST + 2)], run)
    run = begun(archive)  # closes the killed one
    assert profile_of(archive.connection, "example").is_blank
    archive.end_run(run)
    assert not profile_of(archive.connection, "example").is_blank
