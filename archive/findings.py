"""What looking an archive over can find."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.records import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was saved, or worth knowing."""

    code: str  #: stable name
    message: str  #: one sentence
    where: str  #: table, address or file it is about
    severity: Severity = Severity.ERROR  #: NOTE for what is no damage


#: One way of looking at an archive.
Look = Callable[[sqlite3.Connection], Iterator[Finding]]


def survived(look: Look, connection: sqlite3.Connection) -> list[Finding]:
    """What a look finds; damage that stops it is a finding too."""
    findings: list[Finding] = []
    try:
        for finding in look(connection):
            findings.append(finding)
    except (sqlite3.DatabaseError, ValueError, TypeError, OverflowError) as error:
        # Values of a kind or size that no writer leaves, too, are found where they are met.
        what = look.__name__.removeprefix("look_at_").replace("_", " ")
        message = f"Looking at {what} stopped: {str(error) or type(error).__name__}."
        findings.append(Finding("unreadable", message, what))
    return findings
