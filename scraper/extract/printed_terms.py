"""Parting a line of terms that a print runs together, by the words a site is known to use."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"\s{3,}|\s*[,;|•·]\s+")
#: More words than any line of terms has; the parting costs words times terms.
_MOST_WORDS = 400

Cost = tuple[int, int]


def part_terms(lines: Sequence[str], vocabulary: Sequence[str]) -> tuple[str, ...] | None:
    """The terms of ``vocabulary`` that ``lines`` consist of, in order and in its spelling.

    None unless the lines are covered entirely. Of several ways the one that keeps to wide
    gaps and has the fewest, that is the longest, terms is taken; letter case counts first
    and is only then disregarded.
    """
    words, gaps = _words(lines)
    if not words or len(words) > _MOST_WORDS:
        return None
    for fold in (str, str.casefold):
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term in vocabulary:
            parts = tuple(fold(word) for word in _split(term))
            if parts:
                by_first.setdefault(parts[0], []).append((parts, term))
        found = _cover([fold(word) for word in words], gaps, by_first)
        if found is not None:
            return tuple(found)
    return None


def _words(lines: Sequence[str]) -> tuple[list[str], frozenset[int]]:
    """The words of the lines, and the indexes of those that a gap or a new line stands before."""
    words: list[str] = []
    gaps: set[int] = set()
    for line in lines:
        for cell in _GAP.split(line.strip()):
            gaps.add(len(words))
            words += _split(cell)
    return words, frozenset(gaps)


def _split(text: str) -> list[str]:
    """Words without the commas that may part terms."""
    return [word for part in text.split() if (word := part.rstrip(",;")) and word not in "|•·"]


def _cover(
    words: Sequence[str],
    gaps: frozenset[int],
    by_first: dict[str, list[tuple[tuple[str, ...], str]]],
) -> list[str] | None:
    """The cheapest row of terms that makes up ``words``: fewest gaps inside terms, fewest terms."""
    best: list[tuple[Cost, list[str]] | None] = [None] * len(words) + [((0, 0), [])]
    for start in range(len(words) - 1, -1, -1):
        for parts, term in by_first.get(words[start], ()):
            end = start + len(parts)
            rest = best[end] if end <= len(words) else None
            if rest is None or tuple(words[start:end]) != parts:
                continue
            bridged = sum(gap in gaps for gap in range(start + 1, end))
            cost = (rest[0][0] + bridged, rest[0][1] + 1)
            held = best[start]
            if held is None or cost < held[0]:
                best[start] = (cost, [term, *rest[1]])
    return best[0][1] if best[0] else None
