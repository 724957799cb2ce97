"""What in an archive is worth a look, the gravest first, and what to do about each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from archive.quarantine import held_by_site
from archive.records import Severity
from archive.rhythm import silence
from archive.run_card import list_runs
from archive.site_health import fields_lately
from archive.times import now

#: A schedule that runs every night has missed some after so many days.
DAYS_WITHOUT_RUN = 3
#: The runs looked at for those that failed.
LAST_RUNS = 20
#: Platforms looked at one by one: those met last.
MOST_SITES = 50
#: Lost by so large a share of the articles, a field is missing.
_LOST = 0.3

_SITES = "SELECT id, name FROM sites ORDER BY id DESC LIMIT ?"
# From each code to the next by the index.
_NEXT_CODE = "SELECT min(code) FROM problems WHERE code > ?"
_ERRORS = "SELECT count(*) FROM problems WHERE code = ? AND severity = 'error'"
_ASKING = ("crawl", "refresh")
_BAD = ("failed", "killed", "interrupted")


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing worth a look."""

    severity: Severity
    text: str  #: one sentence
    do: str  #: a command that helps, or tells more; empty: there is none
    site: str | None = None  #: the platform concerned
    run: int | None = None  #: the run concerned


def attention(connection: sqlite3.Connection) -> list[Notice]:
    """What is worth a look: runs, pages held back, platforms that fell silent, fields lost."""
    ways = (_of_runs, _of_quarantine, _of_sites, _of_problems)
    notices = [notice for way in ways for notice in way(connection)]
    return sorted(notices, key=lambda one: list(Severity).index(one.severity), reverse=True)


def _of_runs(connection: sqlite3.Connection) -> Iterator[Notice]:
    runs = [run for run in list_runs(connection, limit=LAST_RUNS) if run["ended"] != "running"]
    if not runs:
        return
    last = runs[0]
    if last["ended"] in _BAD:
        text = f"The last run, a {last['verb']}, {_bad(last)}."
        yield Notice(Severity.ERROR, text, f"clusternews {last['verb']}", run=last["id"])
    elif last["ended"] == "worth a look":
        text = f"The last run, a {last['verb']}, ended with something worth a look."
        yield Notice(Severity.WARNING, text, "clusternews status", run=last["id"])
    before = [run for run in runs[1:] if run["ended"] in _BAD]
    if before:
        text = f"Of the {len(runs) - 1} runs before, {len(before)} did not end well."
        yield Notice(Severity.NOTE, text, "clusternews query failed-runs", run=before[0]["id"])
    yield from _pause(runs)


def _bad(run: dict[str, Any]) -> str:
    if run["ended"] == "killed":
        return "did not come to its end"
    reason = run["reason"] or ""
    told = f" ({reason})" if reason not in ("", "finished", run["ended"]) else ""
    return ("was interrupted" if run["ended"] == "interrupted" else "failed") + told


def _pause(runs: list[dict[str, Any]]) -> Iterator[Notice]:
    asking = [run for run in runs if run["verb"] in _ASKING]
    if not asking:
        return
    since = datetime.fromisoformat(now()) - datetime.fromisoformat(asking[0]["started_at"])
    if since > timedelta(days=DAYS_WITHOUT_RUN):
        text = f"Nothing was asked of any platform for {since.days} days."
        yield Notice(Severity.WARNING, text, "clusternews schedule", run=asking[0]["id"])


def _of_quarantine(connection: sqlite3.Connection) -> Iterator[Notice]:
    for site, pages, since in held_by_site(connection):
        what = "1 page is" if pages == 1 else f"{pages} pages are"
        text = f"{what} held back, since {since[:10]}: not like what {site} has shown so far."
        yield Notice(Severity.WARNING, text, f"clusternews quarantine list --site {site}", site)


def _of_sites(connection: sqlite3.Connection) -> Iterator[Notice]:
    at = now()
    for site_id, name in connection.execute(_SITES, (MOST_SITES,)).fetchall():
        said = silence(connection, name, at)
        if said:
            yield Notice(Severity.WARNING, f"{name}: {said}.", f"clusternews crawl {name}", name)
        for field, share in fields_lately(connection, site_id).items():
            lately, before = share["lately"], share["before"]
            if lately is not None and before is not None and before - lately >= _LOST:
                text = (
                    f"{name}: {field} in {lately:.0%} of the latest articles, {before:.0%} before."
                )
                yield Notice(Severity.WARNING, text, f"clusternews sites show {name}", name)


def _of_problems(connection: sqlite3.Connection) -> Iterator[Notice]:
    found: dict[str, int] = {}
    code = ""
    while (code := connection.execute(_NEXT_CODE, (code,)).fetchone()[0]) is not None:
        found[code] = connection.execute(_ERRORS, (code,)).fetchone()[0]
    errors = sum(found.values())
    if errors:
        worst = max(found, key=lambda one: found[one])
        text = f"Reading pages met {errors:,} error{'s' * (errors != 1)}, most often {worst}."
        yield Notice(Severity.NOTE, text, "clusternews query problems")
