"""The answer in a record: its head, and its body without the codings of the transfer."""

from __future__ import annotations

import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from archive.errors import UnreadableCapture
from scraper.warc_answers import Body, Head, body_of, head_of

PAGE = b"<html>" + b"words and words " * 100


def head(**headers: str) -> Head:
    return Head(200, tuple((name.replace("_", "-"), value) for name, value in headers.items()), 0)


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"


def test_a_head_is_read_with_folded_and_odd_lines() -> None:
    block = b"HTTP/1.1 200 \r\nA: 1\r\n  2\r\nnonsense\r\nB:\xfc\r\nC: \xc3\xbc\r\n\r\nbody"
    found = head_of(block)
    assert found is not None
    assert found.headers == (("A", "1 2"), ("B", "ü"), ("C", "ü"))
    assert block[found.length :] == b"body"
    assert found.get("a") == "1 2"
    assert found.get("d") is None


@pytest.mark.parametrize("block", [b"", b"<html>", b"HTTP/1.1", b"HTTP/1.1 OK\r\n\r\n"])
def test_what_has_no_head_has_none(block: bytes) -> None:
    assert head_of(block) is None


def test_a_head_without_a_body_ends_where_the_block_does() -> None:
    found = head_of(b"HTTP/2 404\nA: b\n")
    assert found is not None
    assert (found.status, found.headers) == (404, (("A", "b"),))


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.ZstdCompressor().compress),
        ("identity", bytes),
    ],
)
def test_codings_and_chunks_are_undone(coding: str, pack: object) -> None:
    assert callable(pack)
    packed = bytes(pack(PAGE))
    plain = head(Content_Encoding=coding, Content_Length=str(len(packed)))
    assert body_of(packed, plain) == Body(PAGE, complete=True)
    joined = head(Content_Encoding=coding, Transfer_Encoding="chunked")
    assert body_of(chunked(packed), joined) == Body(PAGE, complete=True)


def test_a_body_that_was_cut_says_so() -> None:
    packed = gzip.compress(PAGE)
    assert not body_of(packed[:-9], head(Content_Encoding="gzip")).complete
    assert not body_of(chunked(PAGE)[:-50], head(Transfer_Encoding="chunked")).complete
    assert not body_of(chunked(PAGE)[:-5], head(Transfer_Encoding="chunked")).complete
    assert not body_of(PAGE[:-1], head(Content_Length=str(len(PAGE)))).complete


def test_a_body_that_is_decoded_already_is_taken_as_it_is() -> None:
    said = head(Content_Encoding="gzip", Transfer_Encoding="chunked", Content_Length="5")
    assert body_of(PAGE, said) == Body(PAGE, complete=True)
    assert body_of(PAGE, None) == Body(PAGE, complete=True)


def test_an_unknown_coding_and_a_bomb_are_refused() -> None:
    with pytest.raises(UnreadableCapture, match="coding"):
        body_of(PAGE, head(Content_Encoding="rot13"))
    with pytest.raises(UnreadableCapture, match="larger"):
        body_of(gzip.compress(bytes(70 << 20), 9), head(Content_Encoding="gzip"))
