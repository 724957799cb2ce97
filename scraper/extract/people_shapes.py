"""What is written like the name of a person, and what like that of an organisation or a role."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.extract import people_words as words
from scraper.extract.text import slugify

_ROLE = re.compile(rf"\b(?:{words.ROLES})\b", re.I)
_DESK = re.compile(words.DESKS, re.I)
_ORGANISATION = re.compile(rf"(?<![\w-])(?:{words.ORGANISATIONS})(?![\w])", re.I)
_TITLE = re.compile(words.TITLES, re.I)
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|eu|info|news|tv|[a-z]{2})(?:/\w*)?", re.I
)


@lru_cache(maxsize=1024)
def key_of(name: str) -> str:
    """What two spellings of a name have in common: its letters, without accents and titles."""
    kept = [word for word in name.split() if not _TITLE.fullmatch(word)]
    return slugify(" ".join(kept) or name).replace("-", "").removeprefix("the")


@lru_cache(maxsize=1024)
def looks_like_person(name: str) -> bool:
    """True for two to six words that are written as the names of people are."""
    parts = [word for word in name.split() if not _TITLE.fullmatch(word.strip(","))]
    if not 1 <= len(parts) <= 6 or any(char.isdigit() for char in name):
        return False
    if _is_uncased(name):
        return len(name) <= 20
    if not all(_is_name_word(word) for word in parts):
        return False
    proper = [word for word in parts if word not in words.PARTICLES]
    return len(proper) >= 2 and any(len(word.strip(".…")) > 1 for word in proper)


def is_organisation(name: str, house: frozenset[str] = frozenset()) -> bool:
    """True for an agency, a desk, a medium, a company, or what the site calls itself."""
    bare = name.casefold().strip(" .()*")
    if bare in words.AGENCIES or _DOMAIN.fullmatch(bare) or _ORGANISATION.search(name):
        return True
    if all(part in words.AGENCIES for part in re.split(r"[/\-\s]+", bare)):
        return True
    return bool(house) and key_of(name) in house


@lru_cache(maxsize=1024)
def without_role(name: str) -> str | None:
    """The person in words that begin with a role or a desk (``Press Officer Jane Doe``).

    None where no words of a person are left: a role, a desk or an organisation alone.
    """
    parts = name.split()
    while parts and any(map(_is_office, parts)):
        parts.pop(0)
    bare = " ".join(parts)
    return bare if looks_like_person(bare) and not is_organisation(bare) else None


def holds_role(name: str) -> bool:
    """True if a word tells what somebody does (``Economics Editor``)."""
    return bool(_ROLE.search(name))


def is_title(name: str) -> bool:
    """True for an academic title or the like alone."""
    return bool(_TITLE.fullmatch(name))


def _is_office(word: str) -> bool:
    bare = word.strip(".,;:()")
    return bool(_ROLE.fullmatch(bare) or _DESK.fullmatch(bare) or _ORGANISATION.fullmatch(bare))


def _is_name_word(word: str) -> bool:
    if word.casefold() in words.PARTICLES and word.islower():
        return True
    bare = word.strip(".,…’'")
    if not bare or not all(c.isalpha() or c in "-'’.·ʼ`´" or ord(c) > 0x2FF for c in bare):
        return False
    first = bare[0]
    if first.lower() == first.upper():
        return first.isalpha() or ord(first) > 0x2FF
    return first.isupper() or bare[:2] in ("d’", "d'", "l'", "l’", "o'") or bare[1:2].isupper()


def _is_uncased(name: str) -> bool:
    """True for names of scripts without capitals (Chinese, Arabic, Hebrew, Thai ...)."""
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and all(char.lower() == char.upper() for char in letters)
