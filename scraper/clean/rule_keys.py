"""The names that the patterns of rules stand for.

Nearly all ids and classes of a page name no boilerplate. To see that, a name is taken apart
and its words are looked up, for which all names that rules know are written out.
"""

from __future__ import annotations

import re
from itertools import product

_GROUP = "(?:"


def names(pattern: str) -> list[str]:
    """All names that a pattern matches.

    Patterns are those of :mod:`scraper.clean.rule_words`: letters, digits, hyphens, groups of
    alternatives, and ``?``. Raises ValueError for any other.
    """
    found, rest = _alternatives(pattern)
    if rest:
        raise ValueError(f"{pattern!r}: not closed properly at {rest!r}")
    return found


def _alternatives(pattern: str) -> tuple[list[str], str]:
    """The names up to the end of a group, and what follows it."""
    found: list[str] = []
    while True:
        sequence, pattern = _sequence(pattern)
        found += map("".join, product(*sequence))
        if not pattern.startswith("|"):
            return found, pattern
        pattern = pattern[1:]


def _sequence(pattern: str) -> tuple[list[list[str]], str]:
    """What may stand at each place of a sequence, and what follows it."""
    places: list[list[str]] = []
    while pattern and pattern[0] not in "|)":
        if pattern.startswith(_GROUP):
            choices, pattern = _alternatives(pattern.removeprefix(_GROUP))
            if not pattern.startswith(")"):
                raise ValueError(f"a group is not closed before {pattern!r}")
        elif re.match(r"[a-z0-9-]", pattern):
            choices = [pattern[0]]
        else:
            raise ValueError(f"{pattern!r} begins with what no rule is made of")
        pattern = pattern[1:]
        if pattern.startswith("?"):
            choices, pattern = ["", *choices], pattern[1:]
        places.append(choices)
    return places, pattern
