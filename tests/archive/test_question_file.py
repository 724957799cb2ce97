"""How the file of named questions is read, and what is refused in it."""

from __future__ import annotations

import pytest

from archive.question_file import Chart, Parameter, parsed

TEXT = """-- what is written above belongs to nobody

-- section: Topics

-- question: one
-- What of one?
-- chart: heat month tag share
-- parameter: tag tag: the tag
-- parameter: top integer = 25: so many
SELECT 1;

-- section: Words

-- question: two
-- What of two?
SELECT 2
-- why
FROM x;
"""


def test_sections_charts_and_parameters() -> None:
    one, two = parsed(TEXT)
    assert (one.name, one.section, one.about, one.sql) == (
        *("one", "Topics", "What of one?", "SELECT 1"),
    )
    assert one.chart == Chart("heat", "month", "tag", "share")
    assert one.parameters == (
        Parameter("tag", "tag", None, "the tag"),
        Parameter("top", "integer", "25", "so many"),
    )
    assert (two.section, two.chart, two.parameters) == ("Words", None, ())
    assert two.sql == "SELECT 2\n-- why\nFROM x"


def test_a_chart_without_series() -> None:
    (one,) = parsed("-- section: S\n-- question: x\n-- What?\n-- chart: bars a b\nSELECT 1;")
    assert one.chart == Chart("bars", "a", "b", None)


@pytest.mark.parametrize(
    "text",
    [
        "-- question: x\n-- What?\nSELECT 1;",
        "-- section: S\n-- question: x\nSELECT 1;",
        "-- section: S\n-- question: x\n-- What?\n-- parameter: n number: how many\nSELECT 1;",
        "-- section: S\n-- question: x\n-- What?\n-- parameter: n\nSELECT 1;",
        "-- section: S\n-- question: x\n-- What?\n-- chart: pie a b\nSELECT 1;",
        "-- section: S\n-- question: x\n-- What?\n-- chart: lines a b\nSELECT 1;",
        "-- section: S\n-- question: x\n-- What?\n-- parameter: n text: n\n-- chart: bars a b\n",
    ],
)
def test_a_file_that_is_wrong_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"question|parameter|chart|order"):
        parsed(text)
