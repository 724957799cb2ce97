"""What a crawl asks the archive: is this page wanted, and what is left from before."""

from __future__ import annotations

import sqlite3

from archive.announcements import announced_of
from archive.erase_content import Redaction
from archive.records import Announced, KnownPage, PageKind, PageState
from archive.times import utc_or_none
from archive.tombstones import Tombstones

#: Pages that hold links are asked for by every crawl.
_ALWAYS = frozenset({PageKind.LISTING, PageKind.FEED, PageKind.SITEMAP})
_UNSETTLED = (PageState.KNOWN, PageState.FAILED, PageState.INCOMPLETE)

_SELECT = "SELECT state, kind, last_visited_at, visited_lastmod FROM pages WHERE url = ?"
_PENDING = """
SELECT p.url, p.kind, p.state, p.lastmod, p.address FROM pages p JOIN sites s ON s.id = p.site_id
WHERE s.name = ? AND p.state IN (?, ?, ?) ORDER BY p.id
"""


class Frontier:
    """The addresses known to an open archive, as of its last saved batch."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._redaction = Redaction(Tombstones(connection))

    def is_erased(self, url: str) -> bool:
        """True for an address that must not be asked for: it was erased on request."""
        return self._redaction.refuses(url)

    def wanted(self, url: str, kind: PageKind, lastmod: str | None = None) -> bool:
        """True if a crawl should ask for this canonical address.

        That is: it holds links; or it is unknown, or not settled, or was only ever
        refused (the rules that refused it may have changed since: the caller asks
        them first); or its sitemap or feed claims a change that no visit covers. What was
        erased is never wanted.
        """
        if self.is_erased(url):
            return False
        if kind in _ALWAYS:
            return True
        row = self._connection.execute(_SELECT, (url,)).fetchone()
        if row is None or row[0] in _UNSETTLED or row[1] in _ALWAYS:
            return True
        state, _, last_visited_at, visited_lastmod = row
        if last_visited_at is None:
            return bool(state == PageState.REFUSED)
        claim = utc_or_none(lastmod)
        return claim is not None and claim > (visited_lastmod or last_visited_at)

    def pending(self, site: str) -> list[KnownPage]:
        """Pages of a site that earlier runs found and did not get, in the order found."""
        rows = self._connection.execute(_PENDING, (site, *_UNSETTLED))
        return [
            KnownPage(url, PageKind(kind), PageState(state), lastmod, address)
            for url, kind, state, lastmod, address in rows
        ]

    def state(self, url: str) -> PageState | None:
        """The state of a canonical address; None if it is unknown."""
        row = self._connection.execute(_SELECT, (url,)).fetchone()
        return PageState(row[0]) if row else None

    def announced(self, url: str) -> list[Announced]:
        """What feeds and listings said of the page at a canonical address."""
        return announced_of(self._connection, url)
