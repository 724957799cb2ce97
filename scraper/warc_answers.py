"""The answer that a record of a WARC file holds: status, headers, and the body decoded."""

from __future__ import annotations

from dataclasses import dataclass

from archive.errors import UnreadableCapture
from scraper.ingested import MAX_BYTES
from scraper.middlewares.unpack import CODINGS, DamagedError, TooLargeError, unpack

_MAX_CHUNK_LINE = 1024


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer over HTTP."""

    status: int
    headers: tuple[tuple[str, str], ...]  #: in their order, names as received
    length: int  #: bytes of the head, the blank line after it included

    def get(self, name: str) -> str | None:
        """The first header of that name (lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a page without the codings of their transfer."""

    content: bytes
    complete: bool  #: False if they were cut short or damaged


def head_of(block: bytes) -> Head | None:
    """The head with which the block of a response begins; None if there is none."""
    if not block.startswith(b"HTTP/"):
        return None
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark)) >= 0]
    length = min(ends, default=len(block))
    first, *lines = block[:length].splitlines()
    words = first.split(None, 2)
    if len(words) < 2 or not words[1].isdigit() or len(words[1]) != 3:
        return None
    return Head(int(words[1]), tuple(_headers(lines)), length)


def _headers(lines: list[bytes]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if line[:1] in b" \t" and line.strip() and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {_text(line.strip())}")
        elif colon:
            found.append((_text(name.strip()), _text(value.strip())))
    return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def body_of(raw: bytes, head: Head | None) -> Body:
    """The body of an answer, its chunks joined and its content codings undone.

    Some crawlers keep a body decoded, under headers that call it coded: it is taken as it
    is. Raises UnreadableCapture for a coding nobody knows, or more than a page may have.
    """
    if head is None:
        return Body(raw, complete=True)
    content, complete = raw, True
    if (head.get("transfer-encoding") or "").lower() == "chunked":
        content, complete = _joined(raw)
    elif (length := head.get("content-length") or "").isdigit():
        complete = len(raw) >= int(length)
    codings = (head.get("content-encoding") or "").lower().split(",")
    for coding in reversed([one.strip() for one in codings]):
        if coding not in ("", "identity"):
            content, whole = _decoded(content, coding)
            complete = complete and whole
    return Body(content, complete)


def _decoded(content: bytes, coding: str) -> tuple[bytes, bool]:
    if coding not in CODINGS:
        raise UnreadableCapture(f"its coding {coding!r} is not known")
    try:
        return unpack(content, coding, MAX_BYTES), True
    except TooLargeError:
        raise UnreadableCapture(f"larger than {MAX_BYTES // 2**20} MiB: no page of news") from None
    except DamagedError as damage:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return content, True
        return damage.partial, False


def _joined(raw: bytes) -> tuple[bytes, bool]:
    """The chunks of a body joined, and whether it is whole; as it is if it has no chunks."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = raw.find(b"\n", at, at + _MAX_CHUNK_LINE)
        size = _size(raw[at:end]) if end >= 0 else None
        if size is None:
            return (b"".join(parts), False) if parts else (raw, True)
        if size == 0:
            return b"".join(parts), True
        chunk = raw[end + 1 : end + 1 + size]
        parts.append(chunk)
        if len(chunk) < size:
            return b"".join(parts), False
        at = end + 1 + size
        at += 2 if raw[at : at + 2] == b"\r\n" else 1


def _size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    try:
        size = int(digits, 16) if digits.isalnum() else -1
    except ValueError:
        return None
    return size if size >= 0 else None
