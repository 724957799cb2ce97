"""The runs of an archive: how each ended, night by night, and what one of them did."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from archive.errors import NothingFound
from archive.rows import dicts
from archive.runs import EXIT_FINE, EXIT_INTERRUPTED, EXIT_KILLED, EXIT_WORTH_A_LOOK
from archive.times import now

#: Words for how a run ended, the worst last; ``killed`` has left no word of its own.
WORDS = ("fine", "running", "worth a look", "interrupted", "killed", "failed")
#: A run that has shown no sign of life for so long does not run any more.
SILENT_MINUTES = 30
#: Weeks of nights that are looked back on.
WEEKS = 53
#: Visits of a run that are looked at one by one: the first so many.
MOST_VISITS = 2000

_COUNT = "SELECT count(*) FROM runs"
_RUNS = "SELECT v.*, r.heartbeat_at FROM runs_summary v JOIN runs r ON r.id = v.id"
_PAGE = f"{_RUNS} ORDER BY v.id DESC LIMIT ? OFFSET ?"
_ONE = f"""
SELECT o.*, r.settings, r.first_run_id, r.process_id, r.host
FROM ({_RUNS} WHERE r.id = :run) o JOIN runs r ON r.id = o.id
"""
_OF_SITE = f"""
{_RUNS} WHERE r.id IN (SELECT run_id FROM run_sites WHERE site_id = ?)
ORDER BY v.id DESC LIMIT ?
"""
_SITES = """
SELECT s.name, s.title FROM run_sites x JOIN sites s ON s.id = x.site_id
WHERE x.run_id = ? ORDER BY s.name
"""
_SINCE = """
SELECT started_at, finished_at, exit_code, reason, heartbeat_at FROM runs
WHERE started_at >= ? ORDER BY started_at
"""
_LAST_START = "SELECT max(started_at) FROM runs"
# From each outcome to the next by the index, which is faster than grouping.
_NEXT_OUTCOME = "SELECT min(outcome) FROM visits WHERE run_id = ? AND outcome > ?"
_OF_OUTCOME = "SELECT count(*) FROM visits WHERE run_id = ? AND outcome = ?"
_OTHERWISE = """
SELECT v.id, v.kind, v.state, v.reason, p.url, p.article_id
FROM visits v JOIN pages p ON p.id = v.page_id
WHERE v.run_id = ? AND v.outcome IN (SELECT value FROM json_each(?)) LIMIT ?
"""
_ARTICLES = """
SELECT a.id, a.title, s.name AS site, a.published_at, v.outcome, v.visited_at
FROM visits v JOIN pages p ON p.id = v.page_id JOIN articles a ON a.id = p.article_id
JOIN sites s ON s.id = a.site_id
WHERE v.run_id = ? AND v.outcome = ? ORDER BY v.id LIMIT ? OFFSET ?
"""
# The other columns of a row with max() are those of the row that has the largest.
_PROBLEMS = """
SELECT q.code, q.severity, count(*) AS problems, count(DISTINCT v.page_id) AS pages,
  max(q.id) AS latest, q.message, p.url AS example, p.article_id
FROM (SELECT id, page_id FROM visits WHERE run_id = ? LIMIT ?) v
CROSS JOIN problems q ON q.visit_id = v.id JOIN pages p ON p.id = v.page_id
GROUP BY q.code, q.severity
ORDER BY CASE q.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, problems DESC, q.code
"""
#: Of what became an article the outcome says all; those visits are not looked at.
_ARTICLE_OUTCOMES = {"new", "changed", "unchanged"}
_BAD_STATES = ("failed", "incomplete", "unreadable", "wall", "soft_404", "quarantined")


def ended(run: dict[str, Any], at: str | None = None) -> str:
    """How a run ended, as one of :data:`WORDS`, by its row; ``at`` is the present time."""
    if run["finished_at"] is None:
        since = datetime.fromisoformat(run["heartbeat_at"] or run["started_at"])
        silence = datetime.fromisoformat(at or now()) - since
        return "killed" if silence > timedelta(minutes=SILENT_MINUTES) else "running"
    known = {
        EXIT_FINE: "fine",
        EXIT_WORTH_A_LOOK: "worth a look",
        EXIT_INTERRUPTED: "interrupted",
        EXIT_KILLED: "killed",
    }
    return known.get(run["exit_code"], "failed")


def count_runs(connection: sqlite3.Connection) -> int:
    """How many runs there were."""
    return int(connection.execute(_COUNT).fetchone()[0])


def list_runs(
    connection: sqlite3.Connection, *, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Runs as the view ``runs_summary`` gives them, the latest first, each with ``ended``."""
    return _with_word(dicts(connection, _PAGE, (limit, offset)))


