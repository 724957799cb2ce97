"""Records of a WARC file (ISO 28500:2017, version 1.1), byte for byte the same each time.

Nothing is needed to write them but the standard library; digests are SHA-256, hex, so
that they can be compared with those of the archive.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID, uuid5

VERSION = "WARC/1.1"
REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
HTTP_TYPE = "application/http;msgtype=response"

#: Names of records are made in it, so that they are the same in every export.
_NAMESPACE = UUID("0d6ff6f0-6a3f-4a51-9d47-0b4f1f0c6a5e")
_GZIP_LEVEL = 6
_GZIP_MEMBER = zlib.MAX_WBITS | 16  # zlib writes no time and no name into the member
_URI_LETTERS = "%/:?#[]@!$&'()*+,;=-._~|"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_NO_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")

#: Headers of a transfer that is over: the body is kept as it was meant.
_OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
#: How replay tools (pywb, the Wayback Machine) mark headers as those once received.
ORIGINAL = "X-Archive-Orig-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record; ``headers`` are those that only its type has."""

    kind: str  #: WARC-Type
    name: str  #: what makes it this record, for its id
    date: str  #: WARC-Date
    uri: str | None = None  #: WARC-Target-URI; None for a warcinfo record
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()
    block: bytes

    @property
    def id(self) -> str:
        """WARC-Record-ID: the same for the same name."""
        return record_id(self.name)

    def encoded(self) -> bytes:
        """The record as it stands in a file: a gzip member of its own."""
        lines = [VERSION, f"WARC-Type: {self.kind}", f"WARC-Record-ID: {self.id}"]
        lines.append(f"WARC-Date: {self.date}")
        if self.uri is not None:
            lines.append(f"WARC-Target-URI: {uri_of(self.uri)}")
        lines += [f"{name}: {_CONTROLS.sub(' ', value)}" for name, value in self.headers]
        lines.append(f"WARC-Block-Digest: {digest_of(self.block)}")
        lines += [f"Content-Type: {_CONTROLS.sub(' ', self.content_type)}"]
        lines += [f"Content-Length: {len(self.block)}", "", ""]
        whole = "\r\n".join(lines).encode() + self.block + b"\r\n\r\n"
        packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_MEMBER)
        return packer.compress(whole) + packer.flush()


def record_id(name: str) -> str:
    """The URN of a record of this name."""
    return f"<{uuid5(_NAMESPACE, name).urn}>"


def digest_of(data: bytes) -> str:
    """A digest as WARC headers give it."""
    return f"sha256:{sha256(data).hexdigest()}"


def uri_of(url: str) -> str:
    """The address in ASCII, without what could end the header it stands in."""
    return quote(url, safe=_URI_LETTERS)


def http_head(status: int, headers: Iterable[tuple[str, str]], length: int) -> bytes:
    """Status line and headers of a response whose body is ``length`` bytes, decoded.

    What described the transfer is kept under another name, as replay tools do.
    """
    lines = [f"HTTP/1.1 {status} {_phrase(status)}".rstrip()]
    for name, value in headers:
        is_moved = name.lower() in _OF_THE_TRANSFER
        token = _NO_TOKEN.sub("-", name)
        lines.append(f"{ORIGINAL if is_moved else ''}{token}: {_CONTROLS.sub(' ', value)}")
    lines += [f"Content-Length: {length}", "", ""]
    return b"\r\n".join(map(_header_bytes, lines))


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


def _header_bytes(line: str) -> bytes:
    """As received: headers are kept as Latin-1, unless they came from elsewhere as UTF-8."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode()
