"""From Scrapy's response to the bytes as received, with what is known about them."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy.http import Response

from archive.records import CapturedPage, Form
from archive.times import now
from scraper.capture import capture
from scraper.middlewares.endings import damage_of
from scraper.site import Site


def captured_of(response: Response, site: Site) -> CapturedPage:
    """The page as it was received, now."""
    return capture(
        response.url,
        response.body,
        form=Form.HTTP,
        captured_at=now(),
        status=response.status,
        headers=tuple(_headers(response)),
        site=site,
        complete=damage_of(response) is None,
    )


def _headers(response: Response) -> Iterator[tuple[str, str]]:
    for name, values in response.headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
