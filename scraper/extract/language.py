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
# All but letters, spaces and what parts words; that leaves nothing which CLD2 refuses.
_NOISE = re.compile(r"[\W\d_](?<![\s'’-])")


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language most of ``text`` is in.

    None when the text is too short, mixed, or the detector is not sure. Addresses and
    numbers are not looked at.
    """
    parts = text[:20000].split()
    parts = [part for part in parts if "@" not in part and "/" not in part and "\\" not in part]
    words = " ".join(_NOISE.sub(" ", " ".join(parts)).split())
    if len(words) - words.count(" ") < _ENOUGH_LETTERS:
        return None
    code = (guess(words) or "").partition("-")[0].lower()
    return code if len(code) == 2 else None
