"""``clusternews quarantine``: pages held back, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from archive.errors import NothingFound, UsageError
from scraper.cli import completing
from scraper.cli.manual import ListGroup
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table
from scraper.cli.typeset import hint

if TYPE_CHECKING:
    from archive.quarantine import Entry
    from scraper.quarantined import Decided


@click.group(cls=ListGroup)
def command() -> None:
    """Pages that do not fit what their site has shown so far: list, accept, read again.

    They are held back with their bytes; the articles stay as they were.

    \b
    Examples:
      clusternews quarantine list
      clusternews quarantine accept 3 4 --why "the platform has a new look"
      clusternews quarantine reread --site eccp
    """


@command.command("list")
@click.option(
    "--site",
    metavar="NAME",
    help="Only pages of this platform.",
    shell_complete=completing.kept_sites,
)
@click.option("--every", is_flag=True, help="Also what has left the quarantine.")
@shared_options
@click.pass_context
def list_(
    ctx: click.Context,
    site: str | None,
    every: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """What is held, since when, and what was expected there.

    \b
    Examples:
      clusternews quarantine list
      clusternews quarantine list --site eccp --json
    """
    from archive.opening import open_reading
    from archive.quarantine import entries

    path = load(ctx, archive, config).archive
    with closing(open_reading(path)) as connection:
        found = entries(connection, site, every=every)
    if as_json:
        print_json([asdict(one) for one in found])
    elif not found:
        say("nothing is held")
    else:
        names = ["id", "site", "since", "state", "what does not fit", "url"]
        print_table(names, [_row(one) for one in found], wrapped=("what does not fit",))
        hint('after a look at one: clusternews quarantine accept ID --why "...", or reread ID')
    return 0


@command.command("accept")
@click.argument("ids", metavar="[ID]...", type=int, nargs=-1)
@click.option(
    "--site",
    metavar="NAME",
    help="All that is held of this platform.",
    shell_complete=completing.kept_sites,
)
@click.option("--all", "everything", is_flag=True, help="All that is held.")
@click.option("--why", metavar="TEXT", help="The reason, kept with it.")
@shared_options
@click.pass_context
def accept(
    ctx: click.Context,
    ids: tuple[int, ...],
    site: str | None,
    everything: bool,
    why: str | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Save what is held, as read by the rules of today, in the order of time.

    What did not fit is known of the platform from then on, and holds no further page back.

    \b
    Examples:
      clusternews quarantine accept 3 4 --why "the platform has a new look"
      clusternews quarantine accept --site eccp --why "tags were given up"
    """
    if sum((bool(ids), site is not None, everything)) != 1:
        raise UsageError("give one of: ids, --site NAME, --all")
    if not (why and why.strip()):
        raise UsageError("accepting needs its reason", hint='--why "the platform has a new look"')
    return _decide(ctx, (archive, config), (ids, site), why.strip(), as_json=as_json)


@command.command("reread")
@click.argument("ids", metavar="[ID]...", type=int, nargs=-1)
@click.option(
    "--site",
    metavar="NAME",
    help="All that is held of this platform.",
    shell_complete=completing.kept_sites,
)
@shared_options
@click.pass_context
def reread(
    ctx: click.Context,
    ids: tuple[int, ...],
    site: str | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Read what is held again, as after a site file was mended; what fits now is saved.

    Without ids and --site all that is held. Exit code 1 if some does not fit yet.

    \b
    Examples:
      clusternews quarantine reread
      clusternews quarantine reread --site eccp
    """
    if ids and site is not None:
        raise UsageError("give ids or --site NAME, not both")
    return _decide(ctx, (archive, config), (ids, site), None, as_json=as_json)


def _decide(
    ctx: click.Context,
    options: tuple[str | None, str | None],
    which: tuple[Sequence[int], str | None],
    why: str | None,
    *,
    as_json: bool,
) -> int:
    from archive.lock import hold
    from archive.opening import open_reading
    from archive.quarantine import chosen
    from archive.store import Archive
    from scraper import quarantined

    loaded = load(ctx, *options)
    # What is wrong is said before anything is held or written.
    with closing(open_reading(loaded.archive)) as connection:
        chosen(connection, *which)
    with hold(loaded.archive), Archive.open(loaded.archive) as opened:
        held = chosen(opened.connection, *which)
        if not held:
            raise NothingFound("nothing is held" + (f" of {which[1]}" if which[1] else ""))
        if why is None:
            done = quarantined.reread(opened, loaded, held)
        else:
            done = quarantined.accept(opened, loaded, held, why)
    return _told(done, as_json=as_json)


def _told(done: Sequence[Decided], *, as_json: bool) -> int:
    left = [one for one in done if one.saved is None]
    if as_json:
        print_json([_plain(one) for one in done])
    for one in left if not as_json else ():
        say(line(f"  stays: {one.entry.id} {one.entry.url}: {one.error or _said(one.entry)}"))
    say(f"{len(done) - len(left)} of {len(done)} saved")
    return 1 if left else 0


def _plain(one: Decided) -> dict[str, object]:
    return {
        "id": one.entry.id,
        "site": one.entry.site,
        "url": one.entry.url,
        "outcome": one.saved.outcome if one.saved else None,
        "error": one.error,
    }


def _row(one: Entry) -> tuple[object, ...]:
    return (one.id, one.site, one.found_at, one.state, _said(one), one.url)


def _said(one: Entry) -> str:
    return "; ".join(f"{m.field} {m.sign}: not {m.expected}, but {m.found}" for m in one.misfits)
