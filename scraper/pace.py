"""When the next request may be sent to a host: one at a time, never sooner than agreed.

Every host has one gate in this process, through which the requests of all spiders pass, so
that platforms that live on one host, or share a twin of it, are not asked side by side. What
a host asked for, and what its errors led to, is kept in the archive for the runs to come.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from archive.errors import ClusternewsError
from archive.hosts import HostNote, forget_host, host_notes, last_asked, note_host
from archive.records import PageState
from archive.store import Archive
from scraper.middlewares.endings import EndedError, LeftError
from scraper.site import Site

log = logging.getLogger(__name__)

#: Longest wait that a host may ask for within a run, in seconds; one that asks for more is
#: left alone until the next.
MAX_WAIT = 60.0
#: A host is asked again after so many days, whatever it said.
MAX_DAYS = 7
#: So many answers in a row that ask us to go slower, and the host is left alone in this run.
MAX_BUSY = 5
#: So many refusals in a row, as of a ban, and the host is left alone in this run.
MAX_DENIED = 20
#: A delay that errors lead to: doubled from at least the first, up to so many times the agreed
#: one; halved after so many good answers in a row.
_FIRST_STEP, _MOST_TIMES, _GOOD_IN_A_ROW = 0.05, 16, 3
#: Seconds after which somebody who waits looks whether the run goes on at all.
_LOOK_SECONDS = 0.25

_BUSY = frozenset([429, 503])
_DENIED = frozenset([401, 402, 403, 407, 451])


class Gate:
    """The way to one host. What changes its row in the archive says so by returning True."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.lock = asyncio.Lock()
        self.agreed = 0.0  #: seconds between two requests, at least, without any error
        self.slower = 0.0  #: seconds that errors have led to; 0: none did
        self.errors = 0  #: in a row
        self.closed: str | None = None  #: why nothing more is asked of the host in this run
        self.not_before: datetime | None = None  #: what it has asked for
        self._resume_at = 0.0
        self._busy = self._denied = self._good = 0

    @property
    def delay(self) -> float:
        """Seconds from the end of an answer to the next request, at least."""
        return max(self.agreed, self.slower)

    @property
    def left(self) -> float:
        """Seconds until the next request may be sent."""
        return self._resume_at - monotonic()

    def pause(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._resume_at = max(self._resume_at, monotonic() + seconds)

    def recall(self, note: HostNote) -> None:
        """Treat the host as an earlier run was asked to."""
        self.slower = max(self.slower, note.delay)
        self.errors = max(self.errors, note.errors)
        if note.not_before is not None:
            moment = datetime.fromisoformat(note.not_before)
            seconds = (moment - datetime.now(UTC)).total_seconds()
            if 0 < seconds <= MAX_DAYS * 86_400:
                self._leave_until(moment, seconds)

    def told_to_wait(self, seconds: float) -> bool:
        """The host has asked to be left alone for so long."""
        seconds = min(seconds, MAX_DAYS * 86_400.0)
        moment = _whole(datetime.now(UTC) + timedelta(seconds=seconds))
        if seconds <= 0 or (self.not_before is not None and moment <= self.not_before):
            return False
        self._leave_until(moment, seconds)
        return True

    def _leave_until(self, moment: datetime, seconds: float) -> None:
        self.not_before = moment
        self.pause(min(seconds, MAX_WAIT))
        if seconds > MAX_WAIT:
            self._close(f"is not to be asked before {moment.isoformat(timespec='seconds')}")

    def _close(self, why: str) -> None:
        if self.closed is None:
            self.closed = f"{self.host} {why}"
            log.warning("%s: it is left alone in this run", self.closed)

    def answered(self, status: int) -> bool:
        """An answer with this status is in."""
        self._busy = self._busy + 1 if status in _BUSY else 0
        self._denied = self._denied + 1 if status in _DENIED else 0
        if self._busy >= MAX_BUSY:
            self._close(f"has said {MAX_BUSY} times in a row that it is too busy")
        if self._denied >= MAX_DENIED:
            self._close(f"has refused {MAX_DENIED} pages in a row")
        if status in _BUSY:
            return self.failed()
        return self._went_well() if status < 500 else False

    def failed(self) -> bool:
        """The host is too busy, or did not answer: go slower from now on."""
        self._good = 0
        self.errors += 1
        most = min(MAX_WAIT, _MOST_TIMES * max(self.agreed, _FIRST_STEP))
        self.slower = min(max(self.agreed, most), 2 * max(self.delay, _FIRST_STEP))
        return True

    def _went_well(self) -> bool:
        if not self.slower and not self.errors and self.not_before is None:
            return False
        self._good += 1
        self.errors, self.not_before = 0, None
        if self.slower and self._good % _GOOD_IN_A_ROW:
            return False
        slower = self.slower / 2
        self.slower = slower if slower > max(self.agreed, _FIRST_STEP) else 0.0
        return True

    def note(self) -> HostNote | None:
        """What the archive is to keep of the host; None if it is treated as agreed."""
        if not self.slower and self.not_before is None:
            return None
        moment = self.not_before.isoformat(timespec="seconds") if self.not_before else None
        return HostNote(self.host, moment, self.slower, self.errors)


def _whole(moment: datetime) -> datetime:
    """The next full second: what was asked for is never cut short."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)


#: The gates of this process, by host and port.
_gates: dict[str, Gate] = {}


def agree(site: Site, delay: float) -> list[Gate]:
    """The gates of a site, at which this delay holds from now on, whoever passes them.

    A run agrees for all its sites before its first request.
    """
    hosts = {*site.hosts, urlsplit(site.base_url).netloc}
    # In one order for all spiders, so that no two wait for each other.
    gates = [_gates.setdefault(host, Gate(host)) for host in sorted(hosts)]
    for gate in gates:
        gate.agreed = max(gate.agreed, delay)
    return gates


class Pace:
    """The gates that a spider passes with each of its requests: those of all hosts of its site.

    So twins are not asked side by side either. The delay counts from the end of the last
    answer, so that it holds as the server sees it too. Nothing is random about it: a delay
    that was asked for is a least delay.
    """

    def __init__(self, site: Site, delay: float) -> None:
        self._gates = agree(site, delay)
        self._site = site.name
        self._archive: Archive | None = None

    @property
    def delay(self) -> float:
        """Seconds between two requests, at least."""
        return max((gate.delay for gate in self._gates), default=0.0)

    @property
    def agreed(self) -> float:
        """The same without what errors have led to."""
        return max((gate.agreed for gate in self._gates), default=0.0)

    def remember(self, archive: Archive, agreed: float = 0.0) -> None:
        """Go on as earlier runs left it, and let later ones go on from here.

        ``agreed`` is the delay that was known to be agreed with the site.
        """
        self._archive = archive
        hosts = {gate.host: gate for gate in self._gates}
        for note in host_notes(archive.connection, hosts):
            hosts[note.host].recall(note)
        delay = max(self.delay, agreed)
        last = last_asked(archive.connection, self._site, hosts, delay) if delay else None
        if last is not None:
            since = (datetime.now(UTC) - last).total_seconds()
            self.pause(min(delay, delay - since))

    def at_least(self, host: str, seconds: float) -> None:
        """From now on leave this much time between requests, unless it is more already."""
        for gate in self._gates:
            if gate.host == host:
                gate.agreed = max(gate.agreed, seconds)
                gate.pause(gate.delay)

    def pause(self, seconds: float) -> None:
        """Send nothing for so long."""
        for gate in self._gates:
            gate.pause(seconds)

    async def enter(self, over: Callable[[], str | None]) -> None:
        """Wait until a request may be sent; then all gates are held until :meth:`leave`.

        ``over`` gives the reason once nothing more is to be asked for. Raises LeftError
        with it, and EndedError for a host that is left alone.
        """
        held: list[Gate] = []
        try:
            for gate in self._gates:
                await gate.lock.acquire()
                held.append(gate)
            while True:
                self._require_open(over)
                left = max((gate.left for gate in self._gates), default=0.0)
                if left <= 0:
                    return
                await asyncio.sleep(min(left, _LOOK_SECONDS))
        except BaseException:
            for gate in held:
                gate.lock.release()
            raise

    def _require_open(self, over: Callable[[], str | None]) -> None:
        if (why := over()) is not None:
            raise LeftError(why)
        if self.closed is not None:
            raise EndedError(PageState.FAILED, self.closed)

    @property
    def closed(self) -> str | None:
        """Why nothing more is asked of the site in this run; None if it is."""
        return next((gate.closed for gate in self._gates if gate.closed is not None), None)

    def leave(
        self, host: str, status: int | None, wait: float | None, *, failed: bool = False
    ) -> None:
        """An answer has just ended, or there is none: the delay begins now.

        ``wait``: seconds that it asks us to stay away. ``failed``: nothing answered.
        """
        for gate in self._gates:
            if gate.host == host:
                self._take_in(gate, status, wait, failed)
        for gate in self._gates:
            gate.pause(self.delay)
            gate.lock.release()

    def _take_in(self, gate: Gate, status: int | None, wait: float | None, failed: bool) -> None:
        changed = gate.failed() if failed else False
        if status is not None:
            changed = gate.answered(status) or changed
        if wait is not None:
            changed = gate.told_to_wait(wait) or changed
        if changed:
            self._keep(gate)

    def _keep(self, gate: Gate) -> None:
        if self._archive is None:
            return
        note = gate.note()
        try:
            with self._archive.trying(keep=True):
                if note is None:
                    forget_host(self._archive.connection, gate.host)
                else:
                    note_host(self._archive.connection, note)
        except ClusternewsError as error:
            log.warning("what %s asks for is not noted: %s", gate.host, error)
