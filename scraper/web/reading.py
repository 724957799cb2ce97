"""Reading connections for many requests at once: one a thread, each the archive that is there.

A page is read in one moment of the archive and within a limit of time. An archive that was
put in the place of another (restored from a backup) is found by the next request, and one
that could not be read is tried anew by each.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from archive.errors import ArchiveBusy, BadQuery, ClusternewsError, NotAnArchive
from archive.free_sql import TookTooLong
from archive.moment import one_moment
from archive.opening import is_locked, open_reading, require_current_schema

#: A page that takes longer is given up, so that one question does not hold all up.
SECONDS = 10.0
#: So long somebody who holds the whole archive is waited for before a page says so.
WAIT_SECONDS = 2.0
#: Virtual machine steps between two looks at the clock: a fraction of a millisecond.
_STEPS = 5000

Read = TypeVar("Read")
#: Which file stands at a path: device, inode, and a time of its change where it matters.
_Identity = tuple[int, int, int]


class Wish:
    """That something be read, until it is given up; any thread may do that."""

    def __init__(self) -> None:
        self.is_over = False
        self.connection: sqlite3.Connection | None = None  #: what is being read from
        self.seconds = 0.0  #: so long it may take
        self.end = 0.0  #: when it has taken too long, by ``time.monotonic()``

    def allow(self, seconds: float) -> None:
        """It may take so long from now on: a file of all articles is not read as a page is."""
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def give_up(self) -> None:
        """The answer is no longer wanted: whatever is being read ends at once."""
        self.is_over = True
        connection = self.connection
        if connection is not None:
            with suppress(sqlite3.ProgrammingError):  # it was closed at this moment
                connection.interrupt()


class Reader:
    """Reads one archive for every thread that asks."""

    def __init__(self, path: Path, *, seconds: float = SECONDS, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self._wait = wait
        self._seconds = seconds
        self._own = threading.local()
        self._guard = threading.Lock()
        self._watching: tuple[_Identity, sqlite3.Connection] | None = None
        self._watches = 0
        self._is_closed = False
        self._wishes: set[Wish] = set()

    def read(self, work: Callable[[sqlite3.Connection], Read], wish: Wish | None = None) -> Read:
        """What ``work`` makes of a reading connection, within one moment.

        Raises what opening raises (:func:`archive.opening.open_reading`), TookTooLong where it
        takes too long or the wish was given up, NotAnArchive where the file is found damaged,
        and ArchiveBusy where another program holds it.
        """
        wish = wish or Wish()
        wish.allow(self._seconds)

        def is_over() -> int:
            return int(wish.is_over or time.monotonic() > wish.end)

        with self._judged(is_over, wish), self._wanted(wish):
            wish.connection = connection = self._connection()
            connection.set_progress_handler(is_over, _STEPS)
            try:
                self._require_current(connection)
                with one_moment(connection):
                    return work(connection)
            finally:
                with suppress(sqlite3.ProgrammingError):
                    connection.set_progress_handler(None, 0)

    def state(self) -> tuple[int, int]:
        """A mark of what the archive holds: it is another after every commit, by whomever.

        Raises as :meth:`read` does.
        """
        with self._guard, self._judged(lambda: 0, Wish()):
            try:
                connection = self._watched()
                return self._watches, int(connection.execute("PRAGMA data_version").fetchone()[0])
            except (sqlite3.Error, ClusternewsError):
                self._stop_watching()
                raise

    def close(self) -> None:
        """Ends what is being read in any thread, soon; nothing can be read afterwards."""
        self._is_closed = True
        for wish in list(self._wishes):
            wish.give_up()

    @contextmanager
    def _judged(self, is_over: Callable[[], int], wish: Wish) -> Iterator[None]:
        """Errors of SQLite as errors that a person understands."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if is_over():
                raise _too_long(wish) from error
            self._forget()
            raise fault_of(self.path, error) from error
        except BadQuery as error:
            if is_over():
                raise _too_long(wish) from error
            raise

    @contextmanager
    def _wanted(self, wish: Wish) -> Iterator[None]:
        self._wishes.add(wish)
        wish.is_over |= self._is_closed
        try:
            yield
        finally:
            wish.connection = None
            self._wishes.discard(wish)

    def _require_current(self, connection: sqlite3.Connection) -> None:
        try:
            require_current_schema(connection, self.path)
        except ClusternewsError:
            self._forget()
            raise

    def _watched(self) -> sqlite3.Connection:
        file = _file(self.path)
        if self._watching is None or self._watching[0] != file:
            self._stop_watching()
            self._watches += 1
            self._watching = _opened(self.path, any_thread=True, wait=self._wait)
        return self._watching[1]

    def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching[1].close()
            self._watching = None

    def _connection(self) -> sqlite3.Connection:
        held: tuple[_Identity, sqlite3.Connection] | None = getattr(self._own, "held", None)
        if held is None or held[0] != _file(self.path):
            self._forget()
            held = self._own.held = _opened(self.path, any_thread=False, wait=self._wait)
        return held[1]

    def _forget(self) -> None:
        held = getattr(self._own, "held", None)
        self._own.held = None
        if held is not None:
            held[1].close()


def _opened(path: Path, *, any_thread: bool, wait: float) -> tuple[_Identity, sqlite3.Connection]:
    """A connection, and which file it reads."""
    while True:
        before = _file(path)
        connection = open_reading(path, any_thread=any_thread, wait=wait)
        # To open it may have made a log beside it.
        after = _file(path)
        if before[:2] == after[:2]:
            return after, connection
        connection.close()


def _too_long(wish: Wish) -> TookTooLong:
    return TookTooLong(
        f"this took longer than {wish.seconds:g} s, and was given up",
        hint="narrow it down by a filter, or ask at the terminal",
    )


def fault_of(path: Path, error: sqlite3.Error) -> ClusternewsError:
    """What SQLite met in a file that was an archive before, in words for a person."""
    if is_locked(error):
        return ArchiveBusy(
            f"{path.name} is locked by another program", hint="try again when it has ended"
        )
    return NotAnArchive(
        f"{path.name} cannot be read: {error}", hint="`clusternews check` says what is left"
    )


def _file(path: Path) -> _Identity:
    """Which file stands at the path; zeros for none, which opening then explains."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    # Beside a log, SQLite itself sees what others write. Without one the file may have been
    # opened as one that nobody writes to, and must be opened again when somebody has.
    has_log = path.with_name(f"{path.name}-wal").exists()
    return found.st_dev, found.st_ino, 0 if has_log else found.st_mtime_ns
