"""``clusternews crawl``: visit listings, feeds and sitemaps, keep new articles."""

from __future__ import annotations

from typing import Any

import click

from scraper.cli import completing
from scraper.cli.crawling import carry_out, crawl_options
from scraper.cli.manual import Verb


@click.command(cls=Verb)
@click.argument("targets", nargs=-1, metavar="[SITE|URL ...]", shell_complete=completing.all_sites)
@click.option("--full", is_flag=True, help="Ask again for every article known.")
@crawl_options
@click.pass_context
def command(ctx: click.Context, /, targets: tuple[str, ...], full: bool, **options: Any) -> int:
    """Visit the listings, feeds and sitemaps of platforms and keep articles not yet known.

    A platform without a site file is named by its address: a listing, a front page, an
    article, a feed or a sitemap. Later its host is a name that goes on there.

    A crawl that was stopped, or killed, is resumed by running it again.

    \b
    Examples:
      clusternews crawl eccp --contact me@example.org
      clusternews crawl https://www.example.org/news --max-pages 50
    """
    return carry_out(ctx, "crawl", targets, options, full=full)
