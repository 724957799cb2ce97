"""``clusternews query``: a question in SQL, or one that has a name; read-only."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from scraper.cli import completing
from scraper.cli.manual import Verb
from scraper.cli.output import print_json
from scraper.cli.settings import as_of_options, go_back, load, shared_options
from scraper.cli.tables import print_table

if TYPE_CHECKING:
    import sqlite3

    from archive.twins import Twins


@click.command(cls=Verb)
@click.argument(
    "sql", metavar="SQL|NAME", required=False, shell_complete=completing.questions_by_name
)
@click.argument("parameters", nargs=-1)
@click.option("--list", "as_list", is_flag=True, help="List the questions that have a name.")
@click.option("--show", is_flag=True, help="Print the SQL of the question NAME.")
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
@as_of_options
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sql: str | None,
    parameters: tuple[str, ...],
    archive: str | None,
    config: str | None,
    as_json: bool,
    as_list: bool,
    show: bool,
    **options: Any,
) -> int:
    """Ask by name (--list shows which), or in SQL; nothing can be written.

    PARAMETERS are name=value for a question with a name, or values in its order; in SQL
    they fill the question marks. The views are made for this: articles_full, latest,
    tag_counts, articles_by_month ... The table schema_comments explains them.

    \b
    Examples:
      clusternews query --list
      clusternews query rising-tags year=2018
      clusternews query first-mention hydrogen --json
      clusternews query --show rising-tags
      clusternews query 'select * from tag_counts limit 10'
      clusternews query 'select title from articles where language = ?' de --csv
    """
    if as_list:
        return _list(as_json=as_json)
    if sql is None:
        raise click.UsageError("give a question: SQL, or a name of `clusternews query --list`")
    if show:
        return _show(sql, as_json=as_json)
    from archive.opening import open_reading

    loaded = load(ctx, archive, config)
    connection = open_reading(loaded.archive)
    go_back(ctx, connection)
    return _ask(connection, sql, parameters, loaded.tags, as_json=as_json, **options)


def _ask(
    connection: sqlite3.Connection,
    sql: str,
    parameters: Sequence[str],
    twins: Twins,
    *,
    as_json: bool,
    as_csv: bool,
    limit: int,
    seconds: float,
) -> int:
    from archive.questions import NAME, ask, ask_sql, find_question

    if NAME.fullmatch(sql):
        question = find_question(sql)
        answer = ask(connection, question, parameters, twins=twins, limit=limit, seconds=seconds)
    else:
        answer = ask_sql(connection, sql, parameters, limit=limit, seconds=seconds)
    if as_json:
        print_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    elif as_csv:
        _print_csv(answer.columns, answer.rows)
    else:
        print_table(answer.columns, answer.rows)
    if answer.is_cut:
        click.echo(f"only the first {limit} rows; --limit gives more", err=True)
    return 0 if answer.rows else 1


def _list(*, as_json: bool) -> int:
    from dataclasses import asdict

    from archive.questions import questions

    known = questions().values()
    if as_json:
        print_json([asdict(question) for question in known])
        return 0
    rows = []
    for question in known:
        taken = [
            parameter.name if parameter.default is None else f"[{parameter.name}]"
            for parameter in question.parameters
        ]
        rows.append((question.name, " ".join(taken), question.about))
    print_table(["name", "takes", "answers"], rows, wrapped=("name", "takes", "answers"))
    return 0


def _show(name: str, *, as_json: bool) -> int:
    from dataclasses import asdict

    from archive.questions import find_question

    question = find_question(name)
    if as_json:
        print_json(asdict(question))
        return 0
    click.echo(f"-- {question.about}")
    for parameter in question.parameters:
        default = "" if parameter.default is None else f" = {parameter.default}".rstrip()
        click.echo(f"--   {parameter.name} ({parameter.kind}){default}: {parameter.about}")
    click.echo(question.sql)
    return 0


def _print_csv(columns: list[str], rows: list[tuple[object, ...]]) -> None:
    from archive.exports import formula_safe

    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in ([*columns], *rows):
        writer.writerow("" if cell is None else formula_safe(str(cell)) for cell in row)
