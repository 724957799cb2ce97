"""What is learned between two visits of a page is no change of the page."""

from __future__ import annotations

from pathlib import Path

from archive.records import Form, Outcome, SavedVisit
from archive.store import Archive
from scraper.capture import capture
from scraper.prepare import prepare
from scraper.read import read
from scraper.site import Site, site_for_url
from tests.sites_made import blog

PAGES = blog.pages(40)
SITE = site_for_url(PAGES[0].url)


def keep(archive: Archive, number: int, at: str, html: str | None = None) -> SavedVisit:
    """Reads and saves a page as a crawl does."""
    page = PAGES[number]
    # A name for the box that no rule knows, so that it must be learned.
    body = (html or page.html).replace("about-box", "net").encode()
    captured = capture(page.url, body, form=Form.HTTP, captured_at=at, status=200, site=SITE)
    visit = read(captured, SITE, url=page.url, vocabulary=archive.vocabulary(SITE.name))
    return archive.save([visit])[0]


def learn(archive: Archive, site: Site) -> None:
    prepare(archive, [site])
    archive.add_site(site.name, site.title, site.base_url)
    for number in range(len(PAGES)):
        keep(archive, number, "2020-01-01T00:00:00+00:00")


def changes(archive: Archive) -> list[str]:
    rows = archive.connection.execute(
        "SELECT classes FROM changes WHERE replaced_at IS NULL AND class <> 'first' ORDER BY at"
    )
    return [row[0] for row in rows]


def test_a_block_that_was_learned_in_between_is_no_change(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "news.db") as archive:
        learn(archive, SITE)
        before = archive.connection.execute("SELECT body_text FROM article_texts").fetchone()[0]
        for number in range(10):
            html = PAGES[number].html.replace("</body>", "<script>track()</script></body>")
            saved = keep(archive, number, "2020-02-01T00:00:00+00:00", html)
            assert saved.outcome is not Outcome.NEW
        after = archive.connection.execute("SELECT body_text FROM article_texts").fetchone()[0]
        assert before != after  # the block is gone from the first page, which had kept it
        assert changes(archive) == []


def test_an_edit_made_in_between_is_the_only_change(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "news.db") as archive:
        learn(archive, SITE)
        html = PAGES[0].html.replace("</h1>", " and more</h1>", 1)
        keep(archive, 0, "2020-02-01T00:00:00+00:00", html)
        assert changes(archive) == ["title"]
