"""Records of what was taken out, and the text of an element."""

from __future__ import annotations

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.removal import KEPT_TEXT, Remover, folded, place_of


def removed(markup: str) -> tuple[str, str]:
    """Text and place of the record for the first ``nav`` of a page."""
    tree = etree.fromstring(f"<body id='top'>{markup}</body>", etree.HTMLParser())
    index = PageIndex(tree, 1000)
    remover = Remover(index)
    element = index.with_tag("nav")[0]
    place = place_of(element)
    remover.remove(element, "navigation:nav")
    assert remover.removed[0].place == place
    return remover.removed[0].text, place


def test_a_record_holds_the_words_in_their_order() -> None:
    text, place = removed("<nav>one<ul><li>two</li><li>three</li></ul></nav> five")
    assert text == "one two three"
    assert place == "html > body#top > nav"


def test_text_behind_an_element_with_others_inside_stands_behind_them() -> None:
    assert removed("<nav><p>one <b>two</b> three</p>four</nav>")[0] == "one two three four"


def test_a_long_record_is_cut() -> None:
    text, _ = removed(f"<nav>{'<a>word</a>' * 200}</nav>")
    assert len(text) == KEPT_TEXT
    assert text.endswith("…")


def test_the_beginning_of_a_text_is_enough_where_it_is_asked_for() -> None:
    element = etree.fromstring("<div><h2>Recent news</h2><p>First</p><p>Second one</p></div>")
    whole = folded(element)
    begun = folded(element, len("Recent news") + 1)
    assert whole.startswith(begun)
    assert "Recent news" in begun
    assert len("Recent news") < len(begun) < len(whole)
