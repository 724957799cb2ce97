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
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: int = 0  #: of severity warning or error

    @classmethod
    def of(cls, counts: Counter[str]) -> Self:
        """Of counts by outcome, ``pages`` and ``problems``."""
        return cls(
            pages=counts["pages"],
            new=counts[Outcome.NEW],
            changed=counts[Outcome.CHANGED],
            unchanged=counts[Outcome.UNCHANGED],
            failed=counts[Outcome.FAILED],
            problems=counts["problems"],
        )
