"""The report as Markdown: what a program makes of it has no markup but ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scraper.report.markdown import MOST_ROWS, escaped, markdown
from scraper.report.report import Report
from tests.scraper.report import made
from tests.scraper.web.attacks import STRINGS

PARSER = MarkdownIt("commonmark").enable("table")
OURS = set(
    "heading paragraph bullet_list list_item table thead tbody tr th td inline fence text "
    "strong link code_inline softbreak".split()
)


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for token in PARSER.parse(text):
        found += [token, *(token.children or [])]
    return found


def kind(token: Token) -> str:
    return re.sub(r"_(open|close)$", "", token.type)


@pytest.mark.parametrize("archive", ["filled", "hostile", "empty", "one_article"])
def test_it_is_made_of_our_markup_alone(archive: str, request: pytest.FixtureRequest) -> None:
    text = markdown(made.report(request.getfixturevalue(archive)))
    for token in tokens(text):
        assert kind(token) in OURS, token
        if token.type == "link_open":
            assert re.match("https?://", str(token.attrGet("href"))), token
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)


def test_every_row_of_a_table_has_its_cells(hostile: Path) -> None:
    rows: list[int] = []
    for token in tokens(markdown(made.report(hostile))):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append(0)
        elif token.type in ("td_open", "th_open"):
            rows[-1] += 1
        elif token.type == "table_close":
            assert len(set(rows)) == 1
            assert 1 < len(rows) <= MOST_ROWS + 1


def test_titles_are_links_and_say_what_the_page_said(full: Report) -> None:
    found = tokens(markdown(full))
    links = [n for n, token in enumerate(found) if token.type == "link_open"]
    assert found[links[0] + 1].content.startswith("Article ")
    assert str(found[links[0]].attrGet("href")).startswith("https://")


@pytest.mark.parametrize(
    "text", [*STRINGS, "1. one", "- two", "=", "---", "+ x", "a|b", "www.x.eu"]
)
def test_escaped_text_is_read_as_text(text: str) -> None:
    line = " ".join(text.split())
    parsed = PARSER.parse(escaped(line))
    assert {kind(token) for token in parsed} <= {"paragraph", "inline"}
    children = [child for token in parsed for child in token.children or []]
    assert {token.type for token in children} <= {"text"}
    said = "".join(token.content for token in children)
    assert said == line.replace("\x00", "\ufffd").strip()


@pytest.mark.parametrize(
    "text", ["https://evil.example/x", "www.evil.example", "javascript:x", "ftp://a"]
)
def test_no_text_can_be_taken_for_an_address(text: str) -> None:
    assert not re.search(r"(?i)(https?|ftp|javascript):|www\.", escaped(f"see {text} now"))


def test_sql_with_backticks_stays_in_its_block(filled: Path) -> None:
    text = markdown(made.report(filled, "a```b"))
    fences = [token for token in PARSER.parse(text) if token.type == "fence"]
    assert len(fences) == len(made.report(filled).queries)
    assert any("a```b" in token.content for token in fences)
