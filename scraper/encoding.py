"""In which encoding a page's text is written, and how that is known.

Declarations are claims: the bytes have the last word. Valid UTF-8 with characters
beyond ASCII is UTF-8 whatever a header says, because other encodings do not fall into
its pattern by chance; where the claims fail, the candidates of the page's language are
tried, since statistics over a few accented letters guess wrong on short pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from bs4.dammit import EncodingDetector
from w3lib.encoding import http_content_type_encoding, read_bom, resolve_encoding

from archive.records import Fit
from scraper.clean.mojibake import fit_of
from scraper.encoding_guess import ALPHABETS, guess, oddness

#: Bytes looked at when candidates are weighed.
SAMPLE = 50_000

#: Legacy encodings by language; every other language was written in windows-1252.
LEGACY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), ("cp1250", "iso8859-2")
    ),
    **dict.fromkeys(
        ("be", "bg", "mk", "ru", "sr", "uk"), ("cp1251", "koi8-u", "iso8859-5", "cp866")
    ),
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

#: Bytes in which a declaration is looked for where nothing else helps.
LATEST = 1_000_000

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

#: First bytes of byte order marks.
_MARKS = frozenset(b"\xef\xfe\xff\0")

_LANG = re.compile(rb"""<html[^>]{0,2000}?\blang\s*=\s*["']?([a-zA-Z]{2,3})""", re.IGNORECASE)
_UTF8_PAIRS = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
#: ``<`` and what begins a tag, with one NUL between them, or with three.
_WIDE_MARKUP = re.compile(rb"(<)\0(\0\0)?[a-zA-Z/!?]\0", re.S)
_HIGH = re.compile(rb"[\x80-\xff]")


class Decision(NamedTuple):
    """How a page is read, and how that is known."""

    codec: str | None  #: None for an empty body
    source: str | None  #: as in :class:`~archive.records.CapturedPage`
    fit: Fit | None = None  #: of bytes read as UTF-8; None for every other codec


def decide(body: bytes, *, content_type: str | None, stated: str | None, url: str = "") -> Decision:
    """The codec to read ``body`` with, how that is known, and how well the bytes fit.

    ``stated`` is what the site file says, where servers are known to lie: it comes
    before what the page claims. ``url`` tells a country, where nothing else tells a language.
    """
    if not body:
        return Decision(None, None)
    if body[0] in _MARKS and (by_mark := _by_mark(body)):
        return Decision(by_mark, "bom", fit_of(body) if by_mark == "utf-8" else None)
    if b"\0" in body and (wide := _wide(body)):
        return Decision(wide, "detected")
    claims = list(_claims(body, content_type, stated))
    if body.isascii() and b"\x1b" not in body:
        return Decision("utf-8", next((s for _, s in claims), "default"), Fit.EXACT)
    fit = fit_of(body)
    if (fit is not Fit.MIXED and not body.isascii()) or _mostly_utf8(body):
        return Decision("utf-8", next((s for n, s in claims if n == "utf-8"), "detected"), fit)
    return Decision(*_legacy(body, claims or list(_late_claim(body)), url))


def _legacy(body: bytes, claims: list[tuple[str, str]], url: str) -> tuple[str, str]:
    """The codec of a page that is no UTF-8: one that is claimed and fits, or the likeliest."""
    language = _language(body, url)
    possible: dict[str, str] = {}
    for name, source in claims:
        if _decodes(body, name):
            possible.setdefault(name, source)
    if possible:
        best = _best(body, possible, language)
        return best, possible[best]
    if language in LEGACY:
        return _best(body, (*LEGACY[language], "cp1252"), language), "detected"
    return guess(body[:SAMPLE]), "detected"


def _by_mark(body: bytes) -> str | None:
    """The codec of a byte order mark; None where what follows is plainly something else."""
    codec, _ = read_bom(body)
    if codec is None:
        return None
    if codec.startswith("utf-16") and body[2:102].isascii() and b"\0" not in body[:102]:
        return None
    return _name(codec)


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


def _late_claim(body: bytes) -> Iterator[tuple[str, str]]:
    """What the markup says anywhere at all: asked where nothing better is known."""
    late = EncodingDetector.find_declared_encoding(
        body[:LATEST], is_html=True, search_entire_document=True
    )
    if late and (codec := _codec(late)):
        yield codec, "meta"


def _codec(claim: str) -> str | None:
    """The codec a claim means, as browsers read it; None for what the bytes rule out."""
    codec = resolve_encoding(claim)
    # Markup that could be read as ASCII cannot be in a two-byte encoding.
    return None if codec is None or codec.startswith(("utf-16", "utf-32")) else _name(codec)


def _name(codec: str) -> str:
    return "utf-8" if codec in ("utf-8", "utf8", "ascii") else codec


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: with NUL bytes between its markup."""
    if found := _WIDE_MARKUP.search(body):
        place = found.start(1)
        if found[2]:
            return "utf-32-le" if place % 4 == 0 else "utf-32-be"
        return "utf-16-le" if place % 2 == 0 else "utf-16-be"
    return None


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


def _language(body: bytes, url: str) -> str:
    """The language that the page claims, else that of its country domain; or empty."""
    if match := _LANG.search(body[:8192]):
        return match[1].decode("ascii").lower()
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return COUNTRIES.get(host.rsplit(".", 1)[-1], "")


def _best(body: bytes, candidates: Iterable[str], language: str) -> str:
    """The codec under which the characters look most like text; the first of equals."""
    sample = body[:SAMPLE]
    alphabet = frozenset(ALPHABETS.get(language, "") + ALPHABETS.get(language, "").upper())
    return min(candidates, key=lambda codec: oddness(sample.decode(codec, "replace"), alphabet))
