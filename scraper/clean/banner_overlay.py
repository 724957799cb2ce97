"""Parting a banner from the lines that it is printed on top of.

A fixed banner covers the last lines of a full sheet, but both are in the print: where
they overlap, ``pdftotext -layout`` gives their words one by one, each row a little
further to the right, sometimes without a space between a word of the banner and one of
the article. The columns stay true. So the banner's words are found one behind the other
by their columns, taken out, and what is left is put together again by its columns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scraper.clean.known_banners import SENTENCE, Phrase

#: Rows at the bottom of a sheet that a banner can cover.
_COVERED = 26
#: Columns between two words that follow each other on a row, and on two of them: there
#: the words in between have pushed the second one to the right.
_APART, _PUSHED = 8, 18
#: Rows between two words, and to the next line of a sentence that wraps.
_ROWS, _WRAP_ROWS = 3, 5
#: Columns by which the lines of one banner differ in where they begin.
_SLACK = 4
#: Sheets that are looked at; no article is longer.
_MOST_SHEETS = 200
#: How much less likely a word is that touches another; chains kept at every step.
_GLUED, _BEAM = 4, 24
#: Words of a button that is looked for: shorter ones stand everywhere.
_BUTTON_WORDS = 2
#: Places where one word is tried; more are noise.
_MOST_PLACES = 60
_PUNCTUATION = ".,;:!?'’"
_QUOTES = frozenset('"“”„«»‘')
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word of the banner stands."""

    row: int
    start: int
    end: int
    is_glued: bool  #: a letter of another word touches it

    @property
    def is_short(self) -> bool:
        """True for a word that many other words hold."""
        return self.end - self.start <= 2

    @property
    def doubt(self) -> int:
        """How unlikely the place is by itself."""
        if not self.is_glued:
            return 0
        return 3 * _GLUED if self.is_short else _GLUED


@dataclass(frozen=True, slots=True)
class Unwoven:
    """What was taken out of one row."""

    row: int
    text: str
    source: str  #: language of the wording, or the site


def unweave(
    lines: Sequence[str],
    sheet_ends: Collection[int],
    phrases: Iterable[Phrase],
    proved: Collection[tuple[str, ...]] = (),
) -> tuple[list[str], list[Unwoven]]:
    """``lines`` with overprinted banners taken out of them, and what was taken out.

    Only phrases that are spread over several rows or touch other words are: what
    stands on lines of its own is left to the matcher. ``proved``: words of sentences that
    stand so elsewhere in the print; one of them may also be run in with other words.
    """
    result, taken = list(lines), list[Unwoven]()
    wanted = list(dict.fromkeys(phrases))
    begin = 0
    for end in sorted(sheet_ends)[:_MOST_SHEETS]:
        rows = range(max(begin, end - _COVERED), min(end + 1, len(lines)))
        begin = end + 1
        found = _Sheet(result, rows, proved).take_out(wanted)
        if found:
            taken += found
            _put_together(result, rows, {unwoven.row for unwoven in found})
    return result, taken


