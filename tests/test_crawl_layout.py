"""A platform that changes its look between two real crawls."""

from __future__ import annotations

from pathlib import Path

from archive.opening import open_reading
from archive.quarantine import broken_in
from scraper.example.platform import ExamplePlatform
from tests.crawling import crawl, rows

_ARTICLES = "SELECT url, title, current_version, state FROM articles ORDER BY url"


def test_a_new_look_is_held_back_named_and_over_when_it_is_over(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    with ExamplePlatform(24, crawl_delay=0.0) as platform:
        first = crawl(platform.site, archive, full=True)
        assert rows(archive, "SELECT count(*) FROM quarantine") == [(0,)]
        before = rows(archive, _ARTICLES)
        platform.fault("layout-change")
        second = crawl(platform.site, archive, full=True)
        assert second.verdict is not None
        assert first.verdict is not None
        assert rows(archive, _ARTICLES) == before
        assert (second.code, second.verdict.changed) == (1, 0)
        assert second.verdict.quarantined >= 20
        _is_named(archive, second.verdict.run_id)
        platform.heal()
        third = crawl(platform.site, archive, full=True)
        assert third.verdict is not None
        assert third.verdict.quarantined == 0
        assert rows(archive, _ARTICLES) == before
        states = "SELECT DISTINCT state FROM quarantine"
        assert rows(archive, states) == [("replaced",)]


def _is_named(archive: Path, run_id: int) -> None:
    connection = open_reading(archive)
    try:
        broken = broken_in(connection, run_id)
    finally:
        connection.close()
    assert {"title", "body_text", "tags"} <= {one.field for one in broken}
    assert all(one.site == "eccp" and one.pages and one.sample for one in broken)


def test_a_crawl_again_of_a_site_that_stays_holds_nothing_back(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    with ExamplePlatform(24, crawl_delay=0.0) as platform:
        crawl(platform.site, archive)
        platform.edit()
        again = crawl(platform.site, archive, full=True)
    assert again.verdict is not None
    assert (again.verdict.quarantined, again.verdict.changed > 0) == (0, True)
    assert rows(archive, "SELECT count(*) FROM problems WHERE code = 'field_lost'") == [(0,)]
