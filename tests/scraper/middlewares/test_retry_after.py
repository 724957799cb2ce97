"""How long a server asks to wait."""

from __future__ import annotations

import pytest
from scrapy.http import Response

from scraper.middlewares.retry import retry_after


def answer(value: str | None) -> Response:
    headers = {} if value is None else {"Retry-After": value}
    return Response("http://x.example/", status=503, headers=headers)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0),
        ("120", 120),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00", 0),
        ("Wed, 99 Foo 2015 07:28:00 GMT", None),
    ],
)
def test_seconds_or_a_time(value: str | None, seconds: float | None) -> None:
    assert retry_after(answer(value)) == seconds


def test_a_time_to_come() -> None:
    wait = retry_after(answer("Fri, 01 Jan 2100 00:00:00 GMT"))
    assert wait is not None
    assert wait > 1e6
