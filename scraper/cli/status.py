"""``clusternews status``: runs, sites, and problems worth a look."""

from __future__ import annotations

from typing import Any

import click

from scraper.cli.output import line, print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table


@click.command()
@shared_options
@click.pass_context
def command(ctx: click.Context, as_json: bool, archive: str | None, config: str | None) -> None:
    """What the archive holds, how the last runs ended, and which problems were met.

    \b
    Examples:
      clusternews status
      clusternews status --json
    """
    from archive.opening import open_reading
    from archive.queries import status

    path = load(ctx, archive, config).archive
    facts = status(open_reading(path))
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        _print_fact(name.replace("_", " "), value)


def _print_fact(name: str, value: Any) -> None:
    if isinstance(value, list):
        click.echo(f"\n{name}")
        if not value:
            click.echo("none")
        elif isinstance(value[0], dict):
            print_table(list(value[0]), [tuple(row.values()) for row in value])
        else:
            click.echo(line(", ".join(map(str, value))))
    elif isinstance(value, dict):
        click.echo(f"\n{name}")
        print_table(["", ""], list(value.items()))
    else:
        click.echo(line(f"{name}: {'none' if value is None else value}"))
