"""What a crawl asks the archive: is this page wanted, what is left from before, what is due."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from archive.announcements import announced_of
from archive.erase_content import Redaction
from archive.records import LIST_KINDS, Announced, KnownPage, PageKind, PageState
from archive.times import now, utc_or_none
from archive.tombstones import Tombstones

_UNSETTLED = (PageState.KNOWN, PageState.FAILED, PageState.INCOMPLETE, PageState.MISSING)
#: Hours within which a run that was cut short is gone on with, rather than begun anew.
_GOES_ON_WITHIN = 24
#: Ends of a run that leave some of its lists unread.
_CUT_SHORT = frozenset(
    {
        None,
        "killed",
        "interrupted",
        "max_pages",
        "max_seconds",
        "disk_full",
        "quiet_hours",
        "told_to_wait",
    }
)

_KNOWN = """
SELECT p.url, p.kind, p.state, p.lastmod, p.address, v.last_visited_at, v.last_run_id,
  v.visited_lastmod, v.whole_at, v.etag, v.last_modified, c.digest
FROM pages p LEFT JOIN page_visits v ON v.page_id = p.id LEFT JOIN captures c ON c.id = v.capture_id
"""
_AT = f"{_KNOWN} WHERE p.url = ?"
_CLAIMED = "p.lastmod > coalesce(v.visited_lastmod, v.last_visited_at)"
#: The turns of what is left to a run, each in the order found: what was never asked for or
#: has failed, what claims a change, and what is due by its own plan.
_LEFT = """
(p.state IN ('known', 'failed', 'incomplete', 'missing')
  OR p.kind IN ('listing', 'feed', 'sitemap'))
AND (v.page_id IS NULL AND p.state = 'known' OR v.next_visit_at <= :now)
"""
_CLAIMING = f"p.state NOT IN ('refused', 'redirected') AND v.page_id IS NOT NULL AND {_CLAIMED}"
_DUE = "v.next_visit_at <= :now"
_ARTICLES = """
p.kind = 'article' AND p.state NOT IN ('refused', 'redirected')
AND coalesce(v.last_run_id, 0) < :run_id
"""
_TURN = """
{known} JOIN sites s ON s.id = p.site_id
WHERE s.name = :site AND p.id > :after AND {condition} ORDER BY p.id LIMIT :most
"""
#: Of the pages that a sitemap may vouch for those that are the most overdue, measured by how
#: often the plan looks at them: the most likely to have changed.
_MOST_OVERDUE = f"""
{_KNOWN} JOIN sites s ON s.id = p.site_id
WHERE s.name = :site AND v.next_visit_at <= :now
  AND p.lastmod <= coalesce(v.visited_lastmod, v.last_visited_at)
  AND p.state IN ('fetched', 'empty') AND p.kind NOT IN ('listing', 'feed', 'sitemap')
ORDER BY (julianday(:now) - julianday(v.last_visited_at))
  / max(julianday(v.next_visit_at) - julianday(v.last_visited_at), 0.01) DESC, p.id
LIMIT :most
"""
_WANTED = """
SELECT p.state, p.kind, v.last_visited_at, v.visited_lastmod
FROM pages p LEFT JOIN page_visits v ON v.page_id = p.id WHERE p.url = ?
"""
_LAST_ID = "SELECT id FROM pages WHERE url = ?"
_COUNT_DUE = f"""
SELECT count(*) FROM pages p JOIN sites s ON s.id = p.site_id
LEFT JOIN page_visits v ON v.page_id = p.id
WHERE s.name = :site AND p.kind NOT IN ('listing', 'feed', 'sitemap')
  AND (({_LEFT}) OR ({_CLAIMING}) OR ({_DUE}))
