"""From the lines of an article's text to its blocks: paragraphs, headings, list items, cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from scraper.extract.printed_joining import (
    COLUMN,
    ends_in_hyphen,
    ends_open,
    is_closed,
    is_full,
    join,
    starts_lower,
    width_of,
)
from scraper.extract.printed_lines import Line
from scraper.extract.printed_pieces import Piece, pieces_of
from scraper.extract.text import clean_text

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A line that wrapped has at least so many letters.
_WRAPPED_LENGTH = 40
#: Wraps that show that a Markdown-like text has hard line breaks; as a rule it has none.
_MARKUP_WRAPS = 3
#: A paragraph that a page break cuts has at least one printed line before the cut.
_CUT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell of the text."""

    text: str
    lines: tuple[Line, ...]

    @property
    def place(self) -> str:
        """The line it begins on, as evidence names it."""
        return self.lines[0].place


def blocks_of(lines: Sequence[Line], *, has_markup: bool) -> tuple[Block, ...]:
    """The blocks that ``lines`` print, in reading order."""
    pieces = pieces_of(lines, has_markup=has_markup)
    builder = _Builder(pieces, has_markup=has_markup)
    return tuple(block for block in builder.blocks() if block.text)


class _Builder:
    def __init__(self, pieces: Sequence[Piece], *, has_markup: bool) -> None:
        self._pieces = pieces
        self._has_markup = has_markup
        self._words = {w.casefold() for p in pieces for w in _WORD.findall(p.text)}
        self._width = _text_width(pieces, _MARKUP_WRAPS if has_markup else 1)
        self._spacing = _line_spacing(pieces, self._width)

    def blocks(self) -> Iterator[Block]:
        current: list[Piece] = []
        text = before = ""
        cut_near = False
        for piece in self._pieces:
            if current and self._goes_on(current, text, before, piece, cut_near=cut_near):
                text = join(text, piece.text, self._words)
                current.append(piece)
                continue
            if current:
                yield _block(text, current)
                cut_near = piece.line.torn
            before, text, current = text, piece.text, [piece]
        if current:
            yield _block(text, current)

    def _goes_on(
        self, current: Sequence[Piece], text: str, before: str, piece: Piece, *, cut_near: bool
    ) -> bool:
        """True if ``piece`` is more of the block that ``current`` are the pieces of."""
        last = current[-1]
        if piece.mark or last.mark in ("heading", "cell"):
            return False
        if is_closed(text) and (piece.line.beside or not self._is_adjacent(piece)):
            return False
        if self._is_adjacent(piece):
            return self._wraps(current, piece)
        if self._has_markup:
            is_item = last.mark == "item"
            return self._cut_in_markup(text, before, piece, cut_near=cut_near, is_item=is_item)
        if abs(piece.column - last.column) > 2:
            return False
        full = is_full(last.text, piece.text, self._room(last))
        if piece.line.torn:
            in_list = last.column > 2
            is_long = len(last.text) >= _WRAPPED_LENGTH or ends_open(last.text)
            return full or (starts_lower(piece.text) and is_long and not in_list)
        return full and starts_lower(piece.text) and piece.line.gap <= self._spacing + 1

    def _is_adjacent(self, piece: Piece) -> bool:
        """True if no blank line, beyond the usual spacing, and no page break is in between."""
        if piece.line.torn and (self._has_markup or piece.line.gap):
            return False
        return piece.line.gap <= self._spacing

    def _wraps(self, current: Sequence[Piece], piece: Piece) -> bool:
        """True for a line that goes on after a line that was full."""
        last, first = current[-1], current[0]
        hangs = first.mark_column < piece.column and abs(piece.column - first.column) <= 2
        if first.mark == "item" and hangs:
            return True  # the items of its list have marks: without one, it is the rest of this
        shift = piece.column - last.column
        if last.mark == "item":
            if abs(shift) > 2 and abs(piece.column - last.mark_column) > 2:
                return False
        elif shift > 1 or (shift < -1 and (len(current) > 1 or shift < -8)):
            return False
        if starts_lower(piece.text) and ends_in_hyphen(last.text):
            return True
        if is_closed(last.text) and last.column > 2:
            return False  # an indented line that ends a sentence ends its list item, as a rule
        if is_full(last.text, piece.text, self._room(last)):
            return True
        # A heading is set larger than the text, so that it wraps before the text does.
        is_heading = len(current) < 3 and current[0].line.gap and current[0].column <= 1
        is_long = len(last.text) >= _WRAPPED_LENGTH
        return bool(
            is_heading and is_long and starts_lower(piece.text) and not is_closed(last.text)
        )

    def _room(self, piece: Piece) -> float:
        """Width that the piece's line has, from where its text begins."""
        return max(self._width - COLUMN * piece.column, 1.0)

    def _cut_in_markup(
        self, text: str, before: str, piece: Piece, *, cut_near: bool, is_item: bool
    ) -> bool:
        """True for the second half of a paragraph that a page break cut in two."""
        is_long = len(text) >= _CUT_LENGTH
        if starts_lower(piece.text):
            in_list = not is_long and len(piece.text) < _CUT_LENGTH and _is_short_open(before)
            return is_long or (piece.line.torn and not in_list)
        if ends_open(text):
            return is_long or piece.line.torn
        # What follows may begin anything. The rest of a paragraph is long, or ends it.
        is_rest = is_closed(piece.text) or len(piece.text) >= _CUT_LENGTH
        can_go_on = is_long and text[-1:].isalnum() and is_rest and not is_item
        return can_go_on and (piece.line.torn or cut_near)


def _is_short_open(text: str) -> bool:
    return 0 < len(text) < _CUT_LENGTH and not is_closed(text)


def _block(text: str, pieces: Iterable[Piece]) -> Block:
    return Block(clean_text(text), tuple(piece.line for piece in pieces))


def _text_width(pieces: Sequence[Piece], needed: int) -> float:
    """Width of the text column: that of the widest line that surely wrapped.

    Infinite if fewer than ``needed`` lines seem to have wrapped: then none has.
    """
    pairs = [
        (p, following)
        for p, following in pairwise(pieces)
        if p.mark not in ("cell", "heading") and not following.mark and not following.line.gap
        if len(p.text) >= _WRAPPED_LENGTH and not is_closed(p.text)
    ]
    sure = [p for p, following in pairs if starts_lower(following.text)]
    if len(pairs) < needed:
        return inf
    return max((_right_edge(p) for p in sure or (p for p, _ in pairs)), default=inf)


def _right_edge(piece: Piece) -> float:
    return COLUMN * piece.column + width_of(piece.text)


def _line_spacing(pieces: Sequence[Piece], width: float) -> int:
    """Blank lines between two lines of a paragraph: none, but for widely spaced prints."""
    gaps = [
        following.line.gap
        for p, following in pairwise(pieces)
        if starts_lower(following.text)
        and not following.line.torn
        and not is_closed(p.text)
        and is_full(p.text, following.text, max(width - COLUMN * p.column, 1.0))
    ]
    return min(max(set(gaps), key=gaps.count), 2) if gaps else 0
