"""What the archive keeps of hosts, so that the manners of a run outlive it.

A host has a row only while it is to be treated otherwise than agreed: it has asked to be left
alone for a time, or its errors have led to a longer delay.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.sanitise import clean_text
from archive.times import now

#: Runs that ask for pages.
_ASKING = ("crawl", "refresh")
#: Ends at which a page may have been asked for that has no visit.
_CUT_SHORT = frozenset({"killed", "interrupted", "failed", "disk_full"})
#: Seconds between two signs of life of a run, and what saving a batch may take: one that was
#: killed may have asked for pages so long after the last one.
_AFTER_A_SIGN = 20

_NOTES = """
SELECT host, not_before, delay, errors FROM hosts
WHERE host IN (SELECT value FROM json_each(?)) ORDER BY host
"""
_NOTE = """
INSERT INTO hosts (host, not_before, delay, errors, noted_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (host) DO UPDATE SET not_before = excluded.not_before, delay = excluded.delay,
  errors = excluded.errors, noted_at = excluded.noted_at
"""
_FORGET = "DELETE FROM hosts WHERE host = ?"
_RUNS_SINCE = """
SELECT id, coalesce(reason, 'running'), coalesce(finished_at, heartbeat_at, started_at)
FROM runs WHERE verb IN (SELECT value FROM json_each(?)) AND id > (SELECT max(id) FROM runs) - 100
"""
_VISITS_OF = """
SELECT v.visited_at, s.name, p.url, coalesce(p.address, p.url)
FROM visits v JOIN pages p ON p.id = v.page_id JOIN sites s ON s.id = p.site_id
WHERE v.run_id = ? AND v.visited_at >= ? AND v.state <> 'refused'
"""
_IS_OF_SITE = """
SELECT 1 FROM run_sites x JOIN sites s ON s.id = x.site_id WHERE x.run_id = ? AND s.name = ?
"""


@dataclass(frozen=True, slots=True)
class HostNote:
    """How one host is to be treated, where that differs from what is agreed."""

    host: str  #: name, and port if it is not the default one; lower case
    not_before: str | None = None  #: nothing may be asked of it before, UTC; None: at once
    delay: float = 0.0  #: seconds that its errors have led to; 0: the agreed delay holds
    errors: int = 0  #: answers in a row that asked us to go slower, or did not come


def host_notes(connection: sqlite3.Connection, hosts: Iterable[str]) -> list[HostNote]:
    """What is noted of these hosts; nothing for one that is treated as agreed."""
    rows = connection.execute(_NOTES, (json.dumps(sorted(hosts)),))
    return [HostNote(*row) for row in rows.fetchall()]


def note_host(connection: sqlite3.Connection, note: HostNote) -> None:
    """Keeps a note, in the place of an earlier one; within a transaction of the caller."""
    values = (clean_text(note.host), note.not_before, note.delay, note.errors, now())
    connection.execute(_NOTE, values)


def forget_host(connection: sqlite3.Connection, host: str) -> None:
    """The host is treated as agreed again; within a transaction of the caller."""
    connection.execute(_FORGET, (host,))


def last_asked(
    connection: sqlite3.Connection, site: str, hosts: Iterable[str], within: float
) -> datetime | None:
    """When an earlier run last asked one of the hosts for anything; None: not ``within`` seconds.

    Times of visits are noted to the second: what is given back is never too early. Of a
    run that was cut short the last page may have left no visit, so its own end counts.
    """
    since = datetime.now(UTC) - timedelta(seconds=min(within, 10 * 86_400.0) + _AFTER_A_SIGN)
    found: list[datetime] = []
    for run_id, reason, ended_at in connection.execute(
        _RUNS_SINCE, (json.dumps(_ASKING),)
    ).fetchall():
        ended = datetime.fromisoformat(ended_at)
        if ended < since or reason == "running":
            continue
        found += _visits(connection, run_id, (site, frozenset(hosts)), since)
        if reason in _CUT_SHORT and connection.execute(_IS_OF_SITE, (run_id, site)).fetchone():
            killed = reason == "killed"
            found.append(ended + timedelta(seconds=_AFTER_A_SIGN if killed else 0))
    return min(max(found) + timedelta(seconds=1), datetime.now(UTC)) if found else None


def _visits(
    connection: sqlite3.Connection,
    run_id: int,
    wanted: tuple[str, frozenset[str]],
    since: datetime,
) -> list[datetime]:
    """When a run visited pages of a site, or pages at one of its hosts."""
    name, hosts = wanted
    rows = connection.execute(_VISITS_OF, (run_id, since.isoformat(timespec="seconds")))
    return [
        datetime.fromisoformat(visited_at)
        for visited_at, site, *urls in rows
        if site == name or any(url.partition("://")[2].partition("/")[0] in hosts for url in urls)
    ]
