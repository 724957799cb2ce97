"""``clusternews show``: one article with everything known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from scraper.cli.output import line, print_json, shown, stdout
from scraper.cli.settings import as_of_options, go_back, load, shared_options

if TYPE_CHECKING:
    from rich.console import Console

#: Facts printed above the text: heading -> how it is read from the article.
_FACTS: dict[str, str] = {
    "published": "published_at",
    "modified": "modified_at",
    "event dates": "event_dates",
    "authors": "authors",
    "language": "language",
    "labels": "labels",
    "tags": "tags",
    "contacts": "contacts",
    "attachments": "attachments",
    "related": "related",
    "site": "site",
    "state": "state",
    "template": "template",
}


@click.command()
@click.argument("article", metavar="URL|ID")
@click.option("--evidence", is_flag=True, help="Also print how each value is known.")
@as_of_options
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    evidence: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> None:
    """Show one article, by its address (any known spelling of it) or its number.

    \b
    Examples:
      clusternews show 12
      clusternews show https://www.clustercollaboration.eu/news/some-title --json
      clusternews show 12 --evidence
    """
    from archive.opening import open_reading
    from archive.queries import find_article

    connection = open_reading(load(ctx, archive, config).archive)
    go_back(ctx, connection)
    found = find_article(connection, article)
    if as_json:
        print_json(found)
        return
    _print_article(stdout(), found)
    if evidence:
        _print_evidence(stdout(), found)


def _print_article(console: Console, article: dict[str, Any]) -> None:
    from rich.text import Text

    console.print(Text(line(article["title"]), style="bold"))
    if article["subtitle"]:
        console.print(Text(line(article["subtitle"]), style="italic"))
    console.print(Text(line(article["url"]), style="cyan"))
    for heading, field in _FACTS.items():
        value = _fact(article[field])
        if value or field == "published_at":
            console.print(Text(f"{heading:>12}  ", style="dim") + Text(value or _no_date(article)))
    console.print()
    console.print(Text(shown(article["body_text"])))
    console.print()
    for other in (article["group"] or {"members": ()})["members"]:
        if other["id"] != article["id"]:
            kinds = ", ".join(dict.fromkeys(tie["kind"] for tie in other["ties"])) or "tied"
            note = f"belongs with {other['id']}: {other['title']} ({kinds}) {other['url']}"
            console.print(Text(line(note), style="dim"))
    for one in article["corrections"]:
        note = f"corrected: {one['field']} on {one['made_at'][:10]}: {one['why']}"
        console.print(Text(line(note), style="yellow"))
    for problem in article["problems"]:
        console.print(Text(line(f"{problem['severity']}: {problem['message']}"), style="yellow"))
    console.print(Text(_captures(article), style="dim"))


def _fact(value: Any) -> str:
    if isinstance(value, list):
        return line(", ".join(_item(item) for item in value))
    return line(value) if value else ""


def _item(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "email" in value:
        return f"{value['name']} <{value['email']}>" if value["name"] else str(value["email"])
    return str(value.get("label") or value.get("title") or value)


def _no_date(article: dict[str, Any]) -> str:
    """Why there is no date of publication: absent from the page, or not to be seen in this form."""
    methods = {row["method"] for row in article["evidence"] if row["field"] == "published_at"}
    return "not visible in this form" if "not_in_form" in methods else "no date on the page"


def _captures(article: dict[str, Any]) -> str:
    forms = ", ".join(f"{item['form']} {item['captured_at'][:10]}" for item in article["captures"])
    versions = len(article["versions"])
    return f"{versions} version{'s' * (versions != 1)}; captures: {forms}"


def _print_evidence(console: Console, article: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("field", "method", "sure", "place", "as found", box=None, header_style="bold")
    for row in article["evidence"]:
        method = row["method"] if row["chosen"] else f"{row['method']} (not taken)"
        sure = "" if row["confidence"] is None else f"{row['confidence']:.2f}"
        cells = (row["field"], method, sure, row["place"], row["raw"] or "")
        table.add_row(*(Text(line(cell)) for cell in cells))
    console.print(table)
