"""Whether a text goes on with the next line of a print, and how the two are joined."""

from __future__ import annotations

import re
from collections.abc import Collection

# Widths of letters in a common proportional font, lower-case average is 1: what fits
# on a line is decided by them, not by the number of letters.
_WIDTHS = {
    **dict.fromkeys("ijl'|’", 0.45),
    **dict.fromkeys(".,:;!I ", 0.52),
    **dict.fromkeys('ftr()[]-"“”/', 0.65),
    **dict.fromkeys("cszkxvyJ", 0.92),
    **dict.fromkeys("0123456789", 1.05),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÄÖÜÉ&", 1.28),
    **dict.fromkeys("mwMW@%—", 1.55),
}
_OTHER = 1.03
#: A column of ``pdftotext -layout`` in these units.
COLUMN = 0.8
#: Share of the text width that a line and the next word fill at least, if the word did
#: not fit: where a sentence ends, where another can begin, and within one.
_FULL_AT_STOP, _FULL_AT_CAPITAL, _FULL = 0.95, 0.92, 0.85

#: Letters at the end of a text that tell how it ends.
_TAIL = 160
_CLOSERS = "\"”’»“)]}*›'"
_STOP = re.compile(r"(?:[.!?:;…]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+)$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:dr|prof|mr|mrs|ms|mme|st|no|nr|nos|vol|fig|cf|e\.g|i\.e|etc|approx|incl|vs|pp?|"
    r"ca|bzw|z\. ?b|u\. ?a|d\. ?h|evtl|ggf|inkl|sog|str|tel|jan|feb|aug|sept?|oct|okt|nov|dec|dez|"
    r"p\. ex|env|[A-Z])\.$"
)
_CONNECTIVE = re.compile(
    r"(?:[,–—&/(-]|\b(?:the|an?|of|and|or|to|in|for|with|by|from|on|at|as|that|which|its?|their|our|"
    r"is|are|was|were|has|have|will|not|than|into|between|und|oder|der|die|das|des|dem|den|eine?[rnms]?|"
    r"mit|von|vom|zu[mr]?|für|auf|im|ins|bei|sowie|durch|über|als|dass|sich|ist|sind|wird|werden|nicht|"
    r"de|du|des|les?|la|et|ou|à|aux?|en|pour|par|sur|une?|dans|avec|qui|que|ses?|leurs?|est|sont|"
    r"el|los|las|y|con|por|para|del|al|su|lo|il|gli|di|da|dei|delle?|per|nel|nella|che|"
    r"van|het|een|met|voor|op|door|w|z|na|i|oraz|dla|do|se|za|s|v|och|att|med|på|av|till|som|"
    r"a|az|és|egy|hogy|și|cu|pe|și|ir|su|un|ar|ja|og|af|til|на|за|и|от|в|с|και|του|της|το|την|με))$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]$")
_COORDINATION = re.compile(
    r"(?:und|oder|bzw|and|or|et|ou|y|e|o|en|of|bis|to|sowie|i|a|und/oder|and/or|og|och|ja)\b"
)
_LAST_PART = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_FIRST_PART = re.compile(r"[^\W\d_]+")


def width_of(text: str) -> float:
    """How wide ``text`` is printed, in average lower-case letters."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def is_full(line: str, following: str, width: float) -> bool:
    """True if the first word of ``following`` did not fit on ``line``, so that it had to wrap."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    share = _FULL if starts_lower(following) else _FULL_AT_CAPITAL
    if is_closed(line):
        share = _FULL_AT_STOP
    return width_of(f"{line} {word}") > share * width


def is_closed(text: str) -> bool:
    """True if ``text`` can be the end of a paragraph: it ends a sentence, or with an address."""
    bare = text[-_TAIL:].rstrip().rstrip(_CLOSERS)
    return _STOP.search(bare) is not None and _ABBREVIATION.search(bare.lower()) is None


def ends_open(text: str) -> bool:
    """True if ``text`` cannot be the end of anything: it ends with a comma or a connective."""
    bare = text[-_TAIL:].rstrip()
    return _CONNECTIVE.search(bare) is not None or _ABBREVIATION.search(bare.lower()) is not None


def ends_in_hyphen(text: str) -> bool:
    """True if a word of ``text`` is broken off at its end."""
    return _HYPHEN.search(text[-2:]) is not None


def starts_lower(text: str) -> bool:
    """True if ``text`` begins like the middle of a sentence."""
    return text[:1].islower()


def join(text: str, following: str, words: Collection[str]) -> str:
    """``text`` and the line after it as one text; ``words`` are those of the whole print.

    A hyphen at the end of a line stays and the parts close up (``cross-`` + ``cluster``),
    unless the print has the word elsewhere without it; it stays with a space before a
    coordination (``Vor-`` + ``und Nachteile``). A soft hyphen always goes.
    """
    if not ends_in_hyphen(text):
        return f"{text} {following}"
    stem = text[:-1]
    if text.endswith("\u00ad"):
        return stem + following
    if _COORDINATION.match(following):
        return f"{text} {following}"
    last, first = _LAST_PART.search(stem[-_TAIL:]), _FIRST_PART.match(following)
    if last and first and first[0][0].islower():
        whole, apart = f"{last[0]}{first[0]}", f"{last[0]}-{first[0]}"
        if whole.casefold() in words and apart.casefold() not in words:
            return stem + following
    return text + following
