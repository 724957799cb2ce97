"""Selectors over an indexed page, and that every selector of the project compiles."""

from __future__ import annotations

import pytest
from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.selectors import compile_selector
from scraper.extract import body, byline, template, title_headings
from scraper.sites import known_sites

TREE = etree.HTML(
    "<body><div id=a class='x y'><p class=x>1</p><p>2</p></div>"
    "<div class='y'><p lang=en-GB data-k=v1>3</p><ul><li><p class='x z'>4</p></li>"
    "</ul></div></body>"
)


def found(css: str) -> list[str]:
    return ["".join(e.itertext()) for e in compile_selector(css).find(PageIndex(TREE, 100))]


@pytest.mark.parametrize(
    ("css", "texts"),
    [
        ("p", ["1", "2", "3", "4"]),
        (".x", ["12", "1", "4"]),
        ("p.x", ["1", "4"]),
        ("p.x.z", ["4"]),
        ("#a", ["12"]),
        ("#a p", ["1", "2"]),
        ("div > p", ["1", "2", "3"]),
        ("div.y:not(.x) > p", ["3"]),
        ("p + p", ["2"]),
        ("p ~ ul", ["4"]),
        ("p[data-k]", ["3"]),
        ("p[data-k=v1]", ["3"]),
        ("p[lang|=en]", ["3"]),
        ("p[data-k^=v]", ["3"]),
        ("p[data-k$='1']", ["3"]),
        ("p[data-k*=v]", ["3"]),
        ("div[class~=y]", ["12", "34"]),
        ("p.z, #a", ["4", "12"]),
        ("p:not([class])", ["2", "3"]),
        (".missing p", []),
        ("p.missing", []),
    ],
)
def test_find(css: str, texts: list[str]) -> None:
    assert found(css) == texts


def test_elements_that_left_the_tree_are_not_found() -> None:
    index = PageIndex(TREE, 100)
    index.forget(compile_selector("#a").find(index)[0])
    assert ["".join(e.itertext()) for e in compile_selector("p").find(index)] == ["3", "4"]


def test_attributes() -> None:
    assert compile_selector("p::attr(lang)").attribute == "lang"
    assert compile_selector("p").attribute is None


@pytest.mark.parametrize("css", ["", "*", "p:first-child", "p::before", "p[", "a > *", "[data-k]"])
def test_what_is_not_supported_says_so(css: str) -> None:
    with pytest.raises(ValueError, match=r"selector|needs|supported"):
        compile_selector(css)


def test_every_selector_of_the_project_compiles() -> None:
    own = (*(*title_headings.HEADINGS, *byline.LINES, *body.NODE_FURNITURE),)
    of_sites = [
        css
        for site in known_sites().values()
        for css in (*site.boilerplate, *(item.items for item in site.listings if item.items))
    ]
    of_templates = [
        css
        for one in (*template.DRUPAL, *(t for s in known_sites().values() for t in s.templates))
        for css in (*one.tell_tales, *(c for group in one.selectors.values() for c in group))
    ]
    for css in (*own, *of_sites, *of_templates):
        compile_selector(css)
