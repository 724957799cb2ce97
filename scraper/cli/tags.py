"""``clusternews tags``: the tags, and how many articles carry each; or all about one."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from scraper.cli import completing
from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import apart_option, as_of_options, go_back, load, shared_options
from scraper.cli.tables import moment, print_table
from scraper.cli.typeset import columns, hint, is_terminal, put

if TYPE_CHECKING:
    import sqlite3

    from archive.twins import Twins

#: Neighbours and changes shown of one tag where no other number is asked for.
SHOWN = 10


@click.command(cls=Verb)
@click.argument("name", required=False, shell_complete=completing.tags)
@click.option(
    "--site",
    metavar="NAME",
    help="Only tags of this platform.",
    shell_complete=completing.kept_sites,
)
@click.option("--limit", type=click.IntRange(1), help="Only so many of each kind of rows.")
@click.option("--trend", is_flag=True, help="Of NAME: articles by month.")
@click.option("--with", "beside", is_flag=True, help="Of NAME: the tags that go with it.")
@click.option("--changes", is_flag=True, help="Tags renamed and merged, as the pages show it.")
@click.option("--lost", is_flag=True, help="Articles that lost a tag.")
@apart_option
@as_of_options
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    name: str | None,
    archive: str | None,
    config: str | None,
    as_json: bool,
    apart: bool,
    **options: Any,
) -> int:
    """List tags, the most frequent first, or show all about the tag NAME (slug or label).

    The language is that of the path (/fr/...), else of most of its articles. A lift of 3
    means: three times as often together as by chance.

    \b
    Examples:
      clusternews tags --limit 10
      clusternews tags hydrogen
      clusternews tags hydrogen --trend --json
      clusternews tags --changes --site eccp
    """
    from archive.opening import open_reading
    from archive.twins import NONE

    loaded = load(ctx, archive, config)
    connection = open_reading(loaded.archive)
    go_back(ctx, connection)
    answer = _answer(connection, name, NONE if apart else loaded.tags, **options)
    if as_json:
        print_json(answer)
    elif isinstance(answer, list):
        _print_tags(answer, options["limit"])
    else:
        _print_parts(answer, by_year=not options["trend"])
    return 0 if any(answer.values() if isinstance(answer, dict) else answer) else 1


def _answer(
    connection: sqlite3.Connection,
    name: str | None,
    twins: Twins,
    *,
    site: str | None,
    limit: int | None,
    trend: bool,
    beside: bool,
    changes: bool,
    lost: bool,
) -> list[dict[str, Any]] | dict[str, Any]:
    from archive.errors import UsageError
    from archive.tag_card import PARTS, all_changes, tag_card
    from archive.tags import list_tags

    asked = zip(PARTS, (trend, beside, changes, lost), strict=True)
    parts = [part for part, wanted in asked if wanted]
    if name is not None:
        every = parts or PARTS
        return tag_card(connection, name, site=site, parts=every, limit=limit or SHOWN, twins=twins)
    if trend or beside:
        raise UsageError("--trend and --with are about one tag", hint="clusternews tags NAME")
    if parts:
        became = all_changes(connection, site=site, limit=limit, twins=twins)
        return {part: became[part] for part in parts}
    return list_tags(connection, site=site, limit=limit, twins=twins)


def _print_rows(rows: Sequence[dict[str, Any]]) -> None:
    names = list(rows[0]) if rows else ["label"]
    if not any(row.get("joined") for row in rows):
        names = [name for name in names if name != "joined"]
    print_table(
        names,
        [tuple(_cell(row[name]) for name in names) for row in rows],
        wrapped=("label", "before", "after", "lost", "left", "title"),
    )


def _print_tags(rows: Sequence[dict[str, Any]], asked: int | None) -> None:
    """The tags: in a pipe all that is known of each, on a terminal what fits beside the name."""
    if not is_terminal():
        _print_rows(rows)
    elif rows:
        _print_rows([_at_a_glance(row, several=_are_of_several(rows)) for row in rows])
        more = "" if asked is None or len(rows) < asked else "all: without --limit · "
        hint(f"{more}one of them: clusternews tags {shlex.quote(line(rows[0]['slug']))}")
    if not rows:
        say("no article has a tag")


def _are_of_several(rows: Sequence[dict[str, Any]]) -> bool:
    return len({row["site"] for row in rows}) > 1


def _at_a_glance(row: dict[str, Any], *, several: bool) -> dict[str, Any]:
    shown = {"label": row["label"], "articles": row["articles"]}
    shown |= {"first": _day(row["first_published"]), "last": _day(row["last_published"])}
    shown["language"] = row["language"]
    if several:
        shown["site"] = row["site"]
    if row.get("joined"):
        shown["joined"] = row["joined"]
    return shown


def _day(at: str | None) -> str | None:
    return at[:10] if at else None


def _cell(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _print_parts(card: dict[str, Any], *, by_year: bool) -> None:
    for tag in card.get("tags", ()):
        for key, value in tag.items():
            shown = _labels(value) if key == "labels" else _cell(value)
            if shown not in (None, ""):
                put(moment(str(shown)), indent=18, margin=f"{key:>16}  ")
    for part, rows in card.items():
        if part in ("name", "tags"):
            continue
        shown = _years(rows) if part == "trend" and by_year else rows
        heading = "articles by year" if shown is not rows else _HEADINGS[part]
        click.echo(f"\n{heading}:" + ("" if rows else " none"))
        if rows and shown is not rows and is_terminal():
            _print_bars(shown)
        elif rows:
            _print_rows([_FLAT.get(part, dict)(row) for row in shown])
    if name := card.get("name"):
        hint(f"its articles: clusternews search --tag {shlex.quote(line(name))} --order newest")


def _print_bars(years: Sequence[dict[str, Any]]) -> None:
    """Articles by year, each with a bar, the longest as long as fits."""
    most = max(max(row["articles"] for row in years), 1)
    width = len(f"{most:,}")
    room = min(40, columns() - width - 10)
    for row in years:
        bar = "▇" * -(-row["articles"] * room // most)
        click.echo(f"  {row['year']}  {row['articles']:>{width},}  {bar}".rstrip())


def _years(months: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The trend for a first look: hundreds of months are for --trend."""
    years: dict[str, int] = {}
    for month in months:
        year = month["month"][:4]
        years[year] = years.get(year, 0) + month["articles"]
    return [{"year": year, "articles": articles} for year, articles in years.items()]


def _labels(labels: Sequence[dict[str, Any]]) -> str:
    return ", ".join(f"{one['label']} (since {one['first_seen_at'][:10]})" for one in labels)


def _flat_change(change: dict[str, Any]) -> dict[str, Any]:
    articles = change["articles"]
    return {
        "kind": change["kind"],
        "site": change["site"],
        "before": ", ".join(f"{tag['label']} ({tag['slug']})" for tag in change["before"]),
        "after": f"{change['after']['label']} ({change['after']['slug']})",
        "since": change["since"][:10],
        "until": change["until"][:10],
        "articles": len(articles),
        "example": articles[0]["url"] if articles else None,
    }


def _flat_loss(loss: dict[str, Any]) -> dict[str, Any]:
    return {
        "at": loss["at"][:10],
        "lost": ", ".join(loss["lost"]),
        "left": ", ".join(loss["left"]) or "none",
        "title": loss["title"],
        "url": loss["url"],
    }


_HEADINGS = {
    "trend": "articles by month",
    "with": "tags that go with it",
    "changes": "renamed and merged",
    "lost": "articles that lost a tag",
}
_FLAT = {"changes": _flat_change, "lost": _flat_loss}
