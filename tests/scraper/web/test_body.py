"""The body of an article as it is shown: sanitised again, whatever stands in the archive."""

from __future__ import annotations

import pytest

from scraper.extract.sanitise import LONGEST, MOST_REFERENCES
from scraper.web.body import paragraphs, shown_body
from tests.scraper.web.attacks import MARKUP
from tests.scraper.web.live_parts import live_parts


@pytest.mark.parametrize("markup", MARKUP)
def test_nothing_of_it_is_live(markup: str) -> None:
    shown = shown_body(markup)
    assert shown is None or live_parts(f"<body><main>{shown}</main></body>") == []


@pytest.mark.parametrize("markup", MARKUP)
def test_what_was_shown_once_stays_the_same(markup: str) -> None:
    shown = shown_body(markup)
    assert shown is None or shown_body(str(shown)) == shown


def test_pictures_are_words_with_a_link() -> None:
    shown = str(shown_body('<p>a<img src="https://x.example/y.png" alt="A hall">b</p>'))
    assert "a<small>[Picture: A hall, <a " in shown
    assert 'href="https://x.example/y.png" rel="noreferrer noopener nofollow"' in shown
    assert shown.endswith("]</small>b</p>")
    bare = str(shown_body('<img src="data:image/png;base64,AA">'))
    assert bare == "<small>[Picture: without a description]</small>"


def test_links_lead_to_the_web_alone() -> None:
    for address in ("javascript:alert(1)", "mailto:a@b.example", "/archive", "//x.example/", "#a"):
        assert "href" not in str(shown_body(f'<a href="{address}">x</a>'))
    assert 'href="https://x.example/"' in str(shown_body('<a href="https://x.example/">x</a>'))


def test_nothing_of_the_page_styles_ours() -> None:
    markup = '<p class="top" id="content" style="color:red" dir="rtl" lang="ar">x</p><h1>y</h1>'
    assert str(shown_body(markup)) == "<p>x</p><h2>y</h2>"


def test_cells_span_within_reason() -> None:
    shown = str(
        shown_body('<table><tr><td colspan="3">a</td><td rowspan="900">b</td></tr></table>')
    )
    assert '<td colspan="3">a</td><td>b</td>' in shown
    assert shown.startswith('<table tabindex="0">')


@pytest.mark.parametrize(
    "markup",
    [None, "", "x" * (LONGEST + 1), "&amp;" * (MOST_REFERENCES + 1), "<b>x" * 5_000, "<!--x-->"],
)
def test_what_is_too_much_is_left_to_the_text(markup: str | None) -> None:
    assert shown_body(markup) is None


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("one\n\ntwo\nstill two\n\n \n\nthree") == ["one", "two\nstill two", "three"]
