"""Rows for people: a table on a terminal, tab-separated lines in a pipe.

A table that would be wider than the terminal has its widest columns made narrower, and where
that is not enough each row becomes a block of lines. In a pipe nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import click

from scraper.cli.output import line
from scraper.cli.typeset import READABLE, broken, clipped, columns, hint, is_terminal, paint, put

#: Cells between two columns.
_GAP = 2
#: A column of text is not made narrower than this; below it a row becomes a block of lines.
_LEAST = 12
#: Cells of one value that a table or a block shows, before it is cut.
_MOST = 600
#: Whole numbers of so many digits get commas; years and most ids have fewer.
_LONG_NUMBER = 10_000
_ID = re.compile(r"(?:^|_)(?:id|year|version)$")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


def print_table(
    names: Sequence[str], rows: Iterable[Sequence[object]], *, wrapped: Collection[str] = ()
) -> None:
    """Print rows under the names of their columns; values of the columns ``wrapped`` are
    broken into lines where they are long, those of others are cut, with ``…``.

    In a pipe NULL is an empty cell; on a terminal it is ``–``.
    """
    if not is_terminal():
        for row in (names, *rows):
            click.echo("\t".join(line("" if value is None else value) for value in row))
        return
    cells = [[_cell(name, value) for name, value in zip(names, row, strict=True)] for row in rows]
    numeric = [_is_numeric(row[place] for row in rows) for place in range(len(names))]
    heads = list(map(line, names))
    foldable = [name in wrapped for name in names]
    widths = _widths(heads, cells, numeric, foldable)
    if widths is None:
        was_cut = _print_blocks(heads, cells)
    else:
        was_cut = _print_lines(heads, cells, widths, numeric, foldable)
    if was_cut:
        hint("cut to fit the terminal; a pipe or --json has every value whole")


def moment(at: str) -> str:
    """A time as people read it, to the minute: ``2016-08-04 09:30``, and its zone if not UTC.

    In a pipe, and for what is no time, the text itself.
    """
    found = _TIME.fullmatch(at) if is_terminal() else None
    if found is None:
        return at
    zone = "" if found[3] in (None, "Z", "+00:00") else found[3]
    return f"{found[1]} {found[2]}{zone}"


def _cell(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return moment(line(value[: 8 * _MOST]))
    if isinstance(value, int) and abs(value) >= _LONG_NUMBER and not _ID.search(name):
        return f"{value:,}"
    return line(value)


def _is_numeric(values: Iterable[object]) -> bool:
    some = [value for value in values if value is not None]
    return bool(some) and all(isinstance(value, int | float) for value in some)


def _widths(
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    foldable: Sequence[bool],
) -> list[int] | None:
    """A width for each column; None if the rows do not fit side by side."""
    from rich.cells import cell_len

    least, wanted = [], []
    for place, head in enumerate(heads):
        most = READABLE if foldable[place] else _MOST
        longest = max((min(most, cell_len(row[place])) for row in cells), default=0)
        word = max(map(cell_len, _head_parts(head)), default=0)
        wanted.append(max(longest, word))
        least.append(max(word, longest if numeric[place] else min(longest, _LEAST)))
    room = columns() - _GAP * (len(heads) - 1)
    if sum(least) > room:
        return None
    return _shared(least, wanted, room)


def _shared(least: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Widths that fill the room: what is left of it goes to each by what it lacks."""
    lacks = [most - few for few, most in zip(least, wanted, strict=True)]
    left, every = room - sum(least), sum(lacks)
    if every <= left:
        return list(wanted)
    widths = [few + left * lack // every for few, lack in zip(least, lacks, strict=True)]
    widths[lacks.index(max(lacks))] += room - sum(widths)
    return widths


def _print_lines(
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    widths: Sequence[int],
    numeric: Sequence[bool],
    foldable: Sequence[bool],
) -> bool:
    """Prints the table; whether anything was cut."""
    stacks = [_set_head(head, width) for head, width in zip(heads, widths, strict=True)]
    for text in _side_by_side(stacks, widths, numeric):
        click.echo(paint(text, "title"), color=True)
    was_cut = False
    for row in cells:
        stacks = [
            ["".join(text for text, _ in pieces) for pieces in broken([(cell, "")], width)]
            if fold
            else [clipped(cell, width)]
            for cell, width, fold in zip(row, widths, foldable, strict=True)
        ]
        for text in _side_by_side(stacks, widths, numeric):
            click.echo(text)
        was_cut |= any(
            not fold and clipped(cell, width) != cell
            for cell, width, fold in zip(row, widths, foldable, strict=True)
        )
    return was_cut


def _head_parts(head: str) -> list[str]:
    """Where the name of a column can be broken: at blanks, and after ``_``."""
    return re.findall(r"[^\s_]*_+|[^\s_]+", head)


def _set_head(head: str, width: int) -> list[str]:
    """The name of a column on as few lines as it takes; parts too long for one are cut."""
    from rich.cells import cell_len

    if cell_len(head) <= width:
        return [head]
    found = [""]
    for part in _head_parts(head):
        if found[-1] and cell_len(found[-1] + part) + 1 > width:
            found.append("")
        blank = " " if found[-1] and not found[-1].endswith("_") else ""
        found[-1] += blank + clipped(part, width)
    return found


def _side_by_side(
    stacks: Sequence[Sequence[str]], widths: Sequence[int], numeric: Sequence[bool]
) -> Iterator[str]:
    """The lines of one row, whose cells are stacks of lines."""
    from rich.cells import cell_len

    for number in range(max(map(len, stacks), default=0)):
        found = ""
        for stack, width, right in zip(stacks, widths, numeric, strict=True):
            text = stack[number] if number < len(stack) else ""
            blank = " " * (width - cell_len(text))
            found += (blank + text if right else text + blank) + " " * _GAP
        yield found.rstrip()


def _print_blocks(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Prints each row as a block of lines, a value on each; whether anything was cut."""
    from rich.cells import cell_len

    margin = min(max(map(cell_len, heads), default=0), READABLE // 3) + _GAP
    was_cut = False
    for number, row in enumerate(cells):
        if number:
            click.echo()
        for head, cell in zip(heads, row, strict=True):
            text = clipped(cell, _MOST)
            was_cut |= text != cell
            name = clipped(head, margin - _GAP)
            put(text or " ", indent=margin, margin=name + " " * (margin - cell_len(name)))
    return was_cut
