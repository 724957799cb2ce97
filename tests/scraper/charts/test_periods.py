from __future__ import annotations

import pytest

from scraper.charts.periods import (
    MOST_PERIODS,
    are_periods,
    between,
    by_period,
    filled,
    in_a_row,
    ticks,
)


def test_holes_between_months_and_years_are_filled_with_zero() -> None:
    assert by_period({"2016-11": 2, "2017-02": 1}) == {
        "2016-11": 2,
        "2016-12": 0,
        "2017-01": 0,
        "2017-02": 1,
    }
    assert by_period({"2014": 3, "2012": 1}) == {"2012": 1, "2013": 0, "2014": 3}
    assert by_period({}) == by_period({"": 4, "soon": 1, "2016-13": 2}) == {}


def test_months_that_are_too_many_or_stand_with_years_become_years() -> None:
    long = {"1980-05": 1, "2020-05": 2, "2020-06": 3}
    counted = by_period(long)
    assert (counted["1980"], counted["2020"], len(counted)) == (1, 5, 41)
    assert by_period({"2016": 1, "2016-08": 2, "2017-01": 1}) == {"2016": 3, "2017": 1}


def test_an_odd_year_does_not_make_a_picture_of_a_thousand_bars() -> None:
    counted = by_period({"0201": 1, "2016": 7})
    assert len(counted) == MOST_PERIODS
    assert list(counted)[-1] == "2016"
    assert sum(counted.values()) == 7
    assert len(filled({"0001-01": 1.0, "2016-08": 2.0}, None)) == MOST_PERIODS


def test_values_of_one_kind_are_filled_with_nothing() -> None:
    assert filled({"2016": 0.5, "2018": 0.25, "x": 1.0}, None) == {
        "2016": 0.5,
        "2017": None,
        "2018": 0.25,
    }
    assert filled({}, None) == {}


def test_a_row_of_periods_and_of_other_texts() -> None:
    assert between("2019-12", "2020-02") == ["2019-12", "2020-01", "2020-02"]
    assert in_a_row({"2016", "2014"}) == ["2014", "2015", "2016"]
    assert in_a_row({"b", "a", "2016"}) == ["2016", "a", "b"]
    assert in_a_row(set()) == []
    assert not are_periods(["2016", "2016-08"])


@pytest.mark.parametrize("count", [1, 2, 7, 13, 40, 160, 400])
def test_ticks_are_some_of_the_periods_and_not_too_many(count: int) -> None:
    years = [f"{1900 + n}" for n in range(count)]
    months = between("1990-03", "2040-01")[:count]
    for row in (years, months):
        chosen = ticks(row, 12)
        assert set(chosen) <= set(row)
        assert 1 <= len(chosen) <= 13
    assert ticks(["2016", "2017"], 12) == ["2016", "2017"]
