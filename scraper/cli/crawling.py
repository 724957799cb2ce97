"""What ``crawl`` and ``refresh`` share: their options, and how a run is begun and told of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from archive.errors import ClusternewsError
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.waiting import wait_option

if TYPE_CHECKING:
    import sqlite3

    from archive.records import RunVerdict
    from scraper.config import Config
    from scraper.site import Site

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--max-pages", type=click.IntRange(1), help="Stop after this many pages."),
    click.option("--max-time", type=click.FloatRange(min=1), metavar="SECONDS", help="Stop after."),
    click.option(
        "--delay", type=click.FloatRange(min=0), help="Seconds between requests, at least."
    ),
    click.option("--contact", help="E-mail or page named in the User-Agent."),
    click.option("--allow-loopback", is_flag=True, help="Servers on this machine may be crawled."),
    wait_option,
    click.option("--log-file", metavar="FILE", help="Write the log to FILE; default: none."),
    click.option("--log-dir", metavar="DIR", help="Write a log file for each run into DIR."),
    click.option("--verbose", "-v", is_flag=True, help="Print the log to standard error."),
    click.option("--quiet", "-q", is_flag=True, help="Print nothing unless something is amiss."),
)

#: Counts that a summary always names, and those that it names where there are any.
_ALWAYS = ("asked", "changed", "new")
_RARE = ("unchanged", "missing", "gone", "failed", "quarantined", "refused", "problems")


def crawl_options(command: Command) -> Command:
    """Add the options of a run; the verb takes them as ``**options`` for :func:`carry_out`."""
    command = shared_options(command)
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def carry_out(
    ctx: click.Context,
    verb: str,
    targets: Sequence[str],
    options: dict[str, Any],
    *,
    full: bool = False,
    sites_of: Callable[[Sequence[str], Config], list[Site]] | None = None,
) -> int:
    """Run ``verb`` (``crawl`` or ``refresh``) over its targets, tell how it ended; its exit code.

    ``options`` are those of :func:`crawl_options`; ``full`` asks for every article known.
    ``sites_of`` makes sites of targets; without it :func:`scraper.targets.sites_named` does.
    Raises what the run raises (see :func:`scraper.run.crawl`).
    """
    from scraper.targets import sites_named

    loaded = load(ctx, options["archive"], options["config"])
    loaded.notices.require()
    try:
        sites = (sites_of or sites_named)(targets, loaded)
        verdict = _run(verb, sites, loaded, options, full)
    except ClusternewsError as error:
        _tell(loaded, error.exit_code, f"{verb}: {error}")
        raise
    except Exception:
        return _own_fault(loaded, verb)
    said = summary(verdict)
    if options["as_json"]:
        print_json(asdict(verdict))
    elif verdict.exit_code or not options["quiet"]:
        say(said)
    if verdict.reason == "quiet_hours" and not options["quiet"] and not options["as_json"]:
        _say_until(sites)
    if verdict.exit_code in (1, 3) and not options["quiet"]:
        _say_failures(loaded.archive, verdict.run_id)
    _tell(loaded, verdict.exit_code, said)
    return verdict.exit_code


def _say_until(sites: Sequence[Site]) -> None:
    """When the platforms that are not to be asked now may be."""
    from scraper.quiet import quiet_until

    for site in sites:
        until = quiet_until(site.quiet_hours or ())
        if until is not None:
            said = until.strftime("%Y-%m-%d %H:%M %Z")
            say(line(f"  quiet hours: nothing is asked of {site.name} until {said}"))


def _tell(loaded: Config, exit_code: int, said: str) -> None:
    """Tell whom the config names how the run ended."""
    for wrong in loaded.notices.ended(exit_code, line(said)):
        say(wrong)


def _own_fault(loaded: Config, verb: str) -> int:
    """A fault of this program: its trace, without secrets, and the exit code of a failure."""
    import traceback

    from scraper.redaction import redacted

    say(redacted(traceback.format_exc()))
    _tell(loaded, ClusternewsError.exit_code, f"{verb}: a fault of clusternews itself")
    return ClusternewsError.exit_code


def _run(
    verb: str, sites: list[Site], loaded: Config, options: dict[str, Any], full: bool
) -> RunVerdict:
    from archive.plan import Plan
    from scraper.cli.progress import progress
    from scraper.run import crawl

    delay, log_dir = options["delay"], options["log_dir"]

    def started(run_id: int) -> None:
        if wrong := loaded.notices.started():
            say(wrong)

    names = [site.name for site in sites]
    with progress(names, quiet=options["quiet"]) as on_progress:
        return crawl(
            sites,
            loaded.archive,
            verb=verb,
            allow_loopback=options["allow_loopback"] or loaded.allow_loopback,
            contact=options["contact"] or loaded.contact,
            max_pages=options["max_pages"] or loaded.max_pages,
            max_seconds=options["max_time"],
            plan=Plan(days=max(1.0, loaded.revisit_days)),
            full=full,
            delay=delay,
            wait=options["wait"],
            on_start=started,
            on_progress=on_progress,
            log_file=Path(options["log_file"]) if options["log_file"] else None,
            log_dir=Path(log_dir) if log_dir else loaded.log_dir,
            log_keep=loaded.log_keep,
            log_to_stderr=options["verbose"],
        )


def _say_failures(archive: Path, run_id: int) -> None:
    """The first pages that could not be had or read, and where the others are to be seen."""
    from archive.opening import open_reading
    from archive.overview import failures

    connection = open_reading(archive)
    _say_broken(connection, run_id)
    found = failures(connection, run_id, limit=4)
    for failure in found[:3]:
        say(
            line(
                f"  {failure['state']}: {failure['url']}: {failure['reason'] or 'no reason given'}"
            )
        )
    if len(found) > 3:
        say("  ... and more: `clusternews status` counts them")


def _say_broken(connection: sqlite3.Connection, run_id: int) -> None:
    """Which fields do not come any more as they always did: where, since when, with a sample."""
    from archive.quarantine import broken_in

    broken = broken_in(connection, run_id)
    for one in broken[:2]:
        said = f"  {one.site}: {one.field} on {one.pages} pages since {one.since[:10]}"
        say(line(f"{said}, as {one.sample}: {one.message}"))
    if broken:
        more = ", ".join(sorted({f"{one.site}: {one.field}" for one in broken[2:]}))
        say(line(f"  {f'also {more}; ' if more else ''}`clusternews quarantine list` shows more"))


def summary(verdict: RunVerdict) -> str:
    """One line that says how a run ended."""
    names = _ALWAYS if verdict.due is None else ("due", *_ALWAYS, "rewritten")
    counts = [f"{getattr(verdict, name)} {name}" for name in names]
    counts += [f"{count} {name}" for name in _RARE if (count := getattr(verdict, name))]
    return f"run {verdict.run_id} {verdict.reason}: {', '.join(counts)}"
