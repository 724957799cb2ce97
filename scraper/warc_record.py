"""One record of a WARC file, taken apart as its bytes come, and held to what it says of itself."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field

#: Much of a block as is looked at for the head of a response, or for facts of our own.
HEAD_BYTES = 1 << 20
#: The first line of a record.
BEGIN = re.compile(rb"WARC/\d\.\d+\r?\n")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MAX_HEADERS = 1 << 17


class DamagedError(Exception):
    """Why a record cannot be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A whole record."""

    offset: int
    headers: dict[str, str]  #: by name in lower case
    head: bytes = field(repr=False)  #: the beginning of its block

    @property
    def kind(self) -> str:
        """WARC-Type, in lower case."""
        return self.headers.get("warc-type", "").lower()


class Record:
    """Takes the bytes of one record, as they come."""

    def __init__(self, offset: int, keep: int = HEAD_BYTES) -> None:
        self.offset = offset
        self.is_whole = False
        self._keep = keep
        self._headers: dict[str, str] | None = None
        self._begun = b""
        self._head = bytearray()
        self._missing = 0
        self._hash: hashlib._Hash | None = None

    def feed(self, data: bytes) -> bytes | None:
        """Takes bytes; returns what comes after the record once it is whole, else None."""
        if self._headers is None:
            self._begun += data
            end = _BLANK_LINE.search(self._begun)
            if end is None:
                if len(self._begun) > _MAX_HEADERS:
                    raise DamagedError("its headers do not end")
                if not b"WARC/".startswith(self._begun[:5]):
                    raise DamagedError("no WARC record begins here")
                return None
            self._begin(self._begun[: end.start()])
            data, self._begun = self._begun[end.end() :], b""
        block, rest = data[: self._missing], data[self._missing :]
        self._missing -= len(block)
        self._head += block[: self._keep - len(self._head)]
        if self._hash is not None:
            self._hash.update(block)
        if self._missing:
            return None
        self._end()
        return rest

    def found(self) -> Found:
        """The record, once it is whole."""
        assert self._headers is not None
        return Found(self.offset, self._headers, bytes(self._head))

    def _begin(self, text: bytes) -> None:
        if not BEGIN.match(text + b"\r\n"):
            raise DamagedError("no WARC record begins here")
        self._headers = headers_of(text)
        length = self._headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise DamagedError("it does not say how long it is")
        self._missing = int(length)
        algorithm, _, _ = self._headers.get("warc-block-digest", "").partition(":")
        name = algorithm.lower().replace("-", "")
        if name in ("sha1", "sha256", "sha512", "md5"):
            self._hash = hashlib.new(name, usedforsecurity=False)

    def _end(self) -> None:
        assert self._headers is not None
        if self._hash is not None:
            value = self._headers["warc-block-digest"].partition(":")[2].strip()
            if not _is_digest(value, self._hash.digest()):
                raise DamagedError("its bytes are not those written: their digest is another")
        self.is_whole = True


def _is_digest(value: str, digest: bytes) -> bool:
    """True if ``value`` writes the digest, in any of the alphabets that are in use."""
    hexadecimal, base32 = digest.hex(), base64.b32encode(digest).decode()
    plain = value.rstrip("=")
    if plain.lower() == hexadecimal or plain.upper() == base32.rstrip("="):
        return True
    base64s = (base64.b64encode(digest), base64.urlsafe_b64encode(digest))
    return plain in {one.decode().rstrip("=") for one in base64s}


def headers_of(text: bytes) -> dict[str, str]:
    """Header lines by name in lower case; the first of a name counts, folded lines join."""
    lines: list[str] = []
    for line in text.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found
