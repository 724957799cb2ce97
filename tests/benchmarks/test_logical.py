"""What two archives say is compared, whatever the order in which they learned it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.records import FoundLink, PageState, Tag, Visit
from benchmarks.full_archive import fill
from benchmarks.logical import differences, logical_of
from tests.archive.making import BASE, LATER, bare, gone, listing, visit
from tests.fresh import fresh

URLS = [f"{BASE}/news/{number}" for number in range(4)]
LINKS = [FoundLink(url=f"{BASE}/news/waiting", title="Waiting")]


def saved(path: Path, visits: Sequence[Visit], runs: int = 1) -> Path:
    with fresh(path) as archive:
        archive.add_site("example", "The example", BASE)
        for number in range(runs):
            run = archive.begin_run("crawl", ["example"], {})
            archive.save(visits[number::runs], run)
            archive.end_run(run)
    return path


def visits() -> list[Visit]:
    return [
        *(visit(url, title=f"Title of {url}") for url in URLS),
        listing(*LINKS),
        bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=URLS[0]),
    ]


def test_order_runs_and_repetitions_make_no_difference(tmp_path: Path) -> None:
    one = logical_of(saved(tmp_path / "one.db", visits()))
    assert list(differences(one, one)) == []
    other = logical_of(saved(tmp_path / "other.db", visits()[::-1], runs=3))
    assert list(differences(one, other)) == []
    again = [visit(URLS[0], title=f"Title of {URLS[0]}", at=LATER)]
    with_more = logical_of(saved(tmp_path / "again.db", [*visits(), *again]))
    assert list(differences(one, with_more)) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (visit(URLS[0], title="Another", at=LATER), "articles: "),
        (visit(URLS[1], title=f"Title of {URLS[1]}", tags=(Tag("x", "x"),), at=LATER), "tags of"),
        (gone(URLS[2], at=LATER), "pages: "),
        (visit(f"{BASE}/news/new"), "articles: "),
        (bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=URLS[1], at=LATER), "pages: "),
        (listing(FoundLink(url=f"{BASE}/more"), at=LATER), "pages: "),
    ],
    ids=["title", "tags", "gone", "new", "redirect", "link"],
)
def test_what_differs_is_named(tmp_path: Path, change: Visit, named: str) -> None:
    one = logical_of(saved(tmp_path / "one.db", visits()))
    other = logical_of(saved(tmp_path / "other.db", [*visits(), change]))
    found = list(differences(one, other))
    assert any(line.startswith(named) for line in found), found


def test_every_part_has_rows_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "full.db"
    fill(path)
    said = logical_of(path)
    empty = {part for part, rows in said.items() if not rows}
    assert empty <= {"quarantine"}
    assert list(differences(said, logical_of(path))) == []
