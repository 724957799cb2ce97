"""The formats of an export, as data: the door of ``clusternews export``.

A format is one entry of :data:`FORMATS`: its name on the command line, whether it is text
(which may go to standard output), a file or a folder, the endings of ``--output`` that mean
it, and ``module:function`` of its writer, which is imported when it is used: its module may
import what comes with the ``extra`` named. A writer is called as

    writer(export: archive.exports.Export, out, **options) -> int

where ``out`` is an open text file with ``newline=""`` (:attr:`Shape.TEXT`), the path of a
file that does not exist yet (:attr:`Shape.FILE`), or the path of a new, empty folder
(:attr:`Shape.FOLDER`); ``options`` are those flags of the verb that the format lists in
``options`` and that were given. It returns the number of articles written. The writer sees
one moment of the archive, writes to ``out`` alone, and raises what it likes: what it wrote is
put in the place of the target only when it returns (:mod:`scraper.exports.output`).
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from archive.errors import UsageError
from scraper import extras


class Shape(StrEnum):
    """What a format is written to."""

    TEXT = "text"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Format:
    """One format of an export."""

    name: str  #: on the command line
    shape: Shape
    writer: str  #: ``module:function``
    endings: tuple[str, ...]  #: of a file name, lower case, that mean this format
    options: frozenset[str] = frozenset()  #: flags of the verb, by parameter name, it takes
    extra: str = ""  #: of setup.cfg, with the packages that the writer's module imports

    def write(self, export: Any, out: Any, options: dict[str, Any]) -> int:
        """Calls the writer; returns the number of articles written.

        Raises MissingExtra where a package is not installed.
        """
        module, _, function = self.writer.partition(":")
        if self.extra:
            loaded = extras.load(module, extra=self.extra, needed_by=f"export to {self.name}")
        else:
            loaded = importlib.import_module(module)
        writer = getattr(loaded, function)
        return int(writer(export, out, **options))


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", Shape.TEXT, "archive.exports:write_csv", (".csv",), frozenset({"bom"})),
        Format(
            "jsonl",
            Shape.TEXT,
            "archive.exports:write_jsonl",
            (".jsonl", ".ndjson"),
            frozenset({"schema"}),
        ),
        Format(
            "parquet",
            Shape.FILE,
            "scraper.exports.parquet:write_parquet",
            (".parquet",),
            extra="parquet",
        ),
        Format(
            "markdown",
            Shape.FOLDER,
            "scraper.exports.markdown:write_markdown",
            (),
            extra="markdown",
        ),
        Format(
            "sqlite",
            Shape.FILE,
            "archive.export_sqlite:write_sqlite",
            (".db", ".sqlite", ".sqlite3"),
        ),
        Format(
            "warc",
            Shape.FILE,
            "scraper.exports.warc:write_warc",
            (".warc.gz",),
            frozenset({"captures"}),
        ),
    )
}
DEFAULT = "jsonl"

_PACKAGE = "scraper.exports.package:"
_WITH_CAPTURES = frozenset({"with_captures"})
#: What ``--package`` writes: a folder, or one zip file.
PACKAGES = {
    Shape.FOLDER: Format("package", Shape.FOLDER, f"{_PACKAGE}write_folder", (), _WITH_CAPTURES),
    Shape.FILE: Format("package", Shape.FILE, f"{_PACKAGE}write_zipped", (".zip",), _WITH_CAPTURES),
}


def package_of(output: str) -> Format:
    """The kind of package that a path means: a zip file by its ending, else a folder."""
    is_file = output.lower().endswith(PACKAGES[Shape.FILE].endings)
    return PACKAGES[Shape.FILE if is_file else Shape.FOLDER]


def format_of(name: str | None, output: str | None) -> Format:
    """The format named, else the one that the ending of ``output`` means, else JSON lines.

    Raises UsageError for an ending that means nothing here: a name like ``out.xlsx`` is
    not what it would say it is.
    """
    if name is not None:
        return FORMATS[name]
    ending = PurePath(output).suffix.lower() if output else ""
    for one in FORMATS.values():
        if output and output.lower().endswith(one.endings):
            return one
    if not ending:
        return FORMATS[DEFAULT]
    known = ", ".join(end for one in FORMATS.values() for end in one.endings)
    raise UsageError(
        f"{output!r}: the ending {ending} means no format of an export",
        hint=f"give --format, or one of {known}",
    )
