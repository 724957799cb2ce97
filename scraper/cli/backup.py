"""``clusternews backup``: a whole copy of the archive, also while a crawl writes to it."""

from __future__ import annotations

from pathlib import Path

import click

from archive.backup import KEEP
from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options


@click.command(cls=Verb)
@click.argument("target", metavar="[FOLDER|FILE]", required=False)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=KEEP,
    show_default=True,
    metavar="N",
    help="So many backups stay in the folder; older ones that were made here are deleted.",
)
@click.option("--verify", is_flag=True, help="Look over every byte of the copy, as `check` does.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    target: str | None,
    keep: int,
    verify: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Copy the archive, also while a crawl writes to it; prints the path of the copy.

    Without FOLDER or FILE the copy goes to the folder `backups` beside the archive. It is
    looked over before it gets its name.

    \b
    Examples:
      clusternews backup
      clusternews backup /mnt/safe --keep 30 --verify
    """
    from archive.backup import back_up
    from scraper.cli.progress import working

    path = load(ctx, archive, config).archive
    with working(f"copying {line(path)}, and looking over the copy"):
        made = back_up(path, Path(target) if target else None, keep=keep, thorough=verify)
    if as_json:
        print_json(
            {
                "path": str(made.path),
                "bytes": made.size,
                "articles": made.articles,
                "removed": [str(one) for one in made.removed],
            }
        )
    else:
        click.echo(line(made.path))
    say(f"{made.size:,} bytes, {made.articles} articles; {len(made.removed)} older ones deleted")
    return 0
