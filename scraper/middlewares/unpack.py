"""Content codings undone with a limit, and every stream held to its own end.

A body that was cut short, or whose checksum does not fit, decodes to something that
looks like a page. Here that is told apart from a whole one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]
import zstandard

#: What a request asks for; always the same, because servers give each coding its own ETag.
ACCEPTED = b"gzip, deflate, br, zstd"
_CHUNK = 65536
#: A zstd block of some 4 bytes can stand for 128 KiB, so little is fed at a time.
_ZSTD_FEED = 256
#: What a decoder of the content coding may be asked to keep (RFC 9659).
_ZSTD_WINDOW = 8 * 2**20


class TooLargeError(Exception):
    """The body unpacks to more than the limit."""


class DamagedError(Exception):
    """The data ends early or is wrong; ``partial`` is what could be unpacked."""

    def __init__(self, why: str, partial: bytes) -> None:
        super().__init__(why)
        self.partial = partial


def unpack(body: bytes, coding: str, limit: int) -> bytes:
    """Undo one content coding.

    Raises TooLargeError beyond ``limit`` bytes, DamagedError if the stream does not end
    as it should, KeyError for a coding we do not know.
    """
    return _collected(_DECODERS[coding](body), coding, limit)


def _collected(chunks: Iterator[bytes], coding: str, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise TooLargeError
            parts.append(chunk)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        raise DamagedError(f"{coding}: {error}", b"".join(parts)) from error
    return b"".join(parts)


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members; what stands behind the last one is padding, not data."""
    while True:
        decoder = zlib.decompressobj(wbits=31)
        yield from _zlib_chunks(decoder, body)
        body = decoder.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return


def _deflate(body: bytes) -> Iterator[bytes]:
    # By the standard a zlib stream; some servers send the bare one.
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
    yield from _zlib_chunks(zlib.decompressobj(wbits=15 if is_zlib else -15), body)


def _zlib_chunks(decoder: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    data = body
    while not decoder.eof:
        chunk = decoder.decompress(data, _CHUNK)
        yield chunk
        data = decoder.unconsumed_tail
        if not data and not decoder.eof and not chunk:
            raise EOFError("the data is cut short")


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    chunk = decoder.process(body, output_buffer_limit=_CHUNK)
    while chunk:
        yield chunk
        chunk = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=_CHUNK)
    if not decoder.is_finished():
        raise EOFError("the data is cut short")


def _zstd(body: bytes) -> Iterator[bytes]:
    rest = body
    while rest:
        decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        for start in range(0, len(rest), _ZSTD_FEED):
            yield decoder.decompress(rest[start : start + _ZSTD_FEED])
            if decoder.eof:
                rest = decoder.unused_data + rest[start + _ZSTD_FEED :]
                break
        else:
            raise EOFError("the data is cut short")


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
CODINGS = frozenset(_DECODERS)
