"""The files of a package: the list of their digests, and the one zip file they make.

Every file stands in ``manifest-sha256.txt``, which stands in ``tagmanifest-sha256.txt``, so
that each byte of a package is under a digest or is one. A zip file carries at its very end
the SHA-256 of all its bytes before. All of it is the same for the same files.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"

#: Zip files know no earlier day; a later one would make each export another.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16
#: Endings of files that are compressed already.
_PACKED = (".gz",)

#: What the comment at the end of a zip file begins with; 64 hex digits follow.
SEAL = b"clusternews package sha256:"
SEAL_BYTES = len(SEAL) + 64


def write_manifests(folder: Path) -> str:
    """Lists the files that are in the folder; returns the digest that stands for them all."""
    paths = sorted(path.relative_to(folder).as_posix() for path in walk(folder))
    lines = "".join(f"{digest_of(folder / path)}  {path}\n" for path in paths).encode()
    (folder / MANIFEST).write_bytes(lines)
    tags = f"{sha256(lines).hexdigest()}  {MANIFEST}\n".encode()
    (folder / TAG_MANIFEST).write_bytes(tags)
    return sha256(tags).hexdigest()


def walk(folder: Path) -> Iterator[Path]:
    """Everything in the folder that is no folder itself; links are not followed."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_zip(folder: Path, target: Path) -> None:
    """Makes one zip file of a folder, under its name; always the same bytes for the same files."""
    with zipfile.ZipFile(target, "x") as archive:
        for path in sorted(walk(folder)):
            name = path.relative_to(folder).as_posix()
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system, info.external_attr = _UNIX, _MODE
            info.compress_type = zipfile.ZIP_DEFLATED
            if name.endswith(_PACKED):
                info.compress_type = zipfile.ZIP_STORED
            info.file_size = path.stat().st_size
            with path.open("rb") as file, archive.open(info, "w") as entry:
                copyfileobj(file, entry, 1 << 20)
        archive.comment = SEAL + b"0" * 64
    with target.open("r+b") as file:
        digest = digest_before_seal(file)
        file.seek(-64, 2)
        file.write(digest.encode())


def digest_before_seal(file: BinaryIO) -> str:
    """SHA-256 of all bytes of an open zip file but the last 64, which are this digest."""
    left = file.seek(0, 2) - 64
    file.seek(0)
    found = sha256()
    while left > 0 and (data := file.read(min(left, 1 << 20))):
        found.update(data)
        left -= len(data)
    return found.hexdigest()
