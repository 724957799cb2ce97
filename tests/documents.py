"""The documents of the project as data: their texts, links, anchors, blocks and commands."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: README first, then what it leads to.
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md")))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.M)
_INLINE = re.compile(r"`([^`\n]+)`")
_NO_SLUG = re.compile(r"[^\w\- ]")


@cache
def text_of(name: str) -> str:
    """The text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def every_text() -> str:
    """README and all pages under docs as one text."""
    return "\n".join(text_of(name) for name in DOCUMENTS if name != "CONTRIBUTING.md")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [body for kind, body in _FENCE.findall(text_of(name)) if kind == language]


def links(name: str) -> Iterator[tuple[str, str]]:
    """Path and anchor of every link of a document that leads to no other host."""
    for target in _LINK.findall(_FENCE.sub("", text_of(name))):
        if "://" not in target and not target.startswith("mailto:"):
            path, _, anchor = target.partition("#")
            yield path, anchor


def anchors(name: str) -> set[str]:
    """What a link may name in a document, as GitHub makes it from its headings."""
    found: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", text_of(name))):
        plain = unicodedata.normalize("NFC", heading.replace("`", "")).strip().lower()
        slug = _NO_SLUG.sub("", plain).replace(" ", "-")
        number = sum(re.fullmatch(rf"{re.escape(slug)}(-\d+)?", one) is not None for one in found)
        found.add(f"{slug}-{number}" if number else slug)
    return found


def commands(name: str) -> Iterator[list[str]]:
    """The words after ``clusternews`` of every command in a block, or in the running text."""
    for block in blocks(name, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            yield from _command(line)
    for code in _INLINE.findall(_FENCE.sub("", text_of(name))):
        if "[" not in code and "..." not in code:
            yield from _command(code)


def _command(line: str) -> Iterator[list[str]]:
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        return
    if words[:1] == ["clusternews"]:
        ends = [words.index(mark) for mark in ("|", ">", "&&") if mark in words]
        kept = words[1 : min(ends, default=len(words))]
        yield ["1" if word == "N" else word for word in kept]
