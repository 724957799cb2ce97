"""``clusternews sites``: the platforms known, and what the rules make of one page."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.output import line, print_json, stdout
from scraper.cli.settings import config_option, json_option, load, shared_options
from scraper.cli.tables import print_table

if TYPE_CHECKING:
    from archive.records import Visit
    from scraper.config import Config

#: Fields shown by ``sites try``, whether or not they have a value.
FIELDS = (
    "title",
    "subtitle",
    "summary",
    "authors",
    "published_at",
    "modified_at",
    "event_dates",
    "language",
    "labels",
    "tags",
    "breadcrumbs",
    "images",
    "attachments",
    "contacts",
    "related",
    "body_text",
)


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """The platforms known (list), one of them (show), or a page under its rules (try)."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_sites)


@command.command("list")
@json_option
@config_option
@click.pass_context
def list_sites(ctx: click.Context, as_json: bool = False, config: str | None = None) -> None:
    """List the platforms known."""
    sites = load(ctx, None, config).sites.values()
    if as_json:
        print_json([asdict(site) for site in sites])
        return
    print_table(
        ["name", "platform", "address"],
        [(site.name, site.title, site.base_url) for site in sites],
    )


@command.command("show")
@click.argument("name")
@json_option
@config_option
@click.pass_context
def show_site(ctx: click.Context, name: str, as_json: bool, config: str | None) -> None:
    """One platform: where its news are, and which facts were seen or only inferred."""
    site = load(ctx, None, config).site(name)
    facts = asdict(site)
    if as_json:
        print_json(facts)
        return
    for key in ("title", "base_url", "hosts", "witness_hosts", "feeds", "sitemaps"):
        value = facts[key]
        click.echo(line(f"{key:>14}  {value if isinstance(value, str) else ', '.join(value)}"))
    click.echo(line(f"{'listings':>14}  {', '.join(item.path for item in site.listings)}"))
    for kind in ("seen", "inferred"):
        click.echo(f"\n{kind}:")
        for fact, source in facts[kind].items():
            click.echo(line(f"  {fact} -- {source}"))


@command.command("try")
@click.argument("target", metavar="URL|FILE")
@click.option("--site", metavar="NAME", help="Read it by the rules of this platform.")
@click.option("--url", metavar="URL", help="Address of the page, where FILE is given.")
@click.option("--contact", help="E-mail or page named in the User-Agent.")
@click.option("--allow-loopback", is_flag=True, help="A server on this machine may be asked.")
@shared_options
@click.pass_context
def try_page(
    ctx: click.Context,
    target: str,
    site: str | None,
    url: str | None,
    contact: str | None,
    allow_loopback: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Read one page, live or saved, and show what each field came from. Keeps nothing.

    \b
    Examples:
      clusternews sites try https://www.clustercollaboration.eu/news/some-title
      clusternews sites try saved.html --site eccp
    """
    loaded = load(ctx, archive, config)
    if Path(target).is_file():
        visit = _from_file(Path(target), site, url, loaded)
    else:
        visit = _from_web(target, site, loaded, contact, allow_loopback)
    if as_json:
        print_json(_as_json(visit))
    else:
        _print_visit(visit)
    return 0 if visit.article else 1


def _from_file(path: Path, site: str | None, url: str | None, config: Config) -> Visit:
    from archive.records import Vocabulary
    from scraper.ingest import Given, file_bytes, read_file, site_of_file

    given = Given(site=site, url=url)
    body = file_bytes(path)
    chosen = site_of_file(body, given, config)
    return read_file(path, body, chosen, given, Vocabulary())


def _from_web(
    url: str, site_name: str | None, config: Config, contact: str | None, allow_loopback: bool
) -> Visit:
    from scraper.read import read
    from scraper.run import fetch

    site = config.site(site_name) if site_name else config.site_of(url)
    captured = fetch(
        url,
        site,
        allow_loopback=allow_loopback or config.allow_loopback,
        contact=contact or config.contact,
    )
    return read(captured, site, url=url)


def _as_json(visit: Visit) -> dict[str, Any]:
    facts = asdict(visit)
    facts["capture"].pop("body")
    return facts


def _print_visit(visit: Visit) -> None:
    from rich.table import Table
    from rich.text import Text

    reason = f" ({visit.reason})" if visit.reason else ""
    click.echo(line(f"{visit.url}\n{visit.kind.value}, {visit.state.value}{reason}"))
    article = visit.article
    if article is None:
        _print_problems(visit)
        return
    click.echo(line(f"template {article.template}, {len(visit.removed)} blocks removed\n"))
    table = Table("field", "value", "known by", box=None, header_style="bold")
    for name in FIELDS:
        methods = [
            f"{row.method} {row.place}" for row in article.evidence if row.field == name
        ] or ["-"]
        table.add_row(
            *(Text(line(cell)) for cell in (name, _value(getattr(article, name)), methods[0]))
        )
    stdout().print(table)
    _print_problems(visit)
    for block in visit.removed:
        click.echo(line(f"removed  {block.rule:<40}  {block.text[:60]}"))


def _value(value: object) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, tuple):
        return f"{len(value)}: " + ", ".join(_short(item) for item in value)[:120]
    text = str(value)
    return text if len(text) <= 120 else f"{text[:100]} ... ({len(text)} characters)"


def _short(item: object) -> str:
    for name in ("label", "name", "title", "email", "url"):
        if text := getattr(item, name, None):
            return str(text)
    return str(item)


def _print_problems(visit: Visit) -> None:
    for problem in visit.problems:
        click.echo(line(f"{problem.severity.value}  {problem.code}: {problem.message}"))
