"""What feeds and listings say of articles is kept, and changes only where they say it anew."""

from __future__ import annotations

from dataclasses import replace

from archive.frontier import Frontier
from archive.records import Announced, FoundLink, PageKind
from archive.store import Archive
from tests.archive.making import BASE, LATER, dump, listing

SAID = Announced(
    method="feed",
    place=f"{BASE}/feed",
    title="Neues Labor",
    published_at="2026-02-01",
    authors=("Ana Horvat",),
    terms=("Energy", "A\ud800B"),
)
LINK = FoundLink(url=f"{BASE}/news/a", kind=PageKind.ARTICLE, announced=SAID)


def announced(archive: Archive) -> list[Announced]:
    return Frontier(archive.connection).announced(LINK.url)


def test_what_is_said_comes_back_as_it_was(archive: Archive) -> None:
    plain = replace(LINK, announced=Announced(method="listing", place=f"{BASE}/news"))
    archive.save([listing(LINK), listing(plain, at=LATER)])
    assert announced(archive) == [
        replace(SAID, terms=("Energy", "A\ufffdB")),
        Announced(method="listing", place=f"{BASE}/news"),
    ]
    assert Frontier(archive.connection).announced(f"{BASE}/news/b") == []


def test_only_the_first_place_changes_what_it_said(archive: Archive) -> None:
    archive.save([listing(LINK)])
    other = replace(LINK, announced=replace(SAID, place=f"{BASE}/other", published_at="2026-03-03"))
    archive.save([listing(other, at=LATER)])
    assert [one.published_at for one in announced(archive)] == ["2026-02-01"]
    newer = replace(LINK, announced=replace(SAID, published_at="2026-02-02"))
    archive.save([listing(newer, at=LATER)])
    assert [one.published_at for one in announced(archive)] == ["2026-02-02"]


def test_the_same_again_changes_nothing(archive: Archive) -> None:
    archive.save([listing(LINK)])
    rows = "select * from announcements"
    before = archive.connection.execute(rows).fetchall()
    archive.save([listing(LINK, at=LATER)])
    assert archive.connection.execute(rows).fetchall() == before
    assert "announcements" in "".join(dump(archive.connection))
