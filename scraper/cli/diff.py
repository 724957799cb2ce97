"""``clusternews diff``: words removed from an article and added to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import moment
from scraper.cli.typeset import Run, is_coloured, put

_STYLES = {"removed": "removed", "added": "added", "same": ""}
#: How a part looks where there are no colours, as ``wdiff`` and ``git diff --word-diff`` do it.
_MARKS = {"removed": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}


@click.command(cls=Verb)
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
    from scraper.cli.history import print_heading

    print_heading(found)
    sides = (found["before"], found["after"])
    put(" → ".join(f"version {one['version']} of {moment(one['at'])}" for one in sides))
    put(", ".join(found["classes"]) or "nothing that a reader could see")
    for field in found["fields"]:
        click.echo()
        put(field["field"], style="title")
        for parts in _changes(field):
            put(*map(_run, parts), indent=2)


def _run(part: tuple[str, str]) -> Run:
    kind, said = part
    if kind == "cut":
        return " […] ", "quiet"
    return (said, _STYLES[kind]) if is_coloured() else (_MARKS[kind].format(said), "")


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
