"""Captured pages with known truth: every field given must come out exactly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.records import Article, Form, PageKind, PageState, Visit
from scraper.capture import capture
from scraper.read import read
from scraper.sites import find_site

PAGES = Path(__file__).parent / "pages"
SITE = find_site("eccp")
DRUPAL7 = sorted(PAGES.glob("drupal7/*.expected.json"))
DRUPAL10 = sorted(PAGES.glob("eccp-drupal10/*.expected.json"))


def read_file(path: Path, form: Form, url: str | None = None) -> Visit:
    page = capture(
        url or SITE.base_url,
        path.read_bytes(),
        form=form,
        captured_at="2026-01-02T03:04:05+00:00",
        site=SITE,
    )
    return read(page, SITE, url=url)


def as_expected(article: Article) -> dict[str, Any]:
    """The article in the words of the expectation files."""
    fields: dict[str, Any] = {
        name: getattr(article, name)
        for name in (
            *("url", "template", "title", "subtitle", "summary", "published_at", "language"),
            *("declared_language", "source_id"),
        )
    }
    fields["authors"] = [person.name for person in article.authors]
    fields["event_dates"] = list(article.event_dates)
    fields["labels"] = [label.label for label in article.labels]
    fields["tags"] = [{"label": t.label, "slug": t.slug, "path": t.path} for t in article.tags]
    fields["breadcrumbs"] = [{"label": c.label, "path": c.path} for c in article.breadcrumbs]
    fields["images"] = [
        {"url": image.url, "alt": image.alt, "caption": image.caption} for image in article.images
    ]
    fields["links"] = [{"url": link.url, "text": link.text} for link in article.links]
    fields["attachments"] = [
        {"url": a.url, "label": a.label, "media_type": a.media_type, "size": a.size}
        for a in article.attachments
    ]
    fields["contacts"] = [{"email": c.email, "name": c.name} for c in article.contacts]
    fields["related"] = [{"title": r.title, "path": r.path} for r in article.related]
    fields["body_blocks"] = article.body_text.split("\n\n")
    return fields


def assert_equals(article: Article, expected: dict[str, Any]) -> None:
    found = as_expected(article)
    if expected["tags"] and "slug" not in expected["tags"][0]:
        found["tags"] = [{"label": t["label"], "path": t["path"]} for t in found["tags"]]
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("form", [Form.FILE, Form.RENDERED], ids=str)
@pytest.mark.parametrize("path", DRUPAL7, ids=lambda path: path.name[:3])
def test_stock_drupal_7(path: Path, form: Form) -> None:
    suffix = ".rendered.html" if form is Form.RENDERED else ".html"
    page = path.with_name(path.name.replace(".expected.json", suffix))
    visit = read_file(page, form)
    assert (visit.kind, visit.state) == (PageKind.ARTICLE, PageState.FETCHED)
    assert visit.article is not None
    assert visit.problems == ()
    assert visit.article.template == "drupal7"
    assert_equals(visit.article, json.loads(path.read_text(encoding="utf-8")))
    banner = [block for block in visit.removed if block.rule.startswith("consent:")]
    assert len(banner) == (form is Form.RENDERED)
    assert "We use cookies on this site to enhance your user experience" in visit.banner_sentences


def test_there_are_pages() -> None:
    assert len(DRUPAL7) == 14
    assert len(DRUPAL10) >= 5


@pytest.mark.parametrize("path", DRUPAL10, ids=lambda path: path.name.partition(".")[0])
def test_drupal_8_and_later(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    page = path.with_name(path.name.replace(".expected.json", ".html"))
    visit = read_file(page, Form.FILE, expected["url"])
    assert visit.article is not None, (visit.state, visit.reason)
    assert_equals(visit.article, expected)
    everything = repr(visit.article)
    for furniture in ("THEME", "TEMPLATE OUTPUT", "field--node--body", "Share this Article"):
        assert furniture not in everything


def test_forms_of_one_article_agree() -> None:
    for path in DRUPAL7:
        stem = path.name.partition(".")[0]
        served = read_file(path.with_name(f"{stem}.html"), Form.FILE).article
        rendered = read_file(path.with_name(f"{stem}.rendered.html"), Form.RENDERED).article
        assert served is not None
        assert served == rendered


@pytest.mark.parametrize(
    ("name", "path", "further"),
    [
        ("listing-00.html", "/news", "/news?page=1"),
        ("listing-01.html", "/news?page=1", "/news?page=2"),
        ("listing-14.html", "/news?page=14", None),
    ],
)
def test_listings(name: str, path: str, further: str | None) -> None:
    visit = read_file(PAGES / "drupal7" / name, Form.HTTP, SITE.base_url + path)
    assert (visit.kind, visit.state) == (PageKind.LISTING, PageState.FETCHED)
    assert visit.article is None
    articles = [link for link in visit.links if link.kind is PageKind.ARTICLE]
    assert len(articles) == 10
    listings = [link.url for link in visit.links if link.kind is PageKind.LISTING]
    assert listings == ([SITE.base_url + further] if further else [])


def test_feed() -> None:
    visit = read_file(PAGES / "drupal7" / "rss.xml", Form.HTTP, f"{SITE.base_url}/rss.xml")
    assert (visit.kind, visit.state) == (PageKind.FEED, PageState.FETCHED)
    assert len(visit.links) == 10
