"""What kind of line a text is, seen from a consent banner: sentence, label, button or none.

Judged by vocabulary alone, in 24 languages: the share of a text's words that banners are
made of, and what those words do there. A sentence of a banner nobody has seen before has
nearly all of its words in that vocabulary, and says *we* or *you*; prose about cookies has
half of them, and speaks of others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from functools import cache, lru_cache

from scraper.clean import consent_lexicon_bg_fi, consent_lexicon_fr_mt, consent_lexicon_nl_sv
from scraper.clean.consent_words import COOKIE
from scraper.clean.known_banners import words_of


class Role(IntFlag):
    """What words do in a banner; the members are the classes of the lexicon."""

    COOKIE = 1
    DATA = 2
    USE = 4
    PURPOSE = 8
    AGREE = 16
    REFUSE = 32
    MANAGE = 64
    INFORM = 128
    SITE = 256
    PERSON = 512
    SMALL = 1024


class Kind(IntEnum):
    """What a piece of text can be for a banner."""

    PROSE = 0  #: no part of any banner
    SHORT = 1  #: a few words that say nothing: a vendor's name, an odd button
    LABEL = 2  #: words of a banner that prove nothing: a heading, a purpose, its description
    BUTTON = 3  #: what a reader can press
    SENTENCE = 4  #: what a banner says, and nothing else does


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as a part of a banner."""

    kind: Kind
    roles: Role  #: of all its words together
    words: int  #: that count: all but numbers and short ones without a meaning
    language: str  #: of the vocabulary that fits best; empty if none does
    is_closed: bool = False  #: a mark ends it, as it does a sentence
    share: float = 0.0  #: of its words that are those of banners; 0 for what an article cites

    @property
    def is_sure(self) -> bool:
        """True if nearly all of its words are those of banners."""
        return self.share >= _SURE

    @property
    def decides(self) -> bool:
        """True for a button with which a reader agrees or refuses."""
        return self.kind is Kind.BUTTON and bool(self.roles & _DECIDES)

    @property
    def is_long(self) -> bool:
        """True for more than a heading or the name of a purpose."""
        return self.words > LABEL_WORDS or (self.is_closed and self.words > _NAME_WORDS)


#: Words of a heading, of a button, and of a piece that may stand unknown among them.
LABEL_WORDS, _BUTTON_WORDS, _SHORT_WORDS = 6, 7, 5
#: Words of the longest name that a mark may end.
_NAME_WORDS = 3
#: Shares of known words from which on a text is a banner's sentence, a part of one, a button;
#: a sentence of few words must be surer.
_SURE, _SURE_IF_SHORT, _LIKELY, _PRESSED = 0.62, 0.7, 0.5, 0.75
_FEW_WORDS = 10
#: Longer texts are no part of a banner.
LONGEST_PART = 3000
#: Letters from which on a word that means nothing to a banner counts against it.
_TELLING_LETTERS = 4
_LONGEST_WORD = 40
_NO_ENDING: tuple[str, ...] = ()
_SHORTEST_SENTENCE = 4

_DECIDES = Role.AGREE | Role.REFUSE
_ASKS = _DECIDES | Role.MANAGE | Role.INFORM
_TOPIC = Role.COOKIE | Role.DATA
#: What banners say in every language.
_EVERYWHERE = {"cookie": Role.COOKIE, "cookies": Role.COOKIE}
#: A sentence in quotes is cited: an article shows what a banner says.
_CITED = re.compile(r"[“„«»‹›\"”][^“„«»‹›\"”]{25,}[“”»«›‹\"]")
_SENTENCE_END = re.compile(r"[.!?…;:]\W*$")


#: What is no part of any banner.
NOTHING = Shape(Kind.PROSE, Role(0), 0, "")


@lru_cache(maxsize=2048)
def shape_of(text: str) -> Shape:
    """The shape of a text of one block or line; remembered, for banners stand on many pages."""
    if len(text) > LONGEST_PART:
        return NOTHING
    words = [word for word in words_of(text) if not word.isdigit()]
    counts, roles, language = _fitting(words)
    unknown = sum(len(w) >= _TELLING_LETTERS and not _has(w, language) for w in words)
    total = counts + unknown
    share = counts / total if total else 0.0
    if _CITED.search(text) and COOKIE.search(text):
        return Shape(Kind.PROSE, roles, total, language)
    closed = _SENTENCE_END.search(text) is not None
    kind = _kind(text, words, share, roles, closed=closed)
    return Shape(kind, roles, total, language, closed, share)


