"""A large site that never changes: what a refresh asks for, and what it leaves in the archive."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.year_nights import night
from benchmarks.year_server import Server
from benchmarks.year_world import DAY, START, Habit, World

#: Requests that one refresh may cost.
MOST_REQUESTS = 8
#: Days after the crawl on which the site is refreshed.
NIGHTS = (1, 2, 12, 40, 41)
#: Tables that a run without a change writes to: what was asked for, and when.
OF_RUNS = frozenset(
    {"runs", "run_sites", "visits", "problems", "visit_checks", "page_visits", "hosts"}
)


def digests(archive: Path) -> dict[str, str]:
    """Of every table but those of runs and visits a digest of all its rows."""
    with closing(sqlite3.connect(archive)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        names = [name for (name,) in tables if name not in OF_RUNS]
        # What SQLite notes of the distribution of values says nothing of its own.
        kept = [name for name in names if not name.startswith("sqlite_stat")]
        return {name: _digest(connection, name) for name in kept}


def _digest(connection: sqlite3.Connection, table: str) -> str:
    found = hashlib.sha256()
    for row in connection.execute(f'SELECT * FROM "{table}"'):
        found.update(repr(row).encode())
    return found.hexdigest()


def pages_of(archive: Path) -> int:
    """Pages of the file, those of its log included."""
    with closing(sqlite3.connect(archive)) as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])


def refresh_unchanged(pages: int, archive: Path, console: Console) -> bool:
    """Crawls once, refreshes on some later nights; True if each is cheap and leaves no trace."""
    world = World.unchanging(Habit.MAPPED, pages)
    table = Table("days later", "requests", "not modified", "whole", "tables that differ", "pages")
    fine = True
    with Server(world) as server:
        sites = list(server.sites.values())
        night(sites, archive, START, "crawl")
        server.take_log()
        kept, size = digests(archive), pages_of(archive)
        for days in NIGHTS:
            world.moment = START + days * DAY
            night(sites, archive, world.moment)
            log = server.take_log()
            now = digests(archive)
            differ = [name for name in now if now[name] != kept.get(name)]
            asked = [one.status for one in log if one.path.count("/") > 1]
            table.add_row(
                *(str(days), str(len(log)), str(asked.count(304)), str(asked.count(200))),
                *(", ".join(differ) or "none", f"{pages_of(archive) - size:+}"),
            )
            fine = fine and len(log) <= MOST_REQUESTS and not differ
    console.print(table)
    console.print(f"goal: at most {MOST_REQUESTS} requests, no table that differs")
    return fine
