"""Rows of pages: every address known, and the state each is in.

A state never goes back: what a visit found stays until a later visit finds
something else, and finding a link again says nothing about a page that was
visited.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from archive.announcements import record_announcements
from archive.page_visits import PageVisits
from archive.records import FoundLink, PageKind, PageState, Visit
from archive.times import utc_or_none

_SELECT = """
SELECT p.id, v.last_visited_at, p.article_id, p.site_id, p.state, v.last_run_id, v.capture_id,
  c.digest
FROM pages p LEFT JOIN page_visits v ON v.page_id = p.id LEFT JOIN captures c ON c.id = v.capture_id
WHERE p.url = ?
"""

_INSERT_VISITED = """
INSERT INTO pages (site_id, url, kind, state, reason, lastmod, first_seen_at, found_run_id)
VALUES (:site_id, :url, :kind, :state, :reason, :lastmod, :visited_at, :run_id)
"""
# A row is written if the visit says anything new of it.
_UPDATE_VISITED = """
UPDATE pages SET kind = CASE WHEN :kind = 'unknown' THEN kind ELSE :kind END,
  state = :state, reason = :reason,
  lastmod = nullif(max(coalesce(lastmod, ''), coalesce(:lastmod, '')), ''),
  redirect_page_id = NULL
WHERE id = :id AND (:kind NOT IN ('unknown', kind) OR state <> :state OR reason IS NOT :reason
  OR redirect_page_id IS NOT NULL OR :lastmod > coalesce(lastmod, ''))
"""
_NEVER_VISITED = """
state IN ('known', 'refused') AND NOT EXISTS (
  SELECT 1 FROM page_visits v WHERE v.page_id = pages.id)
"""
_UPSERT_LINK = f"""
INSERT INTO pages (site_id, url, address, kind, title, state, reason, lastmod, first_seen_at,
  found_run_id)
VALUES (:site_id, :url, :address, :kind, :title, :state, :reason, :lastmod, :found_at, :run_id)
ON CONFLICT (url) DO UPDATE SET
  kind = CASE WHEN kind = 'unknown' THEN excluded.kind ELSE kind END,
  title = coalesce(title, excluded.title),
  address = coalesce(address, excluded.address),
  lastmod = CASE WHEN excluded.lastmod > coalesce(lastmod, '') THEN excluded.lastmod
    ELSE lastmod END,
  state = CASE WHEN {_NEVER_VISITED} THEN excluded.state ELSE state END,
  reason = CASE WHEN {_NEVER_VISITED} THEN excluded.reason ELSE reason END
WHERE kind = 'unknown' AND excluded.kind <> 'unknown'
  OR title IS NULL AND excluded.title IS NOT NULL
  OR address IS NULL AND excluded.address IS NOT NULL
  OR excluded.lastmod > coalesce(lastmod, '')
  OR (state, reason) IS NOT (excluded.state, excluded.reason) AND {_NEVER_VISITED}
