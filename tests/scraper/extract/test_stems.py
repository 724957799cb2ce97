"""A few letters looked for in many names at once."""

from __future__ import annotations

from scraper.extract.stems import Texts, leading, named
from tests.scraper.saved import stripped


def test_the_values_that_hold_a_stem() -> None:
    texts = Texts(["byline", "c-Author", "nav", "author\nbox"])
    assert texts.holding(("author", "byline")) == [0, 1, 3]
    assert texts.holding(("tags",)) == []
    assert texts.holding(("nav",)) == [2]
    assert Texts([]).holding(("tags",)) == []


def test_names_and_links_of_a_page() -> None:
    page = stripped(
        '<main><p class="by-Line">x</p><p class="y">z</p>'
        '<a href="/Author/1">a</a><a href="/b">b</a><a>c</a></main>'
    )
    assert list(named(page.index, "class", ("line",))) == ["by-Line"]
    found = list(leading(page.index, ("/author/",)))
    assert [(link.text, href) for link, href in found] == [("a", "/Author/1")]


def test_links_that_are_cut_are_no_longer_found() -> None:
    page = stripped('<main><a href="/tag/1">a</a><a href="/tag/2">b</a></main>')
    first, second = page.index.with_tag("a")
    assert [link for link, _ in leading(page.index, ("/tag",))] == [first, second]
    page.index.forget(first)
    assert [link for link, _ in leading(page.index, ("/tag",))] == [second]
