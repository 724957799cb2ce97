"""How far the word of a host holds that says, without sending a page, whether it has changed.

Validators and change times in sitemaps spare most requests, and some of them lie. So a
sample of what they say is put to the test by looking at the whole page, and a host whose
word did not hold is not believed for a while. The tests stand in ``visit_checks``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from archive.records import Check, Outcome, Signal

#: Days for which a test counts; then a host may prove itself again.
MEMORY_DAYS = 90
#: So many tests held, none failed, and changes were told of: believed but for a small sample.
PROOF = 60
#: Sitemaps are made once in a while, so one page may have changed since; but only of a sitemap
#: that has told of a change before is this believed. So many such pages are too many.
_LATE = 2
#: A claim of change is no lie if a share of them is true: a template has changed, too.
_FEWEST_CLAIMS, _TRUE_CLAIMS = 10, 0.1

_INSERT = """
INSERT INTO visit_checks (visit_id, site_id, signal, checked_at, held) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""
_COUNT = """
SELECT coalesce(sum(c.held), 0), coalesce(sum(1 - c.held), 0)
FROM visit_checks c JOIN sites s ON s.id = c.site_id
WHERE s.name = ? AND c.signal = ? AND c.checked_at > ?
"""
_CHANGED = """
SELECT EXISTS (SELECT 1 FROM articles a JOIN sites s ON s.id = a.site_id
  JOIN page_visits v ON v.page_id = a.page_id
  WHERE s.name = ? AND a.last_changed_at > max(?, a.first_seen_at)
    AND (v.etag IS NOT NULL OR v.last_modified IS NOT NULL))
"""
# Whatever was believed of the site since its pages were last received whole is looked at.
_DOUBT_ALL = """
UPDATE page_visits SET next_visit_at = :at
WHERE page_id IN (SELECT id FROM pages WHERE site_id = :site_id AND kind = 'article')
  AND (last_visited_at > whole_at OR whole_at IS NULL) AND next_visit_at > :at
"""


class Word(StrEnum):
    """What the word of a host is worth."""

    UNPROVEN = "unproven"
    HOLDS = "holds"
    BROKEN = "broken"


def word_of(connection: sqlite3.Connection, site: str, signal: Signal) -> Word:
    """What a platform's word is worth, by the tests of the last :data:`MEMORY_DAYS` days."""
    since = (datetime.now(UTC) - timedelta(days=MEMORY_DAYS)).isoformat(timespec="seconds")
    held, failed = connection.execute(_COUNT, (site, signal, since)).fetchone()
    if _is_broken(signal, held, failed):
        if signal is not Signal.LASTMOD or failed >= _LATE:
            return Word.BROKEN
        has_moved = _has_moved(connection, site, signal, since)
        return Word.UNPROVEN if has_moved else Word.BROKEN
    if held >= PROOF and _has_moved(connection, site, signal, since):
        return Word.HOLDS
    return Word.UNPROVEN


def _has_moved(connection: sqlite3.Connection, site: str, signal: Signal, since: str) -> bool:
    """True if the host has told of a change, and rightly: where nothing happens, a word that
    never moves holds in every test."""
    if signal is Signal.VALIDATOR:
        return bool(connection.execute(_CHANGED, (site, since)).fetchone()[0])
    claims: int = connection.execute(_COUNT, (site, Signal.CLAIM, since)).fetchone()[0]
    return claims > 0


def _is_broken(signal: Signal, held: int, failed: int) -> bool:
    if signal is Signal.CLAIM:
        return held + failed >= _FEWEST_CLAIMS and held < _TRUE_CLAIMS * (held + failed)
    return failed > 0


def note_checks(
    connection: sqlite3.Connection,
    visit_id: int,
    site_id: int,
    checks: Sequence[Check],
    outcome: Outcome,
    at: str,
) -> None:
    """Notes what a visit told about the word of its host."""
    for check in checks:
        held = check.held if check.held is not None else _held(check.signal, outcome)
        if held is None or (held and not check.proves):
            continue
        connection.execute(_INSERT, (visit_id, site_id, check.signal, at, int(held)))
        if check.signal is Signal.VALIDATOR and not held:
            connection.execute(_DOUBT_ALL, {"at": at, "site_id": site_id})


def _held(signal: Signal, outcome: Outcome) -> bool | None:
    """Whether the word held, by what became of the article; None if that does not tell."""
    if outcome not in (Outcome.CHANGED, Outcome.UNCHANGED):
        return None
    return (outcome is Outcome.CHANGED) == (signal is Signal.CLAIM)
