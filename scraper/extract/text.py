"""Text as it is kept: NFC, one kind of space, nothing invisible, nothing broken."""

from __future__ import annotations

import re
import unicodedata
from unicodedata import is_normalized

# What no reader of a page sees, and what would split, hide or reorder its words:
# soft hyphens, zero-width characters, bidirectional marks and overrides. The zero-width
# joiner stays, because emoji are built with it.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
# C0 and C1 controls that are no white space, noncharacters, and the private use area:
# icon fonts print their pictures as letters from there.
_NOT_TEXT = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff"
_UNWANTED = re.compile(f"[{_INVISIBLE}{_NOT_TEXT}]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_LATIN_ACCENT = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_NOT_SLUG = re.compile(r"[\W_]+")
# Letters that NFKD leaves whole.
_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def clean_text(text: str) -> str:
    """``text`` in the form in which every field is kept.

    NFC; every run of white space (no-break spaces and line breaks too) is one space;
    none at the ends; control, invisible and private-use characters are left out; a
    surrogate pair becomes its character and a lone surrogate U+FFFD.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    folded = " ".join(text.split())
    if folded.isprintable() and (
        folded.isascii() or ("\u034f" not in folded and is_normalized("NFC", folded))
    ):
        return folded
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(_UNWANTED.sub("", unicodedata.normalize("NFC", text)).split())


def slugify(label: str) -> str:
    """A slug for a label whose own path is not known: ``Health & care`` -> ``health-care``.

    Accents of Latin letters go, other scripts stay; empty if the label has no letter and no digit.
    """
    spelled = clean_text(label).casefold().translate(_SPELLED)
    bare = _LATIN_ACCENT.sub("", unicodedata.normalize("NFKD", spelled))
    return _NOT_SLUG.sub("-", unicodedata.normalize("NFC", bare)).strip("-")
