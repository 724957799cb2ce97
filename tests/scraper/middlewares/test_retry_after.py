"""How long a server asks to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from scrapy.http import Response

from scraper.middlewares.pace import retry_after, wait_of


def answer(*values: str | None, status: int = 503, date: str | None = None) -> Response:
    headers: dict[str, list[str]] = {"Retry-After": [one for one in values if one is not None]}
    if date is not None:
        headers["Date"] = [date]
    return Response("http://x.example/", status=status, headers=headers)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("1.2", 2),
        ("1e3", None),
        ("\u0661", None),
        ("9" * 400, 1e9),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00", 0),
        ("Wednesday, 21-Oct-15 07:28:00 GMT", 0),
        ("Wed Oct 21 07:28:00 2015", 0),
        ("Wed, 99 Foo 2015 07:28:00 GMT", None),
        ("Wed, 21 Oct 99999 07:28:00 GMT", None),
    ],
)
def test_seconds_or_a_time(value: str | None, seconds: float | None) -> None:
    assert retry_after(answer(value)) == seconds


@pytest.mark.parametrize(
    "form", ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"]
)
def test_three_forms_of_a_time(form: str) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 12, 0, 0, 500_000, UTC), tick=False):
        told = datetime(2026, 11, 23, 12, 1, 30, tzinfo=UTC)
        assert retry_after(answer(told.strftime(form))) == 89.5


def test_the_clock_of_the_server_counts_unless_it_is_far_off() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC), tick=False):
        told = "Mon, 23 Nov 2026 12:10:00 GMT"
        assert retry_after(answer(told, date="Mon, 23 Nov 2026 12:09:00 GMT")) == 60
        assert retry_after(answer(told, date="Thu, 01 Jan 1970 00:00:00 GMT")) == 600
        assert retry_after(answer(told, date="yesterday")) == 600


def test_of_several_the_longest_counts() -> None:
    assert retry_after(answer("3", "soon", "7")) == 7


@pytest.mark.parametrize(
    ("status", "wait"),
    [(200, None), (404, None), (403, None), (301, 5), (302, 5), (429, 5), (503, 5), (500, 5)],
)
def test_which_answers_may_say_it(status: int, wait: float | None) -> None:
    assert wait_of(answer("5", status=status)) == wait


def test_a_time_to_come() -> None:
    wait = retry_after(answer("Fri, 01 Jan 2100 00:00:00 GMT"))
    assert wait is not None
    assert wait > 1e6
