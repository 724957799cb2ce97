"""Sequences are aligned in order, to the letter, and in bounded work."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from archive import alignment
from archive.alignment import common_runs, gaps

ITEMS = st.lists(st.sampled_from("abcdef"), max_size=25)


class Counted(str):
    """A word that counts how often it is compared."""

    compared = 0
    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)


def applied(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """``after``, made of what the gaps put in and the rest of ``before``."""
    made: list[str] = []
    at = 0
    for a, b, c, d in gaps(before, after):
        made += [*before[at:a], *after[c:d]]
        at = b
    return made + list(before[at:])


@given(ITEMS, ITEMS)
def test_runs_are_equal_and_in_order(before: list[str], after: list[str]) -> None:
    end = (0, 0)
    for i, j, length in common_runs(before, after):
        assert i >= end[0] and j >= end[1] and length > 0
        assert before[i : i + length] == after[j : j + length]
        end = (i + length, j + length)


@given(ITEMS, ITEMS)
def test_the_gaps_make_one_into_the_other(before: list[str], after: list[str]) -> None:
    assert applied(before, after) == after


@given(ITEMS, st.integers(0, 24), st.sampled_from("xyz"))
def test_one_item_more_is_one_gap(before: list[str], at: int, item: str) -> None:
    after = [*before[:at], item, *before[at:]]
    ((a, b, c, d),) = gaps(before, after)
    assert (b - a, d - c) == (0, 1)


def test_a_move_is_a_removal_and_an_addition() -> None:
    assert list(gaps("abcdXefg", "aXbcdefg")) == [(1, 1, 1, 2), (4, 5, 5, 5)]


def test_the_work_on_long_sequences_is_bounded() -> None:
    for before, after in (
        (["x", "y"] * 5_000, ["y", "x", "x"] * 4_000),
        (list("abcdefgh") * 1_000, list("hgfedcba") * 1_000),
        (list(map(str, range(10_000))), list(map(str, range(10_000, 0, -1)))),
    ):
        Counted.compared = 0
        runs = common_runs([Counted(one) for one in before], [Counted(one) for one in after])
        assert Counted.compared < 4 * alignment._STEPS
        for i, j, length in runs:
            assert before[i : i + length] == after[j : j + length]
