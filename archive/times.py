"""Times of observation, brought to one zone so that they sort as text.

What a page says of itself (``published_at``) stays as the page says it; when
*we* saw something is UTC, to the second.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

_DAY_LENGTH = len("2016-08-04")


def now() -> str:
    """The present time, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@lru_cache(maxsize=256)
def utc(text: str) -> str:
    """The same instant in UTC; a day without a time stays a day.

    A time without a zone is taken as UTC. Raises ValueError for anything that
    is no ISO 8601 day or time.
    """
    text = text.strip()
    if len(text) <= _DAY_LENGTH:
        return date.fromisoformat(text).isoformat()
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError as error:
        raise ValueError(f"not a time we can keep: {text!r}") from error


def utc_or_none(text: str | None) -> str | None:
    """As :func:`utc`, and None for what is no time: a claim nobody can compare."""
    if not text:
        return None
    try:
        return utc(text)
    except ValueError:
        return None


def ago(at: str, moment: datetime | None = None) -> str:
    """How long before ``moment`` (None: now) a time of ISO 8601 was: ``5 minutes ago``.

    Of less than a minute, and of what is still to come, ``just now``. A time without a zone
    is one of UTC. Raises ValueError for what is no time.
    """
    then = datetime.fromisoformat(at)
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((moment or datetime.now(UTC)) - then).total_seconds()
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            number = int(seconds // size)
            return f"{number:,} {unit}{'s' * (number != 1)} ago"
    return "just now"
