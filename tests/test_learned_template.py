"""What repeats across the pages of a site is not the article: three platforms, no rule lists.

Each platform is read as a crawl reads it, with all rule lists switched off. After thirty
pages the template must take out what is no part of an article, and nothing that is.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from archive.records import Form, Reach, SiteTemplate
from archive.store import Archive
from archive.templates import template_blocks
from scraper.capture import capture
from scraper.clean.fingerprint import blocks_of
from scraper.clean.parse import parse
from scraper.clean.strip import cut
from scraper.extract.article import extract
from scraper.site import site_for_url
from tests.sites_made import blog, tables
from tests.sites_made.made import MadePage
from tests.sites_made.measure import Measured, Page, example_pages, measure

MADE = {"blog": blog.pages(), "tables": tables.pages()}


def as_pages(made: list[MadePage]) -> list[Page]:
    return [(page.url, page.html) for page in made]


def shuffled(pages: list[Page], seed: int = 7) -> list[Page]:
    return random.Random(seed).sample(pages, len(pages))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the archive of each platform under its name."""
    return tmp_path_factory.mktemp("learned")


@pytest.fixture(scope="module")
def platforms(folder: Path) -> dict[str, Measured]:
    """What was measured of each."""
    # The example platform was redesigned twice: its first thirty pages are to show all looks.
    pages = {name: as_pages(made) for name, made in MADE.items()}
    pages["example"] = shuffled(example_pages())
    return {name: measure(folder / f"{name}.db", pages[name]) for name in pages}


@pytest.fixture(params=["blog", "tables", "example"])
def measured(request: pytest.FixtureRequest, platforms: dict[str, Measured]) -> Measured:
    return platforms[request.param]


def test_boilerplate_is_gone_after_thirty_pages(measured: Measured) -> None:
    assert measured.pages >= 30
    assert measured.repeated >= 10 * measured.pages
    assert measured.gone >= 0.99, measured.repeated_left


def test_no_boilerplate_is_left_in_the_text_of_an_article(measured: Measured) -> None:
    assert len(measured.articles) == measured.pages
    assert measured.furniture_in_text == []


def test_no_block_of_an_article_is_taken_for_boilerplate(measured: Measured) -> None:
    assert measured.article >= 6 * measured.pages
    assert measured.article_lost == []


@pytest.mark.parametrize("name", MADE)
def test_fields_that_many_pages_share_are_read_all_the_same(
    name: str, platforms: dict[str, Measured]
) -> None:
    found = platforms[name]
    assert len(found.article_not_in_text) <= 0.01 * found.article
    for page in MADE[name][30:]:
        article = found.articles[page.url]
        assert article.title == page.title
        assert (article.published_at or "")[:10] == page.published
        assert [person.name for person in article.authors] == [page.author]
        assert tuple(tag.label for tag in article.tags) == page.tags


def learned(path: Path) -> dict[tuple[str | None, str], int]:
    with Archive.open(path) as archive:
        blocks = template_blocks(archive.connection, "cluster-blog.example")
    return {(one.example, one.place): one.pages for one in blocks if one.goes}


def test_the_order_in_which_pages_arrive_makes_little_difference(
    folder: Path, platforms: dict[str, Measured]
) -> None:
    other = measure(folder / "other.db", shuffled(as_pages(blog.pages())), batch=7)
    assert other.gone >= 0.99
    assert platforms["blog"].article_lost == other.article_lost == []
    assert learned(folder / "blog.db") == learned(folder / "other.db")


def test_a_redesign_is_learned_like_the_first_design(tmp_path: Path) -> None:
    """The looks of the example platform one after the other, as they were in use."""
    found = measure(tmp_path / "t.db", example_pages())
    assert found.gone >= 0.99, found.repeated_left
    assert found.article_lost == found.furniture_in_text == []


def test_files_and_contacts_of_fields_are_kept_though_their_words_are_repeated() -> None:
    paragraphs = "".join(
        f"<p>Sentence {number} of this page says something that no other page of it does.</p>"
        for number in range(4)
    )
    html = f"""<html><head><title>A title</title></head><body>
<div class="node node-news node-full"><h1>A title</h1>
<div class="field field-name-body"><div class="field-items">{paragraphs}
<p class="call">Write to the <a href="mailto:office@site.example">office</a> of the network.</p>
</div></div>
<div class="field field-name-field-attachment"><table><tr><td>Attachment</td><td>Size</td></tr>
<tr><td><a href="/sites/default/files/agenda.pdf">file</a></td><td>1.2 MB</td></tr></table></div>
</div></body></html>"""
    site = site_for_url("https://www.site.example/")
    url = "https://www.site.example/news/one"
    captured = capture(
        url, html.encode(), form=Form.FILE, captured_at="2026-01-01T00:00:00+00:00", site=site
    )
    known = {"file", "Attachment", "Size", "Write to the office of the network."}
    keys = {b.key for b in blocks_of(parse(captured).tree) if b.text in known}
    template = SiteTemplate(dict.fromkeys(keys, Reach.APART))
    article = extract(cut(parse(captured), site, template), captured, site, url=url).article
    assert article is not None
    assert [one.url for one in article.attachments] == [
        "https://www.site.example/sites/default/files/agenda.pdf"
    ]
    assert "Write to" not in article.body_text
    assert article.contacts == ()
    assert article.links == ()
