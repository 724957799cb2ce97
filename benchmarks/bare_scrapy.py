"""Contender: Scrapy with its default settings and a callback that does nothing.

Only its log is turned down to what ours writes; at its default, DEBUG, it would cost
a fifth more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from benchmarks.cost import run_and_report


class Bare(scrapy.Spider):
    """Asks for a list of addresses."""

    name = "bare"
    urls: Sequence[str] = ()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request an address."""
        for url in self.urls:
            yield scrapy.Request(url)

    def parse(self, response: Response, **kwargs: object) -> None:
        """Nothing: what is measured is the fetching."""


def crawl(base_url: str, paths: Sequence[str], folder: Path) -> None:
    """Fetch all paths."""
    process = AsyncCrawlerProcess({"LOG_LEVEL": "INFO", "LOG_FILE": str(folder / "bare.log")})
    process.crawl(Bare, urls=[base_url + path for path in paths])
    process.start()


if __name__ == "__main__":
    run_and_report(crawl)
