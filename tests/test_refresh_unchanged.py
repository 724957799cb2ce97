"""A platform on which nothing happens costs next to nothing, and leaves no trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.year_unchanged import MOST_REQUESTS, digests, pages_of
from scraper.example.platform import ExamplePlatform
from tests.commanding import in_process_of_its_own
from tests.crawling import crawl, rows
from tests.hostile import Hostile
from tests.refreshing import Platform, day

NAMES = tuple(f"item{number:03}" for number in range(150))


class TestNothingHappens:
    def test_a_large_site_with_a_sitemap_is_asked_for_next_to_nothing(
        self, server: Hostile, archive: Path
    ) -> None:
        """As ``python -m benchmarks.year --unchanged 5000``."""
        platform = Platform(server, *NAMES)
        platform.lastmods = dict.fromkeys(NAMES, "2026-02-01T08:00:00Z")
        platform.crawl(archive)
        before, size = digests(archive), pages_of(archive)
        for number in (1, 2, 12, 40, 41):
            ended = platform.refresh(archive, number)
            assert ended.code == 0
            assert len(server.log) <= MOST_REQUESTS, [one.path for one in server.log]
            after = digests(archive)
            assert [table for table in after if after[table] != before.get(table)] == []
        assert pages_of(archive) - size <= 12

    def test_digests_would_show_a_difference(self, server: Hostile, archive: Path) -> None:
        platform = Platform(server, "a")
        platform.crawl(archive)
        before = digests(archive)
        platform.texts["a"] = "Quite another text now stands in its place. " * 20
        platform.refresh(archive, 40)
        after = digests(archive)
        assert {"versions", "captures", "article_texts"} <= {
            table for table in after if after[table] != before[table]
        }

    def test_the_example_platform_refreshed_changes_nothing(self, archive: Path) -> None:
        with ExamplePlatform(24, crawl_delay=0) as platform:
            crawl(platform.site, archive, at=day(0))
            before = digests(archive)
            ended = crawl(platform.site, archive, at=day(40), verb="refresh")
        assert ended.verdict is not None
        assert (ended.verdict.changed, ended.verdict.new, ended.verdict.rewritten) == (0, 0, 0)
        after = digests(archive)
        said = {"articles", "article_texts", "versions", "changes", "article_tags"}
        assert [table for table in said if after[table] != before[table]] == []

    def test_the_example_platform_edited_shows_its_edits(self, archive: Path) -> None:
        with ExamplePlatform(24, crawl_delay=0) as platform:
            crawl(platform.site, archive, at=day(0))
            edit = platform.edit()
            for number in (40, 41):
                crawl(platform.site, archive, at=day(number), verb="refresh")
            changed = rows(
                archive,
                "select distinct p.url from visits v join pages p on p.id = v.page_id "
                "where v.outcome = 'changed'",
            )
            assert len(changed) >= len(edit.changed)
        gone = rows(archive, "select count(*) from articles where state = 'gone'")
        assert gone == [(1,)]


class TestTheVerb:
    @pytest.fixture
    def folder(self, tmp_path: Path, server: Hostile) -> Path:
        (tmp_path / "clusternews.toml").write_text(
            "allow_loopback = true\narchive = 't.db'\n[sites.small]\n"
            f"base_url = '{server.base_url}'\nhosts = ['{server.base_url[7:]}']\n"
            "listings = ['/news']\narticle_paths = ['/news/']\ncrawl_delay = 0\n",
            encoding="utf-8",
        )
        return tmp_path

    def test_says_in_one_line_what_a_person_should_know(
        self, server: Hostile, folder: Path
    ) -> None:
        platform = Platform(server, "a", "b")
        assert in_process_of_its_own("crawl", "small", cwd=folder).code == 0
        platform.texts = {"c": "What is new is told at some length here. " * 20, **platform.texts}
        ended = in_process_of_its_own("refresh", cwd=folder)
        assert (ended.code, ended.out) == (0, "")
        assert ended.err.splitlines()[-1].startswith(
            "run 2 finished: 0 due, 3 asked, 0 changed, 1 new, 0 rewritten"
        )
        told = in_process_of_its_own("refresh", "small", "--json", cwd=folder)
        verdict = json.loads(told.out)
        assert (told.code, verdict["run_id"], verdict["due"], verdict["new"]) == (0, 3, 0, 0)
        assert in_process_of_its_own("refresh", "--quiet", cwd=folder).err == ""

    def test_without_an_archive_is_an_error(self, server: Hostile, folder: Path) -> None:
        ended = in_process_of_its_own("refresh", "small", cwd=folder)
        assert ended.code == 3
        assert "there is no archive" in ended.err
        assert "Traceback" not in ended.err
        assert not (folder / "t.db").exists()
        assert server.log == []
