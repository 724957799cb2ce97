"""``clusternews removed``: what was taken out of pages, and what was put back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from scraper.cli import completing
from scraper.cli.manual import ListGroup
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table
from scraper.cli.typeset import clipped, hint, is_terminal

if TYPE_CHECKING:
    import sqlite3

#: Cells of a block that a list shows.
_SHORT = 160
#: Texts of a rule that are shown where no other number is asked for.
_TEXTS = 20


@click.group(cls=ListGroup, takes_words=True)
def command() -> None:
    """What was taken out of pages before they were read: list it, or put it back.

    \b
    Examples:
      clusternews removed
      clusternews removed 12
      clusternews removed --rule consent --site eccp
      clusternews removed put-back 77 --why "this is the article's own box"
    """


@command.command("list")
@click.argument("article", metavar="URL|ID", required=False)
@click.option(
    "--site",
    metavar="NAME",
    help="Only pages of this platform.",
    shell_complete=completing.kept_sites,
)
@click.option("--rule", metavar="RULE", help="The texts that this rule (or kind) has taken out.")
@click.option("--kept", is_flag=True, help="The blocks that were put back.")
@click.option("--limit", type=click.IntRange(1), help="At most so many rows.")
@shared_options
@click.pass_context
def list_removed(
    ctx: click.Context,
    /,
    article: str | None,
    archive: str | None,
    config: str | None,
    as_json: bool,
    **options: Any,
) -> int:
    """List the removed blocks of an article; without one count them by rule.

    \b
    Examples:
      clusternews removed list 12
      clusternews removed list --rule consent --limit 5 --json
    """
    from archive.opening import open_reading

    with closing(open_reading(load(ctx, archive, config).archive)) as connection:
        rows = _rows(connection, article, **options)
    if as_json:
        print_json(rows)
    else:
        _print(rows)
    return 0 if rows else 1


def _rows(
    connection: sqlite3.Connection,
    article: str | None,
    *,
    site: str | None,
    rule: str | None,
    kept: bool,
    limit: int | None,
) -> list[dict[str, Any]]:
    from archive.errors import UsageError
    from archive.kept import kept_blocks
    from archive.removed import removed_by_rule, removed_of, removed_texts
    from archive.selection import site_name

    if article is not None and (site or kept):
        raise UsageError("an article is of one platform: --site and --kept are for all articles")
    if article is not None:
        blocks = removed_of(connection, article)["blocks"]
        return [one for one in blocks if _is_of(rule, one["rule"])][:limit]
    if kept:
        return kept_blocks(connection, site_name(connection, site) if site else None)[:limit]
    if rule is not None:
        return removed_texts(connection, rule, site=site, limit=limit or _TEXTS)
    return removed_by_rule(connection, site=site, limit=limit)


def _is_of(wanted: str | None, rule: str) -> bool:
    return wanted is None or rule == wanted or rule.startswith(f"{wanted}:")


def _print(rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        say("nothing was taken out")
        return
    names = [name for name in rows[0] if not (is_terminal() and _says_little(name, rows))]
    wrapped = ("text", "place", "rule") if "block" in names else ("text", "example")
    print_table(names, [[_cell(row[name]) for name in names] for row in rows], wrapped=wrapped)
    if "block" in names:
        said = f'clusternews removed put-back {rows[0]["block"]} --why "..."'
        hint(f"to have one in the articles: {said}")
    elif "rule" in names:
        hint(f"what one of them took out: clusternews removed --rule {rows[0]['rule']}")


def _says_little(name: str, rows: Sequence[dict[str, Any]]) -> bool:
    """Whether a column takes more room on a terminal than it is worth."""
    return name == "example_url" or (name == "kept" and not any(row["kept"] for row in rows))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "kept" if value else ""
    return clipped(value, _SHORT) if isinstance(value, str) else value


@command.command("put-back")
@click.argument("block", type=click.IntRange(1))
@click.option("--why", required=True, metavar="TEXT", help="The reason.")
@click.option(
    "--site",
    metavar="NAME",
    help="Only on pages of this platform.",
    shell_complete=completing.kept_sites,
)
@shared_options
@click.pass_context
def put_back(
    ctx: click.Context,
    block: int,
    why: str,
    site: str | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> None:
    """Put the removed BLOCK back: pages that are read from now on keep it.

    BLOCK is the number of its text, as the lists show it. It is put back on every platform
    that it was taken from.

    \b
    Examples:
      clusternews removed put-back 77 --why "this is the article's own box"
      clusternews removed put-back 77 --site eccp --why "a quotation, not a banner"
    """
    from dataclasses import asdict

    from archive.lock import hold
    from archive.opening import require_archive_file
    from archive.selection import site_name
    from archive.store import Archive

    path = load(ctx, archive, config).archive
    require_archive_file(path)
    with hold(path), Archive.open(path) as opened:
        name = site_name(opened.connection, site) if site else None
        kept = opened.put_back(block, why, name)
    if as_json:
        print_json([asdict(one) for one in kept])
    for one in kept:
        say(f"kept on {one.site} as {one.id}; `clusternews removed take-again {one.id}` undoes it")
    say("`clusternews reread --apply` brings it into the articles that are kept already")


@command.command("take-again")
@click.argument("kept_id", metavar="ID", type=click.IntRange(1))
@shared_options
@click.pass_context
def take_again(
    ctx: click.Context, kept_id: int, as_json: bool, archive: str | None, config: str | None
) -> None:
    """Let the rules take a block out again; ID is the number it was put back as.

    \b
    Examples:
      clusternews removed take-again 3
      clusternews removed take-again 3 --json
    """
    from dataclasses import asdict

    from archive.lock import hold
    from archive.opening import require_archive_file
    from archive.store import Archive

    path = load(ctx, archive, config).archive
    require_archive_file(path)
    with hold(path), Archive.open(path) as opened:
        one = opened.take_again(kept_id)
    if as_json:
        print_json(asdict(one))
    say(f"rules may take it out of pages of {one.site} again: {line(one.text)[:_SHORT]}")
    say("`clusternews reread --apply` brings that into the articles that are kept already")
