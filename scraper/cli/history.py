"""``clusternews history``: what an article's page said, since when, and how we know."""

from __future__ import annotations

from typing import Any

import click

from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import moment
from scraper.cli.typeset import clipped_for_people, hint, is_terminal, put

#: Styles of the classes that a reader should not overlook.
_STYLES = {"withdrawn": "bad", "returned": "good", "substantive": "title", "title": "title"}
#: Cells of a title that a terminal shows.
_TITLE = 300


@click.command(cls=Verb)
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
    elif is_terminal():
        _print_for_people(found)
    else:
        _print_plain(found)


def print_heading(found: dict[str, Any]) -> None:
    """Title and address of an article, and whether its page is gone."""
    put(clipped_for_people(found["title"], _TITLE), style="title")
    put(found["url"], style="address", unbroken=True)
    if found["state"] == "gone":
        put(f"gone since {moment(found['gone_at'])}; everything is kept", style="bad")


def _print_for_people(found: dict[str, Any]) -> None:
    """The changes one below the other, each with its time, its version and how it is known."""
    print_heading(found)
    title = None
    for change in found["changes"]:
        click.echo()
        style = "quiet" if change.get("replaced_at") else _STYLES.get(change["class"], "")
        margin = f"{moment(change['at']):<18}"
        put((_number(change), "title"), f"  {_what(change)}", indent=18, margin=margin, style=style)
        if change["state"] != "gone" and change["title"] != title:
            title = change["title"]
            put(clipped_for_people(title, _TITLE), indent=18)
        if capture := change["capture"]:
            said = f"{capture['form']} of {moment(capture['captured_at'])}, {change['extractor']}"
            put(said, style="quiet", indent=18)
    if len([one for one in found["changes"] if one["state"] != "gone"]) > 1:
        hint(f"the words that changed: clusternews diff {found['id']}")


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


def _number(change: dict[str, Any]) -> str:
    return "gone" if change["state"] == "gone" else f"version {change['version']}"


def _what(change: dict[str, Any]) -> str:
    until = change.get("replaced_at")
    held = f" (held until {moment(until)})" if until else ""
    return ", ".join(change["classes"]) + held
