"""``clusternews sites template``: what the pages of a platform repeat, and what a person says."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.manual import Verb
from scraper.cli.output import print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table

if TYPE_CHECKING:
    from archive.templates import TemplateBlock

#: Characters of an example that fit on a line.
EXAMPLE = 70

#: Said by a person: what an option stands for in the archive.
_VERDICTS = {"keep": "kept", "drop": "dropped", "reset": None}


@click.command("template", cls=Verb)
@click.argument("name", metavar="NAME")
@click.option("--keep", metavar="ID", multiple=True, help="This block is part of the articles.")
@click.option("--drop", metavar="ID", multiple=True, help="This block is no part of them.")
@click.option("--reset", metavar="ID", multiple=True, help="Let the counts decide again.")
@shared_options
@click.pass_context
def template(
    ctx: click.Context,
    name: str,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    reset: tuple[str, ...],
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """What the pages of a platform repeat, and so is left out of its articles.

    A block is learned once enough pages show it at the same kind of place; `counted`
    ones stay, so far. It goes `between` the article's own paragraphs, `apart` from them,
    so but `rotating` with others, or only at their `edge`: before or after all of them.
    What is said here holds for the pages that are read from now on.

    \b
    Examples:
      clusternews sites template eccp
      clusternews sites template eccp --keep 3f9a1c02aa17 --drop 77e0
    """
    path = load(ctx, archive, config).archive
    said = {"keep": keep, "drop": drop, "reset": reset}
    written = _site_name(path, name)
    if any(said.values()):
        _overrule(path, written, [(_VERDICTS[how], id_) for how in said for id_ in said[how]])
    blocks = _blocks(path, written)
    if as_json:
        print_json([asdict(block) for block in blocks])
    else:
        _print(blocks)
    return 0 if blocks else 1


def _site_name(path: Path, name: str) -> str:
    from archive.opening import open_reading
    from archive.selection import site_name

    with closing(open_reading(path)) as connection:
        return site_name(connection, name)


def _blocks(path: Path, site: str) -> list[TemplateBlock]:
    from archive.opening import open_reading
    from archive.templates import template_blocks

    with closing(open_reading(path)) as connection:
        return template_blocks(connection, site)


def _overrule(path: Path, site: str, verdicts: Iterable[tuple[str | None, str]]) -> None:
    from archive.lock import hold
    from archive.store import Archive

    with hold(path), Archive.open(path) as archive:
        archive.overrule(site, [(id_, verdict) for verdict, id_ in verdicts])


def _print(blocks: list[TemplateBlock]) -> None:
    if not blocks:
        say("nothing is repeated on the pages counted so far")
        return
    print_table(
        ["id", "state", "pages", "share", "goes", "place", "example"],
        [(*_told(one), one.place, _cut(one.example)) for one in blocks],
    )


def _told(one: TemplateBlock) -> tuple[object, ...]:
    return one.id, one.state, one.pages, f"{one.share:.0%}", one.goes


def _cut(example: str | None) -> str:
    text = example or ""
    return text if len(text) <= EXAMPLE else f"{text[: EXAMPLE - 1]}…"
