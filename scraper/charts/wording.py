"""Text of pages as it may stand in a picture: one line, cut, and each label only once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: Fonts of one width, so that labels keep the room measured for them on every machine.
FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
#: Characters of a label: about 170 pixels of the 11-pixel type.
LABEL_LENGTH = 28
#: Characters of a title, and of a subtitle or a description.
TITLE_LENGTH, PARAGRAPH_LENGTH = 120, 300
#: In place of a label of which nothing can be shown.
NAMELESS = "(nameless)"

# Controls, format characters (marks that turn text around or hide it), lone surrogates and
# private characters; of the format characters two join letters in scripts that need them.
_LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co"})
_JOINERS = "\u200c\u200d"
# So many combining marks in a row are no letter any more, but a tower over other lines.
_MOST_MARKS = 3
# Of a longer text nothing beyond is looked at.
_MOST_LOOKED_AT = 2_000


def label(text: object, most: int = LABEL_LENGTH) -> str:
    """One line of at most ``most`` characters, the last an ellipsis where it was cut."""
    plain = " ".join(_visible(str(text)[:_MOST_LOOKED_AT]).split())
    if not plain.strip(_JOINERS):
        return NAMELESS
    if len(plain) <= most:
        return plain
    return plain[: most - 1].rstrip(" ,;:-" + _JOINERS) + "…"


def labels(names: Iterable[str], most: int = LABEL_LENGTH) -> dict[str, str]:
    """Each different name with a label of its own: what is cut to the same gets a number."""
    given: dict[str, str] = {}
    used: set[str] = set()
    for name in dict.fromkeys(names):
        short, number = label(name, most), 1
        while short in used:
            number += 1
            ending = f" ({number})"
            short = label(name, most - len(ending)) + ending
        used.add(short)
        given[name] = short
    return given


def _visible(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if character.isspace():
            kept.append(" ")
        elif ord(character) & 0xFFFE == 0xFFFE:
            continue  # U+FFFE and U+FFFF of any plane are no characters, and not allowed in XML
        elif (kind not in _LEFT_OUT or character in _JOINERS) and marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
