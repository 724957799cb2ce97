"""``clusternews refresh``: visit again what is due, and ask for nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from scraper.cli import completing
from scraper.cli.crawling import carry_out, crawl_options
from scraper.cli.manual import Verb

if TYPE_CHECKING:
    from scraper.config import Config
    from scraper.site import Site


@click.command(cls=Verb)
@click.argument("targets", nargs=-1, metavar="[SITE ...]", shell_complete=completing.all_sites)
@crawl_options
@click.pass_context
def command(ctx: click.Context, /, targets: tuple[str, ...], **options: Any) -> int:
    """Find what is new and what has changed, at little cost to the platforms.

    Listings and feeds are read up to what is known. Pages are asked for that a sitemap says
    have changed, and those that are due by their own history, mostly by asking whether they
    have changed at all. Without a SITE every platform of the archive is looked at.

    \b
    Examples:
      clusternews refresh --quiet
      clusternews refresh eccp --max-time 1800 --log-dir logs
    """
    return carry_out(ctx, "refresh", targets, options, sites_of=_sites)


def _sites(targets: Sequence[str], loaded: Config) -> list[Site]:
    """The platforms named, or all that the archive holds and the rules know.

    Raises UnknownSite, and UsageError where the archive holds none.
    """
    from archive.errors import UnknownSite, UsageError
    from archive.opening import open_reading
    from archive.platforms import platforms
    from scraper.cli.output import line, say
    from scraper.targets import sites_named

    if targets or not loaded.archive.exists():
        return sites_named(targets, loaded)
    found = []
    for known in platforms(open_reading(loaded.archive)):
        try:
            found.append(loaded.site(known.name))
        except UnknownSite:
            say(line(f"{known.name} is left out: no platform is called so any more"))
    if not found:
        said = "the archive holds no platform that is known by its name"
        raise UsageError(said, hint="name one, or begin with `clusternews crawl`")
    return found
