"""``clusternews check``: verify that the archive is whole."""

from __future__ import annotations

from dataclasses import asdict

import click

from archive.records import Severity
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options


@click.command()
@shared_options
@click.pass_context
def command(ctx: click.Context, as_json: bool, archive: str | None, config: str | None) -> int:
    """Verify the archive: database, foreign keys, search index, digests of bodies and versions.

    Nothing is changed. Exit code 1 if anything is damaged.

    \b
    Example:
      clusternews check --archive news.db
    """
    from archive.opening import open_reading
    from archive.upkeep import check

    path = load(ctx, archive, config).archive
    findings = check(open_reading(path))
    damage = [finding for finding in findings if finding.severity is not Severity.NOTE]
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(line(f"{finding.code}: {finding.message} ({finding.where})"))
        say(f"{path}: {len(damage)} damaged" if damage else f"{path}: whole")
    return 1 if damage else 0
