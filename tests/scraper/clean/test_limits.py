"""What would stall the parser is cut, whatever it is disguised as; ordinary pages are not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from archive.records import Problem
from benchmarks.hostile_pages import CASES, page
from scraper.clean.limits import FEW_TAGS, MAX_TAGS, SMALL, bounded
from scraper.clean.parse import parse
from tests.scraper.saved import captured


def cut(body: bytes) -> tuple[bytes, list[Problem]]:
    problems: list[Problem] = []
    return bounded(body, problems), problems


def attributes_of(tree: etree._Element) -> int:
    return max(len(element.attrib) for element in tree.iter(etree.Element))


MANY = [
    name
    for name in CASES
    if name.startswith("attributes: ")
    and not name.endswith(("end tag", "duplicates", "tag name", "each tag", "MB", "000", "UTF-16"))
]


@pytest.mark.parametrize("name", MANY)
def test_no_tag_keeps_thousands_of_attributes(name: str) -> None:
    tree = parse(captured(CASES[name]())).tree
    assert attributes_of(tree) <= 4000
    assert "The regional agency" in "".join(tree.itertext())


@pytest.mark.parametrize(
    "build",
    [
        lambda: page("<script>" + "if (a<b && c>d) { x = '<p ' + y; } " * 8000 + "</script>"),
        lambda: page(f"<p>{'word &amp; word ' * 20_000}</p>"),
        lambda: page("<p class='a' id=b title=\"c > d\">text</p>" * 3000),
        lambda: page(f"<img src='data:image/png;base64,{'A' * 300_000}'>"),
        lambda: page(f"<style>{'.a > b { color: red } ' * 8000}</style>"),
        lambda: page(f"<div data-x='{'[1, 2, 3], ' * 20_000}'>x</div>"),
    ],
)
def test_ordinary_pages_stay_as_they_are(build: Callable[[], bytes]) -> None:
    body = build()
    assert len(body) > SMALL
    assert cut(body) == (body, [])


def test_end_tags_that_close_nothing_are_left_out() -> None:
    body = page("<i>x</i>" * FEW_TAGS + "<div></b><p></p></I><i></I>" * 10 + " " * 200_000)
    kept, problems = cut(body)
    assert problems == []
    assert len(re.findall(b"</b>", kept)) == 0
    assert len(re.findall(b"</I>", kept)) == 10
    assert kept.count(b"</p>") == body.count(b"</p>")


def test_tags_beyond_the_limit_are_left_out_aloud() -> None:
    body, problems = cut(page("<br>some words" * MAX_TAGS))
    assert body.count(b"<") == MAX_TAGS
    assert [problem.code for problem in problems] == ["parse_truncated"]
