"""How an archive stands: platforms, pages by state, runs, problems."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from archive.errors import NotAnArchive
from archive.rows import dicts
from archive.site_health import health

_SITES = """
SELECT s.name, s.title, s.base_url,
  (SELECT count(*) FROM articles a WHERE a.site_id = s.id) AS articles,
  (SELECT count(*) FROM articles a WHERE a.site_id = s.id AND a.state = 'gone') AS gone,
  (SELECT max(a.published_at) FROM articles a WHERE a.site_id = s.id) AS latest_published,
  (SELECT count(*) FROM pages p WHERE p.site_id = s.id) AS pages,
  (SELECT count(*) FROM pages p WHERE p.site_id = s.id
     AND p.state IN ('known', 'failed', 'incomplete', 'missing')) AS waiting,
  (SELECT max(r.started_at) FROM run_sites x JOIN runs r ON r.id = x.run_id
     WHERE x.site_id = s.id) AS last_run_at
FROM sites s ORDER BY s.name
"""
_STATES = "SELECT state, count(*) FROM pages GROUP BY state ORDER BY state"
_COUNTS = """
SELECT (SELECT count(*) FROM articles) AS articles,
  (SELECT count(*) FROM articles WHERE state = 'gone') AS gone,
  (SELECT count(*) FROM versions) AS versions,
  (SELECT count(*) FROM captures) AS captures,
  (SELECT count(*) FROM pages) AS pages,
  (SELECT count(*) FROM tags) AS tags,
  (SELECT coalesce(sum(size), 0) FROM bodies) AS captured_bytes
"""
_PROBLEMS = """
SELECT site, code, severity, problems, pages, last_seen,
  (SELECT f.url FROM problems_full f WHERE f.code = b.code AND f.site = b.site
   AND f.severity = b.severity LIMIT 1) AS example
FROM problems_by_site b
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, problems DESC, code
"""
_FAILURES = """
SELECT p.url, v.state, v.reason FROM visits v JOIN pages p ON p.id = v.page_id
WHERE v.run_id = ? AND v.state IN ('failed', 'incomplete', 'unreadable') ORDER BY v.id LIMIT ?
"""
_RUNS = """
SELECT v.*, r.settings FROM runs_summary v JOIN runs r ON r.id = v.id ORDER BY v.id DESC LIMIT ?
"""
_RECENT = """
SELECT r.id, r.started_at, r.finished_at, r.reason, r.exit_code
FROM run_sites x JOIN runs r ON r.id = x.run_id
WHERE x.site_id = (SELECT id FROM sites WHERE name = ?) AND r.verb IN ('crawl', 'refresh')
ORDER BY r.id DESC LIMIT ?
"""
_SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"


def status(connection: sqlite3.Connection, *, runs: int = 10) -> dict[str, Any]:
    """Counts, platforms, pages by state, problems by code, and the latest runs, JSON-ready.

    A run with ``finished_at`` None is still running, or was killed.
    """
    latest = [_run(row) for row in dicts(connection, _RUNS, (runs,))]
    return {
        **dicts(connection, _COUNTS)[0],
        "archive_bytes": connection.execute(_SIZE).fetchone()[0],
        "sites": dicts(connection, _SITES),
        "health": health(connection),
        "page_states": dict(connection.execute(_STATES).fetchall()),
        "problems": dicts(connection, _PROBLEMS),
        "last_run": latest[0] if latest else None,
        "runs": latest,
    }


def recent_runs(connection: sqlite3.Connection, *, each: int) -> dict[str, list[dict[str, Any]]]:
    """By platform the last ``each`` crawls and refreshes, the latest first: id, times, reason and
    exit code, which is None without an end."""
    names = [row[0] for row in connection.execute("SELECT name FROM sites ORDER BY name")]
    return {name: dicts(connection, _RECENT, (name, each)) for name in names}


def failures(connection: sqlite3.Connection, run_id: int, *, limit: int) -> list[dict[str, Any]]:
    """The first pages of a run that could not be had or read: address, state and reason."""
    return dicts(connection, _FAILURES, (run_id, limit))


def _run(row: dict[str, Any]) -> dict[str, Any]:
    try:
        return {**row, "settings": json.loads(row["settings"])}
    except ValueError as error:
        raise NotAnArchive(
            f"the settings of run {row['id']} are damaged: {error}",
            hint="`clusternews check` lists all that is damaged",
        ) from error
