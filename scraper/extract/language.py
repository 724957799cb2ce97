"""The language a text is written in, decided from the text alone."""

from __future__ import annotations

import re
import sys

if sys.version_info >= (3, 14):
    from scraper.extract.language_langid import guess
else:
    from scraper.extract.language_cld2 import guess

# Fewer letters than a short headline has are a guess in any detector.
_ENOUGH_LETTERS = 40
_NOISE = re.compile(
    r"\S*[@/\\]\S*"  # addresses
    r"|[^\w\s'’-]|[\d_]"
    r"|[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # what CLD2 refuses
)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language most of ``text`` is in.

    None when the text is too short, mixed, or the detector is not sure. Addresses and
    numbers are not looked at.
    """
    words = " ".join(_NOISE.sub(" ", text[:20000]).split())
    if len(words) - words.count(" ") < _ENOUGH_LETTERS:
        return None
    code = (guess(words) or "").partition("-")[0].lower()
    return code if len(code) == 2 else None
