"""The page as HTML: whole in itself, its numbers those of its queries, and hostile text text."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from archive.free_sql import run_query
from archive.store import Archive
from archive.times import now
from scraper.report.markdown import markdown
from scraper.report.page import html
from tests.scraper.report import made

#: Elements that may stand in a report.
ELEMENTS = set(
    "html head meta title style body a header main footer nav section p h1 h2 h3 dl dt dd div "
    "ul li bdi span details summary table caption thead tbody tr th td pre code "
    "svg g path rect line text desc tspan".split()
)
ATTRIBUTES = {"class", "id", "href", "rel", "lang", "role", "tabindex", "scope"} | {
    "aria-label",
    "aria-labelledby",
}


@pytest.fixture(scope="module")
def page(full_html: str) -> HtmlElement:
    return lxml.html.fromstring(full_html)


def cells(page: HtmlElement, caption: str) -> list[list[str]]:
    """The rows of the table below this line, in words."""
    for table in page.iter("table"):
        if str(table.findtext("caption")) == caption:
            return [[td.text_content() for td in row.iter("td")] for row in table.iter("tr")][1:]
    raise AssertionError(caption)


def answers(path: Path, page: HtmlElement) -> dict[str, list[tuple[object, ...]]]:
    """What the queries answer that stand on the page, put to the archive as they stand there."""
    found = {}
    with made.reading(path) as connection:
        for section in page.find_class("query"):
            sql = section.find(".//pre").text_content()
            rows = [row for one in sql.split(";\n\n") for row in run_query(connection, one)[1]]
            found[section.get("id").removeprefix("query-")] = rows
    return found


def test_the_numbers_are_those_of_the_queries_at_the_end(filled: Path, page: HtmlElement) -> None:
    found = answers(filled, page)
    articles, sites, first, last, undated, gone, changed, authors = found["numbers"][0]
    tiles = [one.text_content() for one in page.find_class("numbers")[0].iter("dd")]
    assert [tiles[0], tiles[2], tiles[3]] == [str(articles), str(sites), str(authors)]
    assert f"{undated} of {articles}" in tiles
    assert str(changed) in tiles
    assert f"{gone} gone, and kept here" in tiles
    assert f"{first} to {last}" in page.text_content()
    by_caption = {"Rising": "rising-tags", "Falling": "falling-tags"}
    for caption, name in by_caption.items():
        shown = [(row[0], row[4]) for row in cells(page, caption)]
        assert shown == [(row[0], str(row[1])) for row in found[name]]
    wrote = [(row[0], str(row[2])) for row in found["authors"]]
    assert [tuple(row) for row in cells(page, "Authors")] == wrote
    years = [tuple(map(str, row)) for row in found["years"]]
    assert [tuple(row) for row in cells(page, "Articles by year")] == years
    platforms = [(str(row[0]), str(row[1]), str(row[4])) for row in found["sites"]]
    assert [(row[0], row[1], row[4]) for row in cells(page, "Platforms")] == platforms
    new, edited = found["news"][0]
    assert f"{new} articles new and {edited} changed since 2026-03-01." in page.text_content()
    assert [row[0] for row in cells(page, "Came in: the latest 20")] == [
        row[3] for row in found["new-articles"]
    ]


def test_shares_of_tags_are_those_of_the_query(filled: Path, page: HtmlElement) -> None:
    found = answers(filled, page)["tags-by-year"]
    shown = cells(page, "Percent of the year's articles")
    years = sorted({str(row[1]) for row in found})
    by_place = {(str(row[0]), str(row[1])): row[4] for row in found}
    for tag, *shares in shown:
        for year, share in zip(years, shares, strict=True):
            value = by_place.get((tag, year))
            assert share == ("–" if value is None else f"{round(100 * float(str(value)), 1):,}")


def test_every_section_names_queries_that_are_there(page: HtmlElement) -> None:
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in ids
    for section in page.xpath("//main/section[@id]"):
        named = section.find_class("from")
        assert named or section.get("id") in ("method", "queries")


def test_the_page_needs_nothing_from_elsewhere(full_html: str) -> None:
    text = full_html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    plain(lxml.html.fromstring(text))


def plain(page: HtmlElement) -> None:
    """Holds that nothing on the page acts, or is fetched, and that links lead to web pages."""
    for element in page.iter():
        assert element.tag in ELEMENTS, element.tag
        inside_picture = any(one.tag == "svg" for one in (element, *element.iterancestors()))
        for name, value in element.attrib.items():
            if element.tag == "meta":
                assert name in ("charset", "name", "http-equiv", "content")
            elif inside_picture:
                assert name not in ("href", "style", "id")
                assert not name.startswith("on")
            else:
                assert name in ATTRIBUTES, name
            if name == "href":
                assert element.tag == "a"
                assert re.match(r"#|https?://", value), value


def test_hostile_text_stands_there_as_text(hostile: Path) -> None:
    made_of = made.report(hostile, made_at=now())
    page = lxml.html.fromstring(html(made_of))
    plain(page)
    text = page.text_content()
    assert "<script>alert(41)</script>" in text
    assert "{{ 7*7 }}" in text
    titles = [td.text_content() for td in page.find_class("title")]
    assert "A page that says <script>alert(1)</script>" in titles
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert max(map(len, re.findall(r"\S+", page.find("body").find("main").text_content()))) < 5_000


def test_no_e_mail_address_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "mail.db"
    names = ("ana@example.eu", "Ask ana@example.eu or bea [at] example.eu", "x%40y.example")
    with Archive.open(path) as archive:
        archive.save(
            [
                made.article_visit(n, title=name, tags=(made.tag(name),), site="example")
                for n, name in enumerate((*names, "https://e.eu/?to=ana@example.eu"), 1)
            ]
        )
    made_of = made.report(path)
    for text in (html(made_of), markdown(made_of)):
        assert "e-mail-left-out" in text
        assert not re.search(r"(ana|bea)\W{0,3}(@|\[at\]|%40)", text)


@pytest.mark.parametrize("archive", ["empty", "one_article"])
def test_a_report_of_little_is_still_a_page(archive: str, request: pytest.FixtureRequest) -> None:
    made_of = made.report(request.getfixturevalue(archive))
    page = lxml.html.fromstring(html(made_of))
    plain(page)
    assert len(page.xpath("//main/section[@id]")) == 11
    assert "No dated article carries a tag." in page.text_content()
    assert not page.xpath("//section[@id='topics']//svg")


def test_words_and_filters_are_said(filled: Path) -> None:
    page = html(made.report(filled, "<b>photonics", site=["other"], twins={}))
    assert "Articles with words &lt;b&gt;photonics, site other" in page
    assert "twins" not in page
