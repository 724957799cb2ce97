"""A few letters looked for in many names at once."""

from __future__ import annotations

from scraper.extract.stems import holding, leading, named
from tests.scraper.saved import stripped


def test_the_values_that_hold_a_stem() -> None:
    values = ["byline", "c-Author", "nav", "author\nbox"]
    assert holding(values, ("author", "byline")) == [0, 1, 3]
    assert holding(values, ("tags",)) == []
    assert holding([], ("tags",)) == []


def test_names_and_links_of_a_page() -> None:
    page = stripped(
        '<main><p class="by-Line">x</p><p class="y">z</p>'
        '<a href="/Author/1">a</a><a href="/b">b</a><a>c</a></main>'
    )
    assert list(named(page.index, "class", ("line",))) == ["by-Line"]
    found = list(leading(page.index.with_tag("a"), ("/author/",)))
    assert [(link.text, href) for link, href in found] == [("a", "/Author/1")]
