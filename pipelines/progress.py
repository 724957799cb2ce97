"""How far a run has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Self

from archive.records import Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts of a run so far; those of outcomes are of the batches that are saved."""

    pages: int = 0
    #: pages that were visited, and those that the archive knows to be left, when the last
    #: batch was saved; of a refresh at least the pages that were due
    known: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: int = 0  #: of severity warning or error
    latest: str = ""  #: title of the page visited last, else its address; empty before the first

    @classmethod
    def of(cls, counts: Counter[str], *, known: int = 0, latest: str = "") -> Self:
        """Of counts by outcome, ``pages`` and ``problems``."""
        return cls(
            pages=counts["pages"],
            known=max(known, counts["pages"]),
            new=counts[Outcome.NEW],
            changed=counts[Outcome.CHANGED],
            unchanged=counts[Outcome.UNCHANGED],
            failed=counts[Outcome.FAILED],
            problems=counts["problems"],
            latest=latest,
        )
