"""Whether a check of a package finds every altered byte, and names the file it stands in.

``python -m benchmarks.package --flips 1000`` makes a package of real pages, as a folder and
as a zip file, alters one random byte of it at a time (any of its files, the lists of digests
included), and prints how many were found, and of how many the right file was named. Of the
zip file, bytes that belong to no file's contents are to be named as the zip file's own. Then
what a check costs. Exit code 1 if one was missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from archive.exports import Export
from archive.opening import open_reading
from scraper.exports.package import write_folder, write_zipped
from scraper.exports.package_files import MANIFEST, walk
from scraper.packages import check_package
from tests.scraper.warc_making import make

SEED = 4


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=1000)
    flips: int = parser.parse_args().flips
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder, packed = packages(Path(name))
        for path, alter in ((folder, in_folder), (packed, in_zip)):
            begin = time.process_time()
            found = right = 0
            for names, fits in alter(path, flips):
                found += bool(names)
                right += fits
            spent = (time.process_time() - begin) / flips
            missed += flips - found
            print(f"{path.name:>8}: {flips} bytes altered, {found} found, the right file named")
            print(f"{'':>8}  for {right}; {1000 * spent:.1f} ms CPU a check")
    return 1 if missed else 0


def packages(where: Path) -> tuple[Path, Path]:
    """A package as a folder and as a zip file."""
    make(where / "news.db")
    export = Export(open_reading(where / "news.db"))
    folder, packed = where / "package", where / "package.zip"
    folder.mkdir()
    write_folder(export, folder, with_captures=True)
    write_zipped(export, packed, with_captures=True)
    export.connection.close()
    return folder, packed


def in_folder(folder: Path, flips: int) -> Iterator[tuple[set[str], bool]]:
    """For each altered byte: what a check names, and whether it is just the file altered."""
    chance = random.Random(SEED)
    paths = sorted(walk(folder))
    sizes = [path.stat().st_size for path in paths]
    for number in range(flips):
        # Every other one in any file alike, so that the short ones have their share.
        weights = sizes if number % 2 else None
        path = chance.choices(paths, weights)[0]
        before = path.read_bytes()
        path.write_bytes(altered(before, chance))
        found = check_package(folder).findings
        path.write_bytes(before)
        sure = {one.path for one in found if one.code != "doubtful"}
        own = path.relative_to(folder).as_posix()
        # An altered name in the list is a file that is missing and one that is there instead.
        yield {one.path for one in found}, sure == {own} or (own == MANIFEST and own in sure)


def in_zip(path: Path, flips: int) -> Iterator[tuple[set[str], bool]]:
    """As :func:`in_folder`; by where the contents of each file stand."""
    chance = random.Random(SEED)
    before = path.read_bytes()
    spans = contents(path)
    for _ in range(flips):
        at = chance.randrange(len(before))
        path.write_bytes(altered(before, chance, at))
        named = {one.path for one in check_package(path).findings if one.code != "doubtful"}
        own = next((name for name, begin, end in spans if begin <= at < end), path.name)
        yield named, own in named or own == path.name
    path.write_bytes(before)


def altered(data: bytes, chance: random.Random, at: int | None = None) -> bytes:
    """The bytes with one of them another."""
    at = chance.randrange(len(data)) if at is None else at
    return data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def contents(path: Path) -> list[tuple[str, int, int]]:
    """Name, begin and end of the contents of each file in a zip file."""
    data = path.read_bytes()
    found = []
    with zipfile.ZipFile(path) as archive:
        for one in archive.infolist():
            lengths = data[one.header_offset + 26 : one.header_offset + 30]
            head = (
                30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            )
            begin = one.header_offset + head
            found.append((one.filename, begin, begin + one.compress_size))
    return found


if __name__ == "__main__":
    sys.exit(main())
