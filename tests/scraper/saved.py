"""Pages written in a test, taken through the real steps."""

from __future__ import annotations

from pathlib import Path

from archive.records import Article, CapturedPage, Form, PageKind, Visit
from scraper.capture import capture
from scraper.clean.page import CleanPage
from scraper.clean.strip import strip
from scraper.extract.source import Source, source_of
from scraper.read import read
from scraper.site import Site, site_for_url

URL = "https://www.example.org/news/a-register-of-test-beds"
SITE = site_for_url("https://www.example.org/")
WHEN = "2026-01-02T03:04:05+00:00"
PAGES = Path(__file__).parent.parent / "pages"

FIRST = (
    "The regional agency has opened a register of test beds, and asks every cluster to enter "
    "what it owns before the end of the month."
)
SECOND = (
    "Entries are free; only the crane on the east quay may not be listed, because nobody knows "
    "whose it is."
)
THIRD = "Whoever has entered a machine may borrow another one for a week, at the cost of its power."
#: A body of three paragraphs.
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
BLOCKS = (FIRST, SECOND, THIRD)


def captured(
    html: str | bytes,
    url: str = URL,
    *,
    form: Form = Form.HTTP,
    status: int | None = 200,
    headers: tuple[tuple[str, str], ...] = (),
    site: Site | None = SITE,
    complete: bool = True,
) -> CapturedPage:
    body = html if isinstance(html, bytes) else html.encode()
    return capture(
        url,
        body,
        form=form,
        captured_at=WHEN,
        status=status,
        headers=headers,
        site=site,
        complete=complete,
    )


def stripped(html: str | bytes, site: Site = SITE) -> CleanPage:
    return strip(captured(html, site=site), site)


def recognised(html: str, site: Site = SITE, url: str = URL) -> Source:
    return source_of(stripped(html, site), site, url)


def visit(
    html: str | bytes,
    url: str = URL,
    *,
    site: Site = SITE,
    expected: PageKind = PageKind.UNKNOWN,
    status: int | None = 200,
) -> Visit:
    return read(captured(html, url, site=site, status=status), site, url=url, expected=expected)


def article(html: str | bytes, url: str = URL, *, site: Site = SITE) -> Article:
    found = visit(html, url, site=site)
    assert found.article is not None, (found.state, found.reason, found.problems)
    return found.article


def document(body: str, *, title: str = "A register of test beds", head: str = "") -> str:
    """A page with a title, and a heading that says it."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Example</title>{head}</head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    )


def rules_of(page: CleanPage | Visit) -> list[str]:
    return [block.rule for block in page.removed]
