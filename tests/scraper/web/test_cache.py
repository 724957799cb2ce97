"""A page that is kept is never one of another state of the archive."""

from __future__ import annotations

import pytest

from scraper.web import cache
from scraper.web.answers import Sent
from scraper.web.cache import Cache


def sent(text: str = "x") -> Sent:
    return Sent(text.encode(), "text/plain")


def test_it_is_found_while_the_archive_stays_as_it_is() -> None:
    kept = Cache()
    assert kept.find("a", 1) is None
    page = sent()
    kept.keep("a", 1, page)
    assert kept.find("a", 1) is page
    assert kept.find("b", 1) is None
    assert kept.find("a", 2) is None
    assert kept.find("a", 1) is None, "a state that comes back may hold something else"


def test_a_page_of_an_older_state_is_not_kept() -> None:
    kept = Cache()
    kept.find("a", 1)
    kept.find("b", 2)
    kept.keep("a", 1, sent())
    assert kept.find("a", 2) is None


def test_it_is_made_anew_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache()
    kept.find("a", 1)
    kept.keep("a", 1, sent())
    monkeypatch.setattr(cache, "SECONDS", -1.0)
    assert kept.find("a", 1) is None


def test_the_ones_not_asked_for_longest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 80)
    kept = Cache()
    kept.find("a", 1)
    for name in range(9):
        kept.keep(name, 1, sent("x" * 10))
        kept.find(0, 1)
    assert [name for name in range(9) if kept.find(name, 1)] == [0, 2, 3, 4, 5, 6, 7, 8]


def test_a_page_that_would_fill_it_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 80)
    kept = Cache()
    kept.find("a", 1)
    kept.keep("a", 1, sent("x" * 11))
    assert kept.find("a", 1) is None


def test_the_same_page_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 80)
    kept = Cache()
    kept.find("a", 1)
    kept.keep("b", 1, sent("x" * 10))
    for _ in range(20):
        kept.keep("a", 1, sent("x" * 10))
    assert kept.find("b", 1) is not None
