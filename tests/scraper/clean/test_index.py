"""What is found where on a page."""

from __future__ import annotations

import pytest
from lxml import etree

from scraper.clean.index import MOST_NAMES, PageIndex


def test_values_beyond_the_most_that_a_page_has_are_not_listed() -> None:
    names = "".join(f"<i class='name-{number}'>a</i>" for number in range(MOST_NAMES + 10))
    tree = etree.fromstring(f"<body>{names}<nav>b</nav></body>", etree.HTMLParser())
    index = PageIndex(tree, 20_000)
    assert len(list(index.values("class"))) == MOST_NAMES
    assert len(index.with_class("name-0")) == 1
    assert index.with_class(f"name-{MOST_NAMES + 1}") == []
    assert len(index.with_tag("i")) == MOST_NAMES + 10
    assert [rule.name for _, rule in index.candidates] == ["navigation:nav"]


@pytest.mark.parametrize("tag", ["button", "label", "select", "svg"])
def test_an_element_that_nobody_closed_does_not_swallow_the_page(tag: str) -> None:
    text = "The cluster opened a laboratory for small firms and their partners."
    tree = etree.HTML(f"<body><nav><{tag}>Menu</nav><main><h1>News</h1><p>{text}</p></main></body>")
    index = PageIndex(tree, 100)
    assert ["".join(p.itertext()) for p in index.with_tag("p")] == [text]
    around = {each.tag for each in index.with_tag("p")[0].iterancestors()}
    assert tag not in around


def test_a_button_with_a_heading_stays_a_button() -> None:
    tree = etree.HTML("<body><button><h1>Menu</h1></button><p>Text of the page.</p></body>")
    assert [each.tag for each in PageIndex(tree, 100).with_tag("button")] == ["button"]
