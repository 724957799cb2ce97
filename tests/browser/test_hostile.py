"""Pages that attack, in a real browser: nothing runs, and nothing is asked of anyone else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page

from archive.opening import open_reading
from tests.browser.serving import Server
from tests.browser.watching import Seen, overflowing

Serve = Callable[[Path], Server]

#: Every so many articles are opened: each string of the attacks stands in several fields of
#: its neighbours too, and tests in process look at all.
_STEP = 6
#: What belongs to an article, of some articles.
_PARTS = ("?version=1", "/versions?all=1", "/diff?a=1", "/evidence", "/removed", "/source")
_REST = ("/", "/search", "/search?q=hydrogen", "/tags", "/sites", "/runs", "/questions", "/archive")
_TABLES = ("articles", "tags", "problems", "evidence", "removed_texts", "quarantine")


def test_the_listeners_hear_what_they_listen_for(page: Page, seen: Seen) -> None:
    page.set_content(
        "<script>alert(1); console.error('heard'); fetch('https://evil.invalid/1')</script>"
        "<img src='https://evil.invalid/2.png'><script>setTimeout(() => { throw 1 })</script>"
    )
    page.wait_for_function("() => true")
    page.context.close()
    assert seen.dialogs == ["alert: 1"]
    assert "error: heard" in seen.console[0]
    assert {one.split("/")[-1] for one in seen.foreign} == {"1", "2.png"}
    assert seen.errors
    for one in (seen.dialogs, seen.console, seen.foreign, seen.errors):
        one.clear()


def test_articles_that_attack_are_read_as_words(server: Serve, hostile: Path, phone: Page) -> None:
    url = server(hostile).url
    for number in range(1, _articles(hostile) + 1, _STEP):
        phone.goto(f"{url}/articles/{number}")
        assert phone.locator("h1").count() == 1
        phone.evaluate(
            "() => document.querySelectorAll('details').forEach((one) => one.open = true)"
        )
        _is_harmless(phone)
        assert overflowing(phone) == [], number


@pytest.mark.parametrize("part", _PARTS)
def test_what_belongs_to_them_is_words_too(
    server: Serve, hostile: Path, page: Page, part: str
) -> None:
    url = server(hostile).url
    for number in (1, 28, 73, 97):
        page.goto(f"{url}/articles/{number}{part}")
        _is_harmless(page)


@pytest.mark.parametrize("path", [*_REST, *(f"/archive/{name}" for name in _TABLES)])
def test_every_other_page_is_words_too(server: Serve, hostile: Path, page: Page, path: str) -> None:
    page.goto(f"{server(hostile).url}{path}")
    assert page.locator("h1").count() == 1
    _is_harmless(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_word_of_a_megabyte_stays_within_the_window(
    server: Serve, hostile: Path, open_page: Callable[..., Page], width: int
) -> None:
    page = open_page(width)
    url = server(hostile).url
    for path in _long_ones(hostile):
        page.goto(f"{url}{path}")
        assert overflowing(page) == [], path


def test_a_copy_is_a_file_and_no_page(server: Serve, hostile: Path, page: Page) -> None:
    page.goto(f"{server(hostile).url}/articles/97/source")
    assert "onfocus=alert(26)" in page.inner_text("pre")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the bytes").click()
    assert waiting.value.suggested_filename.endswith(".txt")
    assert b"<select autofocus" in Path(waiting.value.path()).read_bytes()


def _is_harmless(page: Page) -> None:
    """Nothing of the page could run, whatever the policy of the server is."""
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll('*')].flatMap((one) => [
          ...(['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'BASE', 'SVG', 'VIDEO', 'AUDIO']
            .includes(one.tagName.toUpperCase()) ? [one.tagName] : []),
          ...one.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$/i.test(name)),
          ...(one.href && !/^https?:/.test(one.href) ? [String(one.href)] : [])])"""
        )
        == []
    )
    assert page.evaluate("() => document.styleSheets.length") <= 3


def _articles(archive: Path) -> int:
    with closing(open_reading(archive)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def _long_ones(archive: Path) -> list[str]:
    """The articles with long words, and the evidence and removed blocks of them."""
    with closing(open_reading(archive)) as connection:
        sql = "SELECT id FROM articles WHERE url LIKE '%/news/long-%' ORDER BY id"
        numbers = [row[0] for row in connection.execute(sql)]
    rest = ("", "/evidence", "/removed", "/versions")
    return [f"/articles/{number}{part}" for number in numbers for part in rest]
