"""A crontab line and systemd units for runs that nobody starts by hand."""

from __future__ import annotations

import os
import re
import shlex
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UsageError
from scraper.schedule_units import HARDENING, LIMITS, SERVICE, TIMER, USER_HARDENING

_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
#: How often -> (seconds that a run may take, jitter of its start).
_SPANS = {"hour": ("50min", "5min"), "day": ("12h", "30min"), "week": ("2d", "2h")}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is run, and when. Paths are absolute."""

    verb: str
    sites: Sequence[str]
    archive: Path
    config: Path | None
    log_dir: Path | None
    contact: str | None  #: given on the command line where no file says it
    every: str  #: hour, day or week
    at: str | None  #: HH:MM, local time; None: chosen by the path of the archive

    @property
    def name(self) -> str:
        """What the units are called."""
        stem = re.sub(r"[^A-Za-z0-9]+", "-", self.archive.stem).strip("-") or "archive"
        return f"clusternews-{self.verb}-{stem}-{self._number % 0x10000:04x}"

    @property
    def clock(self) -> tuple[int, int]:
        """Hour and minute. Unless they are said: at night, when clocks are not put forward or
        back, and at an odd minute, because everybody else begins at the full hour."""
        if self.at is None:
            return 3 + self._number // 30 % 3, 1 + 2 * (self._number % 30)
        found = _CLOCK.fullmatch(self.at)
        if found is None:
            raise UsageError(f"{self.at!r} is no time of day", hint="--at 04:37")
        return int(found[1]), int(found[2])

    @property
    def weekday(self) -> int:
        """Day of weekly runs, 0 is Sunday."""
        return self._number % 7

    @property
    def _number(self) -> int:
        return zlib.crc32(os.fsencode(self.archive))

    def command(self, *, quiet: bool) -> list[str]:
        """The words of the command, with the absolute path of the program."""
        words = [*_program(), "--archive", str(self.archive)]
        words += ["--config", str(self.config)] if self.config else []
        words += [self.verb, *self.sites]
        words += ["--contact", self.contact] if self.contact else []
        return [*words, "--quiet"] if quiet else words


def _program() -> list[str]:
    """This program, as it is installed beside the interpreter that runs it."""
    script = Path(sys.executable).with_name("clusternews")
    if os.access(script, os.X_OK):
        return [str(script)]
    return [sys.executable, "-m", "scraper.cli"]


def crontab(plan: Plan) -> str:
    """The line of a crontab. Raises UsageError for a path that cannot stand in one."""
    command = shlex.join(plan.command(quiet=True))
    # A crontab ends a line with every newline, and crons do not agree on what a backslash
    # before anything but % is (crontab(5)).
    if not command.isprintable() or "\\" in command:
        raise UsageError(
            "a crontab cannot hold a path with a backslash or a control character",
            hint="--systemd, or rename the folder",
        )
    hour, minute = plan.clock
    when = {
        "hour": f"{minute} * * * *",
        "day": f"{minute} {hour} * * *",
        "week": f"{minute} {hour} * * {plan.weekday}",
    }[plan.every]
    return f"{when} " + command.replace("%", r"\%")


def units(plan: Plan, *, system: bool, user: str) -> dict[str, str]:
    """Name -> text of a service and its timer; ``user`` is whom a system service runs as.

    Raises UsageError for a path that cannot stand in a unit.
    """
    folder = plan.archive.parent
    logs = [plan.log_dir] if plan.log_dir else []
    paths = [folder, *logs, plan.archive, plan.config or folder]
    if not all(str(path).isprintable() for path in paths):
        raise UsageError("a unit cannot hold a path with a control character")
    span, jitter = _SPANS[plan.every]
    own = _SYSTEM.format(user=user) if system else ""
    program, *words = plan.command(quiet=False)
    hardening = HARDENING.format(
        # A folder of logs that is not there yet is no reason not to start.
        writable=" ".join([_quoted(folder), *(_quoted(f"-{path}") for path in logs)]),
        private_tmp="no" if any(map(_is_temporary, [*paths, Path(program)])) else "yes",
    )
    service = SERVICE.format(
        verb=plan.verb,
        archive=_specified(str(plan.archive)),
        wants=_NETWORK if system else "",
        folder=_quoted(folder),
        # Only the words after the program have their dollars replaced (systemd.service(5)).
        command=" ".join([_quoted(program), *(_quoted(word).replace("$", "$$") for word in words)]),
        environment=_specified(str((plan.config or plan.archive).parent / "clusternews.env")),
        own=own,
        span=span,
        limits=LIMITS,
        hardening=hardening if system else USER_HARDENING,
    )
    timer = TIMER.format(
        name=plan.name,
        verb=plan.verb,
        archive=_specified(str(plan.archive)),
        when=_calendar(plan),
        jitter=jitter,
    )
    return {f"{plan.name}.service": service, f"{plan.name}.timer": timer}


_SYSTEM = "User={user}\n"
_NETWORK = "Wants=network-online.target\nAfter=network-online.target\n"


def _is_temporary(path: Path) -> bool:
    """True for what a service with a /tmp of its own would not find."""
    return path.is_relative_to("/tmp") or path.is_relative_to("/var/tmp")


def _calendar(plan: Plan) -> str:
    hour, minute = plan.clock
    if plan.every == "hour":
        return f"*-*-* *:{minute:02}:00"
    day = f"{_DAYS[plan.weekday]} " if plan.every == "week" else ""
    return f"{day}*-*-* {hour:02}:{minute:02}:00"


def _specified(text: str) -> str:
    """Text in which no % begins a specifier (systemd.unit(5))."""
    return text.replace("%", "%%")


def _quoted(word: str | Path) -> str:
    """One word of a unit's line (systemd.syntax(7))."""
    text = _specified(str(word)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
