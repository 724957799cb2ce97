"""Text that was written in one encoding and read in another before it was sent: repaired.

Two kinds: UTF-8 that something read as windows-1252 and wrote as UTF-8 once more (``Ã©``
for ``é``), in the whole page or in parts of it; and bytes of windows-1252 inside of UTF-8.
Only what decodes back to valid UTF-8, and is no plausible text as it stands, is touched.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import islice

from archive.records import Fit

#: Error handler that reads bytes which are no UTF-8 as windows-1252: pages pasted together
#: from two sources have both.
MIXED = "clusternews-windows-1252"

#: Characters by the byte they have in windows-1252; the five bytes without a character
#: there are read as the control of that number, as browsers do.
_BYTE_OF = {
    bytes([number]).decode("cp1252", "ignore") or chr(number): number for number in range(128, 256)
}
_CHARS = {number: char for char, number in _BYTE_OF.items()}
_LATIN_1 = {chr(number): number for number in range(128, 160)}
_BYTES = {ord(char): number for char, number in (_LATIN_1 | _BYTE_OF).items()}

_FOLLOWING = "".join(
    re.escape(chr(code)) for code, number in sorted(_BYTES.items()) if number < 0xC0
)
_SEQUENCE = (
    f"[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}"
    f"|[\u00f0-\u00f4][{_FOLLOWING}]{{3}}"
)
#: The first character stands for itself, so that a search passes over all others quickly.
_RUN = re.compile(
    f"[\u00c2-\u00f4](?:(?<=[\u00c2-\u00df])[{_FOLLOWING}]|(?<=[\u00e0-\u00ef])[{_FOLLOWING}]{{2}}"
    f"|(?<=[\u00f0-\u00f4])[{_FOLLOWING}]{{3}})(?:{_SEQUENCE})*"
)
_PARTS = re.compile(f"({_RUN.pattern})")

#: Without one of these no page of a European language is encoded twice.
_SIGNS = ("Ã", "Â", "â€", "â\x80", "Ð", "Î")

#: Characters that no text holds; the last stands for letters that were lost.
_NEVER_TEXT = ("\ufffe", "\uffff", "\ufffd")
_ODD = ("Ã", "Â", "€", "\x80", "Ð", "Î", *_NEVER_TEXT)

#: What such sequences begin with, mostly, and how many kinds of them a page must have
#: before each is taken for one: ``MENÜ“`` and ``Spaß…`` are no such sequences.
_BEGINNINGS = frozenset("ÂÃÄÅÎÏÐÑâ")
_ENOUGH = 3

#: Sequences looked at before the decision.
_LOOKED_AT = 1000

#: Times that a page can have been encoded over again.
_ROUNDS = 3

#: Letters of words that were replaced before the page was sent.
_LOST = re.compile("[^\\W\\d_]\ufffd|\ufffd[^\\W\\d_]")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    read = error.object[error.start : error.end].decode("latin-1")
    return read.translate(_CHARS), error.end


codecs.register_error(MIXED, _as_windows_1252)


def fit_of(body: bytes) -> Fit:
    """How far the bytes of a page that is read as UTF-8 fit it."""
    if body.isascii():
        return Fit.EXACT
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return Fit.MIXED
    # A look for one character is a hundred times cheaper than one for two.
    return Fit.ODD if any(map(text.__contains__, _ODD)) and _is_odd(text) else Fit.EXACT


def _is_odd(text: str) -> bool:
    return looks_encoded_twice(text) or any(map(text.__contains__, _NEVER_TEXT))


def looks_encoded_twice(text: str) -> bool:
    """True if a text holds sequences that are no words, but the bytes of other characters."""
    if not any(map(text.__contains__, _SIGNS)):
        return False
    runs = islice(_RUN.finditer(text), _LOOKED_AT)
    sure = (_is_sure(run[0], text[max(0, run.start() - 1) : run.start()]) for run in runs)
    return any(sure) or _is_everywhere(text)


def _is_everywhere(text: str) -> bool:
    """True if the sequences are of so many kinds that all of them must be such."""
    found = Counter(match[0] for match in islice(_RUN.finditer(text), _LOOKED_AT))
    runs = [run for run in found.elements() if _decoded(run) is not None]
    usual = sum(run[0] in _BEGINNINGS for run in runs)
    return len(set(runs)) >= _ENOUGH and usual * 5 >= len(runs) * 4


def _is_sure(run: str, before: str) -> bool:
    """True if the sequence cannot be text: three signs of a dash or quote, or within a word.

    ``before``: the character in front of it; empty at the beginning of the text.
    """
    if run.startswith(("â€", "â\x80")) and _decoded(run) is not None:
        return True
    within = run[0].isupper() and before.islower()
    return within and (run[0] in "ÃÂ" or not run[1].isalpha())


def repaired(text: str) -> str:
    """``text`` with the characters that were meant, where the evidence is safe."""
    for _ in range(_ROUNDS):
        if not looks_encoded_twice(text):
            break
        better = _read(text, surely=not _is_everywhere(text))
        if better == text:
            break
        text = better
    return text


def _read(text: str, *, surely: bool) -> str:
    """``text`` with what its sequences mean; if ``surely``, where they can be nothing else.

    A page has few such sequences, each of them very often: what one means is remembered.
    """
    parts = _PARTS.split(text)
    known: dict[tuple[str, bool], str] = {}
    for place in range(1, len(parts), 2):
        run, before = parts[place], parts[place - 1][-1:]
        key = run, before.islower()
        meant = known.get(key)
        if meant is None:
            back = None if surely and not _is_sure(run, before) else _decoded(run)
            meant = known[key] = run if back is None else back
        parts[place] = meant
    return "".join(parts)


def _decoded(run: str) -> str | None:
    """The UTF-8 text whose bytes ``run`` shows; None if there is none."""
    try:
        return run.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def without_noncharacters(text: str) -> str:
    """``text`` without the two characters that no tree can hold."""
    if "\ufffe" in text or "\uffff" in text:
        return text.replace("\ufffe", "").replace("\uffff", "")
    return text


def has_lost_letters(text: str) -> bool:
    """True if letters of words had been replaced by U+FFFD before the page was sent."""
    return "\ufffd" in text and _LOST.search(text) is not None
