"""Consent wording, found where it stands as boilerplate.

A banner fixed to the window is printed on every sheet: whole, over two lines, beside its
buttons, or interleaved with the article's lines. :class:`BannerMatcher` finds its parts
among the lines of such a print; :func:`is_consent_block` judges one block of a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from scraper.clean.banner_cells import rows_of
from scraper.clean.banner_learn import learned_phrases
from scraper.clean.banner_match import PhraseIndex
from scraper.clean.banner_overlay import unweave
from scraper.clean.banner_stamps import Stamps
from scraper.clean.consent_print import accepted_cells
from scraper.clean.consent_words import (
    COOKIE,
    consent_language,
    is_policy_line,
    may_hold_banner,
)
from scraper.clean.known_banners import SENTENCE, known_phrases, own_phrases, words_of

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\s*[\n|•·]\s*")
#: Words that may be left over in a block of consent wording: buttons never seen.
_MOST_LEFT = 6
#: Lines that are searched whole; a longer print is, at its beginning and at its end.
MOST_LINES, LAST_LINES = 1500, 300


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a line that is part of a banner."""

    line: int  #: index of the line
    start: int  #: offset of the piece in the line
    end: int
    text: str
    rule: str  #: ``consent:`` and the language of the wording, or ``site``


class BannerMatcher:
    """Finds the banner's parts among the lines of a printed page."""

    def __init__(self, extra: Iterable[str] = (), *, source: str = "site") -> None:
        """``extra``: what the site's own banner says, sentences and buttons."""
        self._own = tuple(own_phrases(extra, source))
        self._index = PhraseIndex(self._own, _known())

    def unweave(
        self, lines: Sequence[str], sheet_ends: Collection[int]
    ) -> tuple[list[str], tuple[Cut, ...]]:
        """``lines`` with the banners parted from the lines that they are printed on top of.

        The cuts say what was taken out; their offsets are not those of the new lines.
        """
        is_bounded = len(lines) <= MOST_LINES
        if not sheet_ends or not is_bounded or not any(map(COOKIE.search, lines)):
            return list(lines), ()
        rows = rows_of(lines, frozenset(sheet_ends))
        found = [f for f in self._index.find(rows.cells) if f.is_complete]
        apart = Stamps(rows, found).accepted
        cuts = [
            Cut(c.line, c.start, c.end, c.text, f"consent:{apart[n]}")
            for n, c in enumerate(rows.cells)
            if n in apart
        ]
        proved = {f.phrase.words for f in found if apart.keys() >= set(f.cells)}
        phrases = (*self._own, *known_phrases())
        result, taken = unweave(_blanked(lines, cuts), sheet_ends, phrases, proved)
        if not taken:
            return list(lines), ()
        overprints = (Cut(u.row, 0, 0, u.text, f"consent:{u.source}") for u in taken)
        return result, (*cuts, *overprints)

    def find(self, lines: Sequence[str], sheet_ends: Collection[int] = ()) -> tuple[Cut, ...]:
        """The pieces of ``lines`` to take out, in order.

        ``sheet_ends``: indexes of the last lines of printed sheets, where a banner may
        break off. A piece is a whole line or a column of it, never words out of prose.
        """
        if not self._own and not may_hold_banner("\n".join(lines)):
            return ()
        if len(lines) <= MOST_LINES:
            return self._find(lines, sheet_ends)
        return tuple(self._find_in_parts(lines, sheet_ends))

    def _find_in_parts(self, lines: Sequence[str], sheet_ends: Collection[int]) -> Iterator[Cut]:
        """What :meth:`find` gives for more lines than an article has, at a bounded cost.

        The first and the last lines are searched; between them a banner is found by the
        same lines again.
        """
        last = len(lines) - LAST_LINES
        head = self._find(lines[:MOST_LINES], [end for end in sheet_ends if end < MOST_LINES])
        tail = self._find(lines[last:], [end - last for end in sheet_ends if end >= last])
        rules = {cut.text: cut.rule for cut in (*head, *tail)}
        yield from head
        for number in range(MOST_LINES, last):
            text = lines[number].strip()
            if rule := rules.get(text):
                start = lines[number].index(text)
                yield Cut(number, start, start + len(text), text, rule)
        yield from (replace(c, line=c.line + last) for c in tail if c.line + last >= MOST_LINES)

    def _find(self, lines: Sequence[str], sheet_ends: Collection[int]) -> tuple[Cut, ...]:
        rows = rows_of(lines, frozenset(sheet_ends))
        found = self._index.find(rows.cells)
        sentences = (f for f in found if f.is_complete and f.phrase.role == SENTENCE)
        known = {number for f in sentences for number in f.cells}
        learned = learned_phrases(rows, found)
        if learned:
            found = PhraseIndex(learned, self._index).find(rows.cells)
        accepted = accepted_cells(rows, known) | Stamps(rows, found).accepted
        return tuple(
            Cut(c.line, c.start, c.end, c.text, f"consent:{accepted[number]}")
            for number, c in enumerate(rows.cells)
            if number in accepted
        )


def _blanked(lines: Sequence[str], cuts: Iterable[Cut]) -> list[str]:
    """``lines`` with spaces where the cuts are."""
    result = list(lines)
    for cut in cuts:
        line = result[cut.line]
        result[cut.line] = line[: cut.start] + " " * (cut.end - cut.start) + line[cut.end :]
    return [line.rstrip() for line in result]


@cache
def _known() -> PhraseIndex:
    return PhraseIndex(known_phrases())


def is_consent_block(text: str) -> bool:
    """True if a whole block is consent wording and nothing else.

    Known sentences with their buttons, or a text in which every sentence has the shape
    of a consent sentence or points to a policy, and that ends in buttons or has such a
    pointer. One sentence about cookies in an article is none.
    """
    if not COOKIE.search(text):
        return False
    steps = _known().parse(words_of(text))
    if steps:
        whole = [s.options[0][0] for s in steps if s.is_whole]
        return len(whole) == len(steps) and any(p.role == SENTENCE for p in whole)
    return _has_shape(text)


def _has_shape(text: str) -> bool:
    parts = [part for part in _SENTENCE_END.split(text.strip()) if part]
    consent = [part for part in parts if consent_language(part)]
    rest = [part for part in parts if part not in consent]
    pointers = [part for part in rest if is_policy_line(part)]
    left = [part for part in rest if part not in pointers]
    buttons = [part for part in left if _known().parse(words_of(part))]
    unknown = sum(len(part.split()) for part in left if part not in buttons)
    return bool(consent) and bool(pointers or buttons) and unknown <= _MOST_LEFT
