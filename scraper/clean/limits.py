"""Bytes that would keep the parser busy for very long, found and cut before it sees them.

The parser links the attributes of a tag one behind the other, so its cost grows with the
square of their number; end tags that close nothing are looked for in the whole stack of
open elements. Ordinary pages are cleared of both by some looks at a few places.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from archive.records import Problem

#: Bytes beyond these are not read: no page of news has so many.
MAX_BYTES = 8 * 1024 * 1024

#: Tags, end tags and comments together that are read; the largest of 1,200 pages of news
#: sites has 23,000.
MAX_TAGS = 60_000

#: Attributes of one tag beyond which none of them is kept, by the length of the page: the
#: cost of a tag is about 1.3 ns times the square of their number, and it may come as often
#: as it fits. Each takes five bytes at least; no page may cost more than 0.3 seconds.
MAX_ATTRIBUTES = ((200_000, 4000), (1_000_000, 1000), (MAX_BYTES, 250))

#: Pages smaller than this cannot hold so many.
SMALL = 64 * 1024

#: Pages with fewer bytes and tags than this cannot hold end tags that cost half a second.
FEW_BYTES = 200_000
FEW_TAGS = 15_000

#: Length of a tag, times length of the page, from which the tag can be so dear.
_DANGER = 5_000_000_000
_SHORTEST_DANGER = 750

_ATTRIBUTE = (
    rb"[\s/]*+[^\s/>][^\s/>=]*+"
    rb"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
)


class _Monsters(NamedTuple):
    """What finds the tags of too many attributes in pages up to a length."""

    length: int
    attributes: int
    #: A tag of too many attributes, or one whose name is too long to tell.
    sign: re.Pattern[bytes]
    #: A tag's name, and where it has too many attributes, all of them: its end is that of the
    #: tag, or that of a script, for what looks like a tag may be a comparison.
    cut: re.Pattern[bytes]


def _monsters(length: int, most: int) -> _Monsters:
    sign = rb"<[a-zA-Z](?:[^\s/>]{256}|[^\s/>]*+(?:%s){%d})" % (_ATTRIBUTE, most + 1)
    rest = rb"""(?>"[^"]*+"|'[^']*+'|[^>"'<]++|<(?!/s[ct])|["'])*+>?"""
    cut = rb"(<[a-zA-Z][^\s/>]*+)((?:%s){%d}%s)?+" % (_ATTRIBUTE, most + 1, rest)
    return _Monsters(length, most, re.compile(sign), re.compile(cut, re.I))


_MONSTERS = tuple(_monsters(length, most) for length, most in MAX_ATTRIBUTES)
_NAMED = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,40})")


def bounded(body: bytes, problems: list[Problem]) -> bytes:
    """``body`` without what would stall the parser; what was left out is a problem."""
    if len(body) < SMALL:
        return body
    if len(body) > MAX_BYTES:
        problems.append(truncated(f"longer than {MAX_BYTES} bytes; the rest was left out"))
        body = body[:MAX_BYTES]
    if len(body) > FEW_BYTES and (tags := body.count(b"<")) > FEW_TAGS:
        body = _without_strays(_without_surplus(body, tags, problems))
    return _without_monsters(body, problems)


def truncated(message: str) -> Problem:
    """The problem of a page of which something was not read."""
    return Problem("parse_truncated", message)


def _without_surplus(body: bytes, tags: int, problems: list[Problem]) -> bytes:
    """``body`` up to the last tag that is read."""
    if tags <= MAX_TAGS:
        return body
    problems.append(truncated(f"more than {MAX_TAGS} tags; the rest was left out"))
    rest = body.split(b"<", MAX_TAGS + 1)[-1]
    return body[: len(body) - len(rest) - 1]


def _without_strays(body: bytes) -> bytes:
    """``body`` without end tags of elements that are not open: they mean nothing."""
    still_open: Counter[bytes] = Counter()

    def kept(match: re.Match[bytes]) -> bytes:
        name = match[2].lower()
        if not match[1]:
            still_open[name] += 1
        elif still_open[name]:
            still_open[name] -= 1
        elif name not in (b"p", b"br"):
            return b"<!"
        return match[0]

    return _NAMED.sub(kept, body)


def _without_monsters(body: bytes, problems: list[Problem]) -> bytes:
    """``body`` with the bare name only of tags of very many attributes, if it has any."""
    kind = next(kind for kind in _MONSTERS if len(body) <= kind.length)
    if not _may_hold_monsters(body, kind.sign):
        return body
    calm = kind.cut.sub(_calmed, body)
    if len(calm) != len(body):
        problems.append(
            truncated(f"a tag's attributes, more than {kind.attributes}, were left out")
        )
    return calm


def _calmed(match: re.Match[bytes]) -> bytes:
    return match[0] if match[2] is None else match[1] + b">"


def _may_hold_monsters(body: bytes, sign: re.Pattern[bytes]) -> bool:
    """False if no tag of the page is long enough to be dangerous, or none so long is dense.

    Places where no tag can be open are looked for so close to each other that no
    dangerous tag fits between two of them; where there is none, the stretch is read.
    """
    reach = max(_SHORTEST_DANGER, _DANGER // len(body))
    proven, size = 0, len(body)
    while proven + reach < size:
        place = _no_tag_open(body, proven + 1, proven + reach)
        if place < 0:
            place = _no_tag_open(body, proven + reach, size, first=True)
            place = size if place < 0 else place
            if sign.search(body, proven, place):
                return True
        proven = place
    return False


def _no_tag_open(body: bytes, start: int, end: int, *, first: bool = False) -> int:
    """The last place (or the first) between the two where surely no tag is open; or -1.

    That is behind ``">`` if the quote does not begin a value (no ``=`` before it) and no
    value in single quotes is open (the last single quote before does not follow a ``=``).
    """
    for _ in range(8):
        place = body.find(b'">', start, end) if first else body.rfind(b'">', start, end)
        if place < 0:
            return -1
        if not _begins_value(body, place) and not _begins_value(
            body, body.rfind(b"'", max(0, place - _DANGER // len(body)), place)
        ):
            return place + 2
        start, end = (place + 1, end) if first else (start, place)
    return -1


def _begins_value(body: bytes, quote: int) -> bool:
    return quote > 0 and body[max(0, quote - 50) : quote].rstrip()[-1:] in (b"=", b"")
