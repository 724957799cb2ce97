"""When the report before was made: it carries its time in itself.

Nothing is written to the archive for it: the file that a new report takes the place of says
since when things are new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from archive.as_of import end_of
from archive.errors import UsageError
from archive.times import utc_or_none

#: What stands before the time in a report; nothing that a page says stands before it.
MARK = "clusternews-report"
#: Without a report before, what came in so many days before is new.
DAYS = 30

_HEAD_BYTES = 4_096
_TIME = re.compile(MARK + r"[^0-9\n]{1,40}(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00)")
_DATABASE = b"SQLite format 3\0"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ].+)?)?)?", re.A)


@dataclass(frozen=True, slots=True)
class Since:
    """What "new" begins with."""

    at: str  #: day or time, UTC
    words: str  #: the same in a sentence


def since(given: str | None, target: Path | None, made_at: str) -> Since:
    """From ``--new-since``, else from the report at ``target``, else the last :data:`DAYS` days.

    Raises UsageError for what is no date.
    """
    if given is not None:
        at = _checked(given.strip())
        return Since(at, f"since {at}")
    before = made_by(target) if target else None
    if before is not None and before <= made_at:
        return Since(before, f"since the report before ({before[:16].replace('T', ' ')} UTC)")
    first = datetime.fromisoformat(made_at) - timedelta(days=DAYS)
    return Since(first.date().isoformat(), f"in the last {DAYS} days")


def made_by(path: Path) -> str | None:
    """When the report in this file was made, UTC; None if it is none."""
    head = _head(path)
    found = _TIME.search(head.decode("utf-8", "replace"))
    return utc_or_none(found[1]) if found else None


def require_no_database(path: Path) -> None:
    """Raises UsageError for a target that no report may take the place of."""
    if _head(path).startswith(_DATABASE):
        raise UsageError(
            f"{path} is a database: none is overwritten",
            hint="give another --output, or remove it first",
        )


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return b""  # what is wrong with the target is said where it is written


def _checked(given: str) -> str:
    if not _DATE.fullmatch(given):
        raise UsageError(
            f"--new-since: {given!r} is no date",
            hint="give a year, month, day or time: 2016, 2016-08, 2016-08-04, 2016-08-04T15:30",
        )
    last = end_of(given)
    if len(given) <= len("2016-08-04"):
        return given
    return utc_or_none(given) or last
