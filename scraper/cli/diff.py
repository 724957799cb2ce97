"""``clusternews diff``: words removed from an article and added to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.output import line, print_json, shown, stdout
from scraper.cli.settings import load, shared_options

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {"removed": "red strike", "added": "green", "cut": "dim", "same": ""}
#: How a part looks where there are no colours, as ``wdiff`` and ``git diff --word-diff`` do it.
_MARKS = {"removed": "[-{}-]", "added": "{{+{}+}}", "cut": " […] ", "same": "{}"}


@click.command()
@click.argument("article", metavar="URL|ID")
@click.argument("a", required=False)
@click.argument("b", required=False)
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    a: str | None,
    b: str | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Show the words removed from an article and added to it.

    A and B are numbers of versions (`clusternews history` lists them) or dates: what the page
    had said by then. Without B, A is compared with the version shown now; without both, the
    last change is shown. In a pipe, removed words are [-so-] and added ones {+so+}.
    Ends with 1 if nothing differs.

    \b
    Examples:
      clusternews diff 12
      clusternews diff 12 1 3
      clusternews diff https://www.clustercollaboration.eu/news/some-title 2026-01-31 --json
    """
    from archive.history import diff_of
    from archive.opening import open_reading

    found = diff_of(open_reading(load(ctx, archive, config).archive), article, a, b)
    if as_json:
        print_json(found)
    else:
        _print(found)
    return 0 if found["fields"] else 1


def _print(found: dict[str, Any]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from scraper.cli.history import print_heading

    print_heading(found)
    console = stdout()
    sides = (found["before"], found["after"])
    steps = " -> ".join(f"version {one['version']} of {one['at'][:16]}" for one in sides)
    console.print(Text(line(steps)))
    console.print(Text(", ".join(found["classes"]) or "nothing that a reader could see"))
    for field in found["fields"]:
        console.print()
        console.print(Text(field["field"], style="bold"))
        for text in _lines(field, coloured=_is_coloured(console)):
            console.print(Padding(text, (0, 0, 0, 2)) if console.is_terminal else text)


def _is_coloured(console: Console) -> bool:
    return console.color_system is not None and not console.no_color


def _lines(field: dict[str, Any], *, coloured: bool) -> Iterator[Text]:
    """What changed in a field: a line for each passage, value or item."""
    from rich.text import Text

    for parts in _changes(field):
        text = Text()
        for kind, said in parts:
            if coloured:
                text.append(" […] " if kind == "cut" else shown(said), _STYLES[kind])
            else:
                text.append(_MARKS[kind].format(shown(said)))
        yield text


def _changes(field: dict[str, Any]) -> Iterator[list[tuple[str, str]]]:
    """Lines of parts, each a kind and its text."""
    from archive.word_diff import item_text

    if "passages" in field:
        for passage in field["passages"]:
            yield [part for each in passage for part in each.items()]
    elif "old" in field:
        values = [line("none" if field[side] is None else field[side]) for side in ("old", "new")]
        yield [("removed", values[0]), ("same", " "), ("added", values[1])]
    elif "removed" in field:
        for kind in ("removed", "added"):
            for item in field[kind]:
                yield [(kind, line(item_text(item)))]
    else:
        yield [("same", "the same words in other markup")]
