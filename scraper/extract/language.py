"""The language a text is written in, decided from the text alone."""

from __future__ import annotations

import re
import sys
from string import ascii_letters

if sys.version_info >= (3, 14):
    from scraper.extract.language_langid import guess
else:
    from scraper.extract.language_cld2 import guess

# Fewer letters than a short headline has are a guess in any detector.
_ENOUGH_LETTERS = 40
#: What stays of a text beside letters and spaces; that leaves nothing which CLD2 refuses.
_JOINING = "'’-"
_KEPT = frozenset((*ascii_letters, *_JOINING, " ", "\n"))
# All else, for texts with more kinds of signs than any language has.
_NOISE = re.compile(rf"[\W\d_](?<![\s{_JOINING}])")
_MOST_SIGNS = 100


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language most of ``text`` is in.

    None when the text is too short, mixed, or the detector is not sure. Addresses and
    numbers are not looked at.
    """
    text = text[:20000]
    if "@" in text or "/" in text or "\\" in text:
        text = _without_addresses(text)
    words = " ".join(_without_signs(text).split())
    if len(words) - words.count(" ") < _ENOUGH_LETTERS:
        return None
    code = (guess(words) or "").partition("-")[0].lower()
    return code if len(code) == 2 else None


def _without_addresses(text: str) -> str:
    parts = text.split()
    return " ".join([p for p in parts if "@" not in p and "/" not in p and "\\" not in p])


def _without_signs(text: str) -> str:
    """``text`` with a space for each sign."""
    signs = [sign for sign in set(text) - _KEPT if not sign.isalnum() or sign.isdecimal()]
    if len(signs) > _MOST_SIGNS:
        return _NOISE.sub(" ", text)
    for sign in signs:
        text = text.replace(sign, " ")
    return text
