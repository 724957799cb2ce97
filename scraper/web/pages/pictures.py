"""The sizes of pictures: wide, and for a phone narrow, so that letters keep their size."""

from __future__ import annotations

from scraper.web.asked import Asked

#: Pixels of a picture without its axis.
WIDE, NARROW = 560, 270


def is_narrow(asked: Asked) -> bool:
    """True if a picture for a narrow screen is wanted."""
    return bool(asked.one("narrow"))


def width_of(asked: Asked, wide: int = WIDE) -> int:
    """How wide to draw."""
    return NARROW if is_narrow(asked) else wide


def height_of(asked: Asked, wide: int) -> int:
    """How high to draw what is ``wide`` high on a wide screen."""
    return wide * 4 // 5 if is_narrow(asked) else wide
