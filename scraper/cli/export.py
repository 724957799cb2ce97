"""``clusternews export``: articles as CSV or JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from archive.errors import UsageError
from scraper.cli.output import say
from scraper.cli.settings import archive_option, config_option, filters, load


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    help="Default: by the ending of --output, else jsonl.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to FILE; default: standard output.")
@filters
@archive_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    form: str | None,
    output: str | None,
    archive: str | None,
    config: str | None,
    **options: Any,
) -> int:
    """Write articles, one a row, with the same filters as search.

    CSV cells never start a formula: those that would get a leading apostrophe.

    \b
    Examples:
      clusternews export -o articles.csv
      clusternews export --format jsonl --tag textiles | head -3
    """
    from archive.exports import write_csv, write_jsonl
    from archive.opening import open_reading

    connection = open_reading(load(ctx, archive, config).archive)
    chosen = form or _by_ending(output)
    write = write_csv if chosen == "csv" else write_jsonl
    if output is None:
        return 0 if write(connection, sys.stdout, **options) else 1
    count = _write_file(Path(output), write, connection, options)
    say(f"{count} articles written to {output}")
    return 0 if count else 1


def _by_ending(output: str | None) -> str:
    return "csv" if output and output.lower().endswith(".csv") else "jsonl"


def _write_file(path: Path, write: Any, connection: Any, options: dict[str, Any]) -> int:
    """Write beside the target and rename, so that a broken export never replaces a whole one."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            count = int(write(connection, out, **options))
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
    return count
