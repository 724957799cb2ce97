"""Learning a banner's wording from the print that it stands in.

A line about cookies is taken for the banner's only if it also stands as boilerplate. It
does if it is printed again, whole or torn, with the same lines below it; or if it has the
shape of a consent sentence and is printed again, followed by a button to decide with, or
set apart at the bottom of a sheet. What is learned is then matched like any known phrase,
so that torn copies of it are found as well. Two paragraphs of a cookie policy are none of
this, and stay.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from scraper.clean.banner_cells import Cell, Rows
from scraper.clean.banner_match import Found, PhraseIndex
from scraper.clean.consent_words import COOKIE, consent_language
from scraper.clean.known_banners import DECIDING, HEADING, SENTENCE, Phrase

_QUOTE = re.compile('["“”„«»]')
_SHORTEST, _LONGEST = 4, 45
_LONGEST_TAIL = 12
_LONGEST_PAIR = 25
_LONGEST_COMPANION = 8
#: Rows below a sentence in which its button is looked for.
_BUTTON_ROWS = 3
#: Rows between two stamps, at least; a list may have the same item twice.
_ELSEWHERE = 6
#: Lines that are compared with each other at most; a banner has few.
_MOST_CANDIDATES = 200


def learned_phrases(rows: Rows, found: Sequence[Found]) -> tuple[Phrase, ...]:
    """Phrases of this document's banner that no known wording covers."""
    lesson = _Lesson(rows, found)
    sentences = dict(lesson.sentences())
    return (*sentences.values(), *lesson.companions(sentences))


