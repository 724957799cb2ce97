"""Which node a Drupal page is about, whatever its view modes are called."""

from __future__ import annotations

import pytest
from lxml import etree

from scraper.clean.index import PageIndex
from scraper.extract.nodes import Nodes, nodes_on
from tests.scraper.saved import FIRST, TEXT


def nodes(html: str) -> Nodes:
    return nodes_on(PageIndex(etree.HTML(f"<body>{html}</body>"), 10_000))


def node(classes: str, *, number: int = 1, heading: str = "") -> str:
    return (
        f'<article data-history-node-id="{number}" class="{classes}">{heading}<p>{FIRST}</p>'
        "</article>"
    )


LINKED = '<h2><a href="/news/x" rel="bookmark">A title</a></h2>'


@pytest.mark.parametrize(
    "classes",
    [
        "",
        "node",
        "node node--type-news node--view-mode-full",
        "node node--type-news node--view-mode-default",
        "node node--type-news node--view-mode-detail-page",
        "node-7 node node-news view-mode-full",
        "node node-news node-full",
    ],
)
def test_the_one_node_of_a_page(classes: str) -> None:
    found = nodes(node(classes))
    assert found.main is not None
    assert found.teasers == ()


@pytest.mark.parametrize(
    "classes",
    [
        "node node-news node-teaser",
        "node node--view-mode-teaser",
        "node node--view-mode-card-large",
        "node view-mode-search_result",
        "node node--view-mode-latest-news",
    ],
)
def test_short_forms_by_their_names(classes: str) -> None:
    found = nodes(node(classes))
    assert found.main is None
    assert len(found.teasers) == 1


@pytest.mark.parametrize("classes", ["", "node", "node node--view-mode-news"])
def test_several_of_one_kind_that_lead_on_are_short_forms(classes: str) -> None:
    found = nodes("".join(node(classes, number=n, heading=LINKED) for n in range(3)))
    assert found.main is None
    assert len(found.teasers) == 3


def test_the_full_node_among_others() -> None:
    others = "".join(node("node node--view-mode-box", number=n, heading=LINKED) for n in range(4))
    full = node("node node--view-mode-full", number=9)
    aside = f"<aside>{node('node node--view-mode-full', number=8)}{TEXT * 3}</aside>"
    found = nodes(others + full + aside)
    assert found.main is not None
    assert found.main.get("data-history-node-id") == "9"
    assert len(found.teasers) == 4


def test_of_several_the_one_that_says_most() -> None:
    long = node("node", number=5).replace(FIRST, FIRST * 3)
    found = nodes(node("node", number=4) + long)
    assert found.main is not None
    assert found.main.get("data-history-node-id") == "5"


def test_no_node_at_all() -> None:
    assert nodes(TEXT) == Nodes((), ())
    assert nodes("<ul><li class='node'>x</li></ul>").main is None
