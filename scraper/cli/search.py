"""``clusternews search``: find articles by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import as_of_options, asked_words, filters, go_back, load, shared_options
from scraper.cli.typeset import Run, clipped_for_people, hint, is_coloured, put

if TYPE_CHECKING:
    import sqlite3

    from archive.facets import Share
    from archive.search import Hit, SearchResult


@click.command(cls=Verb)
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
    order = {key: options.pop(key) for key in ("order", "limit", "offset", "raw")}
    asked = asked_words(words)
    with one_moment(connection):
        result = search(connection, asked, **order, **options)
        asking = {**options, "raw": order["raw"]}
        shares = facets(connection, asked, **asking) if with_facets else {}
        if with_months:
            shares["month"] = months(connection, asked, **asking)
    if as_json:
        print_json(_as_json(result, shares, count=count))
        return 0 if result.total else 1
    if count:
        click.echo(result.total)
    else:
        print_hits(result.hits)
        say(_summary(result))
    _print_shares(shares)
    if not result.total:
        _say_what_to_try(connection, words, order["raw"], options)
    elif not count:
        _hint_on(result, order["offset"])
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
            click.echo()
            put(name, style="title")
        for one in values:
            value = clipped_for_people(one.value, _TITLE) if one.value else "(none)"
            put(value, indent=10, margin=f"{one.articles:>8}  ")


def _plain(snippet: str) -> str:
    from archive.search import MARK_BEGIN, MARK_END

    return snippet.replace(MARK_BEGIN, "*").replace(MARK_END, "*")


def print_hits(hits: Sequence[Hit]) -> None:
    """Print hits with number, title, facts, the passage found and the address."""
    margin = max([6, *(len(str(hit.id)) + 4 for hit in hits)])
    for position, hit in enumerate(hits):
        if position:
            click.echo()
        number = f"{hit.id:>{margin - 2}}  "
        title = clipped_for_people(hit.title, _TITLE)
        put(title, style="title", indent=margin, margin=number)
        facts = [(hit.published_at or "no date")[:10], hit.site, hit.language or "language unknown"]
        tags = [clipped_for_people(tag, _TAG) for tag in hit.tags[:6]]
        # A tag is not torn apart at the end of a line.
        tagged = " ".join(f"#{tag}".replace(" ", "\N{NO-BREAK SPACE}") for tag in tags)
        put(" · ".join([*facts, *([tagged] if tagged else [])]), style="quiet", indent=margin)
        put(*_passage(hit.snippet), indent=margin)
        put(hit.url, style="address", indent=margin, unbroken=True)


#: Cells of a title and of a tag that a list of hits shows on a terminal.
_TITLE, _TAG = 300, 60


def _passage(snippet: str) -> list[Run]:
    """The passage with the words found in colour, or between asterisks where there is none."""
    from archive.search import MARK_BEGIN, MARK_END

    if not is_coloured():
        return [(clipped_for_people(_plain(snippet), _PASSAGE), "")]
    parts = clipped_for_people(snippet, _PASSAGE).replace(MARK_END, MARK_BEGIN).split(MARK_BEGIN)
    return [(part, "found" if place % 2 else "") for place, part in enumerate(parts)]


#: Cells of a passage: more come only of words that are no words.
_PASSAGE = 600


def _hint_on(result: SearchResult, offset: int) -> None:
    """How to go on from what was found."""
    after = offset + len(result.hits)
    more = f"more: --offset {after} · " if after < result.total else ""
    if result.hits:
        hint(f"{more}read one: clusternews show {result.hits[0].id}")
    else:
        hint(f"--offset {offset} leaves nothing: there are {result.total}")


def _say_what_to_try(
    connection: sqlite3.Connection, words: Sequence[str], raw: bool, options: Mapping[str, Any]
) -> None:
    """Where nothing was found: what each part of the question finds alone, and tags near it."""
    from archive.search import search
    from archive.tags import tags_like

    asked = [part for word in words for part in word.split()]
    narrowed = any(value for name, value in options.items() if name != "twins")
    if narrowed and (total := search(connection, asked_words(words), limit=1, raw=raw).total):
        say(f"  without the filters there are {total}")
    elif len(asked) > 1 and not raw and '"' not in "".join(asked):
        alone = [f"{line(word)} {search(connection, word, limit=1).total}" for word in asked[:6]]
        say(f"  each word alone: {', '.join(alone)}")
    if near := tags_like(connection, [" ".join(asked), *asked]):
        say(f"  tags that look like it: {', '.join(map(line, near))}")
