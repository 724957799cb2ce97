"""``clusternews query``: a question in SQL, read-only."""

from __future__ import annotations

import csv
import sys

import click

from scraper.cli.output import print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table


@click.command()
@click.argument("sql")
@click.argument("parameters", nargs=-1)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="At most this many rows.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    help="Stop the query after this time.",
)
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    sql: str,
    parameters: tuple[str, ...],
    as_csv: bool,
    limit: int,
    seconds: float,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Put a question in SQL; PARAMETERS fill its question marks. Nothing can be written.

    The views are made for this: articles_full, latest, tag_counts, articles_by_month ...
    `clusternews query "select name, sql from sqlite_schema where type = 'view'"` lists them.

    \b
    Examples:
      clusternews query 'select * from tag_counts limit 10'
      clusternews query 'select title from articles where language = ?' de --csv
    """
    from archive.opening import open_reading
    from archive.queries import run_query

    connection = open_reading(load(ctx, archive, config).archive)
    columns, rows = run_query(
        connection, sql, parameters=parameters, limit=limit + 1, seconds=seconds
    )
    kept = rows[:limit]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in kept])
    elif as_csv:
        _print_csv(columns, kept)
    else:
        print_table(columns, kept)
    if len(rows) > limit:
        click.echo(f"only the first {limit} rows; --limit gives more", err=True)
    return 0 if kept else 1


def _print_csv(columns: list[str], rows: list[tuple[object, ...]]) -> None:
    from archive.exports import formula_safe

    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in ([*columns], *rows):
        writer.writerow("" if cell is None else formula_safe(str(cell)) for cell in row)
