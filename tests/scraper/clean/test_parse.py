"""One parse: encodings, limits, and what was lost."""

from __future__ import annotations

import time

import pytest

from scraper.clean.depth import is_too_deep
from scraper.clean.limits import MAX_BYTES
from scraper.clean.parse import MAX_ELEMENTS, parse
from scraper.clean.removal import folded
from tests.scraper.saved import FIRST, captured


def problems_of(html: str | bytes) -> list[str]:
    return [problem.code for problem in parse(captured(html)).problems]


def text_of(html: str | bytes) -> str:
    return folded(parse(captured(html)).tree)


def test_comments_and_instructions_are_no_text() -> None:
    html = f'<?xml version="1.0" encoding="iso-8859-1"?><!-- one --><p>{FIRST}<!-- é --></p>'
    assert text_of(html) == FIRST
    assert problems_of(html) == []


@pytest.mark.parametrize("html", [b"", b"  \n ", b"<", b"<!doctype html>", b"\0\0"])
def test_a_page_without_markup_is_an_empty_tree(html: bytes) -> None:
    page = parse(captured(html))
    assert page.tree.tag == "html"
    assert folded(page.tree) in ("", "<")


def test_nul_bytes_vanish() -> None:
    assert text_of(b"<p>cl\0us\0ter</p>") == "cluster"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_texts_of_every_encoding(codec: str) -> None:
    assert text_of("<html lang=fr><p>Le pôle a évalué</p>".encode(codec)) == "Le pôle a évalué"


def test_windows_1252_inside_of_utf_8_is_read_and_doubted() -> None:
    html = "<p>Le pôle a évalué l’essai à Malmö, en été.</p>".encode() + b"<p>caf\xe9 \x93x\x94</p>"
    assert "café “x”" in text_of(html)
    assert problems_of(html) == ["charset_doubt"]


def test_an_undeclared_legacy_encoding_is_noted() -> None:
    assert problems_of("<p>Le pôle a évalué</p>".encode("cp1252")) == ["charset_doubt"]


@pytest.mark.parametrize("levels", [300, 1500, 3000, 20_000])
def test_text_below_the_deepest_level_is_kept_and_its_structure_missed_aloud(levels: int) -> None:
    deep = "<div>" * levels + f"<h2>A title</h2><p>{FIRST}</p>" + "</div>" * levels
    assert text_of(deep) == f"A title {FIRST}"
    assert problems_of(deep) == ["parse_truncated"]
    assert [p.text for p in parse(captured(deep)).tree.iter("p")] == [FIRST]


def test_no_level_is_deeper_than_the_deepest() -> None:
    crossed = "<b><i><u><div></b></i></u>word " * 2000
    tree = parse(captured(crossed)).tree
    assert not is_too_deep(tree)
    assert folded(tree).split() == ["word"] * 2000
    assert problems_of("<div>" * 150 + FIRST) == []


def test_unclosed_inline_tags_do_not_break_words() -> None:
    assert text_of("<b>" * 1000 + "clus<i>ter</i>") == "cluster"


def test_references_to_what_no_text_holds_vanish() -> None:
    odd = (
        "a&#1;b&#x0B;c&#xFFFE;d&#xD83D;&#xDE00;e&#55357;&#56832;f&#150;g&#xD83D;h&#12;i&#10;j&#38;"
    )
    assert text_of(f"<p>{odd}") == "abcd😀e😀f–ghi j&"
    assert text_of("<p>a\fb\ufffe\uffffc") == "a bc"


def test_letters_lost_before_are_noted() -> None:
    assert problems_of("<p>Le p\ufffdle a gagn\ufffd") == ["charset_doubt"]
    assert problems_of("<p>Le pôle ? \ufffd ?") == []


def test_text_encoded_twice_is_repaired_and_noted() -> None:
    html = f"<p>{'Le pôle a évalué l’essai – « naïf »'.encode().decode('cp1252')}</p><p>été</p>"
    assert text_of(html) == "Le pôle a évalué l’essai – « naïf » été"
    assert problems_of(html) == ["charset_repaired"]


@pytest.mark.parametrize("end", ["</html>", "</BODY >", "</body>" + "<!-- x -->" * 900])
def test_a_document_that_does_not_end_is_doubted(end: str) -> None:
    begun = f"<!DOCTYPE html><html lang='en'><body><p>{FIRST}</p>"
    assert problems_of(begun) == ["document_unended"]
    assert problems_of(begun + end) == []
    assert problems_of(f"<p>{FIRST}</p>") == []


def test_a_large_text_node_is_kept() -> None:
    text = "x" * (MAX_BYTES - 1000)
    assert text_of(f"<p>{text}") == text
    assert problems_of(f"<p>{text}{text}") == ["parse_truncated"]


def test_elements_beyond_the_limit_are_left_out_aloud() -> None:
    page = parse(captured("<p>x</p>" * (MAX_ELEMENTS + 500)))
    assert [problem.code for problem in page.problems] == ["parse_truncated"]
    assert sum(1 for _ in page.tree.iter()) <= MAX_ELEMENTS + 1


@pytest.mark.parametrize(
    "attribute",
    ["a{}", "a{}=1", 'a{}="1"', "a{}='>'", 'a{}=">"', "/a{}"],
)
def test_a_tag_of_very_many_attributes_does_not_stall(attribute: str) -> None:
    tag = "<p " + " ".join(attribute.format(n) for n in range(100_000)) + ">"
    started = time.process_time()
    page = parse(captured(f"<p>{FIRST}</p>{tag}gone</p><p>After it</p>"))
    assert time.process_time() - started < 5
    assert folded(page.tree).startswith(FIRST)
    assert "After it" in folded(page.tree)
    assert [problem.code for problem in page.problems] == ["parse_truncated"]


def test_long_attributes_and_scripts_are_no_such_tag() -> None:
    data = "A" * 200_000
    script = "for(var i=0;i<n;i++){x[i]='<a '+i+'>'};" * 5000
    html = f"<img src='data:image/png;base64,{data}'><script>{script}</script><p>{FIRST}</p>"
    assert problems_of(html) == []
    assert FIRST in text_of(html)
