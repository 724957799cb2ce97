"""What pages state to machines, and which of it is about the page itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scraper.extract.structured import Statements, statements, strings
from tests.scraper.saved import URL, stripped

OTHER = "https://www.example.org/news/the-crane"


def stated(*nodes: Any, head: str = "") -> Statements:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )
    title = "<title>A register of test beds | Example</title>"
    page = stripped(f"<html><head>{title}{head}{scripts}</head><body><p>x</p></body></html>")
    return statements(page, URL)


def test_the_article_of_this_address_among_related_ones() -> None:
    own = {"@type": "NewsArticle", "url": URL + "/?utm_source=x", "headline": "Own"}
    long = {"@type": "NewsArticle", "url": OTHER, "headline": "The crane", "a": 1, "b": 2, "c": 3}
    assert stated(long, own).article == own
    assert stated([long, long, own]).article == own


def test_the_article_that_has_the_page_as_its_main_entity() -> None:
    own = {"@type": "Article", "mainEntityOfPage": {"@type": "WebPage", "@id": URL}}
    other = {"@type": "Article", "mainEntityOfPage": OTHER, "headline": "The crane", "x": 1}
    assert stated({"@graph": [other, own]}).article == own


def test_the_article_with_the_headline_of_the_page() -> None:
    own = {"@type": "BlogPosting", "headline": "A register of test beds"}
    other = {"@type": "BlogPosting", "headline": "Nobody owns the crane", "x": 1, "y": 2}
    assert stated(other, own).article == own


def test_a_related_article_alone_is_not_the_pages() -> None:
    other = {"@type": "NewsArticle", "url": OTHER, "headline": "Nobody owns the crane"}
    assert stated(other).article == {}


def test_the_address_of_the_canonical_link_counts() -> None:
    moved = {"@type": "NewsArticle", "url": OTHER, "headline": "Moved"}
    assert stated(moved, head=f'<link rel="canonical" href="{OTHER}">').article == moved


def test_an_article_nested_in_its_page() -> None:
    own = {"@type": "NewsArticle", "headline": "A register of test beds"}
    page = {"@type": "WebPage", "mainEntity": own, "datePublished": "2024-05-06"}
    found = stated(page)
    assert found.article == own
    assert found.work["@type"] == "WebPage"


def test_meta_names_in_all_spellings() -> None:
    head = (
        '<meta name="DC.Date.Issued" content="2024-05-06"><meta name="dcterms:title" content="T">'
        '<meta property="og:title" name="title" content="Both"><meta name="x" value="by value">'
        '<meta property="OG:Description" content="A &amp;amp; B &lt;b&gt;bold&lt;/b&gt;">'
    )
    meta = stated(head=head).meta
    assert meta["dc.date.issued"] == ["2024-05-06"]
    assert meta["dcterms.title"] == ["T"]
    assert meta["og:title"] == meta["title"] == ["Both"]
    assert meta["x"] == ["by value"]
    assert meta["og:description"] == ["A & B bold"]


def test_links_by_relation() -> None:
    found = stated(
        head='<link rel="shortlink alternate" href="/n/1"><link rel="stylesheet" href="a">'
    )
    assert found.link("shortlink") == found.link("alternate") == "/n/1"
    assert found.link("stylesheet") is None


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("A &amp; B", ["A & B"]),
        ("&lt;p&gt;One&lt;/p&gt;", ["<p>One</p>"]),
        ("<p>One</p><p>two</p>", ["One two"]),
        ("3 < 4 > 2", ["3 < 4 > 2"]),
        (["a", {"name": "b"}, {"x": "c"}, None, 4], ["a", "b"]),
        ({"name": {"name": "deep"}}, ["deep"]),
        ("", []),
    ],
)
def test_strings(value: Any, texts: list[str]) -> None:
    assert strings(value, "name") == texts
