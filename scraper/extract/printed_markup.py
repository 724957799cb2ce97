"""The Markdown-like markup of some prints: links, escapes, emphasis, headings.

Such a text prints a link as ``[Label \\(/path\\)](/path)``, an address with its target
behind it (``name@host (<mailto:name@host>)``), and a picture as ``![alt](source)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Lengths are limited so that no line takes more than its length to read.
_LABEL = r"(?:[^\[\]\\]|\\.){0,500}"
_TARGET = r"<?((?:[^()<>\s\\]|\\.|\([^()\s]*\))*)>?"
_LINK = re.compile(rf"(!?)\[({_LABEL})\]\({_TARGET}(?:\s+\"[^\"]*\")?\)")
_BEHIND = re.compile(r"\s?\(<((?:https?:|mailto:|tel:|/)[^<>\s]*)>\)")
_AUTOLINK = re.compile(r"<((?:https?:|mailto:)[^<>\s]+)>")
# The printed target inside a label: "Label \(/path\)" or "Label (/path)".
_PRINTED_TARGET = re.compile(r"\s*\\?\(((?:/|https?:|mailto:|#)[^()\s\\]*)\\?\)\s*$", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|\"'&$%:/=?@^])")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_LIGHT_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_TELL_TALE = re.compile(
    r"\]\([^()\s]*\)|\(<(?:https?:|mailto:)|\\[()\[\]]|^#{1,6} \S", re.MULTILINE
)
_MARK = "\x00"  # no print holds it: control characters are taken out before


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link as a print shows it."""

    label: str  #: visible text, may be empty
    target: str | None  #: as written; None for an empty target (``#``)
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Visible:
    """What a reader sees of a line."""

    text: str
    links: tuple[Hyperlink, ...] = ()


def has_markup(text: str) -> bool:
    """True if the print as a whole uses this markup."""
    return _TELL_TALE.search(text) is not None


def visible(line: str) -> Visible:
    """The visible text of one line, and the links in it, in order."""
    if not any(mark in line for mark in "[\\<*_"):
        return Visible(line)
    links: list[Hyperlink] = []

    def shown(match: re.Match[str]) -> str:
        link = _hyperlink(match[2], match[3], is_image=bool(match[1]))
        links.append(link)
        return "" if link.is_image else link.label.replace("*", f"{_MARK}*")

    def behind(match: re.Match[str]) -> str:
        links.append(Hyperlink(_word_before(match), _target(match[1])))
        return ""

    def auto(match: re.Match[str]) -> str:
        address = match[1].removeprefix("mailto:")
        links.append(Hyperlink(address, match[1]))
        return address

    text = _LINK.sub(shown, line)
    text = _AUTOLINK.sub(auto, _BEHIND.sub(behind, text))
    text = _EMPHASIS.sub(r"\2", text)
    text = _LIGHT_EMPHASIS.sub(r"\2", text)
    return Visible(_ESCAPE.sub(r"\1", text).replace(_MARK, ""), tuple(links))


def printed_target(text: str) -> tuple[str, str | None]:
    """``text`` without the target printed behind it, and that target: ``NEWS (/NEWS)``."""
    match = _PRINTED_TARGET.search(text)
    return (text[: match.start()], _target(match[1])) if match else (text, None)


def _hyperlink(label: str, target: str, *, is_image: bool) -> Hyperlink:
    bare, printed = printed_target(label)
    text = _ESCAPE.sub(r"\1", bare).strip()
    return Hyperlink(text, _target(target) or printed, is_image)


def _target(written: str) -> str | None:
    target = _ESCAPE.sub(r"\1", written).strip()
    return None if target in ("", "#") else target


def _word_before(match: re.Match[str]) -> str:
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1]
    return _ESCAPE.sub(r"\1", before)
