"""Faults of the connection: answers that are slow, cut, mislabelled in size, or never end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

from scraper.example.faults_kinds import Ending, Expected, Fault, Hit, Reply, Script, Step, fields

#: Seconds between the bytes of a drip: each comes long before a client gives a server up.
_DRIP = 0.1
#: What the bombs unpack to; four times what a page may have.
_UNPACKED = 32 * 2**20
#: 32 MiB of NUL in Brotli at its highest quality (RFC 7932), which the standard library
#: cannot write.
_BROTLI_BOMB = bytes.fromhex("cfffff7ff82700e2b14020f7fe9ffffffff04f00c4610180eefdff")

_TIMED_OUT = Expected(states=("failed",), reason="timed out", exit_code=1)
_INCOMPLETE = Expected(states=("incomplete",), reason="before the body did", exit_code=1)
_TOO_LARGE = Expected(states=("unreadable",), reason="larger than")
_FAILED = Expected(states=("failed",), exit_code=1)


def _body(hit: Hit) -> bytes:
    return hit.healthy().body


def _half(hit: Hit) -> bytes:
    body = _body(hit)
    return body[: len(body) // 2]


def _dripped(head: bytes, data: bytes) -> Iterator[Step]:
    yield head
    for number in range(len(data)):
        yield data[number : number + 1]
        yield _DRIP


def _slow_body(hit: Hit) -> Reply:
    body = _body(hit)
    return Script(_dripped(fields(f"Content-Length: {len(body)}"), body), 200)


def _slow_headers(hit: Hit) -> Reply:
    def steps() -> Iterator[Step]:
        yield b"HTTP/1.1 200 OK\r\n"
        for number in range(100_000):
            yield f"X-Still-Here-{number}: yes\r\n".encode()
            yield _DRIP

    return Script(steps(), 200)


def _silence(hit: Hit) -> Reply:
    return Script([3600.0])


def _reset(hit: Hit) -> Reply:
    head = fields(f"Content-Length: {len(_body(hit))}")
    return Script([head + _half(hit), _DRIP, Ending.RESET], 200)


def _cut_chunks(hit: Hit) -> Reply:
    chunk = b"%x\r\n%b" % (len(_body(hit)), _half(hit))
    return Script([fields("Transfer-Encoding: chunked") + chunk], 200)


def _cut_unframed(hit: Hit) -> Reply:
    return Script([b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + _half(hit)], 200)


def _length(factor: float) -> Callable[[Hit], Reply]:
    def act(hit: Hit) -> Reply:
        body = _body(hit)
        return Script([fields(f"Content-Length: {int(len(body) * factor)}") + body], 200)

    return act


def _packed(coding: str, pack: Callable[[bytes], bytes]) -> Callable[[Hit], Reply]:
    """The page in a coding, packed by ``pack``."""

    def act(hit: Hit) -> Reply:
        packed = pack(_body(hit))
        head = fields(f"Content-Encoding: {coding}", f"Content-Length: {len(packed)}")
        return Script([head + packed], 200)

    return act


def _cut_gzip(body: bytes) -> bytes:
    packed = gzip.compress(body)
    return packed[: len(packed) // 2]


def _bad_checksum(body: bytes) -> bytes:
    packed = bytearray(gzip.compress(body))
    packed[-8] ^= 0xFF
    return bytes(packed)


@lru_cache
def _bomb(coding: str) -> bytes:
    if coding == "br":
        return _BROTLI_BOMB
    if coding == "zstd":
        return _zstd_bomb()
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    return packer.compress(bytes(_UNPACKED)) + packer.flush()


def _zstd_bomb() -> bytes:
    """Blocks of one byte, repeated 128 KiB each (RFC 8878, 3.1.1.2)."""
    size = 128 * 1024
    frame = b"\x28\xb5\x2f\xfd" + b"\x00" + b"\x38"  # a window of 128 KiB
    blocks = _UNPACKED // size
    for number in range(blocks):
        frame += (size << 3 | 1 << 1 | (number == blocks - 1)).to_bytes(3, "little") + b"\x00"
    return frame


def _bomb_of(coding: str) -> Callable[[Hit], Reply]:
    return _packed(coding, lambda body: _bomb(coding))


def _twice_packed(hit: Hit) -> Reply:
    packed = gzip.compress(_bomb("gzip"))
    head = fields("Content-Encoding: gzip, gzip", f"Content-Length: {len(packed)}")
    return Script([head + packed], 200)


def _endless(hit: Hit) -> Reply:
    def steps() -> Iterator[Step]:
        yield fields("Transfer-Encoding: chunked")
        while True:
            yield b"10000\r\n" + b"x" * 65536 + b"\r\n"

    return Script(steps(), 200)


def _hang_up(hit: Hit) -> Reply:
    return Script([])


def _garbage(hit: Hit) -> Reply:
    return Script([b"\x00\x01\x02 \xff\xfe what\r\n\r\n"])


def _fault(name: str, does: str, act: Callable[[Hit], Reply], expect: Expected) -> Fault:
    return Fault(name=name, does=does, act=act, expect=expect)


_GZIP = Expected(states=("incomplete",), reason="^gzip", exit_code=1)

WIRE = (
    _fault("slow-drip", "sends a byte of the body now and then", _slow_body, _TIMED_OUT),
    _fault("slow-headers", "sends one header after the other, for ever", _slow_headers, _TIMED_OUT),
    _fault("silence", "takes the request and never answers", _silence, _TIMED_OUT),
    _fault("hang-up", "takes the request and hangs up", _hang_up, _FAILED),
    _fault("garbage", "answers with what is no HTTP", _garbage, _FAILED),
    _fault(
        "reset-mid-body", "resets the connection in the middle of the body", _reset, _INCOMPLETE
    ),
    _fault("cut-body", "stops in the middle of a chunk", _cut_chunks, _INCOMPLETE),
    _fault(
        *("cut-unframed", "stops in the middle of a body without a length", _cut_unframed),
        Expected(states=("incomplete",), reason="does not end", exit_code=1),
    ),
    _fault("length-too-long", "declares more bytes than it sends", _length(1.5), _INCOMPLETE),
    _fault(
        *("length-too-short", "declares half of the bytes it sends", _length(0.5)),
        # What is declared arrives: only the document itself shows that it has no end.
        Expected(
            states=("fetched",), later=("quarantined",), problems=("document_unended",), text=""
        ),
    ),
    _fault("truncated-gzip", "sends half of a gzip stream", _packed("gzip", _cut_gzip), _GZIP),
    _fault("gzip-checksum", "packs other bytes", _packed("gzip", _bad_checksum), _GZIP),
    _fault("not-gzip", "says gzip and sends plain text", _packed("gzip", lambda b: b), _GZIP),
    _fault("bomb-gzip", "sends 32 KiB that unpack to 32 MiB", _bomb_of("gzip"), _TOO_LARGE),
    _fault("bomb-deflate", "the same by deflate", _bomb_of("deflate"), _TOO_LARGE),
    _fault("bomb-br", "sends 27 bytes that unpack to 32 MiB", _bomb_of("br"), _TOO_LARGE),
    _fault("bomb-zstd", "sends 1 KiB that unpacks to 32 MiB", _bomb_of("zstd"), _TOO_LARGE),
    _fault("bomb-twice", "packs a gzip bomb once more", _twice_packed, _TOO_LARGE),
    _fault("endless-body", "sends chunks without an end", _endless, _TOO_LARGE),
)
