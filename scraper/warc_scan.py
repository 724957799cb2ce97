"""Walk through a WARC file: where its records are, what they are, and what is damaged.

A damaged or cut record is named, and the walk goes on at the next one that can be made
out. That is more than libraries do: they take a file that is cut for one that ends. Nothing
is held in memory but the heads of one record.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import UnreadableCapture
from scraper.warc_record import BEGIN, DamagedError, Found, Record

_CHUNK = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class Broken:
    """A record, or what stands where one should, that cannot be read."""

    offset: int
    why: str


def is_warc(path: Path) -> bool:
    """True for a file that holds WARC records by its first bytes, or says so by its name."""
    if path.name.lower().endswith((".warc", ".warc.gz", ".warc.zst", ".wacz")):
        return True
    try:
        with path.open("rb") as file:
            return BEGIN.match(_first_text(file.read(4096))) is not None
    except OSError:
        return False


def _first_text(data: bytes) -> bytes:
    if not data.startswith(_GZIP_MAGIC):
        return data
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, 64)
    except zlib.error:
        return b""


def scan(path: Path) -> Iterator[Found | Broken]:
    """Every record of the file, in its order.

    Raises UnreadableCapture for what is no WARC file, or one whose compression does not
    let single records be found.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(4096)
            _require_warc(beginning, path)
            yield from _Walk(file, compressed=beginning.startswith(_GZIP_MAGIC))
    except OSError as error:
        raise UnreadableCapture(f"cannot be read: {error.strerror}") from None


def _require_warc(beginning: bytes, path: Path) -> None:
    if not beginning:
        raise UnreadableCapture("the file is empty")
    if beginning.startswith(_ZSTD_MAGIC):
        hint = "unpack it with `zstd -d` first"
        raise UnreadableCapture("WARC files compressed with zstd are not read", hint=hint)
    if beginning.startswith(b"PK"):
        hint = "unpack it, and give the WARC files in its folder archive/"
        raise UnreadableCapture("a WACZ file is a package of WARC files", hint=hint)
    if not beginning.startswith((_GZIP_MAGIC, b"WARC/")):
        raise UnreadableCapture("it is no WARC file: it does not begin with a WARC record")


def block_at(path: Path, offset: int, limit: int) -> bytes:
    """The block of the record that begins at ``offset``, at most so many bytes of it.

    Raises UnreadableCapture if the file is no longer what it was when it was walked.
    """
    record = Record(offset, keep=limit)
    try:
        with path.open("rb") as file:
            compressed = file.read(3) == _GZIP_MAGIC
            walk = _Walk(file, compressed=compressed)
            walk.read(record)
    except (OSError, DamagedError) as error:
        raise UnreadableCapture(f"cannot be read again: {error}") from None
    return record.found().head


class _Walk:
    """Goes from record to record, and past what is damaged."""

    def __init__(self, file: BinaryIO, *, compressed: bool) -> None:
        self._file = file
        self._compressed = compressed

    def __iter__(self) -> Iterator[Found | Broken]:
        offset: int | None = 0
        while offset is not None and (offset := self._past_blank(offset)) is not None:
            record = Record(offset)
            try:
                offset = self.read(record)
                yield record.found()
            except DamagedError as damage:
                yield Broken(record.offset, str(damage))
                offset = self._next(record.offset + 1)

    def read(self, record: Record) -> int:
        """Reads a whole record; returns where it ends, raises DamagedError."""
        return self._member(record) if self._compressed else self._plain(record)

    def _past_blank(self, offset: int) -> int | None:
        """Where the next record begins; None at the end of the file."""
        self._file.seek(offset)
        while data := self._file.read(_CHUNK):
            if rest := data if self._compressed else data.lstrip(b"\r\n"):
                return self._file.tell() - len(rest)
        return None

    def _plain(self, record: Record) -> int:
        self._file.seek(record.offset)
        while data := self._file.read(_CHUNK):
            rest = record.feed(data)
            if rest is not None:
                rest = rest if len(rest) >= 4 else rest + self._file.read(4)
                if not (rest.startswith((b"\r\n", b"\n")) or rest in (b"", b"\r")):
                    raise DamagedError("its length is not what it says")
                return self._file.tell() - len(rest)
        raise DamagedError("the file ends within it")

    def _member(self, record: Record) -> int:
        """Reads a gzip member, which is to hold exactly one record; returns where it ends."""
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._file.seek(record.offset)
        tail = b""
        while not unpack.eof:
            data = unpack.unconsumed_tail or self._file.read(_CHUNK)
            if not data:
                raise DamagedError("the file ends within it")
            try:
                text = unpack.decompress(data, _CHUNK)
            except zlib.error:
                raise DamagedError("its compressed bytes are damaged") from None
            rest = text if record.is_whole else record.feed(text)
            tail += (rest or b"").strip(b"\r\n")
            if tail:
                raise DamagedError(_not_one_record(tail))
        if not record.is_whole:
            raise DamagedError("its length is not what it says")
        # At its end, what was left over may stand in unconsumed_tail once more.
        return self._file.tell() - len(unpack.unused_data)

    def _next(self, offset: int) -> int | None:
        """Where the next thing that looks like a record begins."""
        mark = _GZIP_MAGIC if self._compressed else b"WARC/"
        while True:
            found = self._find(mark, offset)
            if found is None or self._begins_record(found):
                return found
            offset = found + 1

    def _find(self, mark: bytes, offset: int) -> int | None:
        self._file.seek(offset)
        kept = b""
        while data := self._file.read(_CHUNK):
            at = (kept + data).find(mark)
            if at >= 0:
                return self._file.tell() - len(data) - len(kept) + at
            kept = (kept + data)[1 - len(mark) :]
        return None

    def _begins_record(self, offset: int) -> bool:
        self._file.seek(max(offset - 1, 0))
        data = self._file.read(4096)
        before, data = (data[:1], data[1:]) if offset else (b"\n", data)
        if self._compressed:
            return BEGIN.match(_first_text(data)) is not None
        return before == b"\n" and BEGIN.match(data) is not None


def _not_one_record(tail: bytes) -> str:
    if tail.startswith(b"WARC/"):
        return "several records are compressed as one: `warcio recompress` parts them"
    return "its length is not what it says"
