"""Which encoding undeclared bytes are in, where not even a language is known: by letters.

A run of bytes beyond ASCII is a word of Cyrillic or Greek, or a sentence of Chinese; in
Latin scripts such bytes stand alone between letters of ASCII. Under the right codec the
most frequent letters of the language are there, under every other they are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

#: Codecs with the most frequent letters or signs of their languages, and the share of all
#: characters beyond ASCII that these take in ordinary text. Where two are written in one
#: script, capitals within words tell them apart.
FREQUENT: tuple[tuple[tuple[str, ...], str, float], ...] = (
    (("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866"), "оеаинтсрвлі", 0.66),
    (("cp1253", "iso8859-7"), "αοιετσνηυρ", 0.66),
    (("cp1255", "iso8859-8"), "יוהלאתרמבש", 0.68),
    (("cp1256", "iso8859-6"), "الينمرتبود", 0.66),
    (("cp874",), "านรอกเงมยล่", 0.55),
    (("cp932", "euc_jp"), "のにはをたがでとしれさい、。", 0.35),
    (("cp949",), "이다는의에가을로하지고", 0.25),
    (("gb18030", "big5"), "的一是不了在人有我他这這中大来來上国國和地到以", 0.12),
)

#: Share of what is usual from which a codec is believed.
LEAST = 0.4

#: Letters beyond ASCII of languages in Latin script, lower case.
ALPHABETS = {
    "ca": "àçèéíïòóúü",
    "da": "æøåéö",
    "de": "äöüßé",
    "es": "áéíñóúü",
    "fi": "äöåé",
    "fr": "àâæçèéêëîïôœùûüÿ",
    "is": "áæðéíóöúýþ",
    "it": "àèéìòóù",
    "nl": "éëïöüèêç",
    "pt": "àáâãçéêíóôõúü",
    "sv": "åäöéü",
    "tr": "âçğıîöşüû",
    "bs": "čćđšž",
    "cs": "áčďéěíňóřšťúůýž",
    "et": "äõöüšž",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
}


#: What undeclared text in Latin letters can be in, the likeliest first, with the languages
#: that were written in it.
LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "ca", "is")),
    ("cp1250", ("pl", "cs", "hu", "ro", "sk", "sl", "hr")),
    ("iso8859-2", ("pl", "cs", "hu", "ro", "sk", "sl", "hr")),
    ("cp1257", ("lt", "lv", "et")),
    ("cp1254", ("tr",)),
    ("mac-roman", ("fr", "de", "es", "it", "pt")),
)

_PUNCTUATION_IN_WORDS = "’‘'·-‐‑\u00ad\u200d"
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_RUN = re.compile(rb"[\x80-\xff][\x40-\xff]?(?:[\x80-\xff]|[\x80-\xff][\x40-\x7e]){2,}")
_TAG = re.compile(rb"<[^<>]*>")
_HIGH = re.compile(rb"[\x80-\xff]")
_CASE = re.compile("(?<=[а-яёіїєґα-ω])[А-ЯЁІЇЄҐΑ-Ω]")


def guess(sample: bytes) -> str:
    """The likeliest codec of some bytes that are no UTF-8 and of which nothing is known."""
    return other_script(sample) or _latin(sample)


def _latin(sample: bytes) -> str:
    """The codec under which most accented letters belong to one language; else cp1252."""
    best, codec = 0.0, "cp1252"
    for name, languages in LATIN:
        text = sample.decode(name, "replace")
        letters = Counter(char.lower() for char in _BEYOND_ASCII.findall(text) if char.isalpha())
        odd = oddness(text, frozenset())
        every = letters.total()
        for language in languages:
            fitting = sum(letters[char] for char in ALPHABETS[language])
            # More than one letter in twenty must be better placed to give the first up.
            share = (fitting - 2 * odd) / every if every else 0.0
            if share > best + 0.05:
                best, codec = share, name
    return codec


def other_script(sample: bytes) -> str | None:
    """The codec of a text in another script than Latin; None if it is Latin, or unclear."""
    text = b" ".join(_TAG.sub(b" ", sample).split())
    high = len(_HIGH.findall(text))
    in_runs = sum(len(_HIGH.findall(run)) for run in _RUN.findall(text))
    if high < 6 or in_runs * 2 < high:
        return None
    shares = [(share, codec) for codec, share in _shares(text) if share >= LEAST]
    return max(shares, key=lambda pair: pair[0])[1] if shares else None


def _shares(text: bytes) -> list[tuple[str, float]]:
    """Each codec with how much of the usual share its frequent letters take."""
    found: list[tuple[str, float]] = []
    for codecs, letters, usual in FREQUENT:
        for codec in codecs:
            decoded = text.decode(codec, "replace")
            beyond = [char for char in decoded if char > "\x7f"]
            if not beyond:
                continue
            # What is no text under this codec counts against it.
            odd = decoded.count("\ufffd") * 4 + len(_CASE.findall(decoded))
            hits = sum(char.lower() in letters for char in beyond) - odd
            found.append((codec, hits / len(beyond) / usual))
    return found


def oddness(text: str, alphabet: frozenset[str]) -> int:
    """How many characters beyond ASCII stand where a writer would not put them."""
    padded = f" {text} "
    return sum(
        _is_odd(match[0], padded[match.start() - 1], padded[match.end()], alphabet)
        for match in _BEYOND_ASCII.finditer(padded)
    )


def _is_odd(char: str, before: str, after: str, alphabet: frozenset[str]) -> int:
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co"):
        return 5
    if char.isalpha():
        if alphabet and char not in alphabet:
            return 1
        return int(char.isupper() and before.islower())
    inside_word = before.isalpha() and after.isalpha()
    return int(inside_word and char not in _PUNCTUATION_IN_WORDS)
