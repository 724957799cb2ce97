"""Banners of any wording among the lines of a print, where they stand as blocks of their own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from scraper.clean.banner_cells import Cell, Rows
from scraper.clean.consent_runs import Piece, banner_runs
from scraper.clean.consent_shape import Kind, shape_of
from scraper.clean.consent_words import COOKIE, PRIVACY

#: A line as long as this may have been broken to go on below.
_BROKEN = 40
_ENDS = re.compile(r"[.!?:…][\"'”»“)\]]*$")
#: Cells around a word for cookies that are looked at.
_AROUND = 120


@dataclass(slots=True)
class _Part:
    """Cells that read as one text: a line, a cell beside others, or lines that were wrapped."""

    cells: list[int]
    text: str
    gap: int
    beside: bool


def accepted_cells(rows: Rows, known: Container[int]) -> dict[int, str]:
    """The cells that are a banner's, with its language.

    ``known``: cells that were told by their wording to be a banner's. Where a banner has
    such ones, a line of no meaning among its own is the article's, printed in between.
    """
    accepted: dict[int, str] = {}
    for cells in _neighbourhoods(rows):
        parts = list(_parts(rows, cells, known))
        for run in banner_runs([_piece(rows, part) for part in parts]):
            own = parts[run.start : run.end]
            is_known = any(cell in known for part in own for cell in part.cells)
            for part in own:
                if not is_known or shape_of(part.text).kind > Kind.SHORT:
                    accepted.update(dict.fromkeys(part.cells, run.language))
    return accepted


def _piece(rows: Rows, part: _Part) -> Piece:
    return Piece(
        part.text,
        gap=part.gap,
        beside=part.beside,
        cited=rows.cells[part.cells[0]].opens_quote,
        first=_is_first(rows, part.cells[0]),
        last=_is_last(rows, part.cells[-1]),
    )


def _neighbourhoods(rows: Rows) -> Iterator[range]:
    """The cells near a word for cookies or privacy; ranges that touch are one."""
    last = len(rows.cells)
    start = end = 0
    for number, cell in enumerate(rows.cells):
        if COOKIE.search(cell.text) or PRIVACY.search(cell.text):
            if end and number - _AROUND > end:
                yield range(start, end)
                start = number - _AROUND
            start = start if end else max(0, number - _AROUND)
            end = min(last, number + _AROUND)
    if end:
        yield range(start, end)


def _parts(rows: Rows, cells: range, known: Container[int]) -> Iterator[_Part]:
    current: _Part | None = None
    for number in cells:
        cell = rows.cells[number]
        is_alone = len(rows.by_row[cell.row]) == 1
        is_alike = current is not None and (current.cells[-1] in known) == (number in known)
        if current and is_alone and is_alike and _goes_on(current, rows, cell):
            current.cells.append(number)
            current.text = f"{current.text} {cell.text}"
            continue
        if current:
            yield current
        beside = rows.by_row[cell.row][0] != number
        current = _Part([number], cell.text, 0 if beside else rows.gap_above[cell.row], beside)
    if current:
        yield current


def _is_first(rows: Rows, number: int) -> bool:
    row = rows.cells[number].row
    return rows.by_row[row][0] == number and (row == 0 or rows.is_last_on_sheet(row - 1))


def _is_last(rows: Rows, number: int) -> bool:
    """True if nothing is printed below or beside a cell on its sheet."""
    row = rows.cells[number].row
    return rows.by_row[row][-1] == number and rows.is_last_on_sheet(row)


def _goes_on(part: _Part, rows: Rows, cell: Cell) -> bool:
    """True if a line goes on with the one above it."""
    last = rows.cells[part.cells[-1]]
    if rows.is_last_on_sheet(last.row):
        return False
    if rows.gap_above[cell.row] or len(rows.by_row[last.row]) > 1 or len(last.text) < _BROKEN:
        return False
    return cell.text[:1].islower() or not _ENDS.search(last.text)
