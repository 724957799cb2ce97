"""What holds the files of a package, a folder or a zip file, and what in it is not looked into."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Protocol

from archive.errors import NotAPackage
from scraper.exports.package_files import (
    MANIFEST,
    SEAL,
    SEAL_BYTES,
    TAG_MANIFEST,
    digest_before_seal,
    walk,
)

_CHUNK = 1 << 20
#: Tables of text pack to a tenth or so; what unpacks to more than this was made to do harm.
_MAX_RATIO, _FREE_BYTES = 200, 100 << 20
#: Flag of a zip entry that is encrypted; method numbers that a package uses.
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
#: What reading a damaged zip file may raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One file that is not as it was."""

    path: str  #: in the package; of the package itself where no file can be named
    code: str  #: missing, altered, added, unsafe (not looked into), or doubtful (the list that
    #: says what it was is altered itself)
    message: str


class Holder(Protocol):
    """What holds the files of a package."""

    def names(self) -> list[str]:
        """The files that can be read."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file; raises one of DAMAGE."""

    def unsafe(self) -> list[Finding]:
        """What is not looked into, and why."""

    def outside(self) -> list[Finding]:
        """Damage that is not in the contents of a file."""

    def close(self) -> None:
        """Let go of what is open."""


def is_safe(name: str) -> bool:
    """True for a relative path that stays where it is, on any system."""
    steps = name.split("/")
    return not (any(step in ("", ".", "..") for step in steps) or "\\" in name or ":" in steps[0])


class Folder:
    """A package as a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not ((path / MANIFEST).is_file() or (path / TAG_MANIFEST).is_file()):
            raise NotAPackage(f"{path} is no package: it has no {MANIFEST}")
        self._files: list[str] = []
        self._odd: list[str] = []
        for one in walk(path):
            name = one.relative_to(path).as_posix()
            (self._files if S_ISREG(one.lstat().st_mode) else self._odd).append(name)

    def names(self) -> list[str]:
        return self._files

    def chunks(self, name: str) -> Iterator[bytes]:
        with (self._path / name).open("rb") as file:
            while data := file.read(_CHUNK):
                yield data

    def unsafe(self) -> list[Finding]:
        return [Finding(name, "unsafe", "a link or device, not a file") for name in self._odd]

    def outside(self) -> list[Finding]:
        return []

    def close(self) -> None:
        pass


class ZipFile:
    """A package as one zip file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            if not file.read(4).startswith(b"PK") and not _has_seal(path):
                raise NotAPackage(
                    f"{path} is no package: it is no zip file",
                    hint="an archive is named with --archive",
                )
        try:
            self._zip: zipfile.ZipFile | None = zipfile.ZipFile(path)
            self._entries = self._zip.infolist()
        except DAMAGE:
            self._zip, self._entries = None, []
        self._odd = list(self._find_unsafe())

    def names(self) -> list[str]:
        odd = {one.path for one in self._odd}
        return [one.filename for one in self._entries if one.filename not in odd]

    def chunks(self, name: str) -> Iterator[bytes]:
        assert self._zip is not None
        with self._zip.open(name) as file:
            while data := file.read(_CHUNK):
                yield data

    def unsafe(self) -> list[Finding]:
        return self._odd

    def outside(self) -> list[Finding]:
        """A package is a zip file in each of its bytes: what is no content is sealed too."""
        with self._path.open("rb") as file:
            digest = digest_before_seal(file)
        if _seal_of(self._path) == SEAL + digest.encode():
            return []
        return [Finding(self._path.name, "altered", "the zip file itself, beside its contents")]

    def close(self) -> None:
        if self._zip is not None:
            self._zip.close()

    def _find_unsafe(self) -> Iterator[Finding]:
        if self._zip is None:
            yield Finding(self._path.name, "altered", "it cannot be read as a zip file")
            return
        total = sum(one.file_size for one in self._entries)
        if total > _MAX_RATIO * self._path.stat().st_size + _FREE_BYTES:
            for one in self._entries:
                yield Finding(one.filename, "unsafe", f"the files would unpack to {total} bytes")
            return
        often = Counter(one.filename for one in self._entries)
        end = 0
        for one in sorted(self._entries, key=lambda entry: entry.header_offset):
            if why := _why_unsafe(one, often, end):
                yield Finding(one.filename, "unsafe", why)
            end = one.header_offset + one.compress_size


def _why_unsafe(entry: zipfile.ZipInfo, often: Counter[str], end: int) -> str | None:
    """Why an entry of a zip file is not looked into; None if it may be."""
    if not is_safe(entry.filename):
        return "its name leads out of the package"
    if often[entry.filename] > 1:
        return "several files have this name"
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        return "it is encrypted, or packed in a way that no package is"
    if entry.header_offset < end:
        return "it shares bytes with another file"
    mode = entry.external_attr >> 16
    return "a link or device, not a file" if mode and not S_ISREG(mode) else None


def _seal_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(file.seek(0, 2) - SEAL_BYTES, 0))
        return file.read()


def _has_seal(path: Path) -> bool:
    return _seal_of(path).startswith(SEAL)
