"""A process that reads stored captures again: it opens no socket and writes nothing."""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from archive.errors import UnknownSite
from archive.opening import open_reading
from scraper.config import Config
from scraper.rereading import ArticleReread, rereader
from scraper.site import Site, site_for_url

_BASE_URL = "SELECT base_url FROM sites WHERE name = ?"
_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})


class Worker:
    """Reads stored captures again. While it does so, nothing in its process can connect."""

    def __init__(self, config: Config, fields: Sequence[str], *, every: bool = False) -> None:
        self._reading = False
        self._connection = open_reading(config.archive)
        sites = site_of(self._connection, config)
        self._rereader = rereader(self._connection, sites, fields, every=every)
        sys.addaudithook(self._refuse_network)

    def read(self, article_ids: Sequence[int], *, printed: bool) -> list[ArticleReread]:
        """What the captures of these articles, printed ones or the others, amount to today."""
        self._reading = True
        try:
            return [self._rereader.article(one, printed=printed) for one in article_ids]
        finally:
            self._reading = False

    def close(self) -> None:
        """Lets go of the archive."""
        self._connection.close()

    def _refuse_network(self, event: str, _: object) -> None:
        if self._reading and event in _NETWORK:
            raise PermissionError("rereading does not use the network")


#: The one of a process of the pool.
_worker: Worker | None = None


def begin(config: Config, fields: Sequence[str], every: bool) -> None:
    """Make this process a worker of a pool."""
    global _worker
    # Pages are read by the thousand, and what they leave is freed by counting.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    _worker = Worker(config, fields, every=every)


def read_articles(article_ids: Sequence[int], printed: bool) -> list[ArticleReread]:
    """As :meth:`Worker.read`, in a process of a pool."""
    assert _worker is not None
    return _worker.read(article_ids, printed=printed)


def site_of(connection: sqlite3.Connection, config: Config) -> Callable[[str], Site]:
    """What gives the platform of a name; one whose site file is gone has generic rules."""

    @cache
    def named(name: str) -> Site:
        try:
            return config.site(name)
        except UnknownSite:
            base_url = connection.execute(_BASE_URL, (name,)).fetchone()[0]
            return replace(site_for_url(base_url), name=name)

    return named
