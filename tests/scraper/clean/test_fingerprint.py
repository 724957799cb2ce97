"""The blocks of a page and their kinds of places."""

from __future__ import annotations

import pytest
from lxml import etree

from scraper.clean.fingerprint import MOST_BLOCKS, Block, blocks_of


def blocks(body: str) -> list[Block]:
    html = f"<html><body>{body}</body></html>"
    return blocks_of(etree.fromstring(html, etree.HTMLParser()))


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def path(body: str) -> str:
    return blocks(body)[-1].place.path


def test_blocks_are_what_a_reader_sees_apart() -> None:
    body = """<h1>A  title</h1><div><p>One <b>bold</b>
    word.</p><ul><li><a href="/">Home</a></li><li>News</li></ul></div><div> </div>"""
    assert texts(body) == ["A title", "One bold word.", "Home", "News"]


def test_an_element_with_text_beside_inner_blocks_is_a_block_too() -> None:
    assert texts("<div>Share: <ul><li>Mail</li></ul></div>") == ["Share: Mail", "Mail"]
    assert texts("<li><a>Topics</a><ul><li>Water</li></ul></li>") == ["Topics Water", "Water"]
    assert texts("<div><p>One.</p>and so on</div>") == ["One. and so on", "One."]


def test_links_around_blocks_are_no_block() -> None:
    assert texts("<div><a href='/x'><h3>Title</h3><p>Teaser.</p></a></div>") == ["Title", "Teaser."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "<div class='post-12 post'><p>x y</p></div>",
            "<div class='post-977 post'><p>x y</p></div>",
        ),
        ("<ul class='menu'><li class='active'>x y</li></ul>", "<ul class='menu'><li>x y</li></ul>"),
        ("<div class='clearfix' id='foot'><p>x y</p></div>", "<div id='foot'><p>x y</p></div>"),
        ("<div class='u5f3a9c box'><p>x y</p></div>", "<div class='u9d4b1e box'><p>x y</p></div>"),
        (
            "<div class='category-energy card'><p>x y</p></div>",
            "<div class='category-water card'><p>x y</p></div>",
        ),
    ],
)
def test_what_varies_from_page_to_page_makes_no_other_place(first: str, second: str) -> None:
    assert blocks(first)[-1].key == blocks(second)[-1].key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<div class='footer'><p>x y</p></div>", "<div class='body'><p>x y</p></div>"),
        ("<div id='footer'><p>x y</p></div>", "<div id='body'><p>x y</p></div>"),
        ("<p>x y</p>", "<h2>x y</h2>"),
        ("<p>x y</p>", "<div><p>x y</p></div>"),
        ("<p>x y</p>", "<p>x z</p>"),
    ],
)
def test_other_places_and_texts_are_other_blocks(first: str, second: str) -> None:
    assert blocks(first)[-1].key != blocks(second)[-1].key


def test_a_path_is_shown_without_what_varies() -> None:
    body = (
        "<div id='page-12'><div class='post-3 entry'><ul class='menu'><li>x y</li></ul></div></div>"
    )
    assert path(body) == "div.page > div.post.entry > ul.menu > li"


def test_keys_and_places_fit_into_few_bytes() -> None:
    for block in blocks("".join(f"<div class='c{chr(97 + n)}x'>text {n}</div>" for n in range(26))):
        assert 0 <= block.key < 2**47
        assert 0 <= block.place.number < 2**31


@pytest.mark.parametrize(
    "body",
    [
        "<p>x y</p>" * 5000,
        "<div>own text" * 1500,
        "<div><a>" * 1500 + "x y",
        "<div>own text<a></a>" * 200 + "<a></a>" * 20_000,
        f"<div>{'word ' * 200_000}</div>",
        f"<p class='{'a ' * 50_000}'>x y</p>",
        "",
        "bare <a>text</a> of the body <p>x y</p>",
        "<body><p>x y</p><body>bare <p>x y</p>",
    ],
)
def test_hostile_pages_are_bounded(body: str) -> None:
    assert len(blocks(body)) <= MOST_BLOCKS
