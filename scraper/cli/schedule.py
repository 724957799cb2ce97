"""``clusternews schedule``: print what lets a machine run it; install nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli import completing
from scraper.cli.manual import Verb
from scraper.cli.output import say
from scraper.cli.settings import archive_option, config_option, load

if TYPE_CHECKING:
    from scraper.config import Config
    from scraper.schedule import Plan


@click.command(cls=Verb)
@click.argument("sites", nargs=-1, metavar="[SITE ...]", shell_complete=completing.all_sites)
@click.option("--cron", is_flag=True, help="Only the line of a crontab.")
@click.option("--systemd", is_flag=True, help="Only a service and a timer of systemd.")
@click.option(
    "--every", type=click.Choice(["hour", "day", "week"]), default="day", show_default=True
)
@click.option(
    "--at", metavar="HH:MM", help="Local time; default: by night, chosen by the archive's path."
)
@click.option(
    "--verb", type=click.Choice(["refresh", "crawl"]), default="refresh", show_default=True
)
@click.option(
    "--user/--system",
    "user",
    default=True,
    help="Units of your own (default), or of the machine with all its hardening.",
)
@archive_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    sites: tuple[str, ...],
    cron: bool,
    systemd: bool,
    every: str,
    at: str | None,
    verb: str,
    user: bool,
    archive: str | None,
    config: str | None,
) -> None:
    """Print a crontab line and systemd units that run a refresh, and where they go.

    Nothing is installed. Paths are absolute, and the minute is one at which not everybody
    begins. Cron is silent while all is well, and mails one line else; a timer makes up for
    runs that a machine slept through. Secrets belong into a file `clusternews.env` beside
    the config (systemd) or into lines above the crontab's: CLUSTERNEWS_PING=...

    \b
    Examples:
      clusternews schedule eccp
      clusternews schedule --cron --every day --at 04:37
      clusternews schedule --systemd --system
    """
    from scraper.schedule import Plan

    loaded = load(ctx, archive, config)
    for site in sites:
        loaded.site_of(site) if "://" in site else loaded.site(site)
    plan = Plan(
        verb=verb,
        sites=sites,
        archive=Path(loaded.archive).absolute(),
        config=loaded.path.absolute() if loaded.path else None,
        log_dir=loaded.log_dir.absolute() if loaded.log_dir else None,
        contact=_contact(loaded),
        every=every,
        at=at,
    )
    if cron or not systemd:
        _print_crontab(plan)
    if systemd or not cron:
        _print_units(plan, system=not user)
    if not loaded.contact and not loaded.allow_loopback:
        say("real crawls need a contact: `contact` in clusternews.toml")
    if verb == "refresh" and not plan.archive.exists():
        say(f"there is no archive at {plan.archive} yet: `clusternews crawl` makes it")


def _contact(loaded: Config) -> str | None:
    """The contact, where only the environment of this shell says it."""
    import os

    return loaded.contact if os.environ.get("CLUSTERNEWS_CONTACT") else None


def _print_crontab(plan: Plan) -> None:
    from scraper.schedule import crontab

    line = crontab(plan)
    say("A line for `crontab -e`:")
    click.echo(line)


def _print_units(plan: Plan, *, system: bool) -> None:
    from scraper.schedule import units

    folder = "/etc/systemd/system" if system else "~/.config/systemd/user"
    own = "" if system else " --user"
    texts = units(plan, system=system, user=_owner(plan.archive.parent))
    for name, text in texts.items():
        click.echo(f"# {folder}/{name}\n{text}")
    say(f"Put the two parts above into the files that they name in {folder}, then:")
    say(f"  systemctl{own} daemon-reload && systemctl{own} enable --now {plan.name}.timer")
    if not system:
        say("  loginctl enable-linger    # to run while you are not logged in")


def _owner(folder: Path) -> str:
    """Who owns the folder of the archive; a number where no name is known."""
    while not folder.exists():
        folder = folder.parent
    try:
        return folder.owner()
    except KeyError:
        return str(folder.stat().st_uid)
