"""``clusternews show``: one article with everything known about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json
from scraper.cli.settings import as_of_options, go_back, load, shared_options
from scraper.cli.tables import moment, print_table
from scraper.cli.typeset import clipped_for_people, hint, put, put_text

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
}
#: Facts below the text: where the article comes from.
_ORIGIN: dict[str, str] = {"site": "site", "state": "state", "template": "template"}
#: Cells of the headings of facts.
_MARGIN = 14
#: Cells of a title, and of what a value was read from, that a terminal shows.
_TITLE, _RAW = 300, 120


@click.command(cls=Verb)
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
    _print_article(found)
    if evidence:
        _print_evidence(found)
    else:
        hint(f"how the values are known: clusternews show {found['id']} --evidence")


def _print_article(article: dict[str, Any]) -> None:
    put(clipped_for_people(article["title"], _TITLE), style="title")
    if article["subtitle"]:
        put(article["subtitle"])
    put(article["url"], style="address", unbroken=True)
    for heading, field in _FACTS.items():
        value = _fact(article[field])
        if value or field == "published_at":
            _put_fact(heading, value or _no_date(article))
    click.echo()
    put_text(article["body_text"])
    click.echo()
    _print_remarks(article)
    _print_facts(article, _ORIGIN)
    _put_fact("versions", _versions(article))
    _put_fact("captures", _captures(article))


def _print_remarks(article: dict[str, Any]) -> None:
    """What a reader of the text should know of it: what belongs with it, what is wrong with it."""
    for other in (article["group"] or {"members": ()})["members"]:
        if other["id"] != article["id"]:
            kinds = ", ".join(dict.fromkeys(tie["kind"] for tie in other["ties"])) or "tied"
            said = f"belongs with {other['id']}: {other['title']} ({kinds}) {other['url']}"
            put(said, style="quiet", indent=2)
    for one in article["corrections"]:
        said = f"corrected: {one['field']} on {one['made_at'][:10]}: {one['why']}"
        put(said, style="look", indent=2)
    for problem in article["problems"]:
        put(f"{problem['severity']}: {problem['message']}", style="look", indent=2)


def _print_facts(article: dict[str, Any], facts: Mapping[str, str]) -> None:
    for heading, field in facts.items():
        if value := _fact(article[field]):
            _put_fact(heading, value)


def _put_fact(heading: str, value: str) -> None:
    put(value, indent=_MARGIN, margin=f"{heading:>{_MARGIN - 2}}  ")


def _fact(value: Any) -> str:
    if isinstance(value, list):
        return line("; ".join(map(_item, value)))
    return moment(line(value)) if value else ""


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


def _versions(article: dict[str, Any]) -> str:
    number = len(article["versions"])
    if number == 1:
        return f"1 of {moment(article['versions'][0]['captured_at'])}"
    return f"{number}; clusternews history {article['id']}, clusternews diff {article['id']}"


def _captures(article: dict[str, Any]) -> str:
    return ", ".join(f"{one['form']} {moment(one['captured_at'])}" for one in article["captures"])


def _print_evidence(article: dict[str, Any]) -> None:
    click.echo()
    rows = [
        (
            row["field"],
            row["method"] if row["chosen"] else f"{row['method']} (not taken)",
            None if row["confidence"] is None else f"{row['confidence']:.2f}",
            row["place"],
            None if row["raw"] is None else clipped_for_people(row["raw"], _RAW),
        )
        for row in article["evidence"]
    ]
    print_table(
        ("field", "method", "sure", "place", "as found"), rows, wrapped=("place", "as found")
    )
