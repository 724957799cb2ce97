"""One figure of a table that is drawn; needs no library of pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table: where it stands, and what it is."""

    row: str
    column: str
    value: float | None  #: None: not known, or not to be had; an empty cell
