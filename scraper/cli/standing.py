"""How an archive stands, set for a person: what it holds, how its runs end, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from scraper.cli.tables import moment, print_table
from scraper.cli.typeset import hint, put

#: How many of a platform's last runs the row of bars shows.
RUNS_SHOWN = 20
#: Days after which a platform that was visited before is taken for forgotten.
_FORGOTTEN_DAYS = 8
#: A share of articles that has fallen by so much is worth a look.
_FALL = 0.1
#: Exit code of a run -> what it means, and its bar; None is a run without an end.
_ENDS: dict[int | None, tuple[str, str]] = {
    0: ("fine", "▇"),
    1: ("worth a look", "▅"),
    130: ("interrupted", "▃"),
    None: ("running, or killed", "▂"),
    3: ("failed", "▁"),
}

#: What is worth a look: the platform, what is the matter, what can be done.
Remark = tuple[str, str, str]


def print_standing(path: Path, facts: Mapping[str, Any], runs: Mapping[str, Sequence[Any]]) -> None:
    """Print what :func:`archive.overview.status` and :func:`archive.overview.recent_runs` say."""
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
    _print_remarks([*_remarks(facts, runs)])
    _print_problems(facts["problems"])
    hint("all figures: clusternews status --json · the runs: clusternews query runs")


def ago(at: str, now: datetime | None = None) -> str:
    """How long ago a time of ISO 8601 was: ``5 minutes ago``, ``2 days ago``."""
    seconds = ((now or datetime.now(UTC)) - datetime.fromisoformat(at)).total_seconds()
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            number = int(seconds // size)
            return f"{number} {unit}{'s' * (number != 1)} ago"
    return "just now"


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


def _remarks(facts: Mapping[str, Any], runs: Mapping[str, Sequence[Any]]) -> Iterator[Remark]:
    for site, one in zip(facts["sites"], facts["health"], strict=True):
        yield from _of_runs(site, runs.get(site["name"], ()))
        yield from _of_health(one)


def _of_runs(site: Mapping[str, Any], runs: Sequence[Any]) -> Iterator[Remark]:
    name, code = site["name"], runs[0]["exit_code"] if runs else 0
    if code is None:
        said = f"the last run has no end, since {moment(runs[0]['started_at'])}"
        yield name, said, f"if it runs no more: clusternews crawl {name} goes on with it"
    elif code != 0:
        said = f"the last run: {_end(code)[0]} ({runs[0]['reason']})"
        yield name, said, f"clusternews query failed-runs, or clusternews crawl {name} --verbose"
    at = site["last_run_at"]
    if at and (datetime.now(UTC) - datetime.fromisoformat(at)).days >= _FORGOTTEN_DAYS:
        yield name, f"was last visited {ago(at)}", f"clusternews schedule {name} prints a timer"


def _of_health(one: Mapping[str, Any]) -> Iterator[Remark]:
    name = one["site"]
    if one["held"]:
        fields = f" ({', '.join(one['broken_fields'])})" if one["broken_fields"] else ""
        said = f"{one['held']:,} pages held back since {moment(one['held_since'])}{fields}"
        yield name, said, f"clusternews quarantine list --site {name}"
    for field, share in one["fields"].items():
        before, lately = share["before"], share["lately"]
        if before is not None and lately is not None and lately < before - _FALL:
            said = f"{field}: {lately:.0%} of the last articles have it, {before:.0%} before"
            yield name, said, "clusternews sites try URL shows what the rules find on a page"
    if one["is_silence_improbable"]:
        said = f"nothing new for {one['silent_days']} days; {one['days_between_articles']} is usual"
        yield name, said, f"clusternews crawl {name} --full, and a look at its news page"
    if one["due"]:
        yield name, f"{one['due']:,} pages are due", f"clusternews refresh {name}"


def _print_remarks(remarks: Sequence[Remark]) -> None:
    click.echo()
    if not remarks:
        put("nothing is worth a look", style="good")
        return
    put("worth a look", style="title")
    for site, said, what_to_do in remarks:
        put(("! ", "look"), f"{site}: {said}", indent=4, margin="  ")
        put(f"→ {what_to_do}", indent=4, style="quiet")


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
