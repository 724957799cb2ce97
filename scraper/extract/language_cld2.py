"""Guessing a language with CLD2, which knows all EU languages in 1 MB of memory."""

from __future__ import annotations

import pycld2


def guess(text: str) -> str | None:
    """Code of the language of ``text``, None if CLD2 is not sure of it."""
    try:
        reliable, _, details = pycld2.detect(text, bestEffort=False)
    except pycld2.error:  # bytes that CLD2 does not accept as text
        return None
    _, code, percent, _ = details[0]
    return str(code) if reliable and percent >= 60 and code != "un" else None
