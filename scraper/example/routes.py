"""Which address answers with what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from scraper.example import bartik, chrome, discovery, drupal7, drupal10, listings, others, style
from scraper.example.catalogue import Catalogue
from scraper.example.chrome import Around
from scraper.example.story import Story
from scraper.example.subjects import TERMS
from scraper.example.twins import Twins

_HTML = "text/html; charset=utf-8"
_LOOKS: dict[str, Callable[[Story, Around], str]] = {
    "drupal7": drupal7.article,
    "drupal7_stock": bartik.article,
    "drupal10": drupal10.article,
}
_BY_SLUG = {term.slug: term for term in TERMS.values()}
_BY_NUMBER = {term.number: term for term in TERMS.values()}
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Answer(NamedTuple):
    """What a request is answered with, before compression."""

    body: bytes
    status: int = 200
    media_type: str = _HTML
    modified: datetime | None = None
    location: str | None = None
    etag: str | None = None  #: None: told from the body; empty: none is sent
    fields: tuple[tuple[str, str], ...] = ()  #: further header fields


class Routes:
    """Answers requests from the catalogue. Nothing is kept here between two requests."""

    def __init__(
        self, catalogue: Catalogue, twins: Twins, *, crawl_delay: float, page_bytes: int | None
    ) -> None:
        self.catalogue = catalogue
        self.twins = twins
        self.crawl_delay = crawl_delay
        self.around = Around(twins.base_url, page_bytes=page_bytes)

    def answer(self, target: str) -> Answer:
        """The answer for a request target (path and query)."""
        parts = urlsplit(target)
        path = path_of(target)
        query = parse_qs(parts.query)
        story = self.catalogue.by_path.get(path)
        if story is not None:
            return self.page_of(story)
        for route in (self._moved, self._discovery, self._listing, self._fixed, self._file):
            found = route(path, query)
            if found is not None:
                return found
        if path in self.catalogue.gone:
            return self._system(path, others.Other("Gone", "<p>Removed.</p>", status=410))
        text = "<p>The requested page could not be found.</p>"
        return self._system(path, others.Other("Page not found", text, status=404))

    def page_of(self, story: Story) -> Answer:
        """The page of a story, also of one that the catalogue does not hold."""
        around = self.around._replace(
            recent=self.catalogue.recent(story),
            revision=self.catalogue.furniture.get(story.path, 0),
        )
        return Answer(_LOOKS[story.theme](story, around).encode(), modified=story.changed)

    def _moved(self, path: str, query: Mapping[str, list[str]]) -> Answer | None:
        node = re.fullmatch(r"/node/(\d+)", path)
        story = self.catalogue.by_node.get(int(node[1])) if node else None
        bare = re.sub(r"/(index\.html)?$", "", path)
        if story is not None:
            target = story.path
        elif path in others.REDIRECTS:
            target = others.REDIRECTS[path]
        elif path != "/" and bare != path:
            target = bare or "/"
        else:
            return None
        absolute = target if "://" in target else self.twins.base_url + target
        status = 302 if path in others.REDIRECTS else 301
        return Answer(b"", status, location=absolute)

    def _discovery(self, path: str, query: Mapping[str, list[str]]) -> Answer | None:
        base_url = self.twins.base_url
        if path == "/robots.txt":
            return _plain(discovery.robots(base_url, self.crawl_delay))
        if path == "/sitemap.xml":
            return _xml(self._sitemap(query.get("page", [""])[0]))
        if path == "/rss.xml":
            return _xml(
                discovery.feed(chrome.NAME, "/", self.catalogue.in_feed(), base_url, debug=False)
            )
        number = re.fullmatch(r"/taxonomy/term/(\d+)/feed", path)
        term = _BY_NUMBER.get(int(number[1])) if number else None
        if term is None:
            return None
        stories = self.catalogue.tagged(term)[:10]
        return _xml(discovery.feed(term.label, term.path, stories, base_url, debug=True))

    def _sitemap(self, page: str) -> str:
        stories = self.catalogue.in_sitemap()
        half = len(stories) // 2
        if page == "1":
            return discovery.sitemap(stories[:half], (), self.twins.base_url)
        if page == "2":
            return discovery.sitemap(stories[half:], others.IN_SITEMAP, self.twins.base_url)
        return discovery.sitemap_index(2, max(story.changed for story in stories))

    def _listing(self, path: str, query: Mapping[str, list[str]]) -> Answer | None:
        pages = _page_numbers(query)
        catalogue, around, twins = self.catalogue, self.around, self.twins
        term = _BY_SLUG.get(path.removeprefix("/tags/")) if path.startswith("/tags/") else None
        if path == "/":
            return _html(listings.front(catalogue.news(), around))
        if path == "/news":
            stories = catalogue.news()
            return _html(listings.news(path, "News", stories, pages, around, twins, others.STRAYS))
        if path == "/community-news":
            stories = catalogue.community_news()
            return _html(listings.community_news(path, stories, pages, around, twins))
        if term is not None:
            return _html(listings.term(term, catalogue.tagged(term), pages, around))
        return None

    def _fixed(self, path: str, query: Mapping[str, list[str]]) -> Answer | None:
        page = others.PAGES.get(path)
        if page is not None and page.kind != "system":
            return _html(listings.landing(path, page.title, page.text, self.around, page.kind))
        if page is not None:
            return self._system(path, page)
        if path.startswith(others.LANDING_PREFIXES):
            title = path.rsplit("/", 1)[-1].replace("-", " ").capitalize()
            text = f"<p>{title}: this part of the platform is not news.</p>"
            return _html(listings.landing(path, title, text, self.around))
        return None

    def _system(self, path: str, page: others.Other) -> Answer:
        html = listings.bare(path, page.title, page.text, self.around)
        return Answer(html.encode(), page.status)

    def _file(self, path: str, query: Mapping[str, list[str]]) -> Answer | None:
        if path.endswith(".css"):
            return Answer(style.CSS.encode(), media_type="text/css; charset=utf-8")
        if path.endswith(".png"):
            return Answer(style.picture(path), media_type="image/png")
        if path.endswith(".pdf"):
            return Answer(_PDF, media_type="application/pdf")
        return None


def path_of(target: str) -> str:
    """The path of a request target, without the session that may hang on it."""
    return re.sub(r";jsessionid=\w+$", "", urlsplit(target).path)


def _page_numbers(query: Mapping[str, list[str]]) -> list[int]:
    """``page=2,0,1``: one number for each pager of the page, from 0."""
    numbers = query.get("page", [""])[0].split(",")
    return [int(number) if number.isdigit() else 0 for number in numbers]


def _html(text: str) -> Answer:
    return Answer(text.encode())


def _xml(text: str) -> Answer:
    return Answer(text.encode(), media_type="application/xml; charset=utf-8")


def _plain(text: str) -> Answer:
    return Answer(text.encode(), media_type="text/plain; charset=utf-8")
