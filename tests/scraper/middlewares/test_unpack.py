"""Every coding, whole and cut and damaged and blown up."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from scraper.middlewares.unpack import DamagedError, TooLargeError, unpack

PAGE = b"<html>" + b"".join(b"<p>%d</p>" % (number * 7919 % 10007) for number in range(4000))
LIMIT = 10**6


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.ZstdCompressor(write_checksum=True).compress),
}


@pytest.mark.parametrize("name", PACKED)
def test_whole(name: str) -> None:
    coding, pack = PACKED[name]
    for data in (PAGE, b"x", b""):
        assert unpack(pack(data), coding, LIMIT) == data


@pytest.mark.parametrize("name", PACKED)
def test_no_cut_goes_unnoticed_and_what_came_is_kept(name: str) -> None:
    coding, pack = PACKED[name]
    packed = pack(PAGE)
    for end in [*range(1, len(packed), len(packed) // 40), len(packed) - 1]:
        with pytest.raises(DamagedError) as damaged:
            unpack(packed[:end], coding, LIMIT)
        assert PAGE.startswith(damaged.value.partial)
    assert damaged.value.partial


@pytest.mark.parametrize("name", ["gzip", "deflate", "zstd"])
def test_a_wrong_checksum_is_noticed(name: str) -> None:
    coding, pack = PACKED[name]
    packed = bytearray(pack(PAGE))
    packed[-5 if name == "gzip" else -1] ^= 1
    with pytest.raises(DamagedError):
        unpack(bytes(packed), coding, LIMIT)


@pytest.mark.parametrize("name", PACKED)
def test_no_more_than_the_limit(name: str) -> None:
    coding, pack = PACKED[name]
    assert len(unpack(pack(PAGE), coding, len(PAGE))) == len(PAGE)
    with pytest.raises(TooLargeError):
        unpack(pack(PAGE), coding, len(PAGE) - 1)
    with pytest.raises(TooLargeError):
        unpack(pack(bytes(50 * 2**20)), coding, LIMIT)


def test_members_one_after_the_other_and_padding() -> None:
    assert unpack(gzip.compress(b"one") + gzip.compress(b"two"), "gzip", LIMIT) == b"onetwo"
    assert unpack(gzip.compress(b"one") + bytes(7), "gzip", LIMIT) == b"one"
    pack = zstandard.ZstdCompressor().compress
    assert unpack(pack(b"one") + pack(b"two"), "zstd", LIMIT) == b"onetwo"


def test_a_page_that_only_claims_to_be_packed() -> None:
    for coding in ("gzip", "deflate", "br", "zstd"):
        with pytest.raises(DamagedError):
            unpack(PAGE, coding, LIMIT)


def test_a_window_that_no_server_needs_is_refused() -> None:
    huge = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    packed = zstandard.ZstdCompressor(compression_params=huge).compressobj()
    data = packed.compress(PAGE) + packed.flush()
    with pytest.raises(DamagedError):
        unpack(data, "zstd", LIMIT)
