"""The past of a site, as its archive has it."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import pytest

from archive.profiles import FEWEST, own_past, profile_of, section_of
from archive.records import Evidence, SeenBlock, Visit
from archive.shown_pages import shown_by
from archive.store import Archive
from tests.archive.making import BASE, visit

RULES = "rules 1"
EVIDENCE = (
    Evidence("title", "text", "h1.page-12", "x", 0.7),
    Evidence("tags", "feed", f"{BASE}/rss.xml", "x", 0.7),
    Evidence("published_at", "json-ld", "datePublished", "x", 0.9),
    Evidence("published_at", "text", "time", "y", 0.7, chosen=False),
    Evidence("language", "detected", "body_text", "en", 0.9),
    Evidence("modified_at", "absent", "meta"),
)


def key_of(text: str, place: int) -> int:
    """As the blocks of pages are numbered (``scraper.clean.fingerprint``)."""
    digest = blake2b(text.encode(), digest_size=6).digest()
    return (int.from_bytes(digest, "big") ^ place << 16) & (2**47 - 1)


def page(number: int, **changes: Any) -> Visit:
    title = f"Harbour number {number} opens"
    blocks = (
        SeenBlock(key_of(title, 11), 11, "div.top > h1.page", title),
        SeenBlock(key_of("Menu", 12), 12, "div.foot > p", "Menu"),
    )
    given = {"title": title, "blocks": blocks, "evidence": EVIDENCE, **changes}
    return visit(f"{BASE}/news/{number}", **given)


def test_a_site_not_known_is_blank(archive: Archive) -> None:
    assert profile_of(archive.connection, "nowhere").is_blank


@pytest.mark.parametrize(("count", "is_blank"), [(FEWEST - 1, True), (FEWEST, False)])
def test_too_few_articles_are_no_past(count: int, is_blank: bool, archive: Archive) -> None:
    archive.save([page(n) for n in range(count)])
    assert profile_of(archive.connection, "example").is_blank is is_blank


def test_ways_are_counted_without_what_is_said_elsewhere(archive: Archive) -> None:
    archive.save([page(n) for n in range(FEWEST)])
    group = profile_of(archive.connection, "example").group("drupal7", RULES)
    assert group.ways["title"] == {"text h#.page-#": FEWEST}
    assert group.ways["published_at"] == {"json-ld datePublished": FEWEST}
    assert group.ways["language"] == {"en": FEWEST}
    assert "tags" not in group.ways
    assert group.places == {11: FEWEST, 12: FEWEST}
    assert group.stands["title"] == {11: FEWEST}


def test_what_other_rules_have_read_is_counted_without_its_places(archive: Archive) -> None:
    archive.save([page(n) for n in range(FEWEST)])
    group = profile_of(archive.connection, "example").group("drupal7", "rules 2")
    assert (group.pages, group.read, group.answered["title"]) == (FEWEST, 0, FEWEST)
    assert not group.ways


def test_a_visit_and_its_rows_show_the_same(archive: Archive) -> None:
    archive.save([page(n) for n in range(FEWEST)])
    profile = profile_of(archive.connection, "example")
    one = page(3)
    assert one.article is not None
    shown, own = shown_by(one, one.article), own_past(archive.connection, profile, one.url)
    assert own is not None
    assert own.shown is not None
    for name in ("url", "title", "text", "size", "ways", "said", "places", "keys", "template"):
        assert getattr(shown, name) == getattr(own.shown, name), name
    (stored,) = [each for each in profile.shown if each.url == one.url]
    assert stored.stands["title"] == shown.stands["title"] == frozenset({11})


def test_held_captures_are_no_past(archive: Archive) -> None:
    archive.save([page(n) for n in range(FEWEST)])
    before = profile_of(archive.connection, "example").shown
    other = (Evidence("title", "meta", "og:title", "x", 0.5),)
    archive.save([page(2, state="quarantined", at="2026-05-01T10:00:00+00:00", evidence=other)])
    assert profile_of(archive.connection, "example").shown == before


def test_what_a_run_shows_is_known_and_not_counted(archive: Archive) -> None:
    archive.save([page(n) for n in range(FEWEST)])
    profile = profile_of(archive.connection, "example")
    group = profile.group("drupal7", RULES)
    other = page(99, evidence=(Evidence("title", "meta", "og:title", "x", 0.5),))
    assert other.article is not None
    profile.add(shown_by(other, other.article), other.blocks)
    assert group.pages == FEWEST
    assert group.ways["title"]["meta og:title"] == 1
    assert profile.run_titles["Harbour number 99 opens"] == 1


@pytest.mark.parametrize(
    ("path", "section"),
    [("/a", ""), ("/news/a", "news"), ("/2026/05/a", "#/#"), ("/de/news/b/a/", "de/news")],
)
def test_the_section_of_an_address(path: str, section: str) -> None:
    assert section_of(BASE + path) == section


def test_looking_at_a_page_reads_no_table_through(archive: Archive) -> None:
    archive.save([page(n) for n in range(FEWEST)])
    profile = profile_of(archive.connection, "example")
    asked: list[str] = []
    archive.connection.set_trace_callback(asked.append)
    own_past(archive.connection, profile, f"{BASE}/news/3")
    archive.connection.set_trace_callback(None)
    for sql in asked:
        plan = archive.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        scans = [row[3] for row in plan if row[3].startswith("SCAN")]
        assert all("VIRTUAL TABLE" in one or "CONSTANT" in one for one in scans), scans
