"""Pages that do not fit what their site has shown so far, held back with their bytes.

A row is ``held`` until a person accepts it, other rules read it so that it fits, or a later
reading of the page does. The article stays as it was all the while.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from archive.errors import UsageError
from archive.records import Misfit, PageState, Visit
from archive.rows import dicts

#: Template, field, sign and finding of a misfit: what accepting it makes known.
Known = tuple[str, str, str, str]

_IS_HELD = """
SELECT 1 FROM quarantine q JOIN captures c ON c.id = q.capture_id
WHERE q.page_id = ? AND q.state = 'held' AND c.digest = (SELECT digest FROM captures WHERE id = ?)
"""
_INSERT = """
INSERT INTO quarantine (visit_id, page_id, capture_id, found_at, title, template, misfits, state)
VALUES (?, ?, ?, ?, ?, ?, ?, 'held')
"""
_REPLACE = """
UPDATE quarantine SET state = 'replaced', decided_at = :at, why = 'a later visit fits'
WHERE page_id = :page_id AND state = 'held'
  AND (found_at < :at OR found_at = :at AND capture_id IS NOT :capture_id)
"""
_DECIDE = """
UPDATE quarantine SET state = ?, decided_at = ?, why = ? WHERE id = ? AND state = 'held'
"""
# A page that was asked for again, with the same bytes, after they were held.
_RELEASE = """
UPDATE pages SET state = ?2, reason = NULL
WHERE id = (SELECT page_id FROM quarantine WHERE id = ?1) AND state = 'quarantined'
  AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.page_id = pages.id AND q.state = 'held')
"""
_ACCEPTED = """
SELECT q.template, q.misfits FROM quarantine q JOIN pages p ON p.id = q.page_id
WHERE p.site_id = ? AND q.state = 'accepted'
"""
_ENTRIES = """
SELECT q.id, s.name AS site, p.url, p.kind, q.found_at, q.state, q.title, q.template, q.misfits,
  q.decided_at, q.why, q.capture_id, p.article_id, v.run_id
FROM quarantine q CROSS JOIN pages p ON p.id = q.page_id
CROSS JOIN sites s ON s.id = p.site_id CROSS JOIN visits v ON v.id = q.visit_id
WHERE (:site IS NULL OR s.name = :site) AND (:every OR q.state = 'held')
ORDER BY q.found_at, q.id
"""
_OF_RUN = """
SELECT s.name AS site, p.url, v.visited_at AS at, r.field, r.message, v.state
FROM problems r JOIN visits v ON v.id = r.visit_id JOIN pages p ON p.id = v.page_id
JOIN sites s ON s.id = p.site_id
WHERE v.run_id = ? AND r.code IN ('misfit', 'field_lost', 'silence') ORDER BY r.id
"""
_SINCE = """
SELECT min(q.found_at) FROM quarantine q JOIN pages p ON p.id = q.page_id
JOIN sites s ON s.id = p.site_id, json_each(q.misfits) m
WHERE s.name = ? AND q.state = 'held' AND json_extract(m.value, '$.field') = ?
"""
_HELD_BY_SITE = """
SELECT s.name, count(*), min(q.found_at) FROM quarantine q CROSS JOIN pages p ON p.id = q.page_id
JOIN sites s ON s.id = p.site_id WHERE q.state = 'held' GROUP BY s.id ORDER BY s.name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page in quarantine, or one that was."""

    id: int
    site: str
    url: str  #: canonical address of the page
    kind: str  #: what the page is known to be
    found_at: str
    state: str  #: ``held``, ``accepted``, ``fitting`` or ``replaced``
    title: str | None  #: as read from what is held
    template: str | None
    misfits: tuple[Misfit, ...]
    decided_at: str | None
    why: str | None
    capture_id: int
    article_id: int | None  #: the article that stays as it was; None: none is known there
    run_id: int | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A field that does not come any more as a site has always given it."""

    site: str
    field: str
    since: str  #: when it was first seen so, UTC
    pages: int  #: in this run
    sample: str  #: address of one of them
    message: str  #: what was expected there, and what was found


def hold(
    connection: sqlite3.Connection, visit: Visit, ids: tuple[int, int, int], found_at: str
) -> None:
    """Notes that a visit is held back; the same bytes of a page once.

    ``ids`` are those of the visit, the page and the capture.
    """
    _, page_id, capture_id = ids
    if connection.execute(_IS_HELD, (page_id, capture_id)).fetchone():
        return
    title = visit.article.title if visit.article else None
    template = visit.article.template if visit.article else None
    misfits = json.dumps([asdict(one) for one in visit.misfits], ensure_ascii=False)
    connection.execute(_INSERT, (*ids, found_at, title, template, misfits))


def replaced(connection: sqlite3.Connection, page_id: int, at: str, capture_id: int | None) -> None:
    """Notes that a page was read at a time, and fits: what is held of it before is past."""
    values = {"page_id": page_id, "at": at, "capture_id": capture_id}
    connection.execute(_REPLACE, values)


def decide(
    connection: sqlite3.Connection, entry: int, state: str, why: str, at: str, page: PageState
) -> None:
    """Ends the quarantine of an entry, within a transaction of the caller.

    ``page`` is the state that its page is in once nothing of it is held any more.
    """
    connection.execute(_DECIDE, (state, at, why, entry))
    connection.execute(_RELEASE, (entry, page))


def known_misfits(connection: sqlite3.Connection, site_id: int) -> frozenset[Known]:
    """What a person has accepted of a site."""
    return frozenset(
        (template or "", one["field"], one["sign"], one["found"])
        for template, misfits in connection.execute(_ACCEPTED, (site_id,))
        for one in json.loads(misfits)
    )


def entries(
    connection: sqlite3.Connection, site: str | None = None, *, every: bool = False
) -> list[Entry]:
    """What is held, of one site or of all, the oldest first; ``every``: also what was."""
    rows = dicts(connection, _ENTRIES, {"site": site, "every": every})
    return [_entry(row) for row in rows]


def held_by_site(connection: sqlite3.Connection) -> list[tuple[str, int, str]]:
    """Platforms of which pages are held: name, how many pages, and since when, UTC."""
    return [tuple(row) for row in connection.execute(_HELD_BY_SITE)]


def chosen(connection: sqlite3.Connection, ids: Sequence[int], site: str | None) -> list[Entry]:
    """The held entries with these ids, or (no ids) all of a site, or of all sites.

    Raises UsageError for an id that holds nothing.
    """
    held = entries(connection, site)
    if not ids:
        return held
    by_id = {one.id: one for one in held}
    for one in ids:
        if one not in by_id:
            hint = "`clusternews quarantine list` lists them"
            raise UsageError(f"nothing is held under the number {one}", hint=hint)
    return [one for one in held if one.id in set(ids)]


def broken_in(connection: sqlite3.Connection, run_id: int) -> list[Broken]:
    """What a run found broken, by site and field, with a sample; the widest spread first."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in dicts(connection, _OF_RUN, (run_id,)):
        found.setdefault((row["site"], row["field"] or "items"), []).append(row)
    broken = []
    for (site, name), rows in found.items():
        since = connection.execute(_SINCE, (site, name)).fetchone()[0] or rows[0]["at"]
        pages = len({row["url"] for row in rows})
        broken.append(Broken(site, name, since, pages, rows[0]["url"], rows[0]["message"]))
    return sorted(broken, key=lambda one: (-one.pages, one.site, one.field))


def _entry(row: dict[str, Any]) -> Entry:
    misfits = tuple(Misfit(**one) for one in json.loads(row["misfits"]))
    return Entry(**{**row, "misfits": misfits})
