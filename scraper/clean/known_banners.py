"""Banner sentences and buttons as sequences of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from scraper.clean import wordings_bg_fi, wordings_fr_sv

#: Role of a phrase that is a sentence or heading; every other role is a button's.
SENTENCE = "sentence"
#: Role of a heading so short that an article may have it too: it needs a neighbour.
HEADING = "heading"
#: Roles of the buttons with which a reader decides; ``more`` stands below articles too.
DECIDING = frozenset(("agree", "essential", "refuse", "save", "withdraw"))
#: Words that a sentence has at least, to prove a banner by itself.
TELLING = 6
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_ROLE_LINE = re.compile(r"([a-z]+): (.+)")
_LONGEST_BUTTON = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence, heading or button of a consent banner."""

    words: tuple[str, ...]  #: folded, punctuation left out
    role: str
    source: str  #: language of the wording, or the name of the site whose own it is


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared: folded, without punctuation."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


@cache
def known_phrases() -> tuple[Phrase, ...]:
    """The wordings shipped with the project."""
    return tuple(
        phrase
        for wordings in (wordings_bg_fi.WORDINGS, wordings_fr_sv.WORDINGS)
        for language, lines in wordings.items()
        for line in lines.strip().splitlines()
        for phrase in _of_line(line, language)
    )


def own_phrases(sentences: Iterable[str], source: str) -> Iterator[Phrase]:
    """What a site's own banner says; its short texts count as buttons."""
    for text in sentences:
        parts = _SENTENCE_END.split(text.strip())
        for part in {text, *parts}:
            words = words_of(part)
            if words:
                is_button = len(words) <= _LONGEST_BUTTON
                yield Phrase(words, " ".join(words) if is_button else SENTENCE, source)


def _of_line(line: str, language: str) -> Iterator[Phrase]:
    match = _ROLE_LINE.fullmatch(line)
    if match:
        yield from (Phrase(words_of(b), match[1], language) for b in match[2].split(" | "))
        return
    words = words_of(line)
    yield Phrase(words, SENTENCE if len(words) >= TELLING else HEADING, language)
