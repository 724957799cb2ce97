"""The report in a real browser, opened from disk: it asks for nothing, nothing runs, all fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from scraper.report.page import html
from tests.browser.watching import Seen, overflowing
from tests.scraper.report import made

WIDTHS = (390, 900, 1440)
_SCROLLED = """one => new Promise(done => {
  const look = () => one.scrollLeft > 0 ? done(true) : requestAnimationFrame(look);
  look();
})"""


def written(archive: Path, folder: Path) -> Path:
    """The report on an archive, as a file."""
    path = folder / "report.html"
    path.write_text(html(made.report(archive)), encoding="utf-8")
    return path


@pytest.mark.parametrize("archive", ["demo", "hostile"])
def test_the_page_opens_from_disk_and_asks_for_nothing(
    archive: str, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = written(request.getfixturevalue(archive), tmp_path)
    assert path.stat().st_size < 2_000_000
    requests: list[str] = []
    seen = Seen(own=("file://",))
    context = browser.new_context(offline=True)
    seen.watch(context)
    context.on("request", lambda one: requests.append(one.url))
    page = context.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(path.as_uri())
        assert not overflowing(page), width
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.numbers')).display") == "grid"
        )
        page.click("nav a[href='#queries']")
        page.go_back()
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert set(requests) == {path.as_uri()}
    assert not seen.nothing()
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_serious_fault_of_accessibility(
    width: int, browser: Browser, hostile: Path, tmp_path: Path
) -> None:
    path = written(hostile, tmp_path)
    # The rules are a script, which the page itself would not let in.
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in serious]
    context.close()


def test_a_picture_scrolls_in_its_own_box_on_a_phone(
    browser: Browser, demo: Path, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(written(demo, tmp_path).as_uri())
    box = page.locator("#published .picture")
    inside, outside = box.evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert inside > outside
    box.focus()
    page.keyboard.press("ArrowRight")
    assert box.evaluate(_SCROLLED)
    context.close()
