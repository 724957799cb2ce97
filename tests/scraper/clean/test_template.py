"""What of a page is boilerplate, where the site is known to repeat some of its blocks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml import etree

from archive.records import Reach, SiteTemplate
from scraper.clean.fingerprint import blocks_of
from scraper.clean.template import RULE, Repeated, repeated_on

LONG = "This sentence is long enough to be running text that only this one page has, number {}."
NOTHING: Mapping[str, Reach] = {}
ONE, TWO, THREE = (LONG.format(number) for number in ("one", "two", "three"))
NOTE = "About the cluster: it joins companies and universities of the whole region since 1998."


def read(body: str, known: Mapping[str, Reach] = NOTHING) -> Repeated:
    """The page read with a template in which the blocks of these texts are."""
    tree = etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser())
    keys = {block.key: known[block.text] for block in blocks_of(tree) if block.text in known}
    return repeated_on(tree, SiteTemplate(keys))


def gone(body: str, known: Mapping[str, Reach]) -> list[str]:
    return [block.text for block in read(body, known).removed]


def every(*texts: str, reach: Reach = Reach.APART) -> dict[str, Reach]:
    return dict.fromkeys(texts, reach)


def test_without_a_template_nothing_is_looked_at() -> None:
    tree = etree.fromstring("<html><body><p>x y</p></body></html>", etree.HTMLParser())
    assert repeated_on(tree, None) == Repeated()


def test_every_block_is_given_for_counting_once() -> None:
    seen = read("<p>x y</p><p>x y</p><div class='box'><p>x y</p></div>").seen
    assert [(one.path, one.text) for one in seen] == [
        ("body > p", "x y"),
        ("body > div.box > p", "x y"),
    ]


def test_what_is_not_known_stays() -> None:
    assert gone(f"<p>{ONE}</p><div class='box'><p>{NOTE}</p></div>", {}) == []


def test_repeated_blocks_go_as_one_element() -> None:
    body = f"<div class='nav'><ul><li>Home</li><li>News</li></ul></div><p>{ONE}</p>"
    read_page = read(body, every("Home", "News"))
    assert [element.tag for element in read_page.elements] == ["div"]
    assert [(one.rule, one.text, one.place) for one in read_page.removed] == [
        (RULE, "Home News", "html > body > div.nav")
    ]


def test_the_tree_is_left_as_it_is() -> None:
    read_page = read(f"<p>{ONE}</p><p class='by'>Ana Horvat</p>", every("Ana Horvat"))
    assert read_page.elements[0].getparent() is not None


def test_an_element_that_holds_something_of_its_own_stays() -> None:
    body = f"<div class='side'><p>{NOTE}</p><p>Only here</p></div><p>{ONE}</p>"
    assert gone(body, every(NOTE)) == [NOTE]


@pytest.mark.parametrize("reach", [Reach.EDGE, Reach.APART, Reach.ROTATING])
def test_a_paragraph_between_own_paragraphs_stays(reach: Reach) -> None:
    assert gone(f"<div><p>{ONE}</p><p>{NOTE}</p><p>{TWO}</p></div>", {NOTE: reach}) == []


def test_a_paragraph_after_all_own_text_goes() -> None:
    body = f"<div><p>{ONE}</p><p>{TWO}</p><p>{NOTE}</p></div>"
    assert gone(body, every(NOTE, reach=Reach.EDGE)) == [NOTE]


def test_it_stays_where_the_text_goes_on_in_another_element() -> None:
    body = f"<div><p>{ONE}</p><p>{NOTE}</p></div><div><p>{TWO}</p></div>"
    assert gone(body, every(NOTE, reach=Reach.EDGE)) == []


def test_a_box_on_most_pages_goes_between_paragraphs_too() -> None:
    body = f"<p>{ONE}</p><div class='news'><p>{NOTE}</p></div><p>{TWO}</p>"
    assert gone(body, every(NOTE)) == []
    assert gone(body, every(NOTE, reach=Reach.BETWEEN)) == [NOTE]


def test_a_quotation_inside_a_text_stays() -> None:
    body = f"<div><p>{ONE}</p><blockquote><p>{NOTE}</p></blockquote></div><p>{TWO}</p>"
    assert gone(body, every(NOTE, reach=Reach.BETWEEN)) == []


def test_a_heading_stays_over_what_stays_and_goes_with_what_goes() -> None:
    known = every("Background", "Read on", "A teaser", reach=Reach.BETWEEN)
    body = f"<p>{ONE}</p><h2>Background</h2><p>{TWO}</p><h2>Read on</h2><p>A teaser</p>"
    assert gone(body, known) == ["Read on", "A teaser"]


def test_facts_are_kept_as_rows() -> None:
    known = every("Country", "Spain", "Open", "Budget")
    table = (
        "<table><tr><th>Country</th><td>Spain</td></tr><tr><th>Budget</th><td>12</td></tr></table>"
    )
    terms = "<dl><dt>Country</dt><dd>Malta</dd><dt>Budget</dt><dd>14</dd></dl>"
    lines = (
        "<div><p class='k'>Country</p><p class='v'>Italy</p>"
        "<p class='k'>Budget</p><p class='v'>15</p></div>"
    )
    items = "<ul><li>Spain</li><li>Latvia, which is new</li></ul>"
    assert gone(f"<p>{ONE}</p>{table}{terms}{lines}{items}<p>{TWO}</p>", known) == []


def test_a_menu_goes_though_one_of_its_items_is_new() -> None:
    body = f"<ul><li><a>Home</a></li><li><a>New item</a></li><li><a>News</a></li></ul><p>{ONE}</p>"
    assert gone(body, every("Home", "News")) == ["Home", "News"]


def test_a_copy_of_other_pages_is_left_whole() -> None:
    body = f"<div class='nav'>Home</div><p>{ONE}</p><p>{TWO}</p><p>Mine</p>"
    known = every("Home") | every(ONE, TWO, reach=Reach.ROTATING)
    assert gone(body, known) == ["Home"]
    assert gone(body, every("Home") | every(ONE, TWO, reach=Reach.EDGE)) == ["Home"]


def test_running_text_stays_where_there_is_no_other() -> None:
    body = f"<div class='nav'>Home</div><p>{ONE}</p><p>{TWO}</p><p>Mine</p>"
    assert gone(body, every("Home", ONE, TWO, reach=Reach.BETWEEN)) == ["Home"]


def test_a_page_with_nothing_of_its_own_is_left_whole() -> None:
    assert gone(f"<p>{ONE}</p><p>{NOTE}</p>", every(ONE, NOTE)) == []


def test_what_a_person_dropped_goes_wherever_it_stands() -> None:
    body = f"<div><p>{ONE}</p><p>{NOTE}</p><p>{TWO}</p></div>"
    assert gone(body, every(NOTE, reach=Reach.ANYWHERE)) == [NOTE]


def test_a_table_for_layout_is_no_row_of_facts() -> None:
    body = (
        f"<table><tr><td>The network</td></tr><tr><td><p>Home</p><p>News</p></td>"
        f"<td><h1>A title</h1><p>{ONE}</p><p>{TWO}</p></td></tr>"
        "<tr><td>Harbour 12</td></tr></table>"
    )
    assert gone(body, every("The network", "Home", "News", "Harbour 12")) == [
        "The network",
        "Home News",
        "Harbour 12",
    ]


def test_a_page_of_deep_nesting_is_bounded() -> None:
    body = "<div>" * 250 + "".join(f"<p>{LONG.format(n)}</p>" for n in range(700)) + "<p>Home</p>"
    assert gone(body, every("Home")) == []
