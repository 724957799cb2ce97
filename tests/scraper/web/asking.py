"""Asks the application of ``serve`` for pages, without a server between."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from scraper.web.datasette_app import ArchiveDatasette


class Asking:
    """One application over one archive."""

    def __init__(self, path: Path) -> None:
        self.datasette = ArchiveDatasette(path)
        self.app = self.datasette.app()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """The answer to a GET, redirects not followed."""
        return self.ask("GET", url, headers)

    def ask(
        self, method: str, url: str, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """The answer to any request."""
        return asyncio.run(self._ask(method, url, headers))

    async def _ask(
        self, method: str, url: str, headers: Mapping[str, str] | None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, url, headers=headers)


@contextmanager
def asking(path: Path) -> Iterator[Asking]:
    """An application that is closed at the end."""
    asked = Asking(path)
    try:
        yield asked
    finally:
        asked.datasette.close()
