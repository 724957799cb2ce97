"""``clusternews sites``: the platforms known, and what the rules make of one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import click

from scraper.cli import completing
from scraper.cli.manual import ListGroup
from scraper.cli.output import print_json
from scraper.cli.settings import load, shared_options
from scraper.cli.site_template import template
from scraper.cli.sites_try import try_page
from scraper.cli.tables import print_table
from scraper.cli.typeset import hint, put

if TYPE_CHECKING:
    from scraper.config import Config
    from scraper.site import Site


@click.group(cls=ListGroup)
def command() -> None:
    """The platforms known (list), one of them (show), or a page under its rules (try).

    \b
    Examples:
      clusternews sites
      clusternews sites show eccp
      clusternews sites try saved.html --site eccp
    """


@command.command("list")
@shared_options
@click.pass_context
def list_sites(
    ctx: click.Context,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> None:
    """List the platforms known: those with a site file, and those of the archive.

    \b
    Examples:
      clusternews sites list
      clusternews sites list --json
    """
    loaded = load(ctx, archive, config)
    rows = list(_platforms(loaded))
    if as_json:
        print_json(
            [asdict(row.site) | {"rules": row.rules, "articles": row.articles} for row in rows]
        )
        return
    print_table(
        ["name", "platform", "address", "rules", "articles"],
        [
            (row.site.name, row.site.title, row.site.base_url, row.rules, row.articles)
            for row in rows
        ],
        wrapped=("platform", "rules"),
    )
    hint("one of them: clusternews sites show NAME · a new one: clusternews crawl https://...")


@dataclass(frozen=True, slots=True)
class _Platform:
    """A platform, where its rules come from, and how much of it is kept."""

    site: Site
    rules: str
    articles: int


def _platforms(config: Config) -> Iterator[_Platform]:
    from scraper.host_sites import kept_platforms
    from scraper.site import site_for_url
    from scraper.sites import known_sites, site_of_url

    kept = {one.name: one for one in kept_platforms(config.archive)}
    bundled = known_sites()
    for name, site in config.sites.items():
        known = kept.pop(name, None)
        rules = "site file" if bundled.get(name) == site else "config file"
        yield _Platform(site, rules, known.articles if known else 0)
    for name, one in kept.items():
        served = site_of_url(one.base_url, config.sites.values())
        rules = f"general; {served.name} takes it over" if served else "general"
        site = replace(site_for_url(one.base_url), name=name, title=one.title)
        yield _Platform(site, rules, one.articles)


@command.command("show")
@click.argument("name", shell_complete=completing.all_sites)
@shared_options
@click.pass_context
def show_site(
    ctx: click.Context, name: str, as_json: bool, archive: str | None, config: str | None
) -> None:
    """One platform: where its news are, and which facts were seen or only inferred.

    \b
    Examples:
      clusternews sites show eccp
      clusternews sites show eccp --json
    """
    site = load(ctx, archive, config).site(name)
    facts = asdict(site)
    if as_json:
        print_json(facts)
        return
    for key in ("title", "base_url", "hosts", "witness_hosts", "starts", "feeds", "sitemaps"):
        value = facts[key]
        said = value if isinstance(value, str) else ", ".join(value)
        put(said or "none", indent=16, margin=f"{key:>14}  ")
    listings = ", ".join(item.path for item in site.listings)
    put(listings or "none", indent=16, margin=f"{'listings':>14}  ")
    for kind in ("seen", "inferred"):
        click.echo(f"\n{kind}:" + ("" if facts[kind] else " nothing"))
        for fact, source in facts[kind].items():
            put(f"{fact} -- {source}", indent=4, margin="  ")


command.add_command(try_page)
command.add_command(template)
