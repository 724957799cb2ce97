"""The texts that a reader may take a stored text for: with escapes resolved, without tags.

A name may stand in markup as entities, split over tags, percent-encoded in an address or
escaped in JSON. Each view knows where in the stored text its characters come from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote_to_bytes

_ESCAPE = re.compile(
    r"(?P<entity>&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<percent>(?:%(?:25)*[0-9a-fA-F]{2})+)"
    r"|(?P<units>(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2})+)"
    r"|(?P<control>\\[nrt])"
)
_TAG = re.compile(r"<[a-zA-Z/!?\\][^<>]*>")
#: A tag with attributes, or a comment.
_SAYING_TAG = re.compile(r"<(?:[a-zA-Z][^<>=]*=|[!?])[^<>]*>")
_NUMBERS = re.compile(r"%(?:25)*")
_SIGNS = re.compile(r"[&%\\]")
#: Tags that stand within words and between them alike.
_INLINE = r"<[/\\]{0,2}(?:a|abbr|b|bdi|bdo|cite|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b"
_IS_INLINE = re.compile(_INLINE, re.I)
_INLINE_TAG = re.compile(rf"{_INLINE}[^<>]*>", re.I)
_WITHIN_A_WORD = re.compile(r"(?<=[\w;])(?:<[^<>]*>)+(?=[\w&])")

#: What stands in tags (all of a text without any); what stands between them, where those
#: within words leave nothing, and where each leaves a space.
WAYS = ("in tags", "words run on", "words apart")


@dataclass(slots=True)
class View:
    """A text, and where its characters stand in another."""

    text: str
    without_tags: bool = False
    #: beginnings of the pieces: here, there, and whether a piece stands there as it is
    _here: list[int] = field(default_factory=list)
    _there: list[tuple[int, int, bool]] = field(default_factory=list)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` stand in the other text."""
        if not self._here:
            return start, end
        first = bisect_right(self._here, start) - 1
        last = bisect_right(self._here, end - 1) - 1
        begin, _, as_it_is = self._there[first]
        there = begin + (start - self._here[first] if as_it_is else 0)
        begin, whole, as_it_is = self._there[last]
        return there, begin + (end - self._here[last]) if as_it_is else whole


def view_of(text: str, way: str) -> View | None:
    """The text as seen in one of :data:`WAYS`; None if another way shows the same."""
    if "<" not in text or not _TAG.search(text):
        if way != "in tags":
            return None
        return _Making(text).only_escapes() if _SIGNS.search(text) else View(text)
    if way == "in tags":
        return _Making(text).in_tags()
    if way == "words run on" and not _WITHIN_A_WORD.search(text):
        return None
    return _Making(text).without_tags("" if way == "words run on" else " ")


def plain_texts(text: str) -> list[str]:
    """The texts of all views, without their sources: some twenty times quicker."""
    if "<" not in text or not _TAG.search(text):
        return [_without_escapes(text)]
    seen = ["\n\n".join(_SAYING_TAG.findall(text)), _TAG.sub(" ", text)]
    if _WITHIN_A_WORD.search(text):
        seen.append(_TAG.sub(" ", _INLINE_TAG.sub("", text)))
    return [_without_escapes(one) for one in seen]


def _without_escapes(text: str) -> str:
    return _ESCAPE.sub(_resolved, text) if _SIGNS.search(text) else text


def tags_within(text: str) -> str:
    """All tags of a text, one after the other."""
    return "".join(_TAG.findall(text))


class _Making:
    """A view on its way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._length = 0
        self._view = View("")

    def only_escapes(self) -> View:
        self._resolve(0, len(self._text))
        return self._done()

    def in_tags(self) -> View:
        for tag in _SAYING_TAG.finditer(self._text):
            self._resolve(*tag.span())
            self._take("\n\n", tag.end(), tag.end(), as_it_is=False)
        return self._done()

    def without_tags(self, inline: str) -> View:
        """``inline`` is what tags within words become; others are a space."""
        self._view.without_tags = True
        at = 0
        for tag in _TAG.finditer(self._text):
            start, end = tag.span()
            self._resolve(at, start)
            left = inline if _IS_INLINE.match(tag[0]) else " "
            self._take(left, start, end, as_it_is=False)
            at = end
        self._resolve(at, len(self._text))
        return self._done()

    def _done(self) -> View:
        self._view.text = "".join(self._pieces)
        return self._view

    def _resolve(self, start: int, end: int) -> None:
        """Takes a stretch of the text with its escapes resolved."""
        if not _SIGNS.search(self._text, start, end):
            self._take(self._text[start:end], start, end, as_it_is=True)
            return
        at = start
        for match in _ESCAPE.finditer(self._text, start, end):
            first, last = match.span()
            self._take(self._text[at:first], at, first, as_it_is=True)
            self._take(_resolved(match), first, last, as_it_is=False)
            at = last
        self._take(self._text[at:end], at, end, as_it_is=True)

    def _take(self, piece: str, start: int, end: int, *, as_it_is: bool) -> None:
        if piece:
            self._pieces.append(piece)
            self._view._here.append(self._length)
            self._view._there.append((start, end, as_it_is))
            self._length += len(piece)


def _resolved(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "entity":
        return unescape("&" + text[1:].replace("amp;", ""))
    if kind == "percent":
        plain = unquote_to_bytes(_NUMBERS.sub("%", text))
        try:
            return plain.decode()
        except UnicodeDecodeError:
            return plain.decode("cp1252", "replace")
    if kind == "units":
        units = bytes.fromhex(text.replace("\\u", "").replace("\\x", "00"))
        return units.decode("utf-16-be", "replace")
    return " "
