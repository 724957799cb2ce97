"""Text set for a terminal: broken between words, indented, coloured where there are colours.

In a pipe every paragraph is one line without marks of colour, and nothing is cut. Widths are
counted in cells: letters of East Asian scripts and emoji take two, combining marks none.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

import click

from scraper.cli.output import line, shown

#: All blanks but those that keep their neighbours together, as in ``10\u00a0000``.
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")

#: A piece of text and the name of its style (a key of :data:`STYLES`), or no style.
Run = tuple[str, str]

#: Lines of prose are no longer than this, however wide the terminal is: longer ones lose the eye.
READABLE = 84
#: What a terminal has that does not say how wide it is.
_USUAL = 80
#: No layout is narrower: what a terminal of less shows is broken by the terminal itself.
_NARROWEST = 24

#: Style -> parameters of the escape sequence "Select Graphic Rendition" (ECMA-48, 8.3.117).
STYLES = {
    "title": "1",
    "quiet": "2",
    "address": "36",
    "found": "1;33",
    "removed": "9;31",
    "added": "32",
    "good": "32",
    "look": "33",
    "bad": "31",
}


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person reads what is written; without a stream, to standard output."""
    return (stream or sys.stdout).isatty()


def is_coloured() -> bool:
    """Whether results are coloured: on a terminal that can, unless NO_COLOR is set."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """How many cells a line of the terminal has: as COLUMNS says, else as the terminal does."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return max(_NARROWEST, int(asked))
    try:
        return max(_NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL)
    except (OSError, ValueError):
        return _USUAL


def paint(text: str, style: str) -> str:
    """The text in its style, where results are coloured."""
    if not style or not text or not is_coloured():
        return text
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def put(
    *runs: Run | str,
    style: str = "",
    indent: int = 0,
    margin: str | None = None,
    unbroken: bool = False,
) -> None:
    """Print one paragraph of runs; of plain texts the style is ``style``.

    Every line is indented by ``indent``; before the first one stands ``margin`` instead.
    ``unbroken`` is for addresses, which can be copied only while no line break is put into them.
    """
    parts = [_printable((run, style) if isinstance(run, str) else run) for run in runs]
    first = " " * indent if margin is None else margin
    if unbroken or not is_terminal():
        click.echo(first + "".join(paint(*part) for part in parts), color=True)
        return
    for number, pieces in enumerate(broken(parts, min(columns(), READABLE) - indent)):
        before = " " * indent if number else first
        click.echo(before + "".join(paint(*piece) for piece in _joined(pieces)), color=True)


def hint(message: str) -> None:
    """A line on standard error about what can be done next: only where a person looks on."""
    if not is_terminal(sys.stderr):
        return
    for number, pieces in enumerate(broken([(shown(message), "")], columns() - 2)):
        click.echo("  " * (number > 0) + "".join(text for text, _ in pieces), err=True)


def put_text(text: str, *, indent: int = 0) -> None:
    """Print a text of several paragraphs, each of its lines as one."""
    for paragraph in shown(text).split("\n"):
        if paragraph.strip():
            put(paragraph, indent=indent)
        else:
            click.echo()


def broken(runs: Iterable[Run], width: int) -> Iterator[list[Run]]:
    """The lines, at most ``width`` cells wide, that the runs fill as one paragraph.

    Lines end between words; a word that is wider than a line fills several.
    """
    from rich.cells import cell_len

    pieces: list[Run] = []
    used = 0
    for word in _words(runs):
        size = sum(cell_len(text) for text, _ in word)
        if used and used + 1 + size <= width:
            # A blank inside a run belongs to it: one stroke goes through several words.
            pieces.append((" ", word[0][1] if word[0][1] == pieces[-1][1] else ""))
            used += 1
        elif used:
            yield pieces
            pieces, used = [], 0
        if size <= width:
            pieces += word
            used += size
            continue
        *full, pieces = _chopped(word, width)
        yield from full
        used = sum(cell_len(text) for text, _ in pieces)
    if pieces:
        yield pieces


def clipped(text: str, cells: int) -> str:
    """The text on one line, cut to so many cells with ``…`` if it is wider."""
    from rich.cells import cell_len, set_cell_size

    # A letter takes a cell or more; only marks take none, and nobody piles up so many.
    text = line(text[: 8 * cells])
    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


def clipped_for_people(text: str, cells: int) -> str:
    """Likewise on a terminal; in a pipe the whole text on one line."""
    return clipped(text, cells) if is_terminal() else line(text)


def _printable(run: Run) -> Run:
    """A run without line breaks and controls; blanks at its ends part it from its neighbours,
    and those that are not to be broken at stay so."""
    text, style = run
    return shown(_BLANKS.sub(" ", text)), style


def _words(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Words, each of one or more pieces: a word may change its style."""
    word: list[Run] = []
    for text, style in runs:
        for piece in re.split(r"( +)", text):
            if piece.isspace():
                if word:
                    yield word
                word = []
            elif piece:
                word.append((piece, style))
    if word:
        yield word


def _chopped(word: list[Run], width: int) -> list[list[Run]]:
    """A word that is wider than a line, in parts that are not."""
    from rich.cells import chop_cells

    return [[(part, style)] for text, style in word for part in chop_cells(text, width)]


def _joined(pieces: list[Run]) -> Iterator[Run]:
    """Neighbours of one style as one run."""
    text, style = pieces[0]
    for more, next_style in pieces[1:]:
        if next_style == style:
            text += more
        else:
            yield text, style
            text, style = more, next_style
    yield text, style
