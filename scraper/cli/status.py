"""``clusternews status``: runs, sites, and problems worth a look."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import click

from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.standing import RUNS_SHOWN, print_standing
from scraper.cli.tables import print_table
from scraper.cli.typeset import is_terminal


@click.command(cls=Verb)
@shared_options
@click.pass_context
def command(ctx: click.Context, as_json: bool, archive: str | None, config: str | None) -> None:
    """What the archive holds, how the last runs ended, and which problems were met.

    \b
    Examples:
      clusternews status
      clusternews status --json
    """
    from archive.attention import attention
    from archive.moment import one_moment
    from archive.opening import open_reading
    from archive.overview import recent_runs, status

    path = load(ctx, archive, config).archive
    with closing(open_reading(path)) as connection, one_moment(connection):
        facts = status(connection)
        recent = recent_runs(connection, each=RUNS_SHOWN)
        notices = attention(connection)
    if as_json:
        print_json({**facts, "sqlite": _library()})
        return
    if is_terminal():
        print_standing(path, facts, recent, notices)
        return
    for name, value in facts.items():
        shown = [_health(one) for one in value] if name == "health" else value
        _print_fact(name.replace("_", " "), shown)


def _health(one: dict[str, Any]) -> dict[str, Any]:
    """The state of a platform on one line; fields only where they come less than before."""
    less = [
        f"{name} {share['before']:.0%} -> {share['lately']:.0%}"
        for name, share in one["fields"].items()
        if None not in share.values() and share["lately"] < share["before"] - 0.1
    ]
    usual, silent = one["days_between_articles"], one["silent_days"]
    return {
        "site": one["site"],
        "held": one["held"],
        "since": one["held_since"],
        "broken": ", ".join(one["broken_fields"]),
        "less than before": ", ".join(less),
        "days between articles": usual,
        "days silent": f"{silent} (improbable)" if one["is_silence_improbable"] else silent,
        "word that held": ", ".join(
            f"{w['signal']} {w['held']}/{w['checks']}" for w in one["word"]
        ),
        "due": one["due"],
        "last good run": one["last_good_run_at"],
    }


def _library() -> dict[str, str | None]:
    """The SQLite that this Python uses, and what is known to be wrong with it."""
    import sqlite3

    from archive.upkeep import library_findings

    note = next(library_findings(sqlite3.sqlite_version_info), None)
    return {"version": sqlite3.sqlite_version, "note": note.message if note else None}


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
