from __future__ import annotations

import pytest

from scraper.charts.wording import LABEL_LENGTH, NAMELESS, label, labels


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Value chains", "Value chains"),
        ("  two\n\tlines ", "two lines"),
        ("x" * 10_000, "x" * (LABEL_LENGTH - 1) + "…"),
        ("Smart specialisation - and more", "Smart specialisation - and…"),
        ("", NAMELESS),
        ("\u202e\u200b\x00\x1b", NAMELESS),
        ("\u202eevil\u2066", "evil"),
        ("\x1b]0;owned\x07", "]0;owned"),
        ("a\ud800b\ufffe", "ab"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 3),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200c\u200d", NAMELESS),
        (2016, "2016"),
    ],
)
def test_a_label_is_one_line_of_what_can_be_seen(text: object, plain: str) -> None:
    assert label(text) == plain
    assert len(label(text)) <= LABEL_LENGTH


def test_labels_that_would_be_the_same_are_told_apart() -> None:
    names = ["x" * 10_000, "x" * 10_001, "x" * 10_002, "y", "\u202ey", "y"]
    given = labels(names)
    assert list(given) == list(dict.fromkeys(names))
    assert len(set(given.values())) == 5
    assert all(len(one) <= LABEL_LENGTH for one in given.values())
    assert given["\u202ey"] == "y (2)"
