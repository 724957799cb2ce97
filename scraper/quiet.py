"""Hours of the day in which nothing is asked of a platform."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archive.errors import ConfigError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FORM = re.compile(r"(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)(?:\s+(\S+))?", re.ASCII)
_HINT = 'like quiet_hours = "07:00-20:00 Europe/Brussels"; the zone may be left out'
_DAY = 24 * 60
_MINUTE = timedelta(minutes=1)


class Spans:
    """The type of what the config gives: one span, or a list of them."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """One span of every day; over midnight if it ends before it begins."""

    begins: int  #: minute of the day by the clock of the zone, 0 to 1439
    ends: int  #: first minute that is not quiet any more; 1440 is midnight
    zone: ZoneInfo | None = None  #: None: that of this machine

    def holds(self, moment: datetime) -> bool:
        """True if ``moment`` (with a zone) lies within."""
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def quiet_hours(texts: str | Iterable[str], where: str) -> tuple[QuietHours, ...]:
    """Spans as the config writes them: ``07:00-20:00 Europe/Brussels``, one or several.

    Raises ConfigError, which begins with ``where``, for what is none, and for spans that
    leave no minute of the day.
    """
    spans = [texts] if isinstance(texts, str) else list(texts)
    found = tuple(_span(text, where) for text in spans if text.strip())
    if found and quiet_until(found, datetime.now(UTC)) is None and is_quiet(found):
        raise ConfigError(f"{where}: quiet_hours leave no time to ask for anything", hint=_HINT)
    return found


def _span(text: str, where: str) -> QuietHours:
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise ConfigError(f"{where}: quiet_hours: {text!r} is no span of hours", hint=_HINT)
    begins, ends = _minute(match[1], match[2]), _minute(match[3], match[4])
    if begins >= _DAY or ends > _DAY or int(match[2]) > 59 or int(match[4]) > 59:
        raise ConfigError(f"{where}: quiet_hours: {text!r} is no time of the day", hint=_HINT)
    if begins == ends:
        said = f"{where}: quiet_hours: {text!r} begins and ends at once"
        raise ConfigError(said, hint="leave it out where nothing is quiet")
    return QuietHours(begins, ends, _zone(match[5], where))


def _minute(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def _zone(name: str | None, where: str) -> ZoneInfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few name a zone

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        said = f"{where}: quiet_hours: {name!r} is no time zone known here"
        raise ConfigError(said, hint="names are like Europe/Brussels, and UTC") from None


def is_quiet(spans: Iterable[QuietHours], moment: datetime | None = None) -> bool:
    """True if ``moment`` (None: now) lies within one of the spans."""
    at = moment or datetime.now(UTC)
    return any(span.holds(at) for span in spans)


def quiet_until(spans: tuple[QuietHours, ...], moment: datetime | None = None) -> datetime | None:
    """When the quiet ends that reigns at ``moment`` (None: now), in the zone that names it.

    None: it is not quiet, or never ends. Looked for minute by minute, so that spans which
    follow each other, and clocks that are put forward or back, need no rule of their own.
    """
    at = moment or datetime.now(UTC)
    span = next((one for one in spans if one.holds(at)), None)
    if span is None:
        return None
    at = at.astimezone(UTC).replace(second=0, microsecond=0)
    for _ in range(2 * _DAY):
        at += _MINUTE
        if not is_quiet(spans, at):
            return at.astimezone(span.zone)
    return None
