"""What a feed or a listing adds to what a page states, and what it may not change."""

from __future__ import annotations

from typing import Any

from archive.records import Announced, Evidence, Problem
from scraper.extract.announced import with_announced
from scraper.extract.reading import Reading
from tests.archive.making import article

FEED = "https://www.example.eu/feed"


def said(method: str = "feed", **facts: Any) -> Announced:
    return Announced(method=method, place=FEED, **facts)


def read(*announced: Announced, **fields: Any) -> Reading:
    bare: dict[str, Any] = {
        "authors": (),
        "tags": (),
        "published_at": None,
        "evidence": (
            Evidence("title", "text", "h1", "Skåne opens a cluster", 0.7),
            Evidence("published_at", "absent", "meta"),
            Evidence("authors", "absent", "byline"),
        ),
    }
    problems = (Problem("date_absent", "the page prints no date", field="published_at"),)
    return with_announced(Reading(article(**{**bare, **fields}), problems), announced)


def rows(reading: Reading, field: str) -> list[tuple[Any, ...]]:
    assert reading.article is not None
    return [
        (row.method, row.raw, row.confidence, row.chosen)
        for row in reading.article.evidence
        if row.field == field
    ]


def test_a_field_that_the_page_leaves_open_is_filled() -> None:
    facts: dict[str, Any] = {
        "published_at": "2026-02-01T09:00:00+01:00",
        "authors": ("Ana Horvat",),
    }
    reading = read(said(**facts, terms=("Energy", "Smart cities", "energy")))
    assert reading.article is not None
    assert reading.article.published_at == "2026-02-01T09:00:00+01:00"
    assert [person.name for person in reading.article.authors] == ["Ana Horvat"]
    assert [(tag.label, tag.slug) for tag in reading.article.tags] == [
        ("Energy", "energy"),
        ("Smart cities", "smart-cities"),
    ]
    assert rows(reading, "published_at") == [("feed", "2026-02-01T09:00:00+01:00", 0.85, True)]
    assert rows(reading, "authors") == [("feed", "Ana Horvat", 0.85, True)]
    assert reading.problems == ()


def test_what_the_page_says_stays_and_is_less_sure_where_the_feed_differs() -> None:
    known = (Evidence("published_at", "meta", "date", "2026-01-01", 0.85),)
    reading = read(said(published_at="2026-02-01"), published_at="2026-01-01", evidence=known)
    assert reading.article is not None
    assert reading.article.published_at == "2026-01-01"
    assert rows(reading, "published_at") == [
        ("meta", "2026-01-01", 0.68, True),
        ("feed", "2026-02-01", 0.85, False),
    ]


def test_the_same_day_and_the_same_title_are_no_disagreement() -> None:
    known = (Evidence("published_at", "meta", "date", "2026-02-01", 0.85),)
    same = said(published_at="2026-02-01T23:30:00+00:00", title="Skåne opens  a cluster!")
    reading = read(same, published_at="2026-02-02", evidence=known)
    assert reading.article is not None
    assert reading.article.evidence == known


def test_the_feed_is_believed_before_the_listing() -> None:
    reading = read(said(published_at="2026-02-01"), said("listing", published_at="2026-02-09"))
    assert reading.article is not None
    assert reading.article.published_at == "2026-02-01"
    assert rows(reading, "published_at") == [
        ("feed", "2026-02-01", 0.68, True),
        ("listing", "2026-02-09", 0.75, False),
    ]


def test_the_account_of_a_system_is_nobody() -> None:
    reading = read(said(authors=("admin", "wpadmin@example.eu", "JDOE")))
    assert reading.article is not None
    assert reading.article.authors == ()


def test_a_page_without_an_article_stays_without() -> None:
    assert with_announced(Reading(), (said(published_at="2026-02-01"),)) == Reading()
