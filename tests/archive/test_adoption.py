"""What was kept under the name of a host goes on under the name of its site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.platforms import platforms
from archive.queries import find_article
from archive.records import Announced, FoundLink, PageKind, Visit
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, LATER, dump, listing, visit

OLD = "http://example.eu"


def rekey(url: str) -> str:
    return url.replace(OLD, BASE)


def old(path: str) -> Visit:
    return visit(f"{OLD}{path}", site="example.eu", canonical_url=None, links=())


@pytest.fixture
def hosted(archive: Archive) -> Archive:
    """Two articles, a listing and an announcement under the name of the host."""
    archive.add_site("example.eu", "example.eu", OLD)
    said = Announced(method="feed", place=f"{OLD}/feed", published_at="2026-02-01")
    link = FoundLink(
        url=f"{OLD}/news/three", address=f"{OLD}/news/three/", kind=PageKind.ARTICLE, announced=said
    )
    page = replace(listing(link, url=f"{OLD}/news"), site="example.eu")
    archive.save([old("/news/one"), old("/news/two"), page])
    return archive


def test_the_rows_stay_and_get_the_name_and_the_addresses_of_the_site(hosted: Archive) -> None:
    before = hosted.connection.execute("select id, title from articles order by id").fetchall()
    assert hosted.adopt_site("example", ["example.eu"], rekey) == ["example.eu"]
    after = hosted.connection.execute("select id, title from articles order by id").fetchall()
    assert before == after
    assert [one.name for one in platforms(hosted.connection)] == ["example"]
    urls = hosted.connection.execute("select url from articles union select url from pages")
    assert {url for (url,) in urls} == {f"{BASE}{path}" for path in _PATHS}
    assert hosted.connection.execute("select count(*) from announcements").fetchone() == (1,)
    assert [one for one in check(hosted.connection) if one.severity != "note"] == []


_PATHS = ("/news", "/news/one", "/news/two", "/news/three")


def test_a_second_time_nothing_is_left_to_do(hosted: Archive) -> None:
    hosted.adopt_site("example", ["example.eu"], rekey)
    before = dump(hosted.connection)
    assert hosted.adopt_site("example", ["example.eu"], rekey) == []
    assert dump(hosted.connection) == before


def test_an_article_that_both_names_have_becomes_one_with_the_versions_of_both(
    hosted: Archive,
) -> None:
    newer = visit(f"{BASE}/news/one", at=LATER, body_text="What the site says today.")
    hosted.save([newer])
    hosted.adopt_site("example", ["example.eu"], rekey)
    shown = find_article(hosted.connection, f"{BASE}/news/one")
    assert shown is not None
    assert shown["body_text"] == "What the site says today."
    contents = hosted.connection.execute(
        "select v.article_id = a.id, x.body_text from versions v"
        " join articles a on a.url = ? and v.article_id = a.id"
        " join version_contents x on x.version_id = v.id order by v.number",
        (f"{BASE}/news/one",),
    ).fetchall()
    assert contents == [(1, None), (1, "The first paragraph.\n\nThe second one names hydrogen.")]
    assert hosted.connection.execute("select count(*) from articles").fetchone() == (2,)
    assert hosted.connection.execute("select count(*) from visits").fetchone() == (4,)
    assert [one.name for one in platforms(hosted.connection)] == ["example"]
    found = "select count(*) from article_search where article_search match 'hydrogen'"
    assert hosted.connection.execute(found).fetchone() == (1,)
    assert [one for one in check(hosted.connection) if one.severity != "note"] == []


def test_starts_are_remembered_each_once(archive: Archive) -> None:
    archive.add_site("example.eu", "example.eu", OLD)
    archive.note_starts("example.eu", [f"{OLD}/news"])
    archive.note_starts("example.eu", [f"{OLD}/press", f"{OLD}/news"])
    (known,) = platforms(archive.connection)
    assert known.starts == (f"{OLD}/news", f"{OLD}/press")
