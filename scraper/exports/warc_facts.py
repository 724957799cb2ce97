"""What an archive knows of a capture and a WARC record has no place for: JSON beside it.

Written as a ``metadata`` record that is concurrent to the record of the capture, or that
stands alone for a visit that received nothing. With it, captures come back as they were.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from types import UnionType
from typing import Any, get_args, get_type_hints

from archive.records import Announced, Form, PageKind, PageState

MEDIA_TYPE = "application/json"
#: Key by which our JSON is told from that of other programs, and its version.
_MARK, _VERSION = "clusternews", 1

#: States of a visit without a capture that say something of an article.
STATES = (PageState.GONE, PageState.MISSING, PageState.REDIRECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureFacts:
    """Of a capture: what its record does not say, or says with less precision."""

    page: str  #: canonical address of the page
    url: str  #: address the bytes came from, as stored
    site: str  #: name of the platform
    form: str  #: one of :class:`archive.records.Form`
    captured_at: str  #: as stored: a bare day stays one
    complete: bool
    witness: bool
    media_type: str | None
    encoding: str | None
    encoding_source: str | None
    article: bool  #: True if an article was read from it
    state: str | None  #: ``missing`` or ``quarantined`` if its visit ended so; else None
    headers: list[list[str]]  #: pairs of name and value, as stored
    announced: list[dict[str, Any]]  #: what feeds and listings say of the page

    def announcements(self) -> tuple[Announced, ...]:
        """What feeds and listings say of the page, as a reading takes it."""
        return tuple(
            Announced(
                method=str(one["method"]),
                place=str(one["place"]),
                title=one.get("title"),
                published_at=one.get("published_at"),
                authors=tuple(map(str, one.get("authors", ()))),
                terms=tuple(map(str, one.get("terms", ()))),
            )
            for one in self.announced
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """Of a visit that received nothing worth keeping."""

    page: str  #: canonical address of the page
    site: str  #: name of the platform
    visited_at: str  #: UTC
    kind: str  #: one of :class:`archive.records.PageKind`
    state: str  #: gone, missing or redirected
    reason: str | None
    redirected_to: str | None  #: canonical address


Facts = CaptureFacts | VisitFacts
_KINDS: dict[str, type[CaptureFacts] | type[VisitFacts]] = {
    "capture": CaptureFacts,
    "visit": VisitFacts,
}


def as_bytes(facts: Facts) -> bytes:
    """The facts as JSON, always the same for the same facts."""
    kind = "capture" if isinstance(facts, CaptureFacts) else "visit"
    text = json.dumps({_MARK: _VERSION, kind: asdict(facts)}, ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


def from_bytes(text: bytes) -> Facts | None:
    """The facts in a ``metadata`` record; None if it is another program's.

    Raises ValueError for what is marked as ours and is none of ours.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or _MARK not in value:
        return None
    for kind, record in _KINDS.items():
        if isinstance(value.get(kind), dict):
            return _checked(record, value[kind])
    raise ValueError(f"neither {' nor '.join(_KINDS)} in it")


def _checked(record: type[CaptureFacts] | type[VisitFacts], value: dict[str, Any]) -> Facts:
    hints = get_type_hints(record)
    known: dict[str, Any] = {field.name: value.get(field.name) for field in fields(record)}
    for name, found in known.items():
        if not isinstance(found, _plain(hints[name])):
            raise ValueError(f"{name} is {found!r}")
    facts = record(**known)
    if isinstance(facts, VisitFacts):
        PageKind(facts.kind)
        if facts.state not in STATES:
            raise ValueError(f"state is {facts.state!r}")
        return facts
    Form(facts.form)
    if not all(_is_pair(one) for one in facts.headers):
        raise ValueError("headers are not pairs of texts")
    if not all(_is_announced(one) for one in facts.announced):
        raise ValueError("announced is not what a feed says")
    return facts


def _plain(hint: Any) -> tuple[type, ...]:
    """The classes that a value of this annotation may have."""
    options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return tuple(getattr(one, "__origin__", one) for one in options)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value)
    )


def _is_announced(value: object) -> bool:
    return isinstance(value, dict) and {"method", "place"} <= value.keys()
