"""``clusternews explain``: how the value of one field is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from scraper.cli import completing
from scraper.cli.manual import Verb
from scraper.cli.output import print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import moment
from scraper.cli.typeset import clipped, clipped_for_people, put, put_text

#: Cells of a value in the list of former values, and of what was found on a terminal.
_SHORT, _RAW = 200, 600


@click.command(cls=Verb)
@click.argument("article", metavar="URL|ID")
@click.argument("field", shell_complete=completing.fields)
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    field: str,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> None:
    """Say how the value of one FIELD of an article is known, and what it was before.

    \b
    Examples:
      clusternews explain 12 published_at
      clusternews explain https://www.clustercollaboration.eu/news/some-title authors --json
    """
    from archive.explanation import explain
    from archive.opening import open_reading

    found = explain(open_reading(load(ctx, archive, config).archive), article, field)
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    put(
        (found["field"], "title"),
        " of ",
        (found["url"], "address"),
        f" (id {found['id']})",
        unbroken=True,
    )
    click.echo()
    put_text(_text(found["value"]), indent=2)
    click.echo()
    if made := found["correction"]:
        _print_facts("put in by hand", [f"{moment(made['made_at'])}: {made['why']}"])
    statements = [_statement(row) for row in found["evidence"]]
    _print_facts("known by", statements or ["no evidence was noted for this field"])
    _print_facts("not taken", [_statement(row) for row in found["not_taken"]])
    capture = found["capture"]
    witness = ", from a staging or mirror host" if capture["witness"] else ""
    _print_facts("read from", [f"{capture['form']} of {moment(capture['captured_at'])}{witness}"])
    _print_facts("address", [capture["address"]], unbroken=True)
    _print_facts("sha256", [capture["digest"]], unbroken=True)
    _print_facts("read by", [f"{found['extractor']}, as version {found['version']}"])
    _print_facts("history", [_past(row) for row in found["history"]])
    _print_facts("problems", [f"{one['severity']}: {one['message']}" for one in found["problems"]])


def _print_facts(heading: str, facts: Sequence[str], *, unbroken: bool = False) -> None:
    for number, fact in enumerate(facts):
        margin = "" if number else heading
        put(fact, indent=16, margin=f"{margin:>14}  ", unbroken=unbroken)


def _statement(row: dict[str, Any]) -> str:
    sure = "" if row["confidence"] is None else f", {row['confidence']:.2f} sure"
    raw = "" if row["raw"] is None else f": {clipped_for_people(row['raw'], _RAW)}"
    return f"{row['method']} ({row['meaning']}) at {row['place']}{sure}{raw}"


def _past(row: dict[str, Any]) -> str:
    return f"{moment(row['at'])} (version {row['version']}): {clipped(_text(row['value']), _SHORT)}"


def _text(value: Any) -> str:
    """A value for people: items of lists parted by semicolons."""
    if value is None or value == []:
        return "no value"
    if isinstance(value, list):
        return "; ".join(map(_item, value))
    return str(value)


def _item(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    name = value.get("label") or value.get("title") or value.get("name")
    where = value.get("slug") or value.get("email") or value.get("url") or value.get("path")
    return f"{name} ({where})" if name and where else str(name or where or value)
