"""Pages that answer 200 and are not what was asked for: walls, and "page not found"."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from archive.records import Problem, Severity, Visit
from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.clean.rules import verdict
from scraper.extract.text import clean_text
from scraper.wall_words import (
    BLOCKED,
    CONSENT,
    LOGIN_SEGMENTS,
    LOGIN_TITLES,
    NOT_FOUND,
    PAID,
)

_LOGIN_SEGMENT = re.compile(rf"/(?:{'|'.join(LOGIN_SEGMENTS)})(?:\.\w+)?/?$", re.I)
_LOGIN_TITLE = re.compile(rf"(?:{'|'.join(LOGIN_TITLES)})\s*(?:$|[|–—·:»-])", re.I)
_NOT_FOUND = re.compile("|".join(NOT_FOUND), re.I)
_BLOCKED = re.compile(rf"(?:{'|'.join(BLOCKED)})\W*(?:$|[|–—·-])", re.I)
_CONSENT = re.compile("|".join(CONSENT), re.I)
_CONSENT_SEGMENT = re.compile(r"(?:^|/)consent(?:/|\.|$)", re.I)
_PAID = re.compile("|".join(PAID), re.I)

_KEPT_OUT = "kept_out"
_CHECK = "access check"

#: Walls and missing pages are short; a longer text is about one.
SHORT = 700


def wall_by_address(url: str, index: PageIndex) -> str | None:
    """Why the page is a wall, told by its final address or its title; None if it is none."""
    titles = titles_of(index)
    if _LOGIN_SEGMENT.search(_path(url)) and (_passwords(index) or _any(_LOGIN_TITLE, titles)):
        return "login form at the final address"
    if _any(_LOGIN_TITLE, titles[:1]):
        return "login page by its title"
    if _any(_LOGIN_TITLE, titles) and asks_password(index) and _visible(index) < SHORT:
        return "login page by its heading"
    if _any(_BLOCKED, titles) and _visible(index) < SHORT * 2:
        return f"{_CHECK} by its title"
    if _CONSENT_SEGMENT.search(_path(url)) or _any(_CONSENT, titles[:1]):
        return "consent wall" if _visible(index) < SHORT * 6 else None
    return None


def wall_problems(reason: str) -> tuple[Problem, ...]:
    """What a person should know of a wall; an access check means that we are kept out, and
    may be the page of a ban, which stands in the place of every other page."""
    if not reason.startswith(_CHECK):
        return ()
    said = "the site checks who asks, or has banned us, and answers with a page about that"
    return (Problem(_KEPT_OUT, said, Severity.ERROR),)


def is_kept_out(visit: Visit) -> bool:
    """True for a page in whose place stood one that keeps us out."""
    return any(problem.code == _KEPT_OUT for problem in visit.problems)


def wall_by_content(
    text: str, *, free: bool, asks_password: bool, consent_chars: int
) -> str | None:
    """Why a page without a proper text is a wall.

    ``text`` is what was read of it, ``free`` False if it states that it must be paid
    for, ``consent_chars`` how much consent wording was taken out.
    """
    if len(text) >= SHORT:
        return None
    if not free or _PAID.search(text):
        return "pay or members' wall"
    if asks_password and len(text) < 250:
        return "login form as the main content"
    if not text and consent_chars > 200:
        return "consent wall"
    return None


def is_missing(index: PageIndex, text: str) -> bool:
    """True if a page says, with status 200, that there is no such page."""
    return len(text) < SHORT and _any(_NOT_FOUND, titles_of(index))


def titles_of(index: PageIndex) -> list[str]:
    """The document's title, then its first headings."""
    elements = [*index.with_tag("title")[:1], *index.with_tag("h1")[:3]]
    return [text for element in elements if (text := clean_text(folded(element)))]


def _any(pattern: re.Pattern[str], texts: list[str]) -> bool:
    return any(pattern.match(text) for text in texts)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _visible(index: PageIndex) -> int:
    """Characters of running text on the page."""
    return sum(len(folded(paragraph)) for paragraph in index.with_tag("p"))


def asks_password(index: PageIndex) -> bool:
    """True if a password is asked for outside of sidebars, headers and menus.

    To be asked before a page is stripped: that takes its controls out.
    """
    return any(not _is_furniture(field) for field in _passwords(index))


def _passwords(index: PageIndex) -> list[etree._Element]:
    return [field for field in index.with_tag("input") if field.get("type") == "password"]


def _is_furniture(element: etree._Element) -> bool:
    """True if the element stands in a header, sidebar, menu or block of a page."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("header", "aside", "footer", "nav", "dialog"):
            return True
        for name in (ancestor.get("id"), ancestor.get("class")):
            rule = verdict(name[:400]) if name and ancestor.tag not in ("body", "html") else None
            if rule is not None and rule.kind in ("sidebar", "navigation", "footer", "dialog"):
                return True
        if (ancestor.get("role") or "") in ("dialog", "banner", "complementary", "navigation"):
            return True
    return False