class _Sheet:
    """The bottom of one sheet."""

    def __init__(self, lines: list[str], rows: range, proved: Collection[tuple[str, ...]]) -> None:
        self._lines = lines
        self._rows = rows
        self._proved = proved
        self._lower = {row: lines[row].lower() for row in rows}

    def take_out(self, phrases: Sequence[Phrase]) -> list[Unwoven]:
        """Blank the words of the overprinted phrases: sentences, then the buttons beside them."""
        taken: list[Unwoven] = []
        for is_sentence in (True, False):
            if not is_sentence and not taken:
                break
            near = {unwoven.row for unwoven in taken}
            for phrase in phrases:
                is_short = len(phrase.words) < _BUTTON_WORDS
                if (phrase.role == SENTENCE) != is_sentence or is_short:
                    continue
                chain = self._chain(phrase)
                if chain and (is_sentence or _is_button(chain, near)):
                    taken += self._blank(chain, phrase)
        return taken

    def _places(self, word: str) -> list[_Place]:
        found: list[_Place] = []
        for row in self._rows:
            for match in re.finditer(re.escape(word), self._lower[row]):
                around = self._lower[row][max(0, match.start() - 1)] if match.start() else " "
                behind = self._lower[row][match.end() : match.end() + 1] or " "
                is_glued = around.isalpha() or behind.isalpha()
                if is_glued and len(word) == 1:
                    continue  # every word has such a letter somewhere
                found.append(_Place(row, match.start(), match.end(), is_glued))
        return found[:_MOST_PLACES]

    def _chain(self, phrase: Phrase) -> list[_Place] | None:
        """The places of all words of a phrase, if it is overprinted; None if it is not here."""
        text = "\n".join(self._lower.values())
        if not all(word in text for word in phrase.words):
            return None
        chains: list[tuple[int, list[_Place]]] = []
        for number, word in enumerate(phrase.words):
            here = self._places(word)
            if number == 0:
                chains = [(place.doubt, [place]) for place in here]
            else:
                chains = _longer(chains, here)
            if not chains:
                return None
        best = chains[0][1]
        is_spread = len({place.row for place in best}) > 1
        if self._is_shared(best) and (is_spread or phrase.words in self._proved):
            return best
        return None

    def _is_shared(self, chain: Sequence[_Place]) -> bool:
        """True if other words stand among those of the phrase, and do not quote it."""
        left = dict(self._without(chain))
        for place in chain:
            text = left[place.row].ljust(place.end + 2)
            around = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
            if set("".join(around)) & _QUOTES:
                return False
            if any(side.strip() for side in around):
                return True
        return False

    def _without(self, chain: Sequence[_Place]) -> Iterator[tuple[int, str]]:
        """The rows with spaces for the words of the chain, and for the punctuation behind them."""
        for row in dict.fromkeys(place.row for place in chain):
            text = self._lines[row]
            starts = [p.start for p in chain if p.row == row]
            for start, end in sorted((p.start, p.end) for p in chain if p.row == row):
                upto = end
                while upto < len(text) and text[upto] in _PUNCTUATION and upto not in starts:
                    upto += 1
                text = f"{text[:start]}{' ' * (upto - start)}{text[upto:]}"
            yield row, text

    def _blank(self, chain: Sequence[_Place], phrase: Phrase) -> Iterator[Unwoven]:
        """Take the words of the chain out of their rows."""
        for row, text in list(self._without(chain)):
            words = [self._lines[row][p.start : p.end] for p in chain if p.row == row]
            self._lines[row] = text.rstrip()
            self._lower[row] = self._lines[row].lower()
            yield Unwoven(row, " ".join(words), phrase.source)


def _is_button(chain: Sequence[_Place], near: Collection[int]) -> bool:
    """True for a button beside a sentence, unless a short word of it is but a part of another."""
    if any(place.is_glued and place.is_short for place in chain):
        return False
    return any(abs(place.row - row) <= _ROWS for place in chain for row in near)


def _longer(
    chains: Iterable[tuple[int, list[_Place]]], places: Sequence[_Place]
) -> list[tuple[int, list[_Place]]]:
    """The chains with one word more, the likeliest first."""
    longer = [
        (cost + step, [*chain, place])
        for cost, chain in chains
        for place in places
        if (step := _step(chain[-1], place, chain[0])) is not None
    ]
    return sorted(longer, key=lambda item: item[0])[:_BEAM]


def _step(last: _Place, place: _Place, first: _Place) -> int | None:
    """How unlikely it is that a word goes on at ``place``; None if it cannot."""
    gap, rows = place.start - last.end, place.row - last.row
    furthest = _PUSHED if rows and not (place.is_glued and place.is_short) else _APART
    if (-1 if rows else 0) <= gap <= furthest and abs(rows) <= _ROWS:
        return abs(gap - 1) + 2 * abs(rows) + place.doubt
    shift = abs(place.start - first.start)
    if shift <= _SLACK and place.start < last.start and 0 < rows <= _WRAP_ROWS:
        return shift + rows + place.doubt
    return None


def _put_together(lines: list[str], rows: range, touched: Collection[int]) -> None:
    """Put the words that an overprint scattered over rows back on lines, by their columns."""
    low, high = max(rows[0], min(touched) - 1), min(rows[-1], max(touched) + 1)
    placed: list[list[tuple[int, str]]] = []
    home: list[int] = []
    for row in range(low, high + 1):
        for match in _TOKEN.finditer(lines[row]):
            token = (match.start(), match.group())
            if placed and _fits(token, placed[-1]) and row - home[-1] <= _COVERED // 2:
                placed[-1].append(token)
            else:
                placed.append([token])
                home.append(row)
        lines[row] = ""
    for row, tokens in zip(home, placed, strict=True):
        lines[row] = _line(lines[row], sorted(tokens))


def _fits(token: tuple[int, str], tokens: Sequence[tuple[int, str]]) -> bool:
    """True if there is room for a word on a line, to the right of where the line begins."""
    start, end = token[0], token[0] + len(token[1])
    if start <= min(begin for begin, _ in tokens):
        return False
    return all(end <= begin or start >= begin + len(word) for begin, word in tokens)


def _line(before: str, tokens: Sequence[tuple[int, str]]) -> str:
    text = before
    for start, word in tokens:
        text = f"{text} {word}" if text and len(text) >= start else f"{text.ljust(start)}{word}"
    return text
