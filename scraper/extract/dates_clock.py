"""Times of day that are printed with their zone: only those make a day an instant."""

from __future__ import annotations

import re
from datetime import UTC, time, timedelta, timezone

#: Names of zones that stand for one offset, in hours. Those that two regions share with
#: different offsets (CST, IST) are left out.
ZONES = {
    "Z": 0,
    "GMT": 0,
    "UTC": 0,
    "UT": 0,
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "TRT": 3,
    "HNEC": 1,
    "HAEC": 2,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "JST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
_NAMES = "|".join(sorted(ZONES, key=len, reverse=True))
_TIME = re.compile(
    r"(?<!\d)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s*(?:([ap])\.?m\.?\b)?\s*\(?"
    rf"(?:(?:GMT|UTC)?\s?([+-])(\d\d):?(\d\d)(?!\d)|({_NAMES})\b)",
    re.IGNORECASE,
)


def zoned_time(text: str) -> time | None:
    """The time of day that ``text`` prints with its zone; None if it prints none such."""
    match = _TIME.search(text) if ":" in text else None
    if match is None:
        return None
    hour, minute, second, half, sign, hours, minutes, name = match.groups()
    if name and not (name.isupper() or half):
        return None  # "10:30 est annoncé" is French
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if name:
        offset = timedelta(hours=ZONES[name.upper()])
    try:
        zone = timezone(-offset if sign == "-" else offset) if offset else UTC
        return time(_hour(int(hour), half), int(minute), int(second or 0), tzinfo=zone)
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    return hour % 12 + 12 * (half in "pP")
