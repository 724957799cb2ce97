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
INSERT INTO runs (verb, started_at, heartbeat_at, settings, process_id, host)
VALUES (:verb, :now, :now, :settings, :process_id, :host)
"""
_INSERT_RUN_SITE = """
INSERT INTO run_sites (run_id, site_id) SELECT ?, id FROM sites WHERE name = ?
ON CONFLICT DO NOTHING
"""
_FINISH_RUN = """
UPDATE runs SET finished_at = :finished_at, reason = :reason, exit_code = :exit_code,
  asked = :asked, new = :new, changed = :changed, unchanged = :unchanged, rewritten = :rewritten,
  missing = :missing, gone = :gone, failed = :failed, quarantined = :quarantined,
  refused = :refused, problems = :problems
WHERE id = :run_id
"""
# A clock that is set back must not make a run end before it began, nor a heartbeat go back.
_BEAT = """
UPDATE runs SET heartbeat_at = max(coalesce(heartbeat_at, started_at), ?1),
  rewritten = CASE WHEN ?2 THEN coalesce(rewritten, 0) + ?2 ELSE rewritten END
WHERE id = ?3
"""
_NOTE_DUE = "UPDATE runs SET due = ? WHERE id = ?"
_NOTE_GOES_ON = """
UPDATE runs SET first_run_id = max(coalesce(first_run_id, 0), ?) WHERE id = ?
"""
_KIND = "SELECT verb, coalesce(first_run_id, id) FROM runs WHERE id = ?"
_UNFINISHED = "SELECT id FROM runs WHERE finished_at IS NULL ORDER BY id"
_NOTE_PROGRESS = "UPDATE runs SET settings = json_set(settings, '$.progress', ?) WHERE id = ?"
_RUN = """
SELECT started_at, coalesce(heartbeat_at, started_at), due, rewritten FROM runs WHERE id = ?
"""

# Pages that robots.txt denies were never asked for; those that a server denies were.
_COUNT_VISITS = """
SELECT
  count(*) FILTER (WHERE state NOT IN ('known', 'refused')
    AND NOT (state = 'denied' AND capture_id IS NULL AND reason LIKE 'robots%')) AS asked,
  count(*) FILTER (WHERE outcome = 'new') AS new,
  count(*) FILTER (WHERE outcome = 'changed') AS changed,
  count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
  count(*) FILTER (WHERE outcome = 'missing') AS missing,
  count(*) FILTER (WHERE outcome = 'gone') AS gone,
  count(*) FILTER (WHERE outcome = 'failed') AS failed,
  count(*) FILTER (WHERE outcome = 'quarantined') AS quarantined,
  count(*) FILTER (WHERE state IN ('refused', 'denied')) AS refused
FROM visits WHERE run_id = ?
"""
_COUNT_REFUSED_LINKS = """
SELECT count(*) FROM pages p WHERE p.found_run_id = ? AND p.state = 'refused'
  AND NOT EXISTS (SELECT 1 FROM page_visits v WHERE v.page_id = p.id)
