"""The lines of an article's text as pieces: what they hold without list and heading marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scraper.extract.printed_columns import cells_of
from scraper.extract.printed_joining import COLUMN, is_closed, starts_lower, width_of
from scraper.extract.printed_lines import Line

_BULLET = re.compile(r"(\s*)([•◦▪▫‣∙·●○■□➢➤►✓✔\uf0b7\uf0a7\uf0d8])\s*(?=\S)")
_DASH = re.compile(r"(\s*)([-–—*+])\s+(?=\S)")
_NUMBER = re.compile(r"(\s*)(\d{1,2}|[a-z])[.)]\s+(?=\S)")
_HEADING = re.compile(r"(\s*)#{1,6}\s+(?=\S)")
_QUOTE = re.compile(r"(\s*)(?:>\s?)+")
_RULE = re.compile(r"\s*(?:[-*_=–—]\s?){3,}")
# A theme's quotation marks around a quoted paragraph: far from it, or on a line of their own.
_OPENING_MARK = re.compile(r"(\s*[“„«\"])(\s{3,})(?=\S)")
_CLOSING_MARK = re.compile(r"\s{3,}[”“»\"]$")
_LONE_MARK = re.compile(r"\s*[“”„«»\"]\s*")
#: Gap between two cells of a table row, at least; and so wide it needs no second row.
_CELL_GAP, _WIDE_GAP = 4, 8
#: Lines of one cell, at most; share of its column that a line of it fills if it wraps.
_MOST_CELL_LINES, _FULL_CELL = 8, 0.75


@dataclass(slots=True)
class Piece:
    """A line, or a cell of one, without its list or heading mark."""

    text: str
    column: int  #: where its text begins
    line: Line
    mark: str = ""  #: ``item``, ``heading``, ``cell`` or nothing
    mark_column: int = 0  #: where its list mark stands


def pieces_of(lines: Sequence[Line], *, has_markup: bool) -> list[Piece]:
    """The pieces that ``lines`` hold, in reading order; marks and rules alone are none."""
    pieces: list[Piece] = []
    bases = _bases(lines)
    numbered = _numbered(lines)
    starts = {line.number: frozenset(c for c, _ in cells_of(line.text)[1:]) for line in lines}
    for line in lines:
        text = _CLOSING_MARK.sub("", _OPENING_MARK.sub(_blanked, line.text))
        if not text.strip() or _LONE_MARK.fullmatch(text) or _RULE.fullmatch(text):
            continue
        if has_markup:
            text = _QUOTE.sub(r"\1", text, count=1)
        elif cells := _row_cells(line, starts):
            base = bases[line.sheet]
            row = [Piece(cell, column - base, line, "cell") for column, cell in cells]
            if not _extend_row(pieces, row):
                pieces += row
            continue
        pieces.append(
            _piece(text, line, pieces, bases[line.sheet], numbered, has_markup=has_markup)
        )
    return pieces


def _bases(lines: Iterable[Line]) -> dict[int, int]:
    """Per sheet the column in which the text begins: the sheets of one print differ in it."""
    bases: dict[int, int] = {}
    for line in lines:
        bases[line.sheet] = min(line.indent, bases.get(line.sheet, line.indent))
    return bases


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _piece(
    text: str,
    line: Line,
    earlier: Sequence[Piece],
    base: int,
    numbered: frozenset[int],
    *,
    has_markup: bool,
) -> Piece:
    heading = _HEADING.match(text) if has_markup else None
    if heading:
        return Piece(text[heading.end() :].strip(" #"), 0, line, "heading")
    match = _BULLET.match(text) or (_NUMBER.match(text) if line.number in numbered else None)
    dash = _DASH.match(text)
    if match is None and dash and _is_dash_item(line, dash, earlier, base, has_markup=has_markup):
        match = dash
    if match:
        rest = text[match.end() :]
        column, mark_column = match.end() - base, len(match[1]) - base
        return Piece(" ".join(rest.split()), column, line, "item", mark_column)
    column = len(text) - len(text.lstrip()) - base
    return Piece(" ".join(text.split()), column, line)


def _is_dash_item(
    line: Line, match: re.Match[str], earlier: Sequence[Piece], base: int, *, has_markup: bool
) -> bool:
    """True if a dash begins a list item, and is none that a line break happened to stand before."""
    if has_markup or not earlier or len(match[1]) > base + 1:
        return True
    last = earlier[-1]
    return bool(line.gap) or last.mark == "item" or is_closed(last.text)


def _numbered(lines: Iterable[Line]) -> frozenset[int]:
    """Numbers of the lines that begin an item of a numbered list: 1, 2, 3, or all the same."""
    found = [(line.number, m[2]) for line in lines if (m := _NUMBER.match(line.text))]
    items: set[int] = set()
    for (number, mark), (following, next_mark) in pairwise(found):
        if _follows(mark, next_mark) and (mark in ("1", "a") or number in items):
            items |= {number, following}
    return frozenset(items)


def _follows(mark: str, next_mark: str) -> bool:
    if mark == next_mark == "1":
        return True
    if mark.isdigit() and next_mark.isdigit():
        return int(next_mark) == int(mark) + 1
    return len(mark) == len(next_mark) == 1 and ord(next_mark) == ord(mark) + 1


def _row_cells(line: Line, starts: Mapping[int, frozenset[int]]) -> list[tuple[int, str]]:
    """The cells of a table row, or nothing if the line is none.

    A gap may also be justified text: it counts if it is very wide, or if a line near by
    has a cell that begins in the same column. ``starts``: per line number the columns in
    which its cells begin.
    """
    cells = cells_of(line.text)
    gaps = [column - (start + len(text)) for (start, text), (column, _) in pairwise(cells)]
    if not gaps or max(gaps) < _CELL_GAP:
        return []
    if max(gaps) >= _WIDE_GAP:
        return cells
    near: set[int] = set()
    for distance in (-3, -2, -1, 1, 2, 3):
        near |= starts.get(line.number + distance, frozenset())
    return cells if all(column in near for column, _ in cells[1:]) else []


def _extend_row(pieces: Sequence[Piece], row: Sequence[Piece]) -> bool:
    """True if a line holds the rest of the cells above it, which then have it."""
    above: list[Piece] = []
    for piece in reversed(pieces):
        if piece.mark != "cell" or (above and piece.line is not above[0].line):
            break
        above.insert(0, piece)
    if not above or row[0].line.gap or row[0].line.number - above[0].line.number > _MOST_CELL_LINES:
        return False
    edges = [*(piece.column for piece in above[1:]), None]
    wraps = [(a, edge) for a, edge in zip(above, edges, strict=True) if _goes_on(a, edge, row)]
    if len(wraps) < len(row):
        return False
    for (cell, _), rest in zip(wraps, row, strict=True):
        cell.text = f"{cell.text} {rest.text}"
    return True


def _goes_on(cell: Piece, edge: int | None, row: Sequence[Piece]) -> bool:
    """True if one of ``row`` stands below ``cell`` and is the rest of its text."""
    below = next((piece for piece in row if abs(piece.column - cell.column) <= 1), None)
    if below is None or is_closed(cell.text):
        return False
    if starts_lower(below.text):
        return True
    return edge is not None and width_of(cell.text) > _FULL_CELL * COLUMN * (edge - cell.column)
