"""``clusternews search``: find articles by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.output import line, print_json, stdout
from scraper.cli.settings import filters, load, shared_options

if TYPE_CHECKING:
    from rich.text import Text

    from archive.search import Hit


@click.command()
@click.argument("words", nargs=-1)
@filters
@click.option(
    "--order",
    type=click.Choice(["best", "newest"]),
    default="best",
    show_default=True,
    help="Best match first, or newest first.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--raw", is_flag=True, help="WORDS are an SQLite FTS5 expression.")
@click.option("--count", is_flag=True, help="Print only how many articles match.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    archive: str | None,
    config: str | None,
    as_json: bool,
    count: bool,
    **options: Any,
) -> int:
    """Find articles by their words.

    Words are data: every one must occur, in any field. "In quotes" is a phrase, a
    trailing * finds beginnings of words. Accents do not matter: skane finds Skåne.

    \b
    Examples:
      clusternews search hydrogen valleys
      clusternews search '"smart specialisation"' --tag textiles --since 2018-01-01
      clusternews search 'photoni*' --order newest --json
    """
    from archive.opening import open_reading
    from archive.search import search

    connection = open_reading(load(ctx, archive, config).archive)
    # a word quoted for the shell ("smart specialisation") is meant as a phrase
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    result = search(connection, asked, **options)
    if as_json:
        hits = [asdict(hit) | {"snippet": _plain(hit.snippet)} for hit in result.hits]
        print_json({"total": result.total, "hits": hits})
    elif count:
        click.echo(result.total)
    else:
        print_hits(result.hits)
        click.echo(f"{_articles(result.total)}, {len(result.hits)} shown", err=True)
    return 0 if result.total else 1


def _plain(snippet: str) -> str:
    from archive.search import MARK_BEGIN, MARK_END

    return snippet.replace(MARK_BEGIN, "*").replace(MARK_END, "*")


def print_hits(hits: Sequence[Hit]) -> None:
    """Print hits with title, facts, the passage found and the address."""
    from rich.text import Text

    console = stdout()
    for hit in hits:
        head = Text(line(hit.title), style="bold")
        console.print(head)
        facts = [hit.site, (hit.published_at or "no date")[:10], hit.language or "?"]
        facts += [f"#{tag}" for tag in hit.tags[:6]]
        console.print(Text("  " + "  ".join(map(line, facts)), style="dim"))
        console.print(Text("  ") + _marked(hit.snippet, styled=console.is_terminal))
        console.print(Text("  " + line(hit.url), style="cyan"))


def _articles(total: int) -> str:
    return f"{total} article{'s' * (total != 1)}"


def _marked(snippet: str, *, styled: bool) -> Text:
    """The snippet with the words found in colour, or between asterisks where there is none."""
    from rich.text import Text

    from archive.search import MARK_BEGIN, MARK_END

    if not styled:
        return Text(line(_plain(snippet)))
    text = Text()
    parts = line(snippet).replace(MARK_END, MARK_BEGIN).split(MARK_BEGIN)
    for position, part in enumerate(parts):
        text.append(part, style="bold yellow" if position % 2 else "")
    return text
