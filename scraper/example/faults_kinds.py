"""What a fault of the example platform is: what its server does, and what is to come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from scraper.example.routes import Answer
from scraper.example.story import Story


class Ending(Enum):
    """How a connection ends, where a plain end is not meant."""

    RESET = "reset"  #: at once and hard, as when a server's process dies


#: One step of an answer played by hand: bytes to send, seconds to wait, or an ending.
Step = bytes | float | Ending


class Script(NamedTuple):
    """An answer that no honest server gives, played step by step; then the connection ends."""

    steps: Iterable[Step]
    status: int = 0  #: what the log shows; 0: no status was sent


#: What a request is answered with; None: as a healthy server would.
Reply = Answer | Script | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request that meets a fault."""

    target: str  #: path and query as asked for
    fields: Mapping[str, str]  #: header fields of the request, names in lower case
    nth: int  #: how often the fault has met this path by now, from 1
    total: int  #: how often it has met any
    base_url: str
    secret: str  #: scheme and host of a place that nobody may be led to
    story: Story | None  #: of an article's path
    healthy: Callable[[], Answer]  #: what would be answered without the fault
    render: Callable[[Story], Answer]  #: the page of any story

    @property
    def path(self) -> str:
        """The path asked for."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters, the first value of each."""
        found = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {name: values[0] for name, values in found.items()}

    @property
    def is_conditional(self) -> bool:
        """True if the client asks only for what has changed."""
        return bool({"if-none-match", "if-modified-since"} & set(self.fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a crawl must make of a fault; of an article's, where the fault names no path."""

    states: tuple[str, ...]  #: of these the page ends in exactly one
    reason: str = ""  #: regular expression, found in the reason of the state
    problems: tuple[str, ...] = ()  #: codes of problems that visits of its paths have, at least
    later: tuple[str, ...] = ()  #: the states of a page that was archived before the fault
    #: began, and is visited again; empty: those above
    exit_code: int = 0  #: of a run that meets this fault and no other
    title: str | None = None  #: what the archive holds as title; None: the story's own
    text: str | None = None  #: what the archived text contains; None: the story's own text


#: In :attr:`Fault.at`: the page of one article, the next that no fault has yet.
ARTICLE = "article"
#: In :attr:`Fault.at`: every page.
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way in which a server misbehaves."""

    name: str
    does: str  #: one sentence
    act: Callable[[Hit], Reply] = field(repr=False)
    expect: Expected
    at: str = ARTICLE  #: ``ARTICLE``, ``EVERYWHERE``, or the path that it concerns
    also: tuple[str, ...] = ()  #: beginnings of further paths that belong to it


def fields(*lines: str, status: str = "200 OK", kind: str | None = "text/html") -> bytes:
    """The head of an answer, up to its empty line."""
    named = [f"Content-Type: {kind}"] if kind else []
    head = [f"HTTP/1.1 {status}", *named, *lines, "Connection: close"]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n"


def framed(body: bytes, *lines: str, status: str = "200 OK", kind: str | None = None) -> Script:
    """A whole answer by hand, with its true length and nothing that is not named."""
    head = fields(*lines, f"Content-Length: {len(body)}", status=status, kind=kind)
    return Script([head + body], int(status[:3]))


def redirect(location: str, status: int = 302) -> Answer:
    """Sends the client somewhere else; ``location`` as it is written into the header."""
    return Answer(b"", status, location=location)


def html(answer: Answer, change: Callable[[str], str]) -> Answer:
    """The same page with its markup changed; anything else as it is."""
    if answer.status != 200 or "html" not in answer.media_type:
        return answer
    return answer._replace(body=change(answer.body.decode()).encode())