def _kind(text: str, words: list[str], share: float, roles: Role, *, closed: bool) -> Kind:
    if not words:
        return Kind.SHORT if len(text) <= 40 else Kind.PROSE
    if len(words) <= _BUTTON_WORDS and not closed and _can_be_pressed(words, share, roles):
        return Kind.BUTTON
    sure = _SURE if len(words) > _FEW_WORDS else _SURE_IF_SHORT
    if share >= sure and _tells(words, roles) and (closed or len(words) > LABEL_WORDS):
        return Kind.SENTENCE
    if share >= _LIKELY and roles & (_TOPIC | _ASKS | Role.PURPOSE):
        return Kind.LABEL
    return Kind.SHORT if len(words) <= _SHORT_WORDS and not closed else Kind.PROSE


def _can_be_pressed(words: list[str], share: float, roles: Role) -> bool:
    if share >= _PRESSED:
        return bool(roles & _ASKS)
    is_clear = roles & _DECIDES or (roles & _ASKS and roles & _TOPIC)
    return share >= _LIKELY and len(words) <= _SHORT_WORDS and bool(is_clear)


def _tells(words: list[str], roles: Role) -> bool:
    """True if *we* or *you* and cookies are spoken of, or data and what is done with them."""
    if not roles & Role.PERSON or len(words) < _SHORTEST_SENTENCE:
        return False
    if roles & Role.COOKIE:
        return True
    return bool(roles & Role.DATA) and bool(roles & (Role.AGREE | Role.PURPOSE | Role.USE))


def _fitting(words: list[str]) -> tuple[int, Role, str]:
    """How many words the best language knows, what they do, and which language it is.

    Of few words several languages know as many: then what they do in any of them.
    """
    known: Counter[str] = Counter()
    for word in words:
        for language, _ in _meanings(word):
            known[language] += 1
    if not known:
        return 0, Role(0), ""
    language, count = known.most_common(1)[0]
    equals = {other for other, times in known.items() if times == count}
    roles = Role(0)
    for word in words:
        for other, role in _meanings(word):
            roles |= role if other in equals else Role(0)
    return count, roles, language


def _has(word: str, language: str) -> bool:
    return any(own == language for own, _ in _meanings(word))


@lru_cache(maxsize=2048)
def _meanings(word: str) -> tuple[tuple[str, Role], ...]:
    """Per language that knows the word: what it does in a banner."""
    if len(word) > _LONGEST_WORD:
        return ()
    found: dict[str, Role] = {}
    whole, stems = _vocabulary()
    for language, role in whole.get(word, ()):
        found[language] = found.get(language, Role(0)) | role
    for length in range(2, len(word) + 1):
        for language, role in stems.get(word[:length], ()):
            found[language] = found.get(language, Role(0)) | role
            if role is Role.COOKIE and len(word) - length >= _TELLING_LETTERS:
                # Compounds: *cookieinstellingen*, *sütibeállítások*.
                found[language] |= dict(_meanings(word[length:])).get(language, role)
    endings = consent_lexicon_nl_sv.SAID_BY_ENDING
    for language in found:
        if word.endswith(endings.get(language, _NO_ENDING)):
            found[language] |= Role.PERSON
    return tuple(found.items())


_Entries = dict[str, list[tuple[str, Role]]]


@cache
def _vocabulary() -> tuple[_Entries, _Entries]:
    """Whole words, and beginnings of words."""
    whole: _Entries = {}
    stems: _Entries = {}
    for language, role, word in _entries():
        is_stem = word.endswith("*")
        for part in words_of(word):
            (stems if is_stem else whole).setdefault(part, []).append((language, role))
    return whole, stems


def _entries() -> Iterator[tuple[str, Role, str]]:
    tables = (consent_lexicon_bg_fi, consent_lexicon_fr_mt, consent_lexicon_nl_sv)
    for table in tables:
        for language, classes in table.LEXICON.items():
            yield from ((language, role, word) for word, role in _EVERYWHERE.items())
            for name, words in classes.items():
                for word in words.split():
                    yield language, Role[name.upper()], word
