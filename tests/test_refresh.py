"""Refreshes of a small platform: what is asked for, how, and what is concluded from the answers."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from scraper.site import Listing
from tests.crawling import rows, site_of, start, states
from tests.hostile import Hostile, response
from tests.refreshing import Platform, count, day, header, visits_of

NAMES = tuple(f"item{number:02}" for number in range(14))
#: A day on which every article is due that was read on the day of the crawl.
DUE = 40


@pytest.fixture
def platform(server: Hostile) -> Platform:
    return Platform(server, *NAMES)


class TestConditionalRequests:
    def test_what_has_not_changed_is_a_visit_and_nothing_else(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.crawl(archive)
        before = {table: count(archive, table) for table in ("captures", "versions", "changes")}
        ended = platform.refresh(archive, DUE)
        assert ended.code == 0
        assert ended.verdict is not None
        assert (ended.verdict.due, ended.verdict.unchanged) == (len(NAMES), len(NAMES))
        assert (ended.verdict.changed, ended.verdict.new, ended.verdict.rewritten) == (0, 0, 0)
        assert {state for state, _ in visits_of(archive, 2)} == {"not_modified"}
        assert {table: count(archive, table) for table in before} == before
        found = states(archive, platform.server.base_url)
        assert {found[f"/news/{name}"][0] for name in NAMES} == {"fetched"}

    def test_validators_are_sent_as_they_came_and_first_of_all(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.crawl(archive)
        assert {header(one.head, "if-none-match") for one in platform.asked()} == {None}
        platform.refresh(archive, DUE)
        for name in NAMES:
            sent = [header(one.head, "if-none-match") for one in platform.asked(name)]
            assert sent[0] == platform.etag(name)
            assert sent[1:] in ([], [None])

    def test_both_validators_are_sent_where_both_came(self, server: Hostile, archive: Path) -> None:
        platform = Platform(server, "a")
        tags = ('ETag: W/"a-1;x"', "Last-Modified: Sun, 01 Mar 2026 01:00:00 GMT")
        page = "<h1>Story</h1><p>" + "It was told at length in spring. " * 40
        server.routes["/news/a"] = response(f"<article>{page}</article>", *tags)
        platform.crawl(archive)
        platform.refresh(archive, DUE)
        head = platform.asked("a")[0].head
        assert header(head, "if-none-match") == 'W/"a-1;x"'
        assert header(head, "if-modified-since") == "Sun, 01 Mar 2026 01:00:00 GMT"

    def test_encodings_asked_for_are_the_same_at_every_visit(
        self, platform: Platform, archive: Path
    ) -> None:
        """A server may answer another encoding with another ETag, or with other bytes."""
        platform.crawl(archive)
        first = {header(one.head, "accept-encoding") for one in platform.server.log}
        platform.refresh(archive, DUE)
        again = {header(one.head, "accept-encoding") for one in platform.server.log}
        assert first == again
        assert len(first) == 1

    def test_the_same_bytes_are_no_new_capture(self, server: Hostile, archive: Path) -> None:
        platform = Platform(server, *NAMES, tags=False)
        platform.crawl(archive)
        captures = count(archive, "captures")
        ended = platform.refresh(archive, DUE)
        assert visits_of(archive, 2) == [("not_modified", "the same bytes")] * len(NAMES)
        assert ended.verdict is not None
        assert ended.verdict.unchanged == len(NAMES)
        assert count(archive, "captures") == captures

    def test_an_edit_is_seen_and_its_validator_taken(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.crawl(archive)
        platform.texts["item03"] = "The work of item03 has been put off to autumn. " * 20
        ended = platform.refresh(archive, DUE)
        assert ended.verdict is not None
        assert (ended.verdict.changed, ended.verdict.unchanged) == (1, len(NAMES) - 1)
        ((body,),) = rows(
            archive,
            "select t.body_text from article_texts t join articles a on a.id = t.article_id "
            "where a.url like '%item03'",
        )
        assert "put off to autumn" in body
        platform.refresh(archive, 2 * DUE)
        sent = header(platform.asked("item03")[0].head, "if-none-match")
        assert sent == platform.etag("item03")

    def test_what_is_not_due_is_not_asked_for(self, platform: Platform, archive: Path) -> None:
        platform.crawl(archive)
        ended = platform.refresh(archive, 0.01)
        assert ended.verdict is not None
        assert ended.verdict.due == 0
        assert platform.asked() == []
        assert ended.code == 0


class TestTrust:
    def test_some_that_are_said_to_be_the_same_are_fetched_whole(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.crawl(archive)
        platform.refresh(archive, DUE)
        reasons = Counter(reason for _, reason in visits_of(archive, 2))
        assert reasons["the same bytes"] >= 3
        assert reasons["status 304"] >= 1
        assert reasons.total() == len(NAMES)
        held = rows(archive, "select signal, held, count(*) from visit_checks group by 1, 2")
        assert held == [("validator", 1, reasons["the same bytes"])]

    def test_a_lie_is_found_and_then_nothing_is_believed(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.crawl(archive)
        platform.lies = True
        for name in NAMES:
            platform.texts[name] = f"What became of {name} is told in another way now. " * 20
        ended = platform.refresh(archive, DUE)
        assert ended.verdict is not None
        assert ended.verdict.changed > 0
        assert rows(archive, "select count(*) from visit_checks where held = 0") != [(0,)]
        platform.refresh(archive, DUE + 1)
        assert {header(one.head, "if-none-match") for one in platform.asked()} <= {None}
        bodies = rows(archive, "select body_text from article_texts")
        assert all("is told in another way" in body for (body,) in bodies)

    def test_a_sitemap_that_holds_is_believed_but_for_a_sample(
        self, server: Hostile, archive: Path
    ) -> None:
        names = [f"item{number:03}" for number in range(90)]
        platform = Platform(server, *names, tags=False)
        platform.lastmods = dict.fromkeys(names, "2026-02-01")
        platform.crawl(archive)
        for number in (DUE, DUE + 1, DUE + 5):
            platform.refresh(archive, number)
            assert 0 < len(platform.asked()) < 6
        held = rows(archive, "select signal, min(held) from visit_checks group by 1")
        assert ("lastmod", 1) in held

    def test_what_it_vouches_for_is_asked_for_all_the_same_in_the_end(
        self, server: Hostile, archive: Path
    ) -> None:
        platform = Platform(server, *NAMES, tags=False)
        platform.lastmods = dict.fromkeys(NAMES, "2026-02-01")
        platform.crawl(archive)
        platform.refresh(archive, 3 * DUE)
        assert {one.path for one in platform.asked()} == {f"/news/{name}" for name in NAMES}

    def test_what_it_does_not_list_any_more_is_asked_for(
        self, server: Hostile, archive: Path
    ) -> None:
        platform = Platform(server, *NAMES, tags=False)
        platform.lastmods = dict.fromkeys(NAMES, "2026-02-01")
        platform.crawl(archive)
        for name in NAMES[6:]:
            platform.gone[name] = "404 Not Found"
        ended = platform.refresh(archive, DUE)
        assert ended.verdict is not None
        assert ended.verdict.missing == len(NAMES[6:])

    def test_sitemaps_that_never_move_are_found_out(self, server: Hostile, archive: Path) -> None:
        platform = Platform(server, *NAMES, tags=False)
        platform.lastmods = dict.fromkeys(NAMES, "2026-02-01")
        platform.crawl(archive)
        for name in NAMES:
            platform.texts[name] = f"What became of {name} is told in another way now. " * 20
        for number in range(3):
            platform.refresh(archive, DUE + number)
        bodies = rows(archive, "select body_text from article_texts")
        assert all("is told in another way" in body for (body,) in bodies)


class TestSitemaps:
    def test_an_edit_is_seen_by_the_change_time_and_nothing_else_asked(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.lastmods = dict.fromkeys(NAMES, "2026-02-01T08:00:00Z")
        platform.crawl(archive)
        platform.lastmods["item05"] = "2026-03-01T12:00:00Z"
        platform.texts["item05"] = "The work of item05 has been put off to autumn. " * 20
        ended = platform.refresh(archive, 0.5)
        assert {one.path for one in platform.asked()} == {"/news/item05"}
        assert ended.verdict is not None
        assert (ended.verdict.due, ended.verdict.changed) == (1, 1)

    def test_that_all_has_changed_every_day_is_not_believed_for_long(
        self, platform: Platform, archive: Path
    ) -> None:
        platform.tags = False
        asked = []
        for number in range(5):
            platform.lastmods = dict.fromkeys(NAMES, f"2026-03-{number + 1:02}T01:00:00Z")
            platform.crawl(archive, number, verb="refresh" if number else "crawl")
            asked.append(len(platform.asked()))
        assert asked[0] == len(NAMES)
        assert max(asked[3:]) <= 5


class TestListings:
    def test_a_walk_stops_where_all_is_known(self, platform: Platform, archive: Path) -> None:
        platform.crawl(archive)
        assert len(platform.lists_asked()) == 3
        platform.refresh(archive, 0.1)
        assert platform.lists_asked() == ["/news"]

    def test_it_goes_on_while_it_brings_news(self, platform: Platform, archive: Path) -> None:
        platform.crawl(archive)
        new = {f"new{number}": f"What is new, part {number}. " * 30 for number in range(3)}
        platform.texts = {**new, **platform.texts}
        ended = platform.refresh(archive, 0.1)
        assert ended.verdict is not None
        assert ended.verdict.new == 3
        assert platform.lists_asked() == ["/news", "/news?page=1"]

    def test_a_walk_that_was_killed_is_gone_on_with(
        self, platform: Platform, archive: Path
    ) -> None:
        """Its first pages are known by then, so it must not stop at them."""
        platform.crawl(archive)
        new = {f"new{number:02}": f"What is new, part {number}. " * 30 for number in range(18)}
        platform.texts = {**new, **platform.texts}
        running = start(platform.site(), archive, at=day(0.1), verb="refresh")

        def kill(path: str) -> None:
            if path == "/news?page=2":
                running.send(signal.SIGKILL)

        platform.server.on_request = kill
        ended = running.finish()
        platform.server.on_request = None
        assert ended.code == -signal.SIGKILL
        platform.refresh(archive, 0.2)
        found = {url.rpartition("/")[2] for (url,) in rows(archive, "select url from articles")}
        assert found == set(platform.texts)

    def test_a_run_of_few_pages_is_gone_on_with(self, platform: Platform, archive: Path) -> None:
        platform.crawl(archive)
        new = {f"new{number:02}": f"What is new, part {number}. " * 30 for number in range(18)}
        platform.texts = {**new, **platform.texts}
        for number in range(12):
            platform.refresh(archive, 0.1 + number / 100, max_pages=4)
        found = {url.rpartition("/")[2] for (url,) in rows(archive, "select url from articles")}
        assert found == set(platform.texts)


class TestWithoutAnArchive:
    def test_it_is_an_error_and_none_is_made(self, platform: Platform, archive: Path) -> None:
        ended = platform.refresh(archive, 0, missing=True)
        assert ended.code == 3
        assert str(archive) in ended.error
        assert platform.server.log == []
        assert not archive.exists()

    def test_a_site_never_crawled_is_simply_new(self, platform: Platform, archive: Path) -> None:
        with Hostile() as other:
            elsewhere = site_of(other.base_url, name="other", listings=(Listing(path="/news"),))
            Platform(other, "x")
            assert start(elsewhere, archive).finish().code == 0
        assert platform.refresh(archive, 1).code == 0
        assert count(archive, "articles") == 1 + len(NAMES)


def test_the_clock_of_these_tests_is_that_of_the_run(platform: Platform, archive: Path) -> None:
    platform.crawl(archive, 3)
    ((started,),) = rows(archive, "select started_at from runs")
    assert started[:10] == f"{day(3):%Y-%m-%d}"
    assert os.getpid() != rows(archive, "select process_id from runs")[0][0]