def runs_of_site(
    connection: sqlite3.Connection, site_id: int, *, limit: int
) -> list[dict[str, Any]]:
    """The latest runs that were about a platform, likewise."""
    return _with_word(dicts(connection, _OF_SITE, (site_id, limit)))


def nights(connection: sqlite3.Connection, *, weeks: int = WEEKS) -> dict[str, str]:
    """How the runs of each day ended, of the weeks up to the last run, days without one left out.

    ``ok``: all fine; ``failed``: none came to an end of its own; else ``partial``. A run that
    goes on has not ended.
    """
    last = connection.execute(_LAST_START).fetchone()[0]
    if last is None:
        return {}
    first = datetime.fromisoformat(last).astimezone(UTC) - timedelta(weeks=weeks)
    days: dict[str, set[str]] = {}
    for run in _with_word(dicts(connection, _SINCE, (first.isoformat(timespec="seconds"),))):
        if run["ended"] != "running":
            days.setdefault(run["started_at"][:10], set()).add(run["ended"])
    return {day: _night(words) for day, words in days.items()}


def run_card(
    connection: sqlite3.Connection, run_id: int, *, limit: int = 50, offset: int = 0
) -> dict[str, Any]:
    """All about one run, JSON-ready. Raises NothingFound.

    The row of ``runs_summary`` with ``ended``, ``settings`` and ``platforms``; ``outcomes``:
    its visits by outcome; ``endings``: of the visits without an article, by kind, state and
    reason, with an example (of the first :data:`MOST_VISITS`: ``endings_of`` tells how many
    those are); ``failures``: the first that could not be had or read; ``problems_by_code``:
    of the first ``problems_of`` visits; ``new_articles`` and ``changed_articles``: ``limit`` of
    each from ``offset`` on.
    """
    rows = _with_word(dicts(connection, _ONE, {"run": run_id}))
    if not rows:
        last = connection.execute("SELECT max(id) FROM runs").fetchone()[0]
        hint = f"the last run is {last}" if last else "nothing has run yet"
        raise NothingFound(f"no run has the number {run_id}", hint=hint)
    outcomes = _outcomes(connection, run_id)
    others = json.dumps(sorted(outcomes.keys() - _ARTICLE_OUTCOMES))
    visits = dicts(connection, _OTHERWISE, (run_id, others, MOST_VISITS))
    return {
        **rows[0],
        "settings": _settings(rows[0]["settings"]),
        "platforms": dicts(connection, _SITES, (run_id,)),
        "outcomes": outcomes,
        "endings": _endings(visits),
        "endings_of": len(visits),
        "failures": [visit for visit in visits if visit["state"] in _BAD_STATES][:limit],
        "problems_of": min(MOST_VISITS, sum(outcomes.values())),
        "problems_by_code": dicts(connection, _PROBLEMS, (run_id, MOST_VISITS)),
        "new_articles": dicts(connection, _ARTICLES, (run_id, "new", limit, offset)),
        "changed_articles": dicts(connection, _ARTICLES, (run_id, "changed", limit, offset)),
    }


def _outcomes(connection: sqlite3.Connection, run_id: int) -> dict[str, int]:
    outcomes: dict[str, int] = {}
    last = ""
    while (last := connection.execute(_NEXT_OUTCOME, (run_id, last)).fetchone()[0]) is not None:
        outcomes[last] = connection.execute(_OF_OUTCOME, (run_id, last)).fetchone()[0]
    return outcomes


def _with_word(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    at = now()
    return [{**run, "ended": ended(run, at)} for run in runs]


def _night(words: set[str]) -> str:
    if words == {"fine"}:
        return "ok"
    return "failed" if words <= {"failed", "killed"} else "partial"


def _settings(text: str) -> dict[str, Any]:
    """What was set, by name; what is damaged as it stands."""
    try:
        settings = json.loads(text)
    except ValueError:
        return {"damaged": text}
    return settings if isinstance(settings, dict) else {"damaged": text}


def _endings(visits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Visits by kind, state and reason, the most frequent first, each with an example."""
    found: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    for visit in visits:
        key = (visit["kind"], visit["state"], visit["reason"])
        first = {"kind": key[0], "state": key[1], "reason": key[2], "visits": 0}
        one = found.setdefault(key, {**first, "example": visit["url"]})
        one["visits"] += 1
    return sorted(found.values(), key=lambda one: (-one["visits"], one["kind"], one["state"]))
