"""Whole records are found, and damaged ones named, wherever a file is cut or altered."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.errors import UnreadableCapture
from scraper.warc_record import Found
from scraper.warc_scan import Broken, block_at, is_warc, scan
from tests.scraper.foreign_warc import Foreign

BODIES = [bytes([65 + number]) * (300 * number + 1) + b"\r\n\r\n" for number in range(8)]
#: More than is unpacked at once.
BODIES[2:2] = [b"long " * 40_000]


def made(path: Path, *, compress: bool, version: str = "1.0") -> list[int]:
    """A file of nine records; returns where each begins, by warcio's own count."""
    with Foreign(path, compress=compress, version=version) as file:
        for number, body in enumerate(BODIES):
            file.add(f"https://www.example.org/{number}", body)
    offsets = []
    with path.open("rb") as opened:
        records = ArchiveIterator(opened)
        for _ in records:
            offsets.append(records.get_record_offset())
    return offsets


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def compress(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_record_is_found_where_it_stands(
    tmp_path: Path, version: str, compress: bool
) -> None:
    path = tmp_path / "x.warc"
    offsets = made(path, compress=compress, version=version)
    found = list(scan(path))
    assert [one.offset for one in found] == offsets
    kinds = [one.kind for one in found if isinstance(one, Found)]
    assert kinds == ["warcinfo"] + ["response"] * len(BODIES)
    for offset, body in zip(offsets[1:], BODIES, strict=True):
        assert block_at(path, offset, 1 << 20).endswith(body)
        assert len(block_at(path, offset, 10)) == 10


def test_a_file_cut_anywhere_gives_all_before_and_names_the_torn_one(
    tmp_path: Path, compress: bool
) -> None:
    path = tmp_path / "x.warc"
    offsets = made(path, compress=compress)
    data = path.read_bytes()
    chance = random.Random(1)
    ends = [*offsets[1:], len(data)]
    # The blank lines after a record of a plain file are not part of it.
    margin = 0 if compress else 4
    for at in [chance.randrange(offsets[1], len(data)) for _ in range(60)]:
        path.write_bytes(data[:at])
        found = list(scan(path))
        whole = [one.offset for one in found if isinstance(one, Found)]
        assert whole == [begin for begin, end in zip(offsets, ends, strict=True)
                         if end - margin <= at]  # fmt: skip
        torn = [one.offset for one in found if isinstance(one, Broken)]
        begun = [begin for begin in offsets if begin < at]
        assert torn == begun[len(whole) :]


def test_an_altered_byte_costs_one_record_and_is_named(tmp_path: Path, compress: bool) -> None:
    path = tmp_path / "x.warc"
    offsets = made(path, compress=compress)
    data = path.read_bytes()
    chance = random.Random(2)
    for at in [chance.randrange(offsets[1], len(data)) for _ in range(80)]:
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        found = list(scan(path))
        whole = [one.offset for one in found if isinstance(one, Found)]
        own = max(begin for begin in offsets if begin <= at)
        end = min([begin for begin in offsets if begin > at], default=len(data))
        assert set(offsets) - {own} <= set(whole)
        # Nothing tells of the making of a gzip member, nor of the last bits of its data; nor of
        # the headers of a record, and the blank lines after it.
        begin = own + 10 if compress else data.find(b"\r\n\r\n", own)
        if begin <= at < end - (9 if compress else 4):
            assert any(isinstance(one, Broken) for one in found)


def test_rubbish_between_records_is_named_and_passed(tmp_path: Path, compress: bool) -> None:
    path = tmp_path / "x.warc"
    offsets = made(path, compress=compress)
    data = path.read_bytes()
    rubbish = b"\x1f\x8b\x08 rubbish WARC/ " * 5000 + b"\n"
    path.write_bytes(data[: offsets[4]] + rubbish + data[offsets[4] :])
    found = list(scan(path))
    assert sum(isinstance(one, Found) for one in found) == len(offsets)
    assert [one.offset for one in found if isinstance(one, Broken)] == [offsets[4]]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"WARC-Type: resource\r\n", "how long"),
        (b"Content-Length: -1\r\n", "how long"),
        (b"Content-Length: 9999999\r\n", "ends within"),
        (b"Content-Length: 3\r\nWARC-Block-Digest: sha1:AAAA\r\n", "digest"),
        (b"Content-Length: 1\r\n", "not what it says"),
        (b"Content-Length: 3\r\nX: " + b"x" * 200_000 + b"\r\n", "do not end"),
    ],
)
def test_a_record_that_is_not_as_it_says_is_named(tmp_path: Path, head: bytes, why: str) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(b"WARC/1.1\r\n" + head + b"\r\nabc\r\n\r\n")
    (first, *_) = scan(path)
    assert isinstance(first, Broken)
    assert why in first.why


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.warc", b"", "empty"),
        ("x.warc.gz", b"\x28\xb5\x2f\xfd....", "zstd"),
        ("x.wacz", b"PK\x03\x04", "WACZ"),
        ("x.warc", b"<html>", "no WARC file"),
    ],
)
def test_what_is_no_warc_file_is_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert is_warc(path)
    with pytest.raises(UnreadableCapture, match=why):
        list(scan(path))


def test_a_warc_file_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    made(path, compress=True)
    assert is_warc(path)
    path.write_bytes(gzip.compress(b"<html>"))
    assert not is_warc(path)
    assert not is_warc(tmp_path / "missing")


def test_a_file_compressed_as_a_whole_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    made(path, compress=False)
    path.write_bytes(gzip.compress(path.read_bytes()))
    (broken,) = scan(path)
    assert isinstance(broken, Broken)
    assert "warcio recompress" in broken.why


def test_a_digest_is_known_in_every_alphabet(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    for digest in (
        "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
        "sha1:a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA-1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        "blake3:whatever",
    ):
        head = f"WARC/1.0\r\nContent-Length: 3\r\nWARC-Block-Digest: {digest}\r\n\r\n"
        path.write_bytes(head.encode() + b"abc\r\n\r\n")
        assert [type(one) for one in scan(path)] == [Found], digest
