"""Lines of a print as cells: pieces of a line that are set apart by a wide gap."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scraper.clean.known_banners import words_of

# A cell ends where two spaces follow; one space is a space between words.
_CELL = re.compile(r"\S+(?:[ \t\xa0]\S+)*")
#: Cells longer than all of a banner's words together hold something else.
_LONGEST = 600
#: Of a longer line only so much is looked at.
LONGEST_LINE = 20_000
#: Blank lines that set a block apart, and the rows that a banner has at most.
_APART, _MOST_BOTTOM_ROWS = 2, 8
# Marks by which an article quotes a sentence, or lists it as an example.
_QUOTE_OPENS = re.compile(r"[\"“”„‟«»‹›‘‚']|[-–•*·▪‣]\s")
_QUOTE_ENDS = re.compile(r"[\"“”„‟«»‹›’'][.,;:!?]*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of one line."""

    line: int  #: index of its line
    start: int  #: offset in the line
    end: int
    text: str
    words: tuple[str, ...]  #: folded; empty if too long to be a part of a banner
    row: int  #: number of its line, blank lines not counted

    @property
    def opens_quote(self) -> bool:
        """True if a quotation or a list item begins here: a text that cites, no banner."""
        return _QUOTE_OPENS.match(self.text) is not None

    @property
    def ends_quote(self) -> bool:
        """True if a quotation ends here."""
        return _QUOTE_ENDS.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a document as cells, blank lines left out."""

    cells: tuple[Cell, ...]
    by_row: tuple[tuple[int, ...], ...]  #: per row the indexes of its cells
    sheet_of_row: tuple[int, ...]
    gap_above: tuple[int, ...]  #: per row the blank lines above it
    has_sheets: bool  #: this form shows where a sheet ends

    def is_last_on_sheet(self, row: int) -> bool:
        """True if nothing is printed below this row on its sheet."""
        return row + 1 == len(self.by_row) or self.sheet_of_row[row + 1] != self.sheet_of_row[row]

    def bottoms(self) -> Iterator[range]:
        """Per sheet the few rows set apart at its bottom: where a fixed banner is printed."""
        last = [row for row in range(len(self.by_row)) if self.is_last_on_sheet(row)]
        for end in last if self.has_sheets else ():
            start = end
            while start and self.gap_above[start] < _APART and end - start < _MOST_BOTTOM_ROWS:
                start -= 1
            is_same_sheet = self.sheet_of_row[max(0, start - 1)] == self.sheet_of_row[end]
            if start and self.gap_above[start] >= _APART and is_same_sheet:
                yield range(start, end + 1)


def rows_of(lines: Sequence[str], sheet_ends: Collection[int]) -> Rows:
    """The cells of ``lines``; ``sheet_ends`` are the indexes of the last lines of sheets."""
    cells: list[Cell] = []
    by_row: list[tuple[int, ...]] = []
    sheet_of_row: list[int] = []
    gaps: list[int] = []
    sheet = gap = 0
    for number, line in enumerate(lines):
        pieces = _CELL.finditer(line, 0, LONGEST_LINE)
        found = [_cell(number, match, len(by_row)) for match in pieces]
        gap += not found
        if found:
            by_row.append(tuple(range(len(cells), len(cells) + len(found))))
            cells += found
            sheet_of_row.append(sheet)
            gaps.append(gap)
            gap = 0
        sheet += number in sheet_ends
    return Rows(
        tuple(cells), tuple(by_row), tuple(sheet_of_row), tuple(gaps), has_sheets=bool(sheet_ends)
    )


def _cell(line: int, match: re.Match[str], row: int) -> Cell:
    text = match.group()
    words = words_of(text) if len(text) <= _LONGEST else ()
    return Cell(line, match.start(), match.end(), text, words, row)
