"""Rows of runs, and the verdict on a run, judged from what it left in the archive.

A crawler may end with exit code 0 whatever happened, so the numbers are counted
from the visits the run saved, not from what it says of itself.
"""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Mapping, Sequence

from archive.content import as_json
from archive.records import RunVerdict
from archive.sanitise import clean_text
from archive.times import now

_INSERT_RUN = """
INSERT INTO runs (verb, started_at, settings, process_id, host) VALUES (?, ?, ?, ?, ?)
"""
_INSERT_RUN_SITE = """
INSERT INTO run_sites (run_id, site_id) SELECT ?, id FROM sites WHERE name = ?
ON CONFLICT DO NOTHING
"""
_FINISH_RUN = """
UPDATE runs SET finished_at = :finished_at, reason = :reason, exit_code = :exit_code,
  asked = :asked, new = :new, changed = :changed, unchanged = :unchanged, gone = :gone,
  failed = :failed, refused = :refused, problems = :problems
WHERE id = :run_id
"""
_NOTE_PROGRESS = "UPDATE runs SET settings = json_set(settings, '$.progress', ?) WHERE id = ?"
_STARTED_AT = "SELECT started_at FROM runs WHERE id = ?"

# Pages that robots.txt denies were never asked for; those that a server denies were.
_COUNT_VISITS = """
SELECT
  count(*) FILTER (WHERE state NOT IN ('known', 'refused')
    AND NOT (state = 'denied' AND capture_id IS NULL AND reason LIKE 'robots%')) AS asked,
  count(*) FILTER (WHERE outcome = 'new') AS new,
  count(*) FILTER (WHERE outcome = 'changed') AS changed,
  count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
  count(*) FILTER (WHERE outcome = 'gone') AS gone,
  count(*) FILTER (WHERE outcome = 'failed') AS failed,
  count(*) FILTER (WHERE state IN ('refused', 'denied')) AS refused
FROM visits WHERE run_id = ?
"""
_COUNT_REFUSED_LINKS = """
SELECT count(*) FROM pages
WHERE found_run_id = ? AND state = 'refused' AND last_visited_at IS NULL
"""
_COUNT_PROBLEMS = """
SELECT count(*) FILTER (WHERE q.severity <> 'note'), count(*) FILTER (WHERE q.severity = 'error')
FROM problems q JOIN visits v ON v.id = q.visit_id WHERE v.run_id = ?
"""

EXIT_FINE, EXIT_WORTH_A_LOOK, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 3, 130


def begin_run(
    connection: sqlite3.Connection, verb: str, sites: Sequence[str], settings: Mapping[str, str]
) -> int:
    """Notes that a run has begun, and returns its id."""
    text = clean_text(as_json(dict(settings)))
    values = (verb, now(), text, os.getpid(), socket.gethostname())
    run_id = connection.execute(_INSERT_RUN, values).lastrowid
    assert run_id is not None
    connection.executemany(_INSERT_RUN_SITE, [(run_id, site) for site in sites])
    return run_id


def note_progress(connection: sqlite3.Connection, run_id: int, progress: str) -> None:
    """Notes how far a run has come, so that the next can go on from there."""
    connection.execute(_NOTE_PROGRESS, (clean_text(progress), run_id))


def end_run(
    connection: sqlite3.Connection, run_id: int, reason: str, exit_code: int | None
) -> RunVerdict:
    """Counts what the run did, notes how it ended, and returns both."""
    row = connection.execute(_STARTED_AT, (run_id,)).fetchone()
    if row is None:
        raise ValueError(f"no run {run_id}")
    counts, errors = _counts(connection, run_id)
    verdict = RunVerdict(
        run_id=run_id,
        started_at=row[0],
        finished_at=now(),
        reason=clean_text(reason),
        exit_code=judged(reason, counts, errors) if exit_code is None else exit_code,
        **counts,
    )
    values = {"finished_at": verdict.finished_at, "reason": verdict.reason, "run_id": run_id}
    connection.execute(_FINISH_RUN, {**counts, **values, "exit_code": verdict.exit_code})
    return verdict


def judged(reason: str, counts: Mapping[str, int], errors: int) -> int:
    """The exit code a run deserves by its reason, its counts and its problems of severity error.

    Failed: it says so itself, nothing of what was asked for answered, or nothing was
    asked at all (a run always asks for something), unless all of it is denied.
    """
    if reason == "interrupted":
        return EXIT_INTERRUPTED
    is_denied = counts["refused"] > 0 and counts["asked"] == 0
    if reason == "failed" or (counts["asked"] == counts["failed"] and not is_denied):
        return EXIT_FAILED
    return EXIT_WORTH_A_LOOK if counts["failed"] or errors or is_denied else EXIT_FINE


def _counts(connection: sqlite3.Connection, run_id: int) -> tuple[dict[str, int], int]:
    cursor = connection.execute(_COUNT_VISITS, (run_id,))
    names = [column[0] for column in cursor.description]
    counts: dict[str, int] = dict(zip(names, cursor.fetchone(), strict=True))
    counts["refused"] += connection.execute(_COUNT_REFUSED_LINKS, (run_id,)).fetchone()[0]
    counts["problems"], errors = connection.execute(_COUNT_PROBLEMS, (run_id,)).fetchone()
    return counts, errors
