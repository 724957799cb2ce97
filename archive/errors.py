"""The errors a user can meet, each with the exit code the command line ends with.

Exit codes: 0 fine, 1 finished with something worth a look (a search: nothing
found), 2 wrong usage or config, 3 failed, 75 another run holds the archive
(``EX_TEMPFAIL`` of sysexits.h), 130 interrupted.
"""

from __future__ import annotations

from collections.abc import Sequence


class ClusternewsError(Exception):
    """Something a person can act upon: what is wrong, where, and what to do.

    ``str(error)`` is the sentence that says what and where; ``hint`` says what to
    do about it, or is empty when the sentence says it already.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(ClusternewsError):
    """Wrong words on the command line, or a wrong value in the config file."""

    exit_code = 2


class ConfigError(UsageError):
    """The config file cannot be read, or says something we do not know."""


class UnknownSite(UsageError):
    """No platform has this name."""


class ArchiveMissing(UsageError):
    """A reading verb was given a path where there is no archive."""


class NotAnArchive(ClusternewsError):
    """The file exists and is not a clusternews archive (or is damaged)."""


class BodyAbsent(NotAnArchive):
    """The bytes of a capture are not in this archive, and are not meant to be."""


class NotAPackage(ClusternewsError):
    """The file or folder exists and is no package of an export."""


class ArchiveTooNew(ClusternewsError):
    """The archive was written by a newer clusternews; nothing was touched."""


class ArchiveUnwritable(ClusternewsError):
    """The archive, or its folder, cannot be written to (rights, full disk)."""


class DiskFull(ArchiveUnwritable):
    """The disk that the archive is on has too little room left, or none."""


class ArchiveBusy(ClusternewsError):
    """Another run holds the archive."""

    exit_code = 75


class BadQuery(UsageError):
    """SQL or search words that SQLite refuses, or that ran into the time limit."""


class NothingFound(ClusternewsError):
    """A question that has no answer in this archive."""

    exit_code = 1


class UnknownName(NothingFound):
    """No platform, tag, label or author of that name."""

    def __init__(self, kind: str, wanted: str, near: Sequence[str]) -> None:
        hint = f"near: {', '.join(near)}" if near else ""
        super().__init__(f"no {kind} {wanted!r} in this archive", hint=hint)
        self.kind = kind  #: ``platform``, ``tag``, ``label`` or ``author``
        self.wanted = wanted
        self.near = tuple(near)  #: names that look like it, the nearest first


class UnreadableCapture(ClusternewsError):
    """A file given to ``ingest`` that is empty, binary or holds no article."""


class MissingExtra(UsageError):
    """A verb needs a package that comes with one of the extras."""


class OutputFailed(ClusternewsError):
    """What was to be written could not be: the disk is full, or failed."""
