"""The words of a person as an expression that FTS5 understands, and nothing more."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import BadQuery
from archive.sanitise import clean_text

#: A phrase in quotes, or a word; either may end in ``*``.
_ITEM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"' * 5)


def match_expression(words: str, *, raw: bool = False) -> str | None:
    """What FTS5 is asked for these words; None for no words, empty if none can match.

    Words are data: only ``"quoted phrases"`` and a trailing ``*`` mean something. With
    ``raw`` they are an expression already.
    """
    words = clean_text(words).replace("\ufffd", " ")
    if not words.strip():
        return None
    if raw:
        return words
    items: dict[str, None] = {}
    for phrase, phrase_star, word in _ITEM.findall(words.translate(_QUOTES)):
        text, star = (word.rstrip("*"), word.endswith("*")) if word else (phrase, phrase_star)
        if any(map(_is_word_letter, text)):
            items[f'"{text}"' + (" *" if star else "")] = None
    return " ".join(items)


@contextmanager
def mistakes_explained(*, raw: bool) -> Iterator[None]:
    """Raises BadQuery for what FTS5 finds wrong with words that are an expression."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if not raw:
            raise
        raise BadQuery(
            f"the search words are no FTS5 query: {error}",
            hint="leave out --raw to search for the words as they are",
        ) from error


def _is_word_letter(letter: str) -> bool:
    """True for what the index's tokenizer keeps: letters, numbers, private use."""
    category = unicodedata.category(letter)
    return category[0] in "LN" or category == "Co"
