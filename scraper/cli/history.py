"""``clusternews history``: what an article's page said, since when, and how we know."""

from __future__ import annotations

import sys
from typing import Any

import click

from scraper.cli.output import line, print_json, stdout
from scraper.cli.settings import load, shared_options

#: Colours of the classes that a reader should not overlook.
_STYLES = {"withdrawn": "red", "returned": "green", "substantive": "bold", "title": "bold"}


@click.command()
@click.argument("article", metavar="URL|ID")
@click.option("--all", "superseded", is_flag=True, help="Also what is no longer held true.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    superseded: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> None:
    """List the changes of an article: since when its page said so, and what changed.

    \b
    Examples:
      clusternews history 12
      clusternews history https://www.clustercollaboration.eu/news/some-title --json
      clusternews history 12 --all
    """
    from archive.history import history_of
    from archive.opening import open_reading

    connection = open_reading(load(ctx, archive, config).archive)
    found = history_of(connection, article, superseded=superseded)
    if as_json:
        print_json(found)
    elif sys.stdout.isatty():
        _print_for_people(found)
    else:
        _print_plain(found)


def print_heading(found: dict[str, Any]) -> None:
    """Title and address of an article, and whether its page is gone."""
    from rich.text import Text

    console = stdout()
    console.print(Text(line(found["title"]), style="bold"))
    console.print(Text(line(found["url"]), style="cyan"))
    if found["state"] == "gone":
        console.print(Text(f"gone since {found['gone_at']}; everything is kept", style="red"))


def _print_for_people(found: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    print_heading(found)
    table = Table("since", "version", "what", "title", box=None, header_style="bold")
    table.columns[0].no_wrap = True
    for change in found["changes"]:
        style = _STYLES.get(change["class"], "")
        if change.get("replaced_at"):
            style = "dim strike"
        cells = (_time(change["at"]), _number(change), _what(change), _title(change))
        table.add_row(*(Text(line(cell)) for cell in cells), style=style)
    stdout().print(table)


def _print_plain(found: dict[str, Any]) -> None:
    """Tab-separated lines under their names; a first line names a page that is gone."""
    if found["state"] == "gone":
        click.echo(f"gone since {found['gone_at']}", err=True)
    click.echo("at\tstate\tversion\tclasses\ttitle\tform\tcaptured_at\textractor\tnoted_at")
    for change in found["changes"]:
        capture = change["capture"] or {"form": "", "captured_at": ""}
        cells = [change["at"], change["state"], change["version"], _what(change), change["title"]]
        cells += [capture["form"], capture["captured_at"], change["extractor"], change["noted_at"]]
        click.echo("\t".join(line(cell) for cell in cells))


def _time(at: str) -> str:
    return at[:16].replace("T", " ")


def _number(change: dict[str, Any]) -> str:
    return "gone" if change["state"] == "gone" else str(change["version"])


def _what(change: dict[str, Any]) -> str:
    until = change.get("replaced_at")
    held = f" (held until {_time(until)})" if until else ""
    return ", ".join(change["classes"]) + held


def _title(change: dict[str, Any]) -> str:
    return "" if change["state"] == "gone" else str(change["title"])