class _Lesson:
    def __init__(self, rows: Rows, found: Sequence[Found]) -> None:
        self._rows = rows
        self._known = {n for f in found if _is_evident(f) for n in f.cells}
        self._sentence_rows = self._rows_of(f for f in found if f.phrase.role == SENTENCE)
        self._button_rows = self._rows_of(
            f for f in found if f.phrase.role not in (SENTENCE, HEADING)
        )
        self._agreed_rows = self._rows_of(
            f for f in found if f.phrase.role in DECIDING and len(f.phrase.words) > 1
        )
        self._bottoms = [bottom for bottom in rows.bottoms() if self._begins_banner(bottom)]
        self._bottom_rows = {row for bottom in self._bottoms for row in bottom}
        self._counts = Counter(cell.words for cell in rows.cells)
        self._candidates = self._about_cookies()
        self._last_rows = self._printed()

    def _rows_of(self, found: Iterator[Found]) -> set[int]:
        return {self._rows.cells[n].row for f in found if f.is_complete for n in f.cells}

    def _begins_banner(self, bottom: range) -> bool:
        """True if the rows at the bottom of a sheet begin with a sentence of a banner."""
        for row in bottom[:2]:
            texts = [self._rows.cells[n].text for n in self._rows.by_row[row]]
            if row in self._sentence_rows or any(map(consent_language, texts)):
                return True
        return False

    def _about_cookies(self) -> list[Cell]:
        """The cells that may hold a sentence of a banner not known."""
        return [
            cell
            for number, cell in enumerate(self._rows.cells)
            if number not in self._known and _SHORTEST <= len(cell.words) <= _LONGEST
            if not cell.opens_quote and not _QUOTE.search(cell.text)
            if COOKIE.search(cell.text) or self._tail_may_tell(cell)
        ][:_MOST_CANDIDATES]

    def _tail_may_tell(self, cell: Cell) -> bool:
        """True if the sentence of the cell may speak of cookies on its next row only."""
        row = cell.row + 1
        if row >= len(self._rows.by_row) or len(cell.words) > _LONGEST_PAIR:
            return False
        return COOKIE.search(self._rows.cells[self._rows.by_row[row][0]].text) is not None

    def _printed(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Per candidate the rows on which it ends, whole or torn over several rows."""
        index = PhraseIndex(Phrase(cell.words, SENTENCE, "") for cell in self._candidates)
        ends: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for found in index.find(self._rows.cells):
            if found.is_complete:
                ends[found.phrase.words].append(self._rows.cells[found.cells[-1]].row)
        return ends

    def sentences(self) -> Iterator[tuple[int, Phrase]]:
        """Row and phrase of each sentence learned."""
        for cell in self._candidates:
            tail = self._tail(cell)
            text = f"{cell.text} {tail.text}" if tail else cell.text
            language = consent_language(text)
            if (language and self._is_boilerplate(cell, tail)) or self._comes_again(cell):
                words = (*cell.words, *(tail.words if tail else ()))
                yield cell.row, Phrase(words, SENTENCE, language or "pattern")

    def _comes_again(self, cell: Cell) -> bool:
        """True if a line about cookies is printed again with the same two lines below it."""
        if not COOKIE.search(cell.text) or len(cell.words) > _LONGEST_PAIR:
            return False
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in self._last_rows.get(cell.words, ()):
            first, second = self._words_on(row + 1), self._words_on(row + 2)
            if first and second:
                places[(*first, "|", *second)].append(row)
        return any(max(rows) - min(rows) >= _ELSEWHERE for rows in places.values())

    def _words_on(self, row: int) -> tuple[str, ...]:
        cells = self._rows.by_row[row] if row < len(self._rows.by_row) else ()
        return tuple(word for n in cells for word in self._rows.cells[n].words)

    def _tail(self, cell: Cell) -> Cell | None:
        """The next row, if the sentence of this cell goes on there and ends there."""
        row = cell.row + 1
        if cell.text[-1] in ".!?:" or row >= len(self._rows.by_row):
            return None
        number = self._rows.by_row[row][0]
        tail = self._rows.cells[number]
        if number in self._known or not 1 <= len(tail.words) <= _LONGEST_TAIL:
            return None
        if consent_language(tail.text):
            return None
        if not COOKIE.search(cell.text) and not self._is_evident_pair(cell, tail):
            return None
        return tail if self._ends_banner(row + 1) or self._counts[tail.words] > 1 else None

    def _is_evident_pair(self, cell: Cell, tail: Cell) -> bool:
        """True if two rows are the banner's although only the second speaks of cookies."""
        often = self._counts[cell.words] > 1 and self._counts[tail.words] > 1
        return often or (cell.row in self._bottom_rows and tail.row in self._bottom_rows)

    def _ends_banner(self, row: int) -> bool:
        """True if the row shows that what stands above it is a banner."""
        if row >= len(self._rows.by_row):
            return self._rows.has_sheets
        if self._rows.is_last_on_sheet(row - 1) and row - 1 in self._bottom_rows:
            return True
        return row in self._agreed_rows or row in self._sentence_rows

    def _is_boilerplate(self, cell: Cell, tail: Cell | None) -> bool:
        """True if a text of the shape of a consent sentence stands where a banner would."""
        if len(self._last_rows.get(cell.words, ())) > 1:
            return True
        last = tail.row if tail else cell.row
        return last in self._bottom_rows or not self._agreed_rows.isdisjoint(
            range(cell.row, last + _BUTTON_ROWS + 1)
        )

    def companions(self, learned: Mapping[int, Phrase]) -> Iterator[Phrase]:
        """Other lines of the banner: what stands beside most of its sentences, and nowhere else.

        Only where no known button stands there: then the banner's own are not missed.
        """
        banner_rows = self._sentence_rows | learned.keys() | self._rows_printed(learned)
        beside: Counter[tuple[str, ...]] = Counter()
        knows_buttons = False
        for row in range(len(self._rows.by_row)):
            near = banner_rows & {row - 2, row - 1, row + 1}
            if row in banner_rows or not any(self._same_sheet(row, r) for r in near):
                continue
            knows_buttons = knows_buttons or row in self._button_rows
            cells = [self._rows.cells[n] for n in self._rows.by_row[row] if n not in self._known]
            beside.update(c.words for c in cells if 1 <= len(c.words) <= _LONGEST_COMPANION)
        for words, times in beside.items() if not knows_buttons else ():
            if times > 1 and 2 * times > self._counts[words]:
                yield Phrase(words, " ".join(words), "pattern")
        learned_words = {phrase.words for phrase in learned.values()}
        yield from self._rest_of_bottoms(learned_words)

    def _rows_printed(self, learned: Mapping[int, Phrase]) -> set[int]:
        return {row for phrase in learned.values() for row in self._last_rows.get(phrase.words, ())}

    def _rest_of_bottoms(self, learned: Set[tuple[str, ...]]) -> Iterator[Phrase]:
        """What else stands in a block at the bottom of a sheet that holds a banner's sentence."""
        for number in (n for row in self._bottom_rows for n in self._rows.by_row[row]):
            cell = self._rows.cells[number]
            if cell.words and number not in self._known and not _is_part(cell.words, learned):
                yield Phrase(cell.words, " ".join(cell.words), "pattern")

    def _same_sheet(self, row: int, other: int) -> bool:
        return self._rows.sheet_of_row[row] == self._rows.sheet_of_row[other]


def _is_evident(found: Found) -> bool:
    """True if the cells of a phrase need no lesson."""
    return found.is_complete or (found.phrase.role == SENTENCE and found.matched >= _SHORTEST)


def _is_part(words: tuple[str, ...], of: Set[tuple[str, ...]]) -> bool:
    """True if a longer phrase begins or ends with these words."""
    return any(words in (phrase[: len(words)], phrase[-len(words) :]) for phrase in of)
