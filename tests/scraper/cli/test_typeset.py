"""Texts set for a terminal: never wider than it, no word lost, nothing that moves the cursor."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scraper.cli.output import line, shown
from scraper.cli.typeset import Run, broken, clipped, put, put_text
from tests.terminal import CONTROL, TURNING

#: Wide letters, marks without width, emoji of several parts, marks that turn text around.
PIECES = ("a", "é", "e\u0301\u0302", "漢", "👩‍🔬", "🇪🇺", "\u202e", "\x1b[2J", " ", "\n", "شمس", "-")
text = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
runs = st.lists(st.tuples(text, st.sampled_from(("", "title", "found"))), max_size=6)


def plain(lines: list[list[Run]]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


@given(runs, st.integers(8, 90))
def test_no_line_is_too_wide_and_no_letter_is_lost(parts: list[Run], width: int) -> None:
    clean = [(line(text), style) for text, style in parts]
    lines = plain(list(broken(clean, width)))
    assert all(cell_len(one) <= width for one in lines)
    every = "".join(text for text, _ in clean)
    assert [letter for letter in "".join(lines) if letter != " "] == [
        letter for letter in every if letter != " "
    ]


@given(text, st.integers(2, 40))
def test_what_is_cut_is_marked(said: str, cells: int) -> None:
    cut = clipped(said, cells)
    assert cell_len(cut) <= cells
    assert not CONTROL.search(cut) and not TURNING.search(cut)
    whole = shown(" ".join(said.split()))
    assert cut == whole or cut.endswith("…")


def test_styles_stand_at_words_and_go_over_the_blanks_within() -> None:
    lines = list(broken([("one ", ""), ("two three", "removed"), (" four", "")], 30))
    removed = [("two", "removed"), (" ", "removed"), ("three", "removed")]
    assert lines == [[("one", ""), (" ", ""), *removed, (" ", ""), ("four", "")]]
    (changed,) = broken([("[-a-]", "removed"), ("{+b+}", "added")], 30)
    assert changed == [("[-a-]", "removed"), ("{+b+}", "added")], "no blank where there was none"


def test_a_word_of_a_megabyte() -> None:
    lines = plain(list(broken([("x" * 1_000_000, ""), (" end", "")], 80)))
    assert len(lines) == 12_501
    assert {len(line) for line in lines[:-1]} == {80}
    assert lines[-1] == "end"
    assert clipped("x" * 1_000_000, 20) == "x" * 19 + "…"


def test_blanks_that_hold_together_are_kept() -> None:
    lines = plain(list(broken([("worth 10\u00a0000 euro", "")], 10)))
    assert lines == ["worth", "10\u00a0000", "euro"]


def test_a_pipe_gets_one_line_a_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    put("word " * 60, ("end", "title"), indent=4, margin="  12  ")
    put_text("One.\n\nTwo " + "and " * 60 + "three.")
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("  12  word word") and out[0].endswith("word end")
    assert out[1:3] == ["One.", ""] and out[3].endswith("and three.")
    assert len(out) == 4
    assert not [one for one in "".join(out) if unicodedata.category(one) == "Cc"]
