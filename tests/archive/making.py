"""Makes visits for the tests of the archive: real records, small and plain."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from archive.records import (
    Article,
    Attachment,
    CapturedPage,
    Contact,
    Crumb,
    Evidence,
    Form,
    FoundLink,
    Image,
    Label,
    Link,
    PageKind,
    PageState,
    Person,
    Problem,
    Related,
    RemovedBlock,
    Tag,
    Visit,
)

BASE = "https://www.example.eu"
TIME = "2026-03-01T10:00:00+00:00"
LATER = "2026-03-02T10:00:00+00:00"
LATEST = "2026-03-03T10:00:00+00:00"


def article(url: str = f"{BASE}/news/one", **changes: Any) -> Article:
    """A full article; ``changes`` replace fields."""
    full = Article(
        url=url,
        site="example",
        title="Skåne opens a cluster",
        subtitle="A region moves",
        summary="What happened in the region.",
        body_text="The first paragraph.\n\nThe second one names hydrogen.",
        body_html="<p>The first paragraph.</p>\n<p>The second one names hydrogen.</p>",
        authors=(Person("Ana Horvat", byline="by Ana Horvat"), Person("Team", organisation=True)),
        published_at="2016-08-04T15:37:00+02:00",
        event_dates=("2016-06-21",),
        language="en",
        labels=(Label("Special"), Label("EU", "/type/eu")),
        tags=(
            Tag("Smart Specialisation", "smart-specialisation", "/tags/smart-specialisation"),
            Tag("value chains", "value-chains", "/tags/value-chains"),
        ),
        breadcrumbs=(Crumb("Home", "/"), Crumb("Skåne opens a cluster")),
        images=(Image(f"{BASE}/a.jpg", alt="A hall", caption="The hall"),),
        links=(Link("https://other.example/x", "the programme"),),
        attachments=(Attachment(f"{BASE}/a.pdf", "Agenda", "application/pdf", "1.4 MB"),),
        contacts=(Contact("ana@example.eu", "Ana Horvat"),),
        related=(Related("Another one", "/news/two"),),
        canonical_url=url,
        source_id="node/1",
        template="drupal7",
        extractor="rules 1",
        evidence=(
            Evidence("title", "text", "h1", "Skåne opens a cluster", 0.7),
            Evidence("modified_at", "absent", "meta", None),
        ),
    )
    return replace(full, **changes)


def capture(url: str, body: bytes, **changes: Any) -> CapturedPage:
    """A complete capture of these bytes."""
    plain = CapturedPage(
        url=url,
        body=body,
        form=Form.HTTP,
        captured_at=TIME,
        status=200,
        headers=(("Content-Type", "text/html"),),
        encoding="utf-8",
        encoding_source="header",
        digest=hashlib.sha256(body).hexdigest(),
        media_type="text/html",
    )
    return replace(plain, **changes)


def visit(url: str = f"{BASE}/news/one", *, at: str = TIME, **changes: Any) -> Visit:
    """A visit that read an article. Keys of articles and captures change those.

    ``body`` are the bytes; ``form``, ``witness`` and ``complete`` belong to the
    capture, ``article_url``, ``body_links``, ``title``, ``body_text``, ``tags`` ...
    to the article, anything else to the visit.
    """
    capture_keys = ("form", "witness", "complete", "status")
    in_capture = {key: changes.pop(key) for key in capture_keys if key in changes}
    body = changes.pop("body", None)
    captured_from = changes.pop("captured_from", url)
    article_url = changes.pop("article_url", url)
    names = Visit.__dataclass_fields__.keys()
    in_article = {key: changes.pop(key) for key in list(changes) if key not in names}
    if "body_links" in in_article:
        in_article["links"] = in_article.pop("body_links")
    read = article(article_url, **in_article)
    if body is None:
        body = f"<html>{read.title} {read.body_text}</html>".encode(errors="replace")
    plain = Visit(
        url=url,
        site="example",
        visited_at=at,
        kind=PageKind.ARTICLE,
        state=PageState.FETCHED,
        capture=capture(captured_from, body, captured_at=at, **in_capture),
        article=read,
        problems=(Problem("image_without_alt", "An image has no alt text.", field="images"),),
        removed=(RemovedBlock("consent:banner", "We use cookies.", "div#banner"),),
        links=(FoundLink(url=f"{BASE}/news/two", kind=PageKind.ARTICLE, title="Another one"),),
        banner_sentences=("We use cookies.",),
    )
    return replace(plain, **changes)


def gone(url: str = f"{BASE}/news/one", *, at: str) -> Visit:
    """A visit that was answered by 404."""
    return bare(url, PageState.GONE, at=at, kind=PageKind.UNKNOWN, reason="status 404")


def bare(url: str, state: PageState, *, at: str = TIME, **changes: Any) -> Visit:
    """A visit that received nothing."""
    plain = Visit(url=url, site="example", visited_at=at, kind=PageKind.ARTICLE, state=state)
    return replace(plain, **changes)


def listing(*links: FoundLink, at: str = TIME, url: str = f"{BASE}/news") -> Visit:
    """A visit of a listing page with these links."""
    page = capture(url, repr(links).encode(), captured_at=at)
    return bare(url, PageState.FETCHED, at=at, kind=PageKind.LISTING, capture=page, links=links)


def dump(connection: Any) -> list[str]:
    """Everything in an archive as text, to compare two states of it."""
    return list(connection.iterdump())
