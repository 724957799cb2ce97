"""``clusternews tags``: the tags, and how many articles carry each."""

from __future__ import annotations

import click

from scraper.cli.output import print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table


@click.command()
@click.option("--site", metavar="NAME", help="Only tags of this platform.")
@click.option("--limit", type=click.IntRange(1), help="Only the most frequent ones.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    site: str | None,
    limit: int | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """List tags, the most frequent first.

    \b
    Examples:
      clusternews tags --limit 10
      clusternews tags --site eccp --json
    """
    from archive.opening import open_reading
    from archive.queries import list_tags

    tags = list_tags(open_reading(load(ctx, archive, config).archive), site=site, limit=limit)
    if as_json:
        print_json(tags)
    else:
        columns = list(tags[0]) if tags else ["label"]
        print_table(columns, [tuple(tag[column] for column in columns) for tag in tags])
    return 0 if tags else 1
