"""An open archive made ready for a run over some platforms."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.rereading import Reread
from archive.store import Archive
from scraper.host_sites import take_over
from scraper.rereading import rereader
from scraper.site import Site


def prepare(archive: Archive, sites: Iterable[Site]) -> None:
    """What is kept under the names of the sites' hosts becomes theirs, and new captures are
    compared with what is kept as both are read now."""
    named = {site.name: site for site in sites}
    take_over(archive, named.values())

    def read_again(connection: sqlite3.Connection, capture_id: int) -> Reread | None:
        return rereader(connection, named.__getitem__).capture(capture_id)

    archive.reader = read_again
