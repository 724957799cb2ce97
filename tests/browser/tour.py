"""A walk through all pages of an archive, as an analyst might take it, and what must hold on it.

Used by the tests over the demo archive, and by ``python -m benchmarks.browser`` over any.
"""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from archive.opening import open_reading
from tests.browser.watching import overflowing

#: What axe calls a violation that keeps people out.
_SERIOUS = ("serious", "critical")


@dataclass(frozen=True)
class Places:
    """What a walk needs to know of an archive."""

    article: int  #: the one with the most versions
    undated: int | None  #: one without a date
    tag: str
    site: str
    run: int | None
    word: str  #: a word of a text

    @classmethod
    def of(cls, archive: Path) -> Places:
        """The places of an archive that has articles."""
        with closing(open_reading(archive)) as connection:

            def one(sql: str) -> str | int | None:
                row: tuple[str | int] | None = connection.execute(sql).fetchone()
                return None if row is None else row[0]

            article = one(
                "SELECT article_id FROM versions GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
            )
            undated = one("SELECT id FROM articles WHERE published_at IS NULL LIMIT 1")
            text = str(one("SELECT substr(body_text, 1, 200) FROM article_texts LIMIT 1"))
            return cls(
                article=int(article or 0),
                undated=None if undated is None else int(undated),
                tag=str(one("SELECT label FROM tag_counts ORDER BY articles DESC LIMIT 1")),
                site=str(one("SELECT name FROM sites ORDER BY id LIMIT 1")),
                run=_number(one("SELECT max(id) FROM runs")),
                word=max(text.split()[:-1], key=len).strip(".,:;!?\"'“”"),
            )

    def addresses(self) -> list[str]:
        """Every kind of page."""
        article = f"/articles/{self.article}"
        found = ["/", "/search", f"/search?q={quote(self.word)}", "/search?q=zzzzqqq", article]
        found += [f"{article}/versions", f"{article}/diff", f"{article}/evidence"]
        found += [f"{article}/removed", "/tags", f"/tags/{quote(self.tag, safe='')}", "/sites"]
        found += [f"/sites/{quote(self.site, safe='')}", "/runs", "/questions"]
        found += ["/questions/rising-tags", f"/questions/first-mention?words={quote(self.word)}"]
        found += ["/archive", "/archive/articles", f"/archive/articles/{self.article}"]
        found += ["/archive?sql=select+id,+title+from+articles+limit+5", "/archive/schema_comments"]
        if self.run is not None:
            found.append(f"/runs/{self.run}")
        if self.undated is not None:
            found.append(f"/articles/{self.undated}")
        return found


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)


def lies_well(page: Page) -> None:
    """Nothing reaches over the window, and no picture is missing."""
    assert not overflowing(page), f"{page.url}: {overflowing(page)}"
    missing = page.evaluate(
        "Array.from(document.images).filter(one => {one.loading = 'eager'; "
        "return one.complete && !one.naturalWidth}).map(one => one.src)"
    )
    assert not missing, f"{page.url}: pictures that cannot be shown: {missing}"


def keeps_nobody_out(page: Page) -> None:
    """axe finds nothing serious."""
    found = Axe().run(page).response["violations"]
    bad = [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in _SERIOUS
    ]
    assert not bad, f"{page.url}: {bad}"


def total(page: Page) -> int:
    """How many articles the search page says there are."""
    return int(page.locator(".count strong").inner_text().replace(",", ""))


def search_narrows(page: Page, url: str, word: str) -> None:
    """Words, then a facet, narrow; the chip takes the facet back; so does the way back."""
    page.goto(url)
    page.get_by_role("searchbox").first.fill(word)
    page.get_by_role("button", name="Search").first.click()
    by_word = total(page)
    assert by_word > 0
    assert page.locator("mark").count() > 0
    value = page.locator(".values li:has(a)").first
    articles = int(value.locator(".number").inner_text().replace(",", ""))
    value.get_by_role("link").click()
    assert total(page) == articles <= by_word
    narrowed = page.url
    page.get_by_role("list", name="Filters in force").get_by_role("link").first.click()
    assert total(page) == by_word
    page.go_back()
    assert page.url == narrowed
    assert total(page) == articles
    page.go_back()
    assert total(page) == by_word


def article_tells(page: Page, url: str, article: int) -> None:
    """From an article to its versions, its difference and its evidence, and back."""
    page.goto(f"{url}/articles/{article}")
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Versions").first.click()
    page.wait_for_url("**/versions")
    page.goto(f"{url}/articles/{article}/diff")
    assert page.locator("ins, del").count() > 0
    page.go_back()
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == title
    page.get_by_role("link", name="Evidence").first.click()
    page.wait_for_url("**/evidence")
    assert page.get_by_role("heading", name="Title", exact=True).count() == 1


def exports(page: Page, address: str) -> None:
    """What a page gives as csv and json can be read, and is downloaded or shown."""
    page.goto(address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="csv", exact=True).first.click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8"))))
    assert rows, f"{address}: an empty csv"
    link = page.get_by_role("link", name="json", exact=True).first
    answer = page.request.get(urljoin(page.url, link.get_attribute("href") or ""))
    assert answer.ok, f"{address}: {answer.status}"
    json.loads(answer.text())
