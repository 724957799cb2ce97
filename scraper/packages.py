"""Is a package what it was when it was made? Every file that is not is named.

A package may come from anybody: nothing is unpacked, no name in it is used as a path, no link
is followed, and no more is read than its size makes plausible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from archive.errors import UsageError
from scraper.exports.package_files import MANIFEST, TAG_MANIFEST
from scraper.package_holders import DAMAGE, Finding, Folder, Holder, ZipFile, is_safe

_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\x7f]+)\n")
#: A list of digests is never longer.
_MAX_LIST = 16 << 20


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of a package came to."""

    files: int  #: that the package lists
    digest: str | None  #: SHA-256 that stands for the whole package; None with any finding
    findings: tuple[Finding, ...]


def check_package(path: Path) -> Report:
    """Compares every file of a package with its digest.

    Raises UsageError where there is nothing at ``path``, NotAPackage for what is none.
    """
    if not path.exists():
        raise UsageError(f"there is no file or folder {path}")
    holder: Holder = Folder(path) if path.is_dir() else ZipFile(path)
    with closing(holder):
        return _Check(holder).report()


class _Check:
    """Compares what is there with what is listed."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._unsafe = holder.unsafe()
        self._names = set(holder.names())

    def report(self) -> Report:
        lines = self._read(MANIFEST)
        listed = _listed(lines) if lines is not None else None
        tags = self._read(TAG_MANIFEST)
        known = _listed(tags) if tags is not None else None
        found = [*self._unsafe, *self._of_files(listed or {})]
        digest = sha256(lines).hexdigest() if lines is not None else ""
        if known != {MANIFEST: digest} or listed is None:
            found = self._of_lists(lines, listed, tags, known, found)
        found = found or self._holder.outside()
        return Report(
            len(listed or {}),
            sha256(tags).hexdigest() if tags is not None and not found else None,
            tuple(sorted(set(found), key=lambda one: (one.path, one.code))),
        )

    def _of_files(self, listed: dict[str, str]) -> Iterator[Finding]:
        blocked = {one.path for one in self._unsafe}
        for name, digest in listed.items():
            if name in blocked:
                continue
            if name not in self._names:
                yield Finding(name, "missing", "listed, and not there")
            elif self._digest(name) != digest:
                yield Finding(name, "altered", "its bytes are not those listed")
        if listed:
            for name in self._names - listed.keys() - {MANIFEST, TAG_MANIFEST}:
                yield Finding(name, "added", "not listed")

    def _of_lists(
        self,
        lines: bytes | None,
        listed: dict[str, str] | None,
        tags: bytes | None,
        known: dict[str, str] | None,
        found: list[Finding],
    ) -> list[Finding]:
        """Which of the two lists is not as it was: the one that does not fit the files."""
        if lines is None:
            found.append(self._lost(MANIFEST))
        if tags is None:
            found.append(self._lost(TAG_MANIFEST))
        elif lines is not None and (listed is None or (found and _is_tag_list(known))):
            message = "it is not the list that was written"
            doubts = "not as listed, and the list is altered itself"
            found = [
                one if one.code == "unsafe" else Finding(one.path, "doubtful", doubts)
                for one in found
            ]
            found.append(Finding(MANIFEST, "altered", message))
        else:
            found.append(Finding(TAG_MANIFEST, "altered", f"it does not fit {MANIFEST}"))
        return found

    def _lost(self, name: str) -> Finding:
        code = "altered" if name in self._names else "missing"
        return Finding(name, code, "without it, not everything can be checked")

    def _read(self, name: str) -> bytes | None:
        """A list of digests; None if it is missing or cannot be read."""
        if name not in self._names:
            return None
        parts, size = [], 0
        try:
            for chunk in self._holder.chunks(name):
                parts.append(chunk)
                size += len(chunk)
                if size > _MAX_LIST:
                    return None
        except DAMAGE:
            return None
        return b"".join(parts)

    def _digest(self, name: str) -> str | None:
        found = sha256()
        try:
            for chunk in self._holder.chunks(name):
                found.update(chunk)
        except DAMAGE:
            return None
        return found.hexdigest()


def _is_tag_list(known: dict[str, str] | None) -> bool:
    return known is not None and set(known) == {MANIFEST}


def _listed(text: bytes) -> dict[str, str] | None:
    """File -> digest; None for what is no list of ours, letter by letter."""
    try:
        lines = text.decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or not is_safe(match[2]) or match[2] in found:
            return None
        found[match[2]] = match[1]
    return found or None
