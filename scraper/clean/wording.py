"""Texts compared by their words alone."""

from __future__ import annotations

import re

_NOT_WORD = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """Lower-case words only, one space between two: what is left when looks are left out."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()
