"""Hints of wording, names around a block, and the weights they have."""

from __future__ import annotations

import math

import pytest
from lxml import etree

from scraper.extract.blocks import blocks_of
from scraper.extract.body_choice import LONGEST_LINK, choose, without_links
from scraper.extract.body_features import Told, size
from scraper.extract.body_names import Surroundings, names_of
from scraper.extract.body_weights import BIAS, weights
from scraper.extract.body_words import LONGEST_HINT, announced, hints


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Photo: Harbour office", "~1credit"),
        ("Das Foto ist von der dpa", "~credit"),
        ("Lesen Sie auch: Neue Fähre", "~1pointer"),
        ("Abonnieren Sie hier", "~newsletter"),
        ("© Harbour office", "~copyright"),
        ("on 3.04.2026 at 10:30", "~date"),
    ],
)
def test_hints(text: str, kind: str) -> None:
    assert kind in hints(text)


def test_no_hints_in_plain_or_long_text() -> None:
    assert hints("The tank stood empty.") == set()
    assert hints("Photo: " + "x" * LONGEST_HINT) == set()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Related news", "others"),
        ("Kommentare (3)", "comments"),
        ("Newsletter", "prompt"),
        ("The tank", "plain"),
        ("", "plain"),
    ],
)
def test_what_a_heading_announces(heading: str, kind: str) -> None:
    assert announced(heading) == kind


def test_names_of_an_element() -> None:
    element = etree.fromstring('<section class="articleBody x1 open-wide" id="main_7" title="no"/>')
    words = {"article", "body", "article-body", "open", "wide", "open-wide", "main"}
    assert names_of(element) == words | {"<section>", "*text"}


def test_names_near_and_far() -> None:
    tree = etree.HTML(
        "<body class='outer'><div class='far'><div class='c'><div class='grand'>"
        "<div class='parent'><p class='own'></p></div></div></div></div></body>"
    )
    (paragraph,) = tree.iter("p")
    assert set(Surroundings().keys(paragraph)) == {"+own", "+parent", "+grand", "^far"}
    assert Surroundings({"+own": 1, "^far": 1}).keys(paragraph) == ("+own", "^far")


def test_weights_are_few_finite_and_used() -> None:
    known = weights()
    assert BIAS in known
    assert len(known) < 1000
    assert all(math.isfinite(value) for pair in known.values() for value in pair)
    assert all(any(pair) for pair in known.values())


def test_letters_of_scripts_without_spaces_count_more() -> None:
    assert size("abc") == 3
    assert size("日本語") == 9


def test_links_alone_are_not_judged_and_numbers_stay() -> None:
    tree = etree.HTML(
        f"<body><p><a>{'x' * (LONGEST_LINK - 1)}</a></p><p>Text</p><h2><a>Head</a></h2>"
        f"<p><a>{'x' * LONGEST_LINK}</a></p></body>"
    )
    numbers, blocks, told = without_links(blocks_of(tree), Told(start=1))
    assert numbers == [1, 2, 3]
    assert [block.tag for block in blocks] == ["p", "h2", "p"]
    assert told.start == 0


def test_nothing_is_chosen_from_nothing() -> None:
    choice = choose([], Told())
    assert (choice.kept, choice.chance, choice.main) == ([], 0.0, None)
