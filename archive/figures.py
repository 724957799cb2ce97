"""Figures, dates, addresses and negations: what a sentence must not change unnoticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from archive.figure_words import IN_LANGUAGE, STRONG, WEAK, plain
from archive.negation_words import ANY_NEGATION, CALLED_OFF, NEGATIONS

Words = Sequence[str]

#: Languages that hang their cases on a name: "märtsini", "áprilisig", "helmikuun".
_ENDINGS = frozenset("et fi hu lt lv".split())
_LONGEST_ENDING, _SHORTEST_STEM = 4, 5
#: Likeness of letters from which a word is a figure's name with a slip of the pen.
_SLIP, _SLIP_LENGTH = 0.8, 5


def says_otherwise(before: Words, after: Words, language: str | None) -> bool:
    """True if two forms of one sentence differ in a figure, a date, an address or a negation,
    or only one says that something is called off.

    Words are those of :func:`archive.sentences.words_of`. ``language`` (ISO 639-1) tells
    which words negate; None: only those that negate in one language and mean nothing else.
    """
    ours, theirs = _values(before, language), _values(after, language)
    if ours != theirs and _are_other(ours, theirs, before, after):
        return True
    if _one_for_another(before, after):
        return True
    if _negations(before, language) != _negations(after, language):
        return True
    return _called_off(before) != _called_off(after)


def _values(words: Words, language: str | None) -> list[tuple[str, str]]:
    """What is a figure, a date or an address and nothing else, in order: value and word."""
    found = [(value, word) for word in words if (value := _value(word, language))]
    return [(part, word) for value, word in found for part in _parts(value)]


def _parts(value: str) -> list[str]:
    """Day, month and year of a date in figures, as if its month were named; else the value."""
    return value.split(".") if value.count(".") == 2 and value[0].isdecimal() else [value]


def _value(word: str, language: str | None) -> str | None:
    if word[0] == "@" or word[-1].isdecimal():
        return word
    folded = plain(word)
    if other := IN_LANGUAGE.get(language or "", {}).get(folded):
        return other
    if folded in STRONG or language not in _ENDINGS:
        return STRONG.get(folded)
    shortest = max(_SHORTEST_STEM, len(folded) - _LONGEST_ENDING)
    stems = (folded[:end] for end in range(len(folded) - 1, shortest - 1, -1))
    return next((STRONG[stem] for stem in stems if stem in STRONG), None)


def _are_other(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], before: Words, after: Words
) -> bool:
    """True unless the same values are written or arranged otherwise."""
    lost, gained = [value for value, _ in ours], [value for value, _ in theirs]
    if lost == gained:
        return False
    if sorted(lost) == sorted(gained):
        # "from 5 to 10" against "from 10 to 5": only the figures changed places.
        return _without(before, ours) == _without(after, theirs)
    if "".join(lost) == "".join(gained):
        return False  # digits in other groups, as telephone numbers are written
    # "one partner" against "1 partner": the same, said in a word that means more than that.
    missing = Counter(lost) - Counter(gained) - _weak(after)
    added = Counter(gained) - Counter(lost) - _weak(before)
    if not missing and not added:
        return False
    return not (_is_slip(ours, theirs, after) or _is_slip(theirs, ours, before))


def _weak(words: Words) -> Counter[str]:
    return Counter(WEAK[folded] for word in words if (folded := plain(word)) in WEAK)


def _without(words: Words, valued: Iterable[tuple[str, str]]) -> list[str]:
    figures = {word for _, word in valued}
    return [word for word in words if word not in figures]


def _is_slip(ours: list[tuple[str, str]], theirs: list[tuple[str, str]], after: Words) -> bool:
    """True if all that is missing there is a name of a figure, and stands there misspelt."""
    missing = list((Counter(ours) - Counter(theirs)).elements())
    if not missing or Counter(theirs) - Counter(ours):
        return False
    others = [word for word in _without(after, theirs) if len(word) >= _SLIP_LENGTH]
    return all(
        word.isalpha()
        and len(word) >= _SLIP_LENGTH
        and any(SequenceMatcher(None, word, other).ratio() >= _SLIP for other in others)
        for _, word in missing
    )


def _one_for_another(before: Words, after: Words) -> bool:
    """True if an ordinal, a unit, or an ambiguous word gave way to another of its kind."""
    ours, theirs = Counter(before), Counter(after)
    lost, gained = _kinds(ours - theirs), _kinds(theirs - ours)
    return any(lost[kind] != gained[kind] for kind in lost.keys() & gained.keys())


def _kinds(words: Iterable[str]) -> dict[str, set[str]]:
    """Kind (``c``, ``t``, ``u``; empty for numbers) -> values."""
    found: dict[str, set[str]] = {}
    for word in words:
        folded = plain(word)
        if value := WEAK.get(folded) or STRONG.get(folded):
            found.setdefault(value.rpartition(":")[0], set()).add(value)
    return found


def _negations(words: Words, language: str | None) -> int:
    known = NEGATIONS.get(language or "", ANY_NEGATION)
    return sum(plain(word) in known or word.endswith("n't") for word in words)


def _called_off(words: Words) -> bool:
    return any(plain(word).startswith(CALLED_OFF) for word in words)
