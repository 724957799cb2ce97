"""What addresses have in common: the patterns by which traps make them without end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_HEX = re.compile(r"(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,}", re.I)
_DIGITS = re.compile(r"\d+")
#: Long runs in which letters and digits alternate: nobody writes them by hand.
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d[A-Za-z0-9]*[A-Za-z]|\d+[A-Za-z])[A-Za-z0-9]{10,}"
)
_NUMBER = re.compile(r"\d{1,7}", re.A)
#: The value of a parameter that only says who asks: no small number, and no word.
_QUERY_TOKEN = re.compile(r"(?=[^&]*\d)[^&=]{6,}|[^&=]{24,}")


class Shape(Enum):
    """In which way addresses are alike."""

    SESSION = "session"  #: all but what looks like the number of a session
    VARIANTS = "variants"  #: the path; their queries differ
    PATTERN = "pattern"  #: all but digits
    FOLDER = "folder"  #: the path but for its last segment


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is alike in some addresses of one site."""

    shape: Shape
    text: str  #: to be shown: ``/calendar/#/#``, ``/search?...``
    start: str  #: how all these addresses begin, scheme and host included


def patterns_of(url: str) -> tuple[Pattern, ...]:
    """The patterns that a canonical address belongs to."""
    cut = url.find("/", url.find("://") + 3)
    origin, rest = (url[:cut], url[cut:]) if cut > 0 else (url, "/")
    path, mark, query = rest.partition("?")
    found: list[Pattern] = []
    session = _TOKEN.sub("~", _HEX.sub("~", path)) + mark + _without_tokens(query)
    if session != rest:
        found.append(_pattern(Shape.SESSION, session, origin, "~"))
    if mark:
        found.append(Pattern(Shape.VARIANTS, f"{path}?...", f"{origin}{path}?"))
    folded = _DIGITS.sub("#", _HEX.sub("#", path))
    if folded != path:
        found.append(_pattern(Shape.PATTERN, folded, origin, "#"))
    folder = folded.rpartition("/")[0]
    found.append(_pattern(Shape.FOLDER, f"{folder}/...", origin, "..."))
    return tuple(found)


def _pattern(shape: Shape, text: str, origin: str, mark: str) -> Pattern:
    return Pattern(shape, text, origin + min(text.partition(one)[0] for one in (mark, "#")))


def _without_tokens(query: str) -> str:
    parts = [part.partition("=") for part in query.split("&")] if query else []
    return "&".join(
        name + equals + ("~" if _is_token(value) else value) for name, equals, value in parts
    )


def _is_token(value: str) -> bool:
    return not _NUMBER.fullmatch(value) and _QUERY_TOKEN.fullmatch(value) is not None
