"""Finding banner phrases in the cells of a print: whole, run together, or torn apart.

A cell counts only if *all* its words are words of banner phrases. So a sentence that
stands in the middle of prose is never found, however well it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scraper.clean.banner_cells import Cell
from scraper.clean.known_banners import SENTENCE, Phrase

#: Rows of other text that may stand between the parts of a torn sentence.
REACH = 12
#: Cells with more words than this are not parsed; a banner has fewer in all.
_MOST_WORDS = 120
#: Torn sentences waiting for their other half at one time.
_MOST_OPEN = 24


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase found, in one cell or in several."""

    phrase: Phrase
    cells: tuple[int, ...]  #: indexes of the cells that hold it
    matched: int  #: words found of it; fewer than it has if it was cut short
    others: tuple[Phrase, ...] = ()  #: what a phrase that was cut short may have been as well

    @property
    def is_complete(self) -> bool:
        """True if every word of the phrase was found."""
        return self.matched == len(self.phrase.words)


@dataclass(frozen=True, slots=True, eq=False)
class _Begun:
    """A phrase of which the first words were found, and that may go on in a later cell."""

    options: tuple[tuple[Phrase, int], ...]  #: what it can be, and how many words are found
    cells: tuple[int, ...]
    row: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One way to read the words of a cell from one position on."""

    upto: int
    options: tuple[tuple[Phrase, int], ...]  #: phrases, and how many of their words are found
    is_whole: bool  #: the phrase ends here
    begun: _Begun | None = None  #: what it goes on with


class PhraseIndex:
    """Phrases by their first word."""

    def __init__(self, phrases: Iterable[Phrase], known: PhraseIndex | None = None) -> None:
        """``known``: an index made before, whose phrases are found as well."""
        self._starts: dict[str, list[Phrase]] = dict(known._starts) if known else {}
        for phrase in dict.fromkeys(phrases):
            first = phrase.words[0]
            self._starts[first] = [*self._starts.get(first, ()), phrase]

    def find(self, cells: Sequence[Cell]) -> list[Found]:
        """All phrases in ``cells``, complete ones and cut ones, in order of their first cell."""
        found: list[Found] = []
        begun: list[_Begun] = []
        for number, cell in enumerate(cells):
            expired = [b for b in begun if cell.row - b.row > REACH] or begun[:-_MOST_OPEN]
            found += map(_cut, expired)
            begun = [b for b in begun if b not in expired]
            for step in self.parse(cell.words, begun) or ():
                held = (*(step.begun.cells if step.begun else ()), number)
                begun = [b for b in begun if b is not step.begun]
                if step.is_whole:
                    found.append(Found(step.options[0][0], held, step.options[0][1]))
                options = self._longer(step) if step.is_whole else step.options
                if options:
                    begun.append(_Begun(options, held, cell.row))
        found += map(_cut, begun)
        whole = {cell for f in found if f.is_complete for cell in f.cells}
        kept = [f for f in found if f.is_complete or not whole.issuperset(f.cells)]
        return sorted(kept, key=lambda f: f.cells)

    def parse(self, words: Sequence[str], begun: Sequence[_Begun] = ()) -> list[_Step] | None:
        """``words`` as a row of phrases with nothing between them, or None if they are not."""
        if not words or len(words) > _MOST_WORDS:
            return None
        if words[0] not in self._starts and not begun:
            return None
        best: dict[int, list[_Step] | None] = {len(words): []}
        for at in range(len(words) - 1, -1, -1):
            best[at] = None
            for step in self._steps(words, at, begun if at == 0 else ()):
                rest = best[step.upto]
                way = None if rest is None else [step, *rest]
                if way and (best[at] is None or _cost(way) < _cost(best[at] or [])):
                    best[at] = way
        return best[0]

    def _longer(self, step: _Step) -> tuple[tuple[Phrase, int], ...]:
        """Phrases that begin with a whole one: ``We use cookies`` may go on below."""
        words = step.options[0][0].words
        return tuple(
            (phrase, len(words))
            for phrase in self._starts[words[0]]
            if len(phrase.words) > len(words) and phrase.words[: len(words)] == words
        )

    def _steps(self, words: Sequence[str], at: int, begun: Sequence[_Begun]) -> list[_Step]:
        starts = [(phrase, 0) for phrase in self._starts.get(words[at], ())]
        steps = _readings(words, at, starts, None)
        for entry in reversed(begun):
            steps += _readings(words, at, entry.options, entry)
        return steps


def _readings(
    words: Sequence[str], at: int, options: Iterable[tuple[Phrase, int]], begun: _Begun | None
) -> list[_Step]:
    """How ``words`` can go on with one of ``options``: to its end, or as far as they reach."""
    steps: list[_Step] = []
    broken: dict[int, list[tuple[Phrase, int]]] = {}
    for phrase, got in options:
        run = _common(words, at, phrase.words, got)
        if got + run == len(phrase.words):
            steps.append(_Step(at + run, ((phrase, got + run),), True, begun))
        elif run:
            broken.setdefault(run, []).append((phrase, got + run))
    for run, phrases in broken.items():
        # Broken off inside a cell: only where a button of the next column follows.
        if at + run == len(words) or run >= 2:
            steps.append(_Step(at + run, tuple(phrases), False, begun))
    return steps


def _common(words: Sequence[str], at: int, phrase: Sequence[str], got: int) -> int:
    """How many words of the phrase, from ``got`` on, stand in ``words`` from ``at`` on."""
    run = 0
    for word, wanted in zip(words[at:], phrase[got:], strict=False):
        if word != wanted:
            break
        run += 1
    return run


def _cost(way: Sequence[_Step]) -> tuple[int, int]:
    """Ways without broken phrases first, then those with fewer phrases."""
    return sum(not step.is_whole for step in way), len(way)


def _cut(begun: _Begun) -> Found:
    """What is known of a phrase that did not go on."""
    phrase, got = max(begun.options, key=lambda o: (o[0].role == SENTENCE, -len(o[0].words)))
    return Found(phrase, begun.cells, got, tuple(option for option, _ in begun.options))
