"""``clusternews search``: find articles by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.output import line, print_json, say, stdout
from scraper.cli.settings import as_of_options, asked_words, filters, go_back, load, shared_options

if TYPE_CHECKING:
    from rich.text import Text

    from archive.facets import Share
    from archive.search import Hit, SearchResult


@click.command()
@click.argument("words", nargs=-1)
@filters
@as_of_options
@click.option(
    "--order",
    type=click.Choice(["best", "newest"]),
    default="best",
    show_default=True,
    help="Best match first, or newest first.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many before.")
@click.option("--raw", is_flag=True, help="WORDS are an SQLite FTS5 expression.")
@click.option("--count", is_flag=True, help="Print how many articles match, not which.")
@click.option("--facets", "with_facets", is_flag=True, help="Count them by site, language, ...")
@click.option("--months", "with_months", is_flag=True, help="Count them by month.")
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
    with_facets: bool,
    with_months: bool,
    **options: Any,
) -> int:
    """Find articles by their words.

    Words are data: every one must occur, in any field. "In quotes" is a phrase, a
    trailing * finds beginnings of words. Accents do not matter: skane finds Skåne.
    Filters may be repeated: of several tags, labels or authors an article has all, of
    several platforms or languages one. How many there are is exact, always; of more than
    10,000 matches the best are those of the 10,000 that came in last.

    \b
    Examples:
      clusternews search hydrogen valleys
      clusternews search '"smart specialisation"' --tag textiles --since 2018-01-01
      clusternews search 'photoni*' --order newest --json
      clusternews search hydrogen --tag textiles --tag energy --count --facets --months
    """
    from archive.facets import facets, months
    from archive.moment import one_moment
    from archive.opening import open_reading
    from archive.search import search

    connection = open_reading(load(ctx, archive, config).archive)
    go_back(ctx, connection)
    order = {key: options.pop(key) for key in ("order", "limit", "offset")}
    asked = asked_words(words)
    with one_moment(connection):
        result = search(connection, asked, **order, **options)
        shares = facets(connection, asked, **options) if with_facets else {}
        if with_months:
            shares["month"] = months(connection, asked, **options)
    if as_json:
        print_json(_as_json(result, shares, count=count))
    elif count:
        click.echo(result.total)
    else:
        print_hits(result.hits)
        say(_summary(result))
    if not as_json:
        _print_shares(shares)
    return 0 if result.total else 1


def _as_json(
    result: SearchResult, shares: Mapping[str, Sequence[Share]], *, count: bool
) -> dict[str, Any]:
    """The answer as one object: total, hits, and what was counted."""
    shown: dict[str, Any] = {"total": result.total}
    if not count:
        shown["ranked"] = result.ranked
        shown["hits"] = [asdict(hit) | {"snippet": _plain(hit.snippet)} for hit in result.hits]
    if shares:
        shown["facets"] = {name: list(map(asdict, values)) for name, values in shares.items()}
    return shown


def _summary(result: SearchResult) -> str:
    total = f"{result.total} article{'s' * (result.total != 1)}"
    best = "" if result.ranked is None else f", the best of the last {result.ranked} of them"
    return f"{total}, {len(result.hits)} shown{best}"


def _print_shares(shares: Mapping[str, Sequence[Share]]) -> None:
    """Print each facet with its values below it, the numbers in front."""
    for name, values in shares.items():
        if values:
            click.echo(f"\n{name}")
        for one in values:
            click.echo(f"{one.articles:>8}  {line(one.value) if one.value else '(none)'}")


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
