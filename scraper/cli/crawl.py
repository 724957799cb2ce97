"""``clusternews crawl``: visit listings, feeds and sitemaps, keep new articles."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options

if TYPE_CHECKING:
    from archive.records import RunVerdict


@click.command()
@click.argument("targets", nargs=-1, metavar="[SITE|URL ...]")
@click.option("--max-pages", type=click.IntRange(1), help="Stop after this many pages.")
@click.option("--max-time", type=click.FloatRange(min=1), metavar="SECONDS", help="Stop after.")
@click.option("--full", is_flag=True, help="Ask again for every article known.")
@click.option("--delay", type=click.FloatRange(min=0), help="Seconds between requests, at least.")
@click.option("--contact", help="E-mail or page named in the User-Agent.")
@click.option("--allow-loopback", is_flag=True, help="Servers on this machine may be crawled.")
@click.option("--log-file", metavar="FILE", help="Write the log to FILE; default: none.")
@click.option("--verbose", "-v", is_flag=True, help="Print the log to standard error.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    max_pages: int | None,
    max_time: float | None,
    full: bool,
    delay: float | None,
    contact: str | None,
    allow_loopback: bool,
    log_file: str | None,
    verbose: bool,
    quiet: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Visit the listings, feeds and sitemaps of platforms and keep articles not yet known.

    A platform without a site file is named by its address: a listing, a front page, an
    article, a feed or a sitemap. Later its host is a name that goes on there.

    A crawl that was stopped, or killed, is resumed by running it again.

    \b
    Examples:
      clusternews crawl eccp --contact me@example.org
      clusternews crawl https://www.example.org/news --max-pages 50
    """
    from scraper.cli.progress import progress
    from scraper.run import crawl
    from scraper.targets import sites_named

    loaded = load(ctx, archive, config)
    sites = sites_named(targets, loaded)
    with progress(quiet=quiet or verbose) as on_progress:
        verdict = crawl(
            sites,
            loaded.archive,
            allow_loopback=allow_loopback or loaded.allow_loopback,
            contact=contact or loaded.contact,
            max_pages=max_pages or loaded.max_pages,
            max_seconds=max_time,
            full=full,
            delay=loaded.crawl_delay if delay is None else delay,
            on_progress=on_progress,
            log_file=Path(log_file) if log_file else None,
            log_to_stderr=verbose,
        )
    if as_json:
        print_json(asdict(verdict))
    elif not quiet:
        say(summary(verdict))
    if verdict.exit_code in (1, 3):
        _say_failures(loaded.archive, verdict.run_id)
    return verdict.exit_code


def _say_failures(archive: Path, run_id: int) -> None:
    """The first pages that could not be had or read, and where the others are to be seen."""
    from archive.opening import open_reading
    from archive.overview import failures

    found = failures(open_reading(archive), run_id, limit=4)
    for failure in found[:3]:
        say(
            line(
                f"  {failure['state']}: {failure['url']}: {failure['reason'] or 'no reason given'}"
            )
        )
    if len(found) > 3:
        say("  ... and more: `clusternews status` counts them")


def summary(verdict: RunVerdict) -> str:
    """One line that says how a run ended."""
    return (
        f"run {verdict.run_id} {verdict.reason}: {verdict.asked} asked, {verdict.new} new, "
        f"{verdict.changed} changed, {verdict.unchanged} unchanged, {verdict.gone} gone, "
        f"{verdict.failed} failed, {verdict.refused} refused, {verdict.problems} problems"
    )
