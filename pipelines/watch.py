"""What a run looks after while it lasts: that it shows to be alive, and that its archive is
still there and has room."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from archive import runs
from archive.errors import ArchiveBusy, ClusternewsError, DiskFull
from archive.lock import Held
from archive.space import Whereabouts, log_size, require_room
from archive.store import Archive

log = logging.getLogger(__name__)

#: Seconds between two signs of life of a run, whether it saves anything or not.
BEAT_SECONDS = 15.0
#: A write-ahead log of this size says that somebody has been reading since long ago: what is
#: written is kept there until the reader has ended.
LARGE_LOG = 256 * 2**20


class Watch:
    """Stops a run whose archive can take nothing more."""

    def __init__(self, archive: Archive, run_id: int, held: Held) -> None:
        self.archive = archive
        self.stopped: str | None = None  #: why nothing further is to be asked for
        self.error: ClusternewsError | None = None  #: what is to be said of it
        self._run_id = run_id
        self._held = held
        self._where = Whereabouts(archive.path)
        self._stops: list[Callable[[str], None]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._told = False

    def attend(self, stop: Callable[[str], None]) -> None:
        """A spider is at work: show from now on that the run is alive.

        ``stop`` is called with the reason once the archive can take nothing more.
        """
        self._stops.append(stop)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat)

    def end(self) -> None:
        """The run is over."""
        if self._timer is not None:
            self._timer.cancel()

    def require_place(self) -> None:
        """Raises ArchiveUnwritable if the archive is no longer the file that was opened."""
        self._where.require()

    def saved(self) -> None:
        """A batch was saved, and the run row says so; stop before the disk is full."""
        self._held.beat()
        self._look_at_log()
        if self.stopped is None:
            try:
                require_room(self.archive.path)
            except ClusternewsError as error:
                self.stop(error)

    def stop(self, error: ClusternewsError) -> None:
        """Ask for nothing further; what is under way is finished. The first reason counts."""
        if self.stopped is not None:
            return
        log.error("the run stops: %s", error)
        self.error = error
        self.stopped = "disk_full" if isinstance(error, DiskFull) else "failed"
        for stop in self._stops:
            stop(self.stopped)

    def _look_at_log(self) -> None:
        size = log_size(self.archive.path)
        if size >= LARGE_LOG and not self._told:
            self._told = True
            log.warning(
                "the write-ahead log has %d MiB: a program that reads the archive has not ended "
                "its question since long ago",
                size // 2**20,
            )

    def _beat(self) -> None:
        try:
            self.require_place()
            with self.archive.trying(keep=True):
                runs.beat(self.archive.connection, self._run_id)
        except ArchiveBusy as error:
            log.warning("no heartbeat: %s", error)
        except ClusternewsError as error:
            self.stop(error)
        self.saved()
        self._timer = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat)