"""

_INSERT_NAMED = """
INSERT INTO pages (site_id, url, kind, state, first_seen_at, found_run_id)
VALUES (?, ?, ?, ?, ?, ?)
"""
_SET_REDIRECT = "UPDATE pages SET redirect_page_id = ? WHERE id = ? AND redirect_page_id IS NOT ?"
_SET_ARTICLE = "UPDATE pages SET article_id = ? WHERE id = ? AND article_id IS NOT ?"
_READ_ELSEWHERE = """
UPDATE pages SET kind = 'article', state = 'fetched', reason = ?
WHERE id = ? AND NOT EXISTS (SELECT 1 FROM page_visits v WHERE v.page_id = pages.id)
"""
#: What _UPSERT_LINK takes from a link.
_SAID = attrgetter("url", "address", "kind", "title", "state", "reason", "lastmod")


class FoundPage(NamedTuple):
    """A row of pages, with its last visit; None where there was none."""

    id: int
    last_visited_at: str | None
    article_id: int | None
    site_id: int
    state: str
    last_run_id: int | None
    capture_id: int | None  #: what was last received whole
    digest: str | None  #: SHA-256 of that, hex


class Pages:
    """Finds, adds and changes rows of pages within one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run_id: int | None,
        told: dict[str, tuple[Any, ...]],
        visits: PageVisits,
    ) -> None:
        """``told``: what was last said of addresses, see :class:`~archive.memory.Memory`."""
        self._connection = connection
        self._run_id = run_id
        self._told = told
        self._visits = visits

    def find(self, url: str) -> FoundPage | None:
        """What is known of an address; None if it is unknown."""
        row = self._connection.execute(_SELECT, (url,)).fetchone()
        return None if row is None else FoundPage(*row)

    def record_visit(self, visit: Visit, site_id: int, visited_at: str, page_id: int | None) -> int:
        """Adds the page (no ``page_id``), or gives it the state this visit found; its id.

        The caller has seen to it that no later visit is known.
        """
        values = {
            "site_id": site_id,
            "url": visit.url,
            "kind": visit.kind,
            "state": visit.state,
            "reason": visit.reason,
            "lastmod": utc_or_none(visit.lastmod),
            "visited_at": visited_at,
            "run_id": self._run_id,
        }
        if page_id is None:
            return self._inserted(self._connection.execute(_INSERT_VISITED, values))
        self._connection.execute(_UPDATE_VISITED, {**values, "id": page_id})
        return page_id

    def record_links(self, links: Sequence[FoundLink], site_id: int, found_at: str) -> None:
        """Adds what was found on a page, or what it says newly of pages known already.

        Menus are on every page: what was just said of an address is not said again.
        """
        news = self._news(links)
        self._connection.executemany(
            _UPSERT_LINK,
            [
                {
                    "site_id": site_id,
                    "url": link.url,
                    "address": link.address,
                    "kind": link.kind,
                    "title": link.title,
                    "state": PageState.REFUSED if link.state == PageState.REFUSED else "known",
                    "reason": link.reason,
                    "lastmod": utc_or_none(link.lastmod),
                    "found_at": found_at,
                    "run_id": self._run_id,
                }
                for link in news
            ],
        )
        record_announcements(self._connection, links, found_at)
        self._visits.note_claims(links, found_at)

    def _news(self, links: Sequence[FoundLink]) -> list[FoundLink]:
        told, news = self._told, []
        for link, said in zip(links, map(_SAID, links), strict=True):
            # A claimed time of change may have been covered by a visit in between.
            if said[-1] is not None or told.get(said[0]) != said:
                told[said[0]] = said
                news.append(link)
        return news

    def named(self, url: str, kind: PageKind, site_id: int, found_at: str) -> int:
        """The id of an address that another page names; added as known if it is new."""
        known = self.find(url)
        if known is not None:
            return known.id
        values = (site_id, url, kind, PageState.KNOWN, found_at, self._run_id)
        return self._inserted(self._connection.execute(_INSERT_NAMED, values))

    def redirect(self, page_id: int, target_id: int) -> None:
        """Notes where a page redirects to."""
        self._connection.execute(_SET_REDIRECT, (target_id, page_id, target_id))

    def show_article(self, page_id: int, article_id: int) -> None:
        """Notes that an article was read at this address."""
        self._connection.execute(_SET_ARTICLE, (article_id, page_id, article_id))

    def read_elsewhere(self, page_id: int, place: str, visited_at: str) -> None:
        """Settles an article's own address that was never asked, having read it at ``place``."""
        values = (f"read at {place}", page_id)
        if self._connection.execute(_READ_ELSEWHERE, values).rowcount:
            self._visits.note_read_elsewhere(page_id, visited_at)

    @staticmethod
    def _inserted(cursor: sqlite3.Cursor) -> int:
        assert cursor.lastrowid is not None
        return cursor.lastrowid
