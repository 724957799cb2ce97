"""Rows for people: a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

from scraper.cli.output import line, stdout


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their column names; NULL is printed as an empty cell."""
    cells = [[line("" if value is None else value) for value in row] for row in rows]
    if not sys.stdout.isatty():
        for row in ([*map(line, columns)], *cells):
            click.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(*map(line, columns), box=None, header_style="bold", pad_edge=False)
    for row in cells:
        table.add_row(*map(Text, row))
    stdout().print(table)
