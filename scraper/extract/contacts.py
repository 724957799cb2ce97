"""E-mail addresses in text, and the persons they are said to belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.records import Contact
from scraper.extract.people_shapes import without_role
from scraper.extract.text import slugify

_LOCAL = r"[A-Za-z0-9_](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|point|punto)\s?[\])}]\s?)"
_DOMAIN = rf"(?:{_LABEL}{_DOT}){{1,6}}[^\W\d_]{{2,18}}"
# Plain, and the spellings that hide the sign: "[at]", "(at)", "{at}", "[arroba]".
_AT = r"(?:@|\s?[\[({]\s?(?:at|ät|@|arroba|chez|chiocciola)\s?[\])}]\s?)"
_ADDRESS = re.compile(rf"(?<![\w.@/+-])(?P<local>{_LOCAL}){_AT}(?P<domain>{_DOMAIN})(?![\w@])")
# A bare " at " is a hidden sign only behind a mailbox name: "meet us at cluster.eu" is none.
_BARE_AT = re.compile(
    r"(?<![\w.@-])(?P<local>info|office|contact|mail|kontakt|kontor|secretariat|sekretariat|"
    r"press|presse|hello)"
    rf" at (?P<domain>{_DOMAIN})(?![\w@])",
    re.IGNORECASE,
)
# Every address holds one of these signs, and its local part stands right before.
_SIGN = re.compile(r"@|[\[({]\s?(?:at|ät|@|arroba|chez|chiocciola)")
_AT_WORD = re.compile(r" [aA][tT] ")
#: Characters before the sign in which an address may begin: the local part and a space.
_BEFORE_SIGN, _BEFORE_AT = 65, 11
_DOTS = re.compile(r"\s?[\[({]\s?(?:dot|punkt|point|punto)\s?[\])}]\s?")

_PARTICLE = r"(?:zu|zur|von|vom|van|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|af|el|bin|y|e)"
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩΆ-ΏА-Я](?:\.|[\w’'-]+))"
_NAME = rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{1,3}}"
_ASKED = re.compile(  # "please contact Simone Hagenauer, the coordinator, at <address>"
    r"\b(?i:contact(?:er|ez|ar|en|o)?|kontakt(?:ieren|person|ieren Sie)?|ansprechpartner(?:in)?|"
    r"ansprechperson|"
    r"kontaktujte|kontaktirajte|contattare|contacteer|contacteren|kontakta|kontaktoi|yhteyshenkilö|"
    r"reach out to|write to|e-?mail(?: to)?|wenden Sie sich(?: bitte)? an|s[’']adresser à|"
    r"contacto con|"
    r"persona de contacto|pressekontakt|pressesprecher(?:in)?|contatto|contacto|referente"
    r"|coordinator|koordinator|coordonnateur)"
    r"(?:\s?:|\s(?i:person|persons|us via|is))?\s{1,2}(?:(?i:mr|mrs|ms|dr|prof|frau|herrn?|mme|m|"
    r"sig(?:ra)?|ing|mag)\.?\s)*"
    rf"(?P<name>{_NAME})"
)
_BESIDE = re.compile(
    rf"(?P<name>{_NAME})\s?(?P<mark>[(<\[:,–—-]|[,;]? (?i:at|unter|à|via|at:))\s?$"
)
# "answered by Katrin Tammsaar of Elbe Silicon Circle: <address>": the person, not the house.
_OWNER = re.compile(
    rf"(?P<name>{_NAME_WORD}(?:\s{_NAME_WORD}){{1,2}}),?\s(?:of|from|at|with|von|vom|bei|beim|de|"
    rf"du|des|chez|di|del|van|fra|från)"
    rf"\s(?:the\s|der\s|dem\s|la\s|l[’'])?{_NAME_WORD}[^.!?:<(@]{{0,80}}[:,(<–—-]?\s?$"
)
#: "Jane Doe, Communications Manager: <address>": the name in front of a role.
_BEFORE_ROLE = re.compile(rf"(?P<name>{_NAME}),\s?$")
_LINK_WORDS = re.compile(r"^(?i:e-?mail|mail|contact|kontakt|tel|phone|the|our|more|for)\b")


def contacts_in_text(text: str) -> tuple[Contact, ...]:
    """The addresses printed in ``text``, in order, each once.

    Reads plain addresses and those hidden as ``name [at] host [dot] eu``. The name is
    the one that the same sentence gives (``contact NAME, role, at ADDRESS``; ``NAME
    (ADDRESS)``), else None.
    """
    found: dict[str, Contact] = {}
    for email, before in _addresses(text):
        key = email.casefold()
        name = _name_for(before, email)
        if key not in found or (name and not found[key].name):
            found[key] = Contact(email, name)
    return tuple(found.values())


def decode_cfemail(code: str) -> str | None:
    """The address in a Cloudflare ``data-cfemail`` value: hex, its first byte is the XOR key.

    None if ``code`` is no such value.
    """
    try:
        data = bytes.fromhex(code)
        email = bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8")
    except (ValueError, IndexError):
        return None
    return email if re.fullmatch(r"[^@\s<>\x00-\x1f]+@[^@\s<>\x00-\x1f]+", email) else None


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    """Each address, and the text between the address before it and this one."""
    matches = [
        *_before_signs(_ADDRESS, _SIGN, text, _BEFORE_SIGN),
        *_before_signs(_BARE_AT, _AT_WORD, text, _BEFORE_AT),
    ]
    matches.sort(key=lambda match: match.start())
    behind = 0
    for match in matches:
        if match.start() < behind:
            continue
        domain = _DOTS.sub(".", match["domain"])
        yield f"{match['local']}@{domain}", text[behind : match.start()]
        behind = match.end()


def _before_signs(
    address: re.Pattern[str], sign: re.Pattern[str], text: str, most: int
) -> Iterator[re.Match[str]]:
    """What ``address.finditer`` finds, looked for at no more than ``most`` places per sign."""
    behind = 0
    for mark in sign.finditer(text):
        for start in range(max(behind, mark.start() - most), mark.start()):
            if match := address.match(text, start):
                yield match
                behind = match.end()
                break
        # No local part holds a sign, so that the text is gone through once.
        behind = max(behind, mark.start() + 1)


def _name_for(before: str, email: str) -> str | None:
    """The person named for ``email`` in the text before it, in the same paragraph."""
    sentence = before.rpartition("\n\n")[2]
    owner = _OWNER.search(sentence)
    if owner and _fits(owner["name"], email) and (name := without_role(owner["name"])):
        return name
    beside = _BESIDE.search(sentence)
    if beside and not _LINK_WORDS.match(beside["name"]):
        certain = beside["mark"] in "(<[:"
        name = without_role(beside["name"])
        if name and (certain or _fits(beside["name"], email)):
            return name
        if name is None and (named := _BEFORE_ROLE.search(sentence[: beside.start()])):
            return without_role(named["name"])
    asked = [name for m in _ASKED.finditer(sentence) if (name := without_role(m["name"]))]
    return asked[-1] if asked else None


def _fits(name: str, email: str) -> bool:
    """True if a word of the name stands in the address, as addresses spell it: without accents."""
    local = re.sub(r"[\W_]", "", email.partition("@")[0]).casefold()
    return any(word in local for word in slugify(name).split("-") if len(word) >= 3)
