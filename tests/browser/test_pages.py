"""Every page in a real browser, over the archive that the demo makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import tour
from tests.browser.conftest import OpenPage, Serve
from tests.browser.watching import Seen

#: Pages whose main table is given as csv and json.
EXPORTING = ("/", "/search?q=hydrogen", "/tags", "/sites", "/runs", "/questions/rising-tags")


@pytest.fixture(scope="session")
def places(demo: Path) -> tour.Places:
    return tour.Places.of(demo)


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_opens_and_lies_well(
    open_page: OpenPage, server: Serve, demo: Path, places: tour.Places, width: int
) -> None:
    page = open_page(width)
    for address in places.addresses():
        answer = page.goto(server(demo).url + address, wait_until="load")
        assert answer is not None
        assert answer.status == 200, address
        tour.lies_well(page)
        # A telephone's page is the same, but for the facets that are folded on it.
        if width > 1000 or address.startswith(("/search", "/articles")):
            tour.keeps_nobody_out(page)


def test_a_page_that_is_not_there_says_so(
    page: Page, server: Serve, demo: Path, seen: Seen
) -> None:
    answer = page.goto(server(demo).url + "/tags/no-such-tag")
    assert answer is not None
    assert answer.status == 404
    assert "no-such-tag" in page.get_by_role("main").inner_text()
    assert len(seen.console) == 1  # Chromium notes the status of every page that is not there
    seen.console.clear()


def test_words_and_facets_narrow_and_the_way_back_works(
    page: Page, server: Serve, demo: Path
) -> None:
    tour.search_narrows(page, server(demo).url, "hydrogen")


def test_all_works_without_scripts(open_page: OpenPage, server: Serve, demo: Path) -> None:
    page = open_page(java_script_enabled=False)
    tour.search_narrows(page, server(demo).url, "hydrogen")


def test_versions_differences_and_evidence_are_shown(
    page: Page, server: Serve, demo: Path, places: tour.Places
) -> None:
    tour.article_tells(page, server(demo).url, places.article)


@pytest.mark.parametrize("address", EXPORTING)
def test_exports_are_downloaded(page: Page, server: Serve, demo: Path, address: str) -> None:
    tour.exports(page, server(demo).url + address)


def test_the_keyboard_reaches_the_content_and_the_search(
    page: Page, server: Serve, demo: Path
) -> None:
    page.goto(server(demo).url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.get_by_role("searchbox").first.focus()
    page.keyboard.type("hydrogen")
    page.keyboard.press("Enter")
    assert tour.total(page) > 0
