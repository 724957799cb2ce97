"""In which encoding a page's text is written, and how that is known.

Declarations are claims: the bytes have the last word. Valid UTF-8 with characters
beyond ASCII is UTF-8 whatever a header says, because other encodings do not fall into
its pattern by chance; where the claims fail, the candidates of the page's language are
tried, since statistics over a few accented letters guess wrong on short pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bs4.dammit import EncodingDetector
from w3lib.encoding import http_content_type_encoding, read_bom, resolve_encoding

#: Bytes looked at when candidates are weighed.
SAMPLE = 50_000

#: Legacy encodings by language; every other language was written in windows-1252.
LEGACY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), ("cp1250", "iso8859-2")
    ),
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), ("cp1251", "koi8-u", "iso8859-5")),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257", "iso8859-13", "iso8859-4")),
    "ar": ("cp1256", "iso8859-6"),
    "el": ("cp1253", "iso8859-7"),
    "fa": ("cp1256",),
    "he": ("cp1255", "iso8859-8"),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "mt": ("iso8859-3",),
    "th": ("cp874",),
    "tr": ("cp1254",),
    "vi": ("cp1258",),
    "zh": ("gb18030", "big5"),
}

#: Letters beyond ASCII of the languages whose encodings differ in a few places only.
ALPHABETS = {
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

#: Country domains whose language wrote in something else than windows-1252.
COUNTRIES = {
    "ba": "bs",
    "by": "be",
    "cn": "zh",
    "cz": "cs",
    "ee": "et",
    "gr": "el",
    "il": "he",
    "jp": "ja",
    "kr": "ko",
    "me": "sr",
    "rs": "sr",
    "si": "sl",
    "ua": "uk",
    **{code: code for code in ("bg", "hr", "hu", "lt", "lv", "mk", "pl", "ro", "ru", "sk", "th")},
    "tr": "tr",
}

_LANG = re.compile(rb"""<html[^>]{0,2000}?\blang\s*=\s*["']?([a-zA-Z]{2,3})""", re.IGNORECASE)
_UTF8_PAIRS = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_PUNCTUATION_IN_WORDS = "’‘'·-‐‑\u00ad\u200d"


def decide(
    body: bytes, *, content_type: str | None, stated: str | None, host: str = ""
) -> tuple[str | None, str | None]:
    """The codec to read ``body`` with, and its source as named in :class:`CapturedPage`.

    ``stated`` is what the site file says, where servers are known to lie: it comes
    before what the page claims. ``(None, None)`` for an empty body.
    """
    if not body:
        return None, None
    by_mark, _ = read_bom(body)
    if by_mark:
        return _name(by_mark), "bom"
    if wide := _wide(body):
        return wide, "detected"
    claims = _claims(body, content_type, stated)
    if body.isascii() and b"\x1b" not in body:
        return "utf-8", next((source for _, source in claims), "default")
    if (_decodes(body, "utf-8") and not body.isascii()) or _mostly_utf8(body):
        return "utf-8", next((source for name, source in claims if name == "utf-8"), "detected")
    language = _language(body, host)
    possible: dict[str, str] = {}
    for name, source in claims:
        if _decodes(body, name):
            possible.setdefault(name, source)
    if possible:
        best = _best(body, possible, language)
        return best, possible[best]
    return _best(body, (*LEGACY.get(language, ()), "cp1252"), language), "detected"


def _claims(body: bytes, content_type: str | None, stated: str | None) -> Iterator[tuple[str, str]]:
    """What site file, header and markup say, best known first, as (codec, source)."""
    if stated and (codec := _codec(stated)):
        yield codec, "site"
    in_header = http_content_type_encoding(content_type) if content_type else None
    if in_header and (codec := _codec(in_header)):
        yield codec, "header"
    in_markup = EncodingDetector.find_declared_encoding(body, is_html=True)
    if in_markup and (codec := _codec(in_markup)):
        yield codec, "meta"


def _codec(claim: str) -> str | None:
    """The codec a claim means, as browsers read it; None for what the bytes rule out."""
    codec = resolve_encoding(claim)
    # Markup that could be read as ASCII cannot be in a two-byte encoding.
    return None if codec is None or codec.startswith(("utf-16", "utf-32")) else _name(codec)


def _name(codec: str) -> str:
    return "utf-8" if codec in ("utf-8", "utf8", "ascii") else codec


def _wide(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of its markup is NUL."""
    head = body[:4096]
    if b"\0" not in head or head.count(b"\0") < len(head) // 4:
        return None
    odd = head[1::2].count(b"\0")
    return "utf-16-le" if odd > len(head) // 4 else "utf-16-be"


def _decodes(body: bytes, codec: str) -> bool:
    try:
        body.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _mostly_utf8(body: bytes) -> bool:
    """True if nearly all bytes beyond ASCII stand in well-formed UTF-8 sequences."""
    sample = body[:SAMPLE]
    sequences = _UTF8_PAIRS.findall(sample)
    inside = sum(map(len, sequences))
    outside = len(_HIGH.findall(sample)) - inside
    return bool(sequences) and outside * 4 <= inside


def _language(body: bytes, host: str) -> str:
    """The language that the page claims, else that of its country domain; or empty."""
    if match := _LANG.search(body[:8192]):
        return match[1].decode("ascii").lower()
    return COUNTRIES.get(host.rsplit(".", 1)[-1], "")


def _best(body: bytes, candidates: Iterable[str], language: str) -> str:
    """The codec under which the characters look most like text; the first of equals."""
    sample = body[:SAMPLE]
    alphabet = frozenset(ALPHABETS.get(language, "") + ALPHABETS.get(language, "").upper())
    return min(candidates, key=lambda codec: _oddness(sample.decode(codec, "replace"), alphabet))


def _oddness(text: str, alphabet: frozenset[str]) -> int:
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
