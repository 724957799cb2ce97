"""Values with the evidence they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from archive.records import Evidence

#: Characters of a raw value that are kept.
KEPT = 500

#: How far a value can be relied on by its method alone, where nothing else on the page
#: speaks for or against it.
CONFIDENCE: dict[str, float] = {
    "site-rule": 0.95,
    "json-ld": 0.9,
    "microdata": 0.85,
    "rdfa": 0.9,
    "meta": 0.85,
    "tag-link": 0.9,
    "byline": 0.85,
    "feed": 0.85,
    "listing": 0.75,
    "url": 0.6,
    "text": 0.7,
    "print": 0.8,
    "vocabulary": 0.85,
    "detected": 0.9,
    "derived": 0.7,
}


#: What another place that gives the same value adds, and one that gives another takes.
AGREEMENT, DISAGREEMENT = 0.04, 0.12
#: No value is surer, and none that is kept less sure.
SUREST, LEAST_SURE = 0.99, 0.3


def sureness(method: str, agreeing: int = 0, disagreeing: int = 0) -> float:
    """How far a value can be relied on that so many other places of the page give, or deny."""
    sure = CONFIDENCE[method] + AGREEMENT * min(agreeing, 3) - DISAGREEMENT * min(disagreeing, 3)
    return round(min(SUREST, max(LEAST_SURE, sure)), 2)


def found(
    field: str,
    method: str,
    place: str,
    raw: str | None = None,
    confidence: float | None = None,
) -> Evidence:
    """Evidence for a value; ``raw`` is the text as found, cut to what is kept.

    ``confidence`` None: that of the method alone.
    """
    sure = CONFIDENCE[method] if confidence is None else round(confidence, 2)
    return Evidence(field, method, place, None if raw is None else raw[:KEPT], sure)


def other(
    field: str, method: str, place: str, raw: str, confidence: float | None = None
) -> Evidence:
    """The record of a value that the page gives too and that was not taken."""
    sure = CONFIDENCE[method] if confidence is None else round(confidence, 2)
    return Evidence(field, method, place, raw[:KEPT], sure, chosen=False)


def absent(field: str, looked: str) -> Evidence:
    """The record that a value was looked for (``looked``: where) and is not there."""
    return Evidence(field, "absent", looked)


def listed(field: str, method: str, place: str, raw: Iterable[str]) -> Evidence:
    """Evidence for a field with several values: what each was read from, or that none is there."""
    joined = ", ".join(raw)
    return found(field, method, place, joined) if joined else absent(field, place)
