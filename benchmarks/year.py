"""A year of nightly refreshes of a made-up platform, by the real spider into a real archive.

``python -m benchmarks.year --pages 2000 --days 365`` serves six hosts (validators that hold,
none, ones that lie, and sitemaps that hold, never move, or claim that everything has changed),
crawls them once, then refreshes them every night with the clock set on, and prints what was
asked for against a daily full crawl, which edits, new articles, deletions and returns were
noticed by the night that the plan had promised, after how many runs hosts that lie were found
out, versions that no edit explains, and how the archive has grown. The exit code is 1 if a
goal is missed. ``--unchanged 5000`` refreshes a site of that many pages that never changes
instead, and counts requests and rows that differ.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.table import Table

from benchmarks.year_judge import LIES, Count, Judge, Promise, kept
from benchmarks.year_nights import night
from benchmarks.year_server import Server
from benchmarks.year_unchanged import refresh_unchanged
from benchmarks.year_world import DAY, START, Habit, World

#: Goals: requests of a daily full crawl, edits in time, runs until a liar is found.
REQUESTS, EDITS, RUNS = 0.10, 0.99, 3
#: Missed edits that are named.
_SHOWN = 30


def simulate(pages: int, days: int, seed: int, archive: Path, console: Console) -> Count:
    """Crawls on the first night, refreshes on each further one, and counts."""
    world = World(pages, days, seed)
    with Server(world) as server:
        judge = Judge(world, server, archive)
        sites = list(server.sites.values())
        for number in range(days + 1):
            world.moment = START + number * DAY
            started = monotonic()
            if number:
                judge.before()
            verdict = night(sites, archive, world.moment, "refresh" if number else "crawl")
            log = server.take_log()
            judge.after(verdict.run_id, verdict.exit_code, log if number else [])
            if number == 0:
                judge.count = Count()
            if number % 30 == 0 or number < 4:
                say = f"{world.moment:%Y-%m-%d}: {verdict.due} due, {verdict.asked} asked, "
                say += f"{verdict.changed} changed, {verdict.new} new, exit {verdict.exit_code}, "
                size = archive.stat().st_size / 2**20
                say += f"{monotonic() - started:.1f} s, {size:.1f} MB; "
                say += f"so far {_so_far(judge.count, world)}"
                console.print(say, style="dim", soft_wrap=True)
    return judge.count


def _so_far(count: Count, world: World) -> str:
    in_time, due = kept(count.edits, world.moment, there=True)
    share = count.asked.total() / max(1, count.daily.total())
    return f"{in_time} of {due} edits in time, {share:.1%} of the requests"


def goals(count: Count, last: datetime) -> list[tuple[str, str, str, bool]]:
    """What is measured, the figure, the goal, and whether it is met."""
    share = count.asked.total() / max(1, count.daily.total())
    left = [one for one in count.edits if not one.was_taken_back]
    edits, due = kept(left, last, there=True)
    every = kept(count.edits, last, there=True)
    gone, vanished = kept(count.vanished, last, there=False)
    back, returned = kept(count.returned, last, there=True)
    rows = [
        ("requests, of a daily full crawl", f"{share:.1%}", f"{REQUESTS:.0%}", share <= REQUESTS),
        ("edits seen by the promised night", _of(edits, due), f"{EDITS:.0%}", edits >= EDITS * due),
        ("with those taken back by then", _of(*every), "", True),
        ("new articles on their first night", _of(count.found, count.published), "all", False),
        ("vanished, gone after two runs", _of(gone, vanished), "all", gone == vanished),
        ("returns seen by the promised night", _of(back, returned), "all", back == returned),
        ("versions without an edit", str(len(count.rewritten)), "0", not count.rewritten),
    ]
    rows[3] = (*rows[3][:3], count.found == count.published)
    for habit in LIES:
        runs = _runs_until_found(count, habit)
        fine = runs is None or 0 < runs <= RUNS
        said = "no lie met" if runs is None else f"run {runs}" if runs > 0 else "not found"
        rows.append((f"found out: {habit}", said, f"{RUNS} runs", fine))
    honest = [habit for habit in Habit if habit not in LIES and habit in count.caught]
    rows.append(("honest hosts taken for liars", str(len(honest)), "0", not honest))
    return rows


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"


def _runs_until_found(count: Count, habit: Habit) -> int | None:
    """Runs from the first lie met until the host is found out, both counted; 0: never found."""
    if habit not in count.lied:
        return None
    if habit not in count.caught:
        return 0
    return max(1, (count.caught[habit] - count.lied[habit]) // DAY + 1)


def print_year(count: Count, days: int, archive: Path, console: Console) -> bool:
    """The tables; True if every goal is met."""
    last = START + days * DAY
    hosts = Table("host", "asked", "of a daily crawl", "edits", "seen in time", "later", "never")
    for habit in Habit:
        mine = [one for one in count.edits if one.article.habit is habit]
        asked, daily = count.asked[habit], count.daily[habit]
        hosts.add_row(habit, str(asked), f"{asked / max(1, daily):.1%}", *_fates(mine, last))
    console.print(hosts)
    table = Table("measured", "figure", "goal", "")
    rows = goals(count, last)
    for name, figure, goal, fine in rows:
        table.add_row(name, figure, goal, "" if fine else "MISSED")
    console.print(table)
    for promise in _missed(count.edits, last)[:_SHOWN]:
        console.print(_told(promise), style="dim", soft_wrap=True)
    console.print(
        f"exit codes of the nights: {dict(count.codes)}; problems: {dict(count.problems)}"
    )
    console.print(_size(archive))
    return all(fine for *_, fine in rows)


def _missed(promises: list[Promise], last: datetime) -> list[Promise]:
    due = [one for one in promises if one.by <= last and one.article.is_there(one.by)]
    return [one for one in due if one.noticed is None or one.noticed > one.by]


def _told(promise: Promise) -> str:
    article = promise.article
    seen = f"seen {promise.noticed:%Y-%m-%d}" if promise.noticed else "never seen"
    return (
        f"{article.habit.name} {article.path} of {article.published:%Y-%m-%d}: "
        f"edited {promise.at:%Y-%m-%d %H:%M}, promised {promise.by:%Y-%m-%d}, {seen}"
    )


def _fates(promises: list[Promise], last: datetime) -> tuple[str, str, str, str]:
    due = [one for one in promises if one.by <= last and one.article.is_there(one.by)]
    in_time, _ = kept(promises, last, there=True)
    never = sum(one.noticed is None for one in due)
    return str(len(due)), str(in_time), str(len(due) - in_time - never), str(never)


def _size(archive: Path) -> str:
    with closing(sqlite3.connect(archive)) as connection:
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "versions", "captures", "visits", "visit_checks")
        }
    return f"archive: {archive.stat().st_size / 2**20:.1f} MB, {counts}"


def main() -> int:
    """Run the year, or the site that never changes; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unchanged", type=int, metavar="PAGES")
    parser.add_argument("--keep", type=Path, help="copy the archive to this file at the end")
    chosen = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="clusternews-year-") as folder:
        archive = Path(folder) / "year.db"
        started = monotonic()
        if chosen.unchanged:
            fine = refresh_unchanged(chosen.unchanged, archive, console)
        else:
            count = simulate(chosen.pages, chosen.days, chosen.seed, archive, console)
            fine = print_year(count, chosen.days, archive, console)
        console.print(f"{monotonic() - started:.0f} s")
        if chosen.keep:
            shutil.copy(archive, chosen.keep)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
