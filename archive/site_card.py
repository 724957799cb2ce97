"""How one platform stands: what its pages give, its rhythm, its troubles, and its runs."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.coverage import (
    captures_of,
    coverage,
    latest_ids,
    methods,
    readings,
    removed_rules,
    revisits,
)
from archive.holdings import articles_by_year
from archive.quarantine import entries
from archive.records import Signal
from archive.rhythm import rhythm
from archive.rows import dicts
from archive.run_card import runs_of_site
from archive.selection import site_name
from archive.times import now
from archive.trust import word_of

#: The visits that problems are counted of: so many of the platform's latest, among so many of
#: the archive's.
LATEST_VISITS, LOOKED_AT = 500, 1500
#: Rows shown of what may be many.
SHOWN = 10

_ALL = """
SELECT s.id, s.name, s.title, s.base_url, s.added_at,
  (SELECT count(*) FROM articles a WHERE a.site_id = s.id) AS articles,
  (SELECT count(*) FROM articles a WHERE a.site_id = s.id AND a.published_at IS NULL) AS undated,
  (SELECT max(a.published_at) FROM articles a WHERE a.site_id = s.id) AS latest_published,
  (SELECT min(a.published_at) FROM articles a WHERE a.site_id = s.id) AS first_published
FROM sites s
"""
_LIST = f"{_ALL} ORDER BY s.name LIMIT ? OFFSET ?"
_ONE = f"{_ALL} WHERE s.name = ?"
_COUNT = "SELECT count(*) FROM sites"
_ID = "SELECT name, id FROM sites WHERE name = ?"
_HELD = """
SELECT count(*) FROM quarantine q CROSS JOIN pages p ON p.id = q.page_id
WHERE q.state = 'held' AND p.site_id = ?
"""
_NEXT_STATE = "SELECT min(state) FROM pages WHERE site_id = ? AND state > ?"
_OF_STATE = "SELECT count(*) FROM pages WHERE site_id = ? AND state = ?"
_TROUBLED = """
SELECT url, kind, state, reason, article_id FROM pages
WHERE site_id = ? AND state IN
  ('failed', 'incomplete', 'missing', 'unreadable', 'wall', 'soft_404', 'denied')
ORDER BY state, id LIMIT ?
"""
# A join would have SQLite look through all pages first, to know which visits to leave out.
_VISITS = """
SELECT v.id FROM (SELECT id, page_id FROM visits ORDER BY id DESC LIMIT ?) v
WHERE (SELECT p.site_id FROM pages p WHERE p.id = v.page_id) = ? LIMIT ?
"""
# The other columns of a row with max() are those of the row that has the largest.
_PROBLEMS = f"""
SELECT q.code, q.severity, count(*) AS problems, count(DISTINCT v.page_id) AS pages,
  max(q.id) AS latest, q.message, p.url AS example, p.article_id, v.visited_at AS last_seen
FROM ({_VISITS}) w CROSS JOIN problems q ON q.visit_id = w.id
JOIN visits v ON v.id = w.id JOIN pages p ON p.id = v.page_id
GROUP BY q.code, q.severity
ORDER BY CASE q.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, problems DESC, q.code
"""
_WORD = "SELECT signal, checks, held, broken, last_broken_at FROM word_of_hosts WHERE site = ?"


def site_id_of(connection: sqlite3.Connection, name: str) -> tuple[str, int]:
    """A platform's name as it is written here, and its id; raises NothingFound."""
    row = connection.execute(_ID, (site_name(connection, name),)).fetchone()
    return row[0], row[1]


def count_sites(connection: sqlite3.Connection) -> int:
    """How many platforms there are."""
    return int(connection.execute(_COUNT).fetchone()[0])


def list_sites(
    connection: sqlite3.Connection, *, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Platforms by name: numbers, and ``coverage`` of the articles added last.

    ``held`` are the pages in quarantine.
    """
    rows = dicts(connection, _LIST, (limit, offset))
    for row in rows:
        row["held"] = connection.execute(_HELD, (row["id"],)).fetchone()[0]
        row["coverage"] = coverage(connection, latest_ids(connection, row["id"]))
    return rows


def site_card(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    """All about one platform, JSON-ready. Raises NothingFound with the nearest names.

    ``coverage``, ``methods``, ``readings``, ``removed`` and ``revisits`` are told of the
    articles that came last (:data:`archive.coverage.LATEST`), ``problems`` of the visits that
    did (``problems_of`` of them); all else of everything.
    """
    card = dicts(connection, _ONE, (site_name(connection, name),))[0]
    site_id = card["id"]
    ids = latest_ids(connection, site_id)
    captures = captures_of(connection, ids)
    held = entries(connection, card["name"])
    looked_at = (LOOKED_AT, site_id, LATEST_VISITS)
    return {
        **card,
        "years": articles_by_year(connection, site_id),
        "coverage": coverage(connection, ids),
        "methods": methods(connection, captures),
        "readings": readings(connection, captures),
        "removed": removed_rules(connection, captures),
        "revisits": revisits(connection, ids),
        "rhythm": rhythm(connection, card["name"], now()),
        "states": _states(connection, site_id),
        "troubled": dicts(connection, _TROUBLED, (site_id, SHOWN)),
        "problems": dicts(connection, _PROBLEMS, looked_at),
        "problems_of": len(connection.execute(_VISITS, looked_at).fetchall()),
        "held": len(held),
        "quarantine": held[:SHOWN],
        "word": _words(connection, card["name"]),
        "runs": runs_of_site(connection, site_id, limit=SHOWN),
    }


def _states(connection: sqlite3.Connection, site_id: int) -> dict[str, int]:
    """Pages by state: from each state to the next by the index, which is faster than grouping."""
    states: dict[str, int] = {}
    last = ""
    while (last := connection.execute(_NEXT_STATE, (site_id, last)).fetchone()[0]) is not None:
        states[last] = connection.execute(_OF_STATE, (site_id, last)).fetchone()[0]
    return states


def _words(connection: sqlite3.Connection, site: str) -> list[dict[str, Any]]:
    """What each kind of word of the host is worth, and the tests that tell it."""
    return [
        {**row, "worth": str(word_of(connection, site, Signal(row["signal"])))}
        for row in dicts(connection, _WORD, (site,))
    ]
