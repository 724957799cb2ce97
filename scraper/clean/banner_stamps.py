"""Which of the phrases found in a print stand there as boilerplate.

A *stamp* is one appearance of the banner. Its sentences prove it; headings, buttons and
pointers to a policy are part of it only beside a sentence, because articles have lines
like ``OK`` and ``More info`` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from scraper.clean.banner_cells import Rows
from scraper.clean.banner_match import Found
from scraper.clean.consent_words import COOKIE, is_policy_line
from scraper.clean.known_banners import DECIDING, HEADING, SENTENCE, Phrase

#: Rows of other text between two sentences of one stamp, at most.
_STAMP_GAP = 6
#: Rows of other text between a stamp and its button: few for words that texts have too.
_NEAR_GENERIC, _NEAR_DISTINCT = 1, 4
_GENERIC_WORDS = 2
#: Rows between a heading alone and the button below it.
_HEADING_ROWS = 3
#: Words of a cut sentence that prove it alone; and that do where the sheet ends.
_CUT_WORDS, _CUT_WORDS_AT_END = 4, 2
_SHORT_POLICY = 6
_SHORT_CELL = 5


@dataclass(slots=True)
class _Stamp:
    """One appearance of the banner."""

    source: str
    rows: set[int] = field(default_factory=set)
    phrases: set[tuple[str, ...]] = field(default_factory=set)
    roles: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


class Stamps:
    """The stamps of one document, and the cells that belong to them."""

    def __init__(self, rows: Rows, found: Sequence[Found]) -> None:
        self._rows = rows
        self._found = found
        self._stamps: list[_Stamp] = []
        self.accepted: dict[int, str] = {}  #: index of a cell -> language or site
        parts = {n for f in found if f.is_complete for n in f.cells}
        other = [any(n not in parts for n in cells) for cells in rows.by_row]
        self._others = [0, *accumulate(map(int, other))]
        self._accept_sentences()
        self._accept_headings()
        self._accept_buttons()
        self._accept_companions()

    def _row(self, cell: int) -> int:
        return self._rows.cells[cell].row

    def _between(self, row: int, other: int) -> int:
        """Rows of other text strictly between two rows."""
        low, high = sorted((row, other))
        return max(0, self._others[high] - self._others[low + 1]) if high > low else 0

    def _distance(self, stamp: _Stamp, row: int) -> int:
        return min(self._between(row, r) for r in stamp.rows)

    def _is_cited(self, found: Found) -> bool:
        cells = self._rows.cells
        return cells[found.cells[0]].opens_quote or cells[found.cells[-1]].ends_quote

    def _accept_sentences(self) -> None:
        sentences = [f for f in self._found if f.phrase.role == SENTENCE and not self._is_cited(f)]
        whole = [f for f in sentences if f.is_complete]
        proved = {f.phrase.words for f in whole}
        whole_rows = sorted({self._row(n) for f in whole for n in f.cells})
        cut = [f for f in sentences if not f.is_complete and self._is_cut(f, proved, whole_rows)]
        for found in sorted([*whole, *cut], key=lambda f: f.cells):
            self._add(found, self._stamp_for(found))

    def _is_cut(self, found: Found, proved: set[tuple[str, ...]], whole_rows: list[int]) -> bool:
        """True if a sentence that breaks off is the banner's: long enough, or at a sheet's end."""
        last = self._row(found.cells[-1])
        at_end = self._rows.is_last_on_sheet(last)
        has_cookie = COOKIE.search(" ".join(found.phrase.words[: found.matched])) is not None
        is_proved = any(phrase.words in proved for phrase in found.others)
        is_telling = found.matched >= _CUT_WORDS_AT_END and (at_end or has_cookie)
        if is_proved and is_telling:
            return True
        if found.matched < max(_CUT_WORDS, 0.4 * len(found.phrase.words)):
            return False
        return has_cookie or at_end or any(self._between(last, row) <= 1 for row in whole_rows)

    def _stamp_for(self, found: Found) -> _Stamp:
        """The stamp that a sentence goes on with, or a new one."""
        first = self._row(found.cells[0])
        if self._stamps:
            stamp = self._stamps[-1]
            is_near = self._distance(stamp, first) <= _STAMP_GAP
            if is_near and found.phrase.words not in stamp.phrases:
                return stamp
        self._stamps.append(_Stamp(found.phrase.source))
        return self._stamps[-1]

    def _add(self, found: Found, stamp: _Stamp) -> None:
        for cell in found.cells:
            self.accepted[cell] = stamp.source
        stamp.rows.update(map(self._row, found.cells))
        stamp.phrases.add(found.phrase.words)

    def _accept_headings(self) -> None:
        """Short headings: beside a sentence, or above a button to decide with."""
        headings = [
            f
            for f in self._found
            if f.phrase.role == HEADING and f.is_complete and not self._is_cited(f)
        ]
        for heading in headings:
            row = self._row(heading.cells[0])
            near = [s for s in self._stamps if self._distance(s, row) <= 1]
            if near:
                self._add(heading, near[0])
            elif self._is_decided_below(row):
                self._stamps.append(_Stamp(heading.phrase.source))
                self._add(heading, self._stamps[-1])

    def _buttons(self) -> Iterator[Found]:
        return (
            f for f in self._found if f.is_complete and f.phrase.role not in (SENTENCE, HEADING)
        )

    def _is_decided_below(self, row: int) -> bool:
        """True if a button to decide with, of more than one common word, is close below."""
        return any(
            0 <= self._row(f.cells[0]) - row <= _HEADING_ROWS
            for f in self._buttons()
            if f.phrase.role in DECIDING and len(f.phrase.words) > 1
        )

    def _accept_buttons(self) -> None:
        """Each stamp's buttons, the nearest first; one that was taken brings the next nearer."""
        left = list(self._buttons())
        while left:
            near = [
                (distance, number, stamp)
                for number, found in enumerate(left)
                for stamp in self._stamps
                if (distance := self._reach(found, stamp)) is not None
            ]
            if not near:
                return
            _, number, stamp = min(near, key=lambda n: n[:2])
            found = left.pop(number)
            stamp.roles[found.phrase.role, found.phrase.source] = found.phrase.words
            stamp.rows.update(map(self._row, found.cells))
            self.accepted.update(dict.fromkeys(found.cells, stamp.source))

    def _reach(self, found: Found, stamp: _Stamp) -> int | None:
        """How far a button is from its stamp, None if it is too far to be its, or a second one."""
        row = self._row(found.cells[0])
        if found.cells[0] in self.accepted or self._is_taken(found.phrase, stamp):
            return None
        limit = _NEAR_GENERIC if len(found.phrase.words) <= _GENERIC_WORDS else _NEAR_DISTINCT
        if row < min(stamp.rows):
            # Above its sentences a button can only stand in a column of its own.
            limit = 0 if self._is_beside(found.cells[0], stamp) else -1
        distance = self._distance(stamp, row)
        return distance if distance <= limit else None

    def _is_taken(self, phrase: Phrase, stamp: _Stamp) -> bool:
        """True if the stamp has its button of this kind: a second one is the article's line."""
        is_common = phrase.role == "more" or len(phrase.words) == 1
        held = stamp.roles.get((phrase.role, phrase.source))
        if not is_common or held is None:
            return False
        return held != phrase.words or _count(phrase, self._buttons()) > len(self._stamps)

    def _is_beside(self, cell: int, stamp: _Stamp) -> bool:
        """True if the cell begins to the right of all that the stamp has said."""
        ends = [self._rows.cells[n].end for n in self.accepted if self._row(n) in stamp.rows]
        return self._rows.cells[cell].start >= max(ends, default=0)

    def _accept_companions(self) -> None:
        """Unknown words in the banner's own columns, and short pointers to a policy."""
        for stamp in self._stamps:
            low, high = min(stamp.rows), max(stamp.rows)
            inside = range(low, min(high, low + _STAMP_GAP) + 1)
            beside = [n for r in inside for n in self._rows.by_row[r]]
            for number in beside:
                is_short = len(self._rows.cells[number].words) <= _SHORT_CELL
                if number not in self.accepted and is_short and self._is_beside(number, stamp):
                    self.accepted[number] = stamp.source
            for row in (high + 1, high + 2):
                self._accept_policy(row, stamp)

    def _accept_policy(self, row: int, stamp: _Stamp) -> None:
        if row >= len(self._rows.by_row) or len(self._rows.by_row[row]) != 1:
            return
        number = self._rows.by_row[row][0]
        cell = self._rows.cells[number]
        is_pointer = len(cell.words) <= _SHORT_POLICY and is_policy_line(cell.text)
        if is_pointer and self._distance(stamp, row) == 0 and not cell.opens_quote:
            self.accepted.setdefault(number, stamp.source)


def _count(phrase: Phrase, among: Iterable[Found]) -> int:
    return sum(f.phrase.words == phrase.words for f in among)
