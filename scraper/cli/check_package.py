"""What ``clusternews check PACKAGE`` prints."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from scraper.cli.output import line, print_json, say
from scraper.packages import check_package


def report_package(path: Path, as_json: bool) -> int:
    """Print each file that is not as it was; 1 if there is one."""
    report = check_package(path)
    if as_json:
        print_json(asdict(report))
    else:
        for one in report.findings:
            click.echo(line(f"{one.code:<8} {one.path}: {one.message}"))
    if report.findings:
        say(f"{path}: not as it was made")
        return 1
    say(f"{path}: whole, {report.files} files")
    if not as_json:
        click.echo(f"sha256:{report.digest}")
    return 0
