"""Thirty faults at once: what is healthy is archived, and every other page has its one end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from scraper.example.faults import FAULTS
from tests.box import Box, box
from tests.crawling import rows

#: Of every kind some, so that the connection, the page, the way and the lists are all at fault.
THIRTY = (
    *("slow-drip", "silence", "hang-up", "reset-mid-body", "cut-body", "length-too-long"),
    *("truncated-gzip", "bomb-br", "bomb-zstd", "endless-body"),
    *("charset-both-lie", "pdf-as-html", "empty-200", "soft-404", "login-wall", "consent-wall"),
    *("attributes", "duplicate-ids", "title-sql", "title-escapes"),
    *("redirect-self", "redirect-on-and-on", "redirect-secret-302", "redirect-metadata"),
    *("busy-seconds", "gone-for-good", "server-error"),
    *("robots-huge", "sitemap-loop", "feed-laughs"),
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    with box(tmp_path_factory.mktemp("thirty") / "t.db", THIRTY) as found:
        yield found


def test_healthy_pages_are_all_archived(crawled: Box) -> None:
    assert len(set(THIRTY)) == 30
    assert len(crawled.healthy) >= 30
    assert crawled.missing() == []


def test_faulty_pages_end_as_they_do_alone(crawled: Box) -> None:
    assert [said for name in THIRTY for said in crawled.wrong(name)] == []


def test_the_run_deserves_a_look_and_nothing_more(crawled: Box) -> None:
    assert crawled.ended.verdict is not None
    assert (crawled.ended.code, crawled.ended.verdict.reason) == (1, "finished")


def test_each_page_asked_for_has_one_visit_and_one_state(crawled: Box) -> None:
    visits = rows(crawled.archive, "select url from visits v join pages p on p.id = page_id")
    assert [url for url, count in Counter(visits).items() if count != 1] == []
    assert crawled.unaccounted() == []
    assert rows(crawled.archive, "select url from pages where state = 'known'") == []


def test_the_counts_of_the_run_are_those_of_its_pages(crawled: Box) -> None:
    assert crawled.ended.verdict is not None
    of_run = rows(crawled.archive, "select asked, new, failed from runs")
    verdict = crawled.ended.verdict
    assert of_run == [(verdict.asked, verdict.new, verdict.failed)]
    failures = [
        name for name in THIRTY if {"failed", "incomplete"} & set(FAULTS[name].expect.states)
    ]
    assert verdict.failed == len(failures)


def test_nobody_was_led_to_the_secret_place(crawled: Box) -> None:
    assert crawled.secret.log == []


def test_the_archive_is_whole(crawled: Box) -> None:
    assert rows(crawled.archive, "pragma integrity_check") == [("ok",)]
    assert rows(crawled.archive, "pragma foreign_key_check") == []
