"""Which of the phrases found in a print stand there as boilerplate.

A *stamp* is one appearance of the banner. Its sentences prove it; headings, buttons and
pointers to a policy are part of it only beside a sentence, because articles have lines
like ``OK`` and ``More info`` too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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
#: Rows in which a stamp is looked for at all.
_WINDOW = 12
#: Rows between a heading alone and the button below it.
_HEADING_ROWS = 3
#: Words of a cut sentence that prove it alone; and that do where the sheet ends.
_CUT_WORDS, _CUT_WORDS_AT_END = 4, 2
_SHORT_POLICY = 6
_SHORT_CELL = 5


@dataclass(slots=True, eq=False)
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
        self._of_row: dict[int, _Stamp] = {}
        self.accepted: dict[int, str] = {}  #: index of a cell -> language or site
        parts = {n for f in found if f.is_complete for n in f.cells}
        other = [any(n not in parts for n in cells) for cells in rows.by_row]
        self._others = [0, *accumulate(map(int, other))]
        whole = [f for f in found if f.is_complete]
        self._buttons = [f for f in whole if f.phrase.role not in (SENTENCE, HEADING)]
        self._printed = Counter(f.phrase.words for f in self._buttons)
        self._deciding_rows = {
            self._row(f.cells[0])
            for f in self._buttons
            if f.phrase.role in DECIDING and len(f.phrase.words) > 1
        }
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

    def _near(self, row: int) -> Iterator[tuple[int, _Stamp]]:
        """The stamps around a row, with the rows of other text in between."""
        for other in range(max(0, row - _WINDOW), row + _WINDOW + 1):
            if other in self._of_row:
                yield self._between(row, other), self._of_row[other]

    def _is_cited(self, found: Found) -> bool:
        cells = self._rows.cells
        return cells[found.cells[0]].opens_quote or cells[found.cells[-1]].ends_quote

    def _accept_sentences(self) -> None:
        sentences = [f for f in self._found if f.phrase.role == SENTENCE and not self._is_cited(f)]
        whole = [f for f in sentences if f.is_complete]
        self._proved = {f.phrase.words for f in whole}
        whole_rows = {self._row(n) for f in whole for n in f.cells}
        cut = [f for f in sentences if not f.is_complete and self._is_cut(f, whole_rows)]
        for found in sorted([*whole, *cut], key=lambda f: f.cells):
            self._add(found, self._stamp_for(found))

    def _is_cut(self, found: Found, whole_rows: set[int]) -> bool:
        """True if a sentence that breaks off is the banner's: long enough, or at a sheet's end."""
        last = self._row(found.cells[-1])
        at_end = self._rows.is_last_on_sheet(last)
        has_cookie = COOKIE.search(" ".join(found.phrase.words[: found.matched])) is not None
        is_proved = any(phrase.words in self._proved for phrase in found.others)
        is_telling = found.matched >= _CUT_WORDS_AT_END and (at_end or has_cookie)
        if is_proved and is_telling:
            return True
        if found.matched < max(_CUT_WORDS, 0.4 * len(found.phrase.words)):
            return False
        around = whole_rows.intersection(range(last - _WINDOW, last + _WINDOW + 1))
        return has_cookie or at_end or any(self._between(last, row) <= 1 for row in around)

    def _stamp_for(self, found: Found) -> _Stamp:
        """The stamp that a sentence goes on with, or a new one."""
        first = self._row(found.cells[0])
        if self._stamps:
            stamp = self._stamps[-1]
            is_near = self._between(first, max(stamp.rows)) <= _STAMP_GAP
            if is_near and found.phrase.words not in stamp.phrases:
                return stamp
        self._stamps.append(_Stamp(found.phrase.source))
        return self._stamps[-1]

    def _add(self, found: Found, stamp: _Stamp) -> None:
        for cell in found.cells:
            self.accepted[cell] = stamp.source
            stamp.rows.add(self._row(cell))
            self._of_row[self._row(cell)] = stamp
        stamp.phrases.add(found.phrase.words)

    def _accept_headings(self) -> None:
        """Short headings: beside a sentence, or above a button to decide with."""
        for heading in self._found:
            is_heading = heading.phrase.role == HEADING and heading.is_complete
            if not is_heading or self._is_cited(heading):
                continue
            row = self._row(heading.cells[0])
            near = next((stamp for distance, stamp in self._near(row) if distance <= 1), None)
            below = range(row, row + _HEADING_ROWS + 1)
            is_proved = not self._deciding_rows.isdisjoint(below) or self._is_cut_heading(heading)
            if near is None and is_proved:
                near = _Stamp(heading.phrase.source)
                self._stamps.append(near)
            if near is not None:
                self._add(heading, near)

    def _is_cut_heading(self, heading: Found) -> bool:
        """True if a sentence of the banner begins so, and the sheet ends here."""
        words = heading.phrase.words
        begins = any(sentence[: len(words)] == words for sentence in self._proved)
        return begins and self._rows.is_last_on_sheet(self._row(heading.cells[-1]))

    def _accept_buttons(self) -> None:
        """Each stamp's buttons, the nearest first; one that was taken brings the next nearer."""
        left = self._buttons
        while left:
            reached = [(self._reach(found), found) for found in left]
            distances = [reach[0] for reach, _ in reached if reach is not None]
            if not distances:
                return
            for reach, found in reached:
                if reach is not None and reach[0] == min(distances):
                    self._take(found, reach[1])
            left = [found for reach, found in reached if found.cells[0] not in self.accepted]

    def _take(self, found: Found, stamp: _Stamp) -> None:
        if self._is_taken(found.phrase, stamp):
            return
        stamp.roles[found.phrase.role, found.phrase.source] = found.phrase.words
        self._add(found, stamp)

    def _reach(self, found: Found) -> tuple[int, _Stamp] | None:
        """The nearest stamp that a button can be of, and how far it is; None if there is none."""
        row = self._row(found.cells[0])
        limit = _NEAR_GENERIC if len(found.phrase.words) <= _GENERIC_WORDS else _NEAR_DISTINCT
        best: tuple[int, _Stamp] | None = None
        for distance, stamp in self._near(row):
            if distance > limit or self._is_taken(found.phrase, stamp):
                continue
            # Above its sentences a button can only stand in a column of its own.
            is_above = row < min(stamp.rows)
            if is_above and (distance or not self._is_beside(found.cells[0], stamp)):
                continue
            if best is None or distance < best[0]:
                best = distance, stamp
        return best

    def _is_taken(self, phrase: Phrase, stamp: _Stamp) -> bool:
        """True if the stamp has its button of this kind: a second one is the article's line."""
        is_common = phrase.role == "more" or len(phrase.words) == 1
        held = stamp.roles.get((phrase.role, phrase.source))
        if not is_common or held is None:
            return False
        return held != phrase.words or self._printed[phrase.words] > len(self._stamps)

    def _is_beside(self, cell: int, stamp: _Stamp) -> bool:
        """True if the cell begins to the right of all that the stamp has said."""
        held = (n for row in stamp.rows for n in self._rows.by_row[row] if n in self.accepted)
        ends = [self._rows.cells[n].end for n in held]
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
        if is_pointer and self._between(row, max(stamp.rows)) == 0 and not cell.opens_quote:
            self.accepted.setdefault(number, stamp.source)
