"""The words of class attributes and ids, split once for all that ask for them.

What a class says is told by words between hyphens: ``is-postDate_line`` holds the words
of ``-is-post-Date-line-``. A pattern that begins and ends with a hyphen asks all names of
an attribute in one search, and its first letter is one that the search can jump to.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNDERSCORES = re.compile(r"_+|-{2,}")
_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=1024)
def worded(attribute: str) -> str:
    """The names of an attribute in lower case, their words and the names' ends parted by hyphens.

    Empty for an attribute without names; a space stands between two names.
    """
    names = " ".join(attribute.split())
    if not names:
        return ""
    lower = names.lower()
    if lower != names:
        names = _CAPITALS.sub("-", names)
        lower = names.lower()
    if "_" in lower or "--" in lower:
        lower = _UNDERSCORES.sub("-", lower)
    return f"-{lower.replace(' ', '- -')}-"


def words_pattern(words: str) -> re.Pattern[str]:
    """A pattern for :func:`worded` texts that finds any of ``words``, an alternation."""
    return re.compile(rf"-(?:{words})(?=-)")