"""
_COUNT_PROBLEMS = """
SELECT count(*) FILTER (WHERE q.severity <> 'note'), count(*) FILTER (WHERE q.severity = 'error')
FROM problems q JOIN visits v ON v.id = q.visit_id WHERE v.run_id = ?
"""

EXIT_FINE, EXIT_WORTH_A_LOOK, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 3, 130
#: What a shell says of a process that was ended by SIGKILL.
EXIT_KILLED = 137

#: Ends before the first request for which nothing has failed.
_NOT_YET = {"quiet_hours": EXIT_FINE, "max_seconds": EXIT_WORTH_A_LOOK}
#: Reasons that are a failure, whatever was saved before.
_FAILURES = {"failed", "disk_full"}


def begin_run(
    connection: sqlite3.Connection, verb: str, sites: Sequence[str], settings: Mapping[str, str]
) -> int:
    """Notes that a run has begun, and returns its id.

    Only the owner of the archive's lock may call this: runs that have not ended were
    killed, and are closed.
    """
    close_killed(connection)
    values = {
        "verb": verb,
        "now": now(),
        "settings": clean_text(as_json(dict(settings))),
        "process_id": os.getpid(),
        "host": socket.gethostname(),
    }
    run_id = connection.execute(_INSERT_RUN, values).lastrowid
    assert run_id is not None
    connection.executemany(_INSERT_RUN_SITE, [(run_id, site) for site in sites])
    return run_id


def close_killed(connection: sqlite3.Connection) -> None:
    """Closes every run that was killed, with what it left, at its last sign of life."""
    for (run_id,) in connection.execute(_UNFINISHED).fetchall():
        _finish(connection, run_id, "killed", EXIT_KILLED, killed=True)


def beat(connection: sqlite3.Connection, run_id: int, rewritten: int = 0) -> None:
    """Notes that a run is alive, and how many articles it has just rewritten."""
    connection.execute(_BEAT, (now(), rewritten, run_id))


def note_due(connection: sqlite3.Connection, run_id: int, due: int) -> None:
    """Notes how many pages the plan of visits held due when the run began."""
    connection.execute(_NOTE_DUE, (due, run_id))


def note_goes_on(connection: sqlite3.Connection, run_id: int, first_run_id: int) -> None:
    """Notes with which run, cut short, this one goes on; of several the latest."""
    connection.execute(_NOTE_GOES_ON, (first_run_id, run_id))


def kind_of(connection: sqlite3.Connection, run_id: int | None) -> tuple[str | None, int | None]:
    """The verb of a run, and the first of those that it counts as one with; None of no run."""
    row = connection.execute(_KIND, (run_id,)).fetchone()
    return (row[0], row[1]) if row else (None, None)


def note_progress(connection: sqlite3.Connection, run_id: int, progress: str) -> None:
    """Notes how far a run has come, so that the next can go on from there."""
    connection.execute(_NOTE_PROGRESS, (clean_text(progress), run_id))


def end_run(
    connection: sqlite3.Connection, run_id: int, reason: str, exit_code: int | None
) -> RunVerdict:
    """Counts what the run did, notes how it ended, and returns both."""
    return _finish(connection, run_id, reason, exit_code, killed=False)


def _finish(
    connection: sqlite3.Connection,
    run_id: int,
    reason: str,
    exit_code: int | None,
    *,
    killed: bool,
) -> RunVerdict:
    row = connection.execute(_RUN, (run_id,)).fetchone()
    if row is None:
        raise ValueError(f"no run {run_id}")
    started_at, heartbeat, due, rewritten = row
    counts, errors = _counts(connection, run_id)
    counts["rewritten"] = rewritten or 0
    verdict = RunVerdict(
        run_id=run_id,
        started_at=started_at,
        finished_at=heartbeat if killed else max(heartbeat, now()),
        reason=clean_text(reason),
        exit_code=judged(reason, counts, errors) if exit_code is None else exit_code,
        due=due,
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
    if reason == "told_to_wait":  # by a host, whose pages are left to a later run
        return EXIT_WORTH_A_LOOK
    if not counts["asked"] and reason in _NOT_YET:
        return _NOT_YET[reason]
    is_denied = counts["refused"] > 0 and counts["asked"] == 0
    if reason in _FAILURES or (counts["asked"] == counts["failed"] and not is_denied):
        return EXIT_FAILED
    worth_a_look = counts["failed"] or counts["quarantined"] or errors or is_denied
    return EXIT_WORTH_A_LOOK if worth_a_look else EXIT_FINE


def _counts(connection: sqlite3.Connection, run_id: int) -> tuple[dict[str, int], int]:
    cursor = connection.execute(_COUNT_VISITS, (run_id,))
    names = [column[0] for column in cursor.description]
    counts: dict[str, int] = dict(zip(names, cursor.fetchone(), strict=True))
    counts["refused"] += connection.execute(_COUNT_REFUSED_LINKS, (run_id,)).fetchone()[0]
    counts["problems"], errors = connection.execute(_COUNT_PROBLEMS, (run_id,)).fetchone()
    return counts, errors
