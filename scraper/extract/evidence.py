"""Values with the evidence they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from archive.records import Evidence

#: Characters of a raw value that are kept.
KEPT = 500


def found(field: str, method: str, place: str, raw: str | None = None) -> Evidence:
    """Evidence for a value; ``raw`` is the text as found, cut to what is kept."""
    return Evidence(field, method, place, None if raw is None else raw[:KEPT])


def absent(field: str, looked: str) -> Evidence:
    """The record that a value was looked for (``looked``: where) and is not there."""
    return Evidence(field, "absent", looked)


def listed(field: str, method: str, place: str, raw: Iterable[str]) -> Evidence:
    """Evidence for a field with several values: what each was read from, or that none is there."""
    joined = ", ".join(raw)
    return found(field, method, place, joined) if joined else absent(field, place)