"""
_RUNS_BEFORE = """
SELECT r.id, r.started_at, r.finished_at, r.reason, json_extract(r.settings, '$.full')
FROM runs r JOIN run_sites x ON x.run_id = r.id JOIN sites s ON s.id = x.site_id
WHERE s.name = ? AND r.id < ? AND r.verb = ? ORDER BY r.id DESC
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
        if kind in LIST_KINDS:
            return True
        row = self._connection.execute(_WANTED, (url,)).fetchone()
        if row is None or row[0] in _UNSETTLED or row[1] in LIST_KINDS:
            return True
        state, _, last_visited_at, visited_lastmod = row
        if last_visited_at is None:
            return bool(state == PageState.REFUSED)
        claim = utc_or_none(lastmod)
        return claim is not None and claim > (visited_lastmod or last_visited_at)

    def known(self, url: str) -> KnownPage | None:
        """What is known of a canonical address; None if nothing is."""
        row = self._connection.execute(_AT, (url,)).fetchone()
        return _page(row) if row else None

    def left(self, site: str, after: str | None, most: int) -> list[KnownPage]:
        """Pages of a site that earlier runs found and did not get, or meant to go on at."""
        return self._turn(site, _LEFT, after, most)

    def claiming(self, site: str, after: str | None, most: int) -> list[KnownPage]:
        """Pages whose sitemap or feed claims a change that no visit covers."""
        return self._turn(site, _CLAIMING, after, most)

    def due(self, site: str, after: str | None, most: int) -> list[KnownPage]:
        """Pages that are due by their own plan."""
        return self._turn(site, _DUE, after, most)

    def most_overdue(self, site: str, most: int) -> list[KnownPage]:
        """Pages that are due and named in a sitemap, the most likely to have changed first."""
        values = {"site": site, "now": now(), "most": most}
        return [_page(row) for row in self._connection.execute(_MOST_OVERDUE, values)]

    def articles(self, site: str, run_id: int, after: str | None, most: int) -> list[KnownPage]:
        """All articles known, also those that are gone, but for those that this run or a later
        one has visited."""
        return self._turn(site, _ARTICLES, after, most, run_id)

    def count_due(self, site: str) -> int:
        """How many pages are left, claim a change, or are due by their plan."""
        values = {"site": site, "now": now()}
        return int(self._connection.execute(_COUNT_DUE, values).fetchone()[0])

    def goes_on_from(self, site: str, run_id: int, verb: str, full: bool) -> int:
        """The run that this one goes on with; its own id if it begins anew.

        A run that was killed or stopped is gone on with by the next of the same kind, if
        that comes within a day; and so is one that went on with another.
        """
        earliest = datetime.now(UTC) - timedelta(hours=_GOES_ON_WITHIN)
        first, values = run_id, (site, run_id, verb)
        before = self._connection.execute(_RUNS_BEFORE, values)
        for earlier, started_at, finished_at, reason, was_full in before:
            cut = finished_at is None or reason in _CUT_SHORT
            if not cut or (was_full == "true") != full or started_at < _text(earliest):
                break
            first = int(earlier)
        return first

    def state(self, url: str) -> PageState | None:
        """The state of a canonical address; None if it is unknown."""
        known = self.known(url)
        return known.state if known else None

    def announced(self, url: str) -> list[Announced]:
        """What feeds and listings said of the page at a canonical address."""
        return announced_of(self._connection, url)

    def _turn(
        self, site: str, condition: str, after: str | None, most: int, run_id: int | None = None
    ) -> list[KnownPage]:
        row = self._connection.execute(_LAST_ID, (after,)).fetchone() if after else None
        values = {"site": site, "after": row[0] if row else 0, "most": most}
        sql = _TURN.format(known=_KNOWN, condition=condition)
        rows = self._connection.execute(sql, {**values, "now": now(), "run_id": run_id})
        return [_page(row) for row in rows]


def _page(row: tuple[Any, ...]) -> KnownPage:
    url, kind, state, lastmod, address, last_visited_at, run_id, *whole = row
    covered, whole_at, etag, modified, digest = whole
    return KnownPage(
        url=url,
        kind=PageKind(kind),
        state=PageState(state),
        lastmod=lastmod,
        address=address,
        last_visited_at=last_visited_at,
        last_run_id=run_id,
        visited_lastmod=covered,
        whole_at=whole_at,
        etag=etag,
        last_modified=modified,
        digest=digest,
    )


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
