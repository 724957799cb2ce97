"""What a site's learned template takes out of its pages, with all rule lists switched off."""

from __future__ import annotations

import urllib.request
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from archive.records import Article, Form, PageKind, PageState, SiteTemplate, Visit
from archive.store import Archive
from archive.templates import FEW_PAGES
from scraper.capture import capture
from scraper.clean.fingerprint import Block, blocks_of
from scraper.clean.parse import parse
from scraper.clean.strip import cut
from scraper.example.platform import ExamplePlatform
from scraper.extract.article import extract
from scraper.site import Site, site_for_url

#: A page as it is measured: address and markup.
Page = tuple[str, str]

#: Where the example platform's looks print what is the article's, and what is beside it
#: neither: fields, and what stands around them on one page only.
_EXAMPLE_ARTICLE = (
    '//*[contains(@class, "field-name-body") or contains(@class, "field--name-body")]'
)
_EXAMPLE_NEITHER = (
    '//*[contains(@class, "field-name-") or contains(@class, "field--name-")'
    ' or contains(@class, "page-title") or @id="page-title" or contains(@class, "submitted")'
    ' or contains(@class, "breadcrumb") or contains(@class, "node__submitted")]'
)


@dataclass(slots=True)
class Measured:
    """Blocks of the pages read after the first ones, by what became of them."""

    pages: int = 0
    furniture: int = 0  #: blocks that are no part of an article
    repeated: int = 0  #: those that enough earlier pages have shown at the same kind of place
    furniture_left: list[str] = field(default_factory=list)
    repeated_left: list[str] = field(default_factory=list)
    article: int = 0  #: blocks of articles
    article_lost: list[str] = field(default_factory=list)
    furniture_in_text: list[str] = field(default_factory=list)
    article_not_in_text: list[str] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)  #: as read, by address

    @property
    def gone(self) -> float:
        """Share of the repeated furniture that was marked."""
        return 1 - len(self.repeated_left) / max(1, self.repeated)

    @property
    def gone_of_all(self) -> float:
        """The same of all furniture, what is shown for the first time included."""
        return 1 - len(self.furniture_left) / max(1, self.furniture)


def example_pages(count: int = 66) -> list[Page]:
    """The articles of the example platform, newest first, with their parts marked."""
    with ExamplePlatform(articles=count, crawl_delay=0) as platform:
        pages = []
        for article in platform.articles:
            with urllib.request.urlopen(article.url) as answer:
                pages.append((article.url, _marked(answer.read())))
    return pages


def _marked(body: bytes) -> str:
    tree = etree.fromstring(body, etree.HTMLParser(encoding="utf-8"))
    for element in tree.iter("body"):
        element.set("data-made", "furniture")
    for element in tree.xpath(_EXAMPLE_NEITHER):
        element.set("data-made", "neither")
    for element in tree.xpath(_EXAMPLE_ARTICLE):
        element.set("data-made", "article")
    return str(etree.tostring(tree, encoding="unicode", method="html"))


def measure(archive: Path, pages: Sequence[Page], learning: int = 30, batch: int = 5) -> Measured:
    """Read ``pages`` into an archive as a crawl does; judge those after the first ones."""
    site = site_for_url(pages[0][0])
    measured, shown = Measured(), Counter[int]()
    with Archive.open(archive) as opened:
        for start in range(0, len(pages), batch):
            template = opened.template(site.name)
            visits: list[Visit] = []
            seen: list[set[int]] = []
            for number, page in enumerate(pages[start : start + batch], start):
                judged = measured if number >= learning else Measured()
                visit, keys = _read(page, site, template, judged, shown)
                visits.append(visit)
                seen.append(keys)
            opened.save(visits)
            for keys in seen:
                shown.update(keys)
    return measured


def _read(
    page: Page, site: Site, template: SiteTemplate, measured: Measured, shown: Counter[int]
) -> tuple[Visit, set[int]]:
    """The visit of one page, and the keys of its blocks."""
    url, html = page
    captured = capture(
        url, html.encode(), form=Form.FILE, captured_at="2026-01-01T00:00:00+00:00", site=site
    )
    clean = cut(parse(captured), site, template, rules=False)
    gone = {inner for element in clean.repeated for inner in element.iter()}
    blocks = blocks_of(clean.tree)
    made = {id(block): _made(block.element) for block in blocks}
    for block in blocks:
        _count(measured, made[id(block)], block, block.element in gone, shown)
    wanted = {block.text for block in blocks if made[id(block)] == "article"}
    unwanted = {block.text for block in blocks if made[id(block)] == "furniture"} - wanted
    article = extract(clean, captured, site, url=url).article
    if article is not None:
        measured.articles[url] = article
        in_text = {" ".join(part.split()) for part in article.body_text.split("\n\n")}
        measured.furniture_in_text += sorted(in_text & unwanted)
        measured.article_not_in_text += sorted(wanted - in_text)
    measured.pages += 1
    visit = Visit(
        url=url,
        site=site.name,
        visited_at=captured.captured_at,
        kind=PageKind.ARTICLE,
        state=PageState.FETCHED,
        capture=captured,
        article=article,
        blocks=clean.seen,
    )
    return visit, {block.key for block in blocks}


def _count(
    measured: Measured, made: str | None, block: Block, is_gone: bool, shown: Counter[int]
) -> None:
    text = block.text
    if made == "article":
        measured.article += 1
        if is_gone:
            measured.article_lost.append(text)
    elif made == "furniture":
        measured.furniture += 1
        measured.repeated += shown[block.key] >= FEW_PAGES
        if not is_gone:
            measured.furniture_left.append(text)
            if shown[block.key] >= FEW_PAGES:
                measured.repeated_left.append(text)


def _made(element: etree._Element) -> str | None:
    for around in (element, *element.iterancestors()):
        if made := around.get("data-made"):
            return str(made)
    return None
