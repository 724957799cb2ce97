"""What becomes of e-mail addresses, and of the names beside them, in what is exported.

Kept, replaced by a keyed SHA-256 (the same person has the same value in every export of one
archive, and nobody without its key can try out addresses), or left out. An address is
replaced wherever it stands: in the contacts, the text, the markup, links, captions, also one
that is not among the contacts. The names of contacts are replaced in the list of contacts
alone: in the text they are names like all others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from html import unescape
from typing import Any
from urllib.parse import unquote


class Contacts(StrEnum):
    """What an export does with contacts."""

    KEEP = "keep"
    HASH = "hash"
    LEAVE_OUT = "leave-out"


#: What stands for an address that was left out.
LEFT_OUT = "e-mail-left-out"
#: Running text. Elsewhere (addresses of pages, names of terms) two values must stay two: they
#: are hashed as they are spelt, and what was left out gets some digits after :data:`LEFT_OUT`.
_RUNNING = frozenset(
    {"title", "subtitle", "summary", "body_text", "body_html", "byline", "alt", "caption"}
)
_DIGITS = 12

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Every address holds one of these. The bracketed spellings hide the sign from machines;
# a bare " at " is a sign only behind the name of a mailbox.
_SIGN = re.compile(
    r"\s?[\[({]\s?(?:at|ät|@|arroba|chez|chiocciola)\s?[\])}]\s?|[@＠﹫]|%40|&#0*64;|&#x0*40;|&commat;"
    r"| at ",
    re.IGNORECASE,
)
_MAILBOXES = frozenset(
    "info office contact mail kontakt kontor secretariat sekretariat press presse hello".split()
)
_DOT = r"(?:[.．。]|\s?[\[({]\s?(?:dot|punkt|point|punto)\s?[\])}]\s?)"
_LABEL = rf"[{_INVISIBLE}]*\w(?:[\w{_INVISIBLE}-]{{0,61}}\w)?"
_DOMAIN = re.compile(
    rf"(?:{_LABEL}{_DOT}){{1,8}}(?P<last>xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,24}})", re.IGNORECASE
)
_DOTS = re.compile(_DOT, re.IGNORECASE)
_IN_LOCAL = re.compile(rf"[\w.+%!#$*'~^{_INVISIBLE}-]")
_LONGEST_LOCAL = 320
# "photo@2x.png" is a file; none of these endings is a top-level domain.
_FILE_ENDINGS = frozenset(
    "avif bmp css gif htm html ico jpeg jpg js json pdf php png svg tif tiff webp xml".split()
)
_MARKUP = re.compile(r"<[^>]*>")
_PIECES = re.compile(r"<[^>]*>|&#?\w{1,32};|.", re.DOTALL)
_TOKEN = re.compile(r"sha256-[0-9a-f]{64}")


class ContactPolicy:
    """Replaces addresses as one policy says, with the key of one archive."""

    def __init__(self, contacts: Contacts, key: bytes) -> None:
        self.contacts = contacts
        self._key = key

    def text(self, text: str, field: str) -> str:
        """A text of a field of this name, with its addresses replaced."""
        if self.contacts is Contacts.KEEP:
            return text
        if field == "body_html":
            return self._html(text)
        return self._replaced(text, _addresses(text), field)

    def fields(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """An article, or any object made of texts, lists and objects, with all of it replaced."""
        if self.contacts is Contacts.KEEP:
            return dict(values)
        return {name: self._value(name, value) for name, value in values.items()}

    def stand_in(self, text: str) -> str:
        """``sha256-`` and the keyed SHA-256 of an address or name; case does not matter.

        What is such a value already stays.
        """
        if _TOKEN.fullmatch(text):
            return text
        plain = unicodedata.normalize("NFKC", text).casefold()
        return f"sha256-{self._digest(' '.join(plain.split()))}"

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value, name)
        if isinstance(value, dict):
            return self.fields(value)
        if not isinstance(value, list):
            return value
        if name == "contacts":
            return self._contacts(value)
        if name == "links" and self.contacts is Contacts.LEAVE_OUT:
            value = [one for one in value if not one["url"].lower().startswith("mailto:")]
        return [self._value(name, one) for one in value]

    def _contacts(self, contacts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if self.contacts is Contacts.LEAVE_OUT:
            return []
        return [
            {name: value and self.stand_in(value) for name, value in one.items()}
            for one in contacts
        ]

    def _html(self, text: str) -> str:
        """Also addresses that markup parts (``ana<b>@example.eu</b>``) are found."""
        replaced = self._replaced(text, _addresses(text), "body_html")
        if not _addresses(unescape(_MARKUP.sub("", replaced))):
            return replaced
        return self._across_markup(replaced)

    def _across_markup(self, text: str) -> str:
        pieces = [match[0] for match in _PIECES.finditer(text)]
        letters = [(at, unescape(one)) for at, one in enumerate(pieces) if not one.startswith("<")]
        starts = [at for at, letter in letters for _ in letter]
        found = _addresses("".join(letter for _, letter in letters))
        for begin, end, address in found:
            pieces[starts[begin]] = self._mark(address, address, "body_html")
            for at in starts[begin + 1 : end]:
                if at != starts[begin]:
                    pieces[at] = ""
        return "".join(pieces)

    def _replaced(self, text: str, found: list[tuple[int, int, str]], field: str) -> str:
        if not found:
            return text
        parts: list[str] = []
        behind = 0
        for begin, end, address in found:
            parts += (text[behind:begin], self._mark(address, text[begin:end], field))
            behind = end
        return "".join((*parts, text[behind:]))

    def _mark(self, address: str, spelt: str, field: str) -> str:
        if field in _RUNNING:
            return self.stand_in(address) if self.contacts is Contacts.HASH else LEFT_OUT
        digest = self._digest(spelt)
        return f"sha256-{digest}" if self.contacts is Contacts.HASH else _left_out(digest)

    def _digest(self, text: str) -> str:
        import hmac  # noqa: PLC0415 - with OpenSSL, which no other question needs

        return hmac.digest(self._key, text.encode(), "sha256").hex()


def _left_out(digest: str) -> str:
    return f"{LEFT_OUT}-{digest[:_DIGITS]}"


def _addresses(text: str) -> list[tuple[int, int, str]]:
    """Where each address begins and ends in ``text``, and the address as one would write to it."""
    found: list[tuple[int, int, str]] = []
    behind = 0
    for sign in _SIGN.finditer(text):
        domain = _DOMAIN.match(text, sign.end())
        if domain is None or domain["last"].lower() in _FILE_ENDINGS:
            continue
        least = max(behind, sign.start() - _LONGEST_LOCAL)
        begin = _local_begin(text, least, sign.start())
        local = text[begin : sign.start()]
        if sign[0].lower() == " at " and local.lower() not in _MAILBOXES:
            continue
        if local:
            found.append((begin, domain.end(), _plain(local, domain[0])))
        elif found and least == behind and all(map(_IN_LOCAL.match, text[least : sign.start()])):
            # Two that stand without a space: the name of the second went with the first.
            found[-1] = (found[-1][0], domain.end(), found[-1][2])
        else:
            continue
        behind = domain.end()
    return found


def _local_begin(text: str, least: int, sign: int) -> int:
    """Where the local part begins that ends at ``sign``; ``sign`` itself if there is none."""
    begin = sign
    while begin > least and _IN_LOCAL.match(text[begin - 1]):
        begin -= 1
    while begin < sign and not (text[begin].isalnum() or text[begin] == "_"):
        begin += 1
    return begin


def _plain(local: str, domain: str) -> str:
    address = f"{unquote(local).strip()}@{_DOTS.sub('.', domain)}"
    return "".join(letter for letter in address if letter not in _INVISIBLE)
