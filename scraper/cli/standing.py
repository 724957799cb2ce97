"""How an archive stands, set for a person: what it holds, how its runs end, what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from archive.attention import Notice
from archive.times import ago
from scraper.cli.tables import moment, print_table
from scraper.cli.typeset import hint, put

#: How many of a platform's last runs the row of bars shows.
RUNS_SHOWN = 20
#: Exit code of a run -> what it means, and its bar; None is a run without an end.
_ENDS: dict[int | None, tuple[str, str]] = {
    0: ("fine", "▇"),
    1: ("worth a look", "▅"),
    130: ("interrupted", "▃"),
    None: ("running, or killed", "▂"),
    3: ("failed", "▁"),
}


def print_standing(
    path: Path,
    facts: Mapping[str, Any],
    runs: Mapping[str, Sequence[Any]],
    notices: Sequence[Notice],
) -> None:
    """Print what :func:`archive.overview.status`, :func:`archive.overview.recent_runs` and
    :func:`archive.attention.attention` say."""
    put((str(path), "title"), f" {_size(facts['archive_bytes'])}")
    counts = [f"{facts[name]:,} {name}" for name in ("articles", "versions", "captures", "tags")]
    gone = f", {facts['gone']:,} of them gone from the web and kept here" if facts["gone"] else ""
    put(f"{counts[0]}{gone} · {' · '.join(counts[1:])} · {facts['pages']:,} addresses known")
    if not facts["sites"]:
        click.echo("\nno platform yet")
        hint("begin: clusternews crawl eccp --contact you@example.org, or clusternews ingest FILE")
        return
    click.echo()
    _print_sites(facts["sites"], runs)
    if last := facts["last_run"]:
        click.echo()
        put(_told(last))
    _print_notices(notices)
    _print_problems(facts["problems"])
    hint("all figures: clusternews status --json · the runs: clusternews query runs")


def _size(size: int) -> str:
    for unit, least in (("GB", 10**9), ("MB", 10**6)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size / 1000:.0f} kB"


def _print_sites(sites: Sequence[Mapping[str, Any]], runs: Mapping[str, Sequence[Any]]) -> None:
    rows = []
    for site in sites:
        own = runs.get(site["name"], ())
        newest = (site["latest_published"] or "no date")[:10]
        visited = ago(site["last_run_at"]) if site["last_run_at"] else "never"
        result = _end(own[0]["exit_code"])[0] if own else "–"
        bars = "".join(_end(run["exit_code"])[1] for run in reversed(own))
        rows.append((site["name"], site["articles"], newest, visited, result, bars))
    names = ("site", "articles", "newest", "last run", "result", "last runs")
    print_table(names, rows, wrapped=("site",))
    if any(runs.values()):
        put(" ".join(f"{bar} {said} " for said, bar in _ENDS.values()), style="quiet")


def _end(exit_code: int | None) -> tuple[str, str]:
    return _ENDS.get(exit_code, _ENDS[3])


def _told(run: Mapping[str, Any]) -> str:
    counted = ("asked", "new", "changed", "unchanged", "gone", "failed", "problems")
    counts = [f"{run[name]:,} {name}" for name in counted if run[name]]
    ended = run["reason"] if run["finished_at"] else "has no end: running, or killed"
    return (
        f"last run: {run['id']}, {run['verb']} of {run['sites'] or 'no platform'} on "
        f"{moment(run['started_at'])}: {ended}{', ' if counts else ''}{', '.join(counts)}"
    )


def _print_notices(notices: Sequence[Notice]) -> None:
    click.echo()
    if not notices:
        put("nothing is worth a look", style="good")
        return
    put("worth a look", style="title")
    for one in notices:
        put(("! ", "look"), one.text, indent=4, margin="  ")
        if one.do:
            put(f"→ {one.do}", indent=4, style="quiet")


def _print_problems(problems: Sequence[Mapping[str, Any]]) -> None:
    """Problems above the level of notes, which are counted."""
    grave = [one for one in problems if one["severity"] != "note"]
    notes = sum(one["problems"] for one in problems) - sum(one["problems"] for one in grave)
    if grave:
        click.echo()
        put("problems of pages", style="title")
    for one in grave:
        count = f"{one['problems']:,} {one['code']} on {one['pages']:,} pages"
        put(f"{one['site']}: {one['severity']}: {count}, last {ago(one['last_seen'])}", indent=2)
        put(one["example"] or "", style="address", indent=4, unbroken=True)
    if notes:
        put(f"and {notes:,} notes, which need nothing", style="quiet", indent=2)
