"""Sentences and words of a text in any language, without a library.

A sentence that is cut in two at an abbreviation does no harm here: both texts that are
compared are cut alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# Where a sentence may end: a mark, perhaps a closing quote, and a space; a mark between two
# letters, where the space was forgotten; a mark of full width anywhere.
_MARK = re.compile(
    r"""(?P<mark>[.!?…;\u037e\u061f\u06d4\u0964])["'“”‘’»)\]]*\s+(?=\S)
      | (?P<tight>(?<=[^\W\d_][^\W\d_])[.!?](?=[^\W\d_]))
      | [。！？]["”’」』]*""",
    re.VERBOSE,
)
_SHORT = re.compile(r"(?<!\w)(?:\d\d?|[^\W\d_])$")
#: Abbreviations before a capital letter, in several languages.
_ABBREVIATIONS = frozenset(
    """
    mio mrd mln tsd tys dr prof mr mrs ms st sr sra nr no art abs ca bzw usw inkl ggf vgl etc
    approx inc ltd vol pp fig tel hr fr dipl ing str dra mme mlle dott sig np tzn ul al εκ δρ
    инж проф г
    """.split()
)
_LAST_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,8}$")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
# Addresses first; figures with their inner marks; words with apostrophes; units.
_TOKEN = re.compile(
    r"""(?P<address>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}|(?:https?://|www\.)[^\s<>"'“”«»]+)
      | (?P<figure>(?<![\w)\d.,])[-\u2212](?=\d)\d+(?:[.,:]\d+)*|\d+(?:[.,:]\d+)*)
      | (?P<clock>\b[ap]\.\s?m\b\.?)
      | (?P<word>[^\W\d_]+(?:'[^\W\d_]+|[MARKS]+[^\W\d_]*)*)
      | (?P<unit>[%‰€$£¥+=<>°])"""
    # Vowel signs and accents of their own: Latin and Greek, Hebrew, Arabic, Indic, Thai.
    .replace("MARKS", "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0ece"),
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ .,']\d{3}){1,5}(?!\d|[.,]\d)")
_NOT_DIGIT = re.compile(r"\D")
# Marks that join or hide: soft hyphen, zero width, variation selectors, a hyphen at a line's end.
_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]")
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True)
class Sentence:
    """One sentence, or a line of a list, with its words when they are asked for."""

    raw: str  #: as it stands in the text

    @cached_property
    def words(self) -> list[str]:
        """Words, figures, units and addresses, folded; no punctuation."""
        return list(words_of(self.raw))

    @cached_property
    def letters(self) -> str:
        """The words written as one; equal where only spaces and punctuation differ."""
        return "".join(f"#{word}" if word[0].isdecimal() else word for word in self.words)


def sentences_of(block: str) -> Iterator[str]:
    """The sentences of a block, in order; each line of it begins a new one."""
    for line in block.split("\n"):
        start = 0
        for mark in _MARK.finditer(line):
            if _ends_at(line, mark):
                yield from _sentence(line[start : mark.end()])
                start = mark.end()
        yield from _sentence(line[start:])


def _ends_at(line: str, mark: re.Match[str]) -> bool:
    """False after a day's number (``4. August``), an initial (``J. Smith``, ``z. B.``), and
    where a small letter goes on."""
    following = line[mark.end() : mark.end() + 1]
    if mark["tight"]:
        around = line[max(0, mark.start() - 60) : mark.start()].rpartition(" ")[2]
        around += line[mark.start() : mark.end() + 60].partition(" ")[0]
        is_address = any(sign in around for sign in ("/", "@", "www."))
        return following.isupper() and line[mark.start() - 1].islower() and not is_address
    if mark["mark"] in (";", "\u037e"):
        return bool(_GREEK.match(line, mark.start() - 1))
    if mark["mark"] is None:
        return True
    if following.islower():
        return False
    return mark["mark"] != "." or not _is_short(line[max(0, mark.start() - 9) : mark.start()])


def _is_short(before: str) -> bool:
    """True if the text before a full stop ends with a number, an initial, an abbreviation."""
    word = _LAST_WORD.search(before)
    return bool(_SHORT.search(before)) or (word is not None and word[0].lower() in _ABBREVIATIONS)


def _sentence(raw: str) -> Iterator[str]:
    if stripped := raw.strip():
        yield stripped


def blocks_of(text: str) -> list[str]:
    """The paragraphs, headings and list items of a text, in order."""
    return [block for block in text.split("\n\n") if block.strip()]


def words_of(text: str) -> Iterator[str]:
    """Words in the form in which they are compared.

    Case, hyphens, quotes and the way to write figures do not count: ``1,000``, ``1.000``
    and ``1 000`` are one figure, and so are ``1.5`` and ``1,5``.
    """
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).casefold().translate(_APOSTROPHES)
    text = _THOUSANDS.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind in ("word", "unit"):
            yield token[0]
        elif kind == "figure":
            yield _figure(token[0])
        elif kind == "address":
            yield _address(token[0])
        else:
            yield token[0][0] + "m"


def _figure(value: str) -> str:
    parts = value.replace("\u2212", "-").replace(",", ".").replace(":", ".").split(".")
    is_date = len(parts) == 3 and "," not in value and len(parts[0]) <= 2 and len(parts[1]) <= 2
    shorter = [part.lstrip("0") or "0" for part in parts]
    return ".".join(shorter if is_date else [shorter[0], *parts[1:]])


def _address(address: str) -> str:
    """Without scheme, ``www.`` and the marks after it."""
    bare = re.sub(r"^https?://", "", address.rstrip(".,;:!?)]/"))
    return f"@{bare.removeprefix('www.')}"
