"""The writing side of an archive: one writer, short transactions, nothing half done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from archive import runs, templates, terms
from archive.adoption import adopt
from archive.batch import Batch
from archive.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveUnwritable,
    NotAnArchive,
)
from archive.migrations import migrate
from archive.opening import APPLICATION_ID, connect_reading, identity, require_archive_file
from archive.records import RunVerdict, SavedVisit, SiteTemplate, Visit, Vocabulary
from archive.sanitise import clean_text
from archive.times import now

_WAIT_SECONDS = 30.0
#: How long closing waits for readers before it leaves the log to the next run.
_CLOSE_WAIT_MS = 2000

# FULL: with NORMAL a power cut loses acknowledged articles; in batches it costs little.
# secure_delete: what is deleted is not to be read from free pages.
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
)
#: So many addresses to begin at are remembered of one platform.
MAX_STARTS = 50
_SELECT_STARTS = "SELECT starts FROM sites WHERE name = ?"
_SET_STARTS = "UPDATE sites SET starts = ? WHERE name = ?"
_UPSERT_SITE = """
INSERT INTO sites (name, title, base_url, added_at) VALUES (?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET title = excluded.title, base_url = excluded.base_url
WHERE (title, base_url) IS NOT (excluded.title, excluded.base_url)
"""


class Archive:
    """An archive open for writing. One process at a time: see :mod:`archive.lock`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        #: For queries; writes go through the methods.
        self.connection = connection

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Opens the archive at ``path``, making it or bringing its schema up to date.

        Raises NotAnArchive, ArchiveTooNew (the file is not touched), or
        ArchiveUnwritable with the reason.
        """
        with _explained(path):
            _require_ours(path)
            connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            try:
                for setting in _SETTINGS:
                    connection.execute(setting)
                migrate(Database(connection, strict=True, execute_plugins=False))
                # A file that cannot be written to shows itself here, before any request.
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Folds the log into the file, as far as readers allow, and closes it."""
        try:
            self.connection.execute(f"PRAGMA busy_timeout = {_CLOSE_WAIT_MS}")
            # Statistics from a sample: a full look grows with the archive.
            self.connection.execute("PRAGMA analysis_limit = 1000")
            self.connection.execute("PRAGMA optimize")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            # All is committed; a log that stays is read by whoever opens the file next.
            pass
        finally:
            self.connection.close()

    def save(self, visits: Sequence[Visit], run_id: int | None = None) -> list[SavedVisit]:
        """Saves visits in one transaction, and says what each did, in their order.

        When it returns, all is on disk. Saving a visit again changes nothing. A
        visit that cannot be saved leaves the others alone and becomes a failed
        visit with a problem on its page. Raises ArchiveBusy or ArchiveUnwritable if
        nothing could be saved.
        """
        if not visits:
            return []
        with self._transaction():
            batch = Batch(self.connection, run_id)
            saved = [batch.save(visit) for visit in visits]
            batch.finish()
        return saved

    def vocabulary(self, site: str) -> Vocabulary:
        """The labels, tags and banner sentences that captures with markup have shown, and
        what the pages repeat."""
        words = terms.vocabulary(self.connection, site)
        return replace(words, template=self.template(site))

    def template(self, site: str) -> SiteTemplate:
        """What the pages of a site repeat, as known now: to read its pages with."""
        return templates.template_of(self.connection, site)

    def overrule(self, site: str, verdicts: Sequence[tuple[str, str | None]]) -> None:
        """Keeps or drops blocks of a site's template by hand: ids, each with ``kept``,
        ``dropped`` or None (the counts decide again). All or, with UsageError, none."""
        with self._transaction():
            for block, verdict in verdicts:
                templates.overrule(self.connection, site, block, verdict)

    def add_site(self, name: str, title: str, base_url: str) -> None:
        """Adds a platform, or brings its title and address up to date."""
        with self._transaction():
            values = (clean_text(name), clean_text(title), clean_text(base_url), now())
            self.connection.execute(_UPSERT_SITE, values)

    def adopt_site(
        self, name: str, former: Sequence[str], rekey: Callable[[str], str]
    ) -> list[str]:
        """Gives what is kept under ``former`` names to the platform; the names taken over.

        In one transaction. ``rekey`` makes the canonical address of a page by the
        platform's rules; see :mod:`archive.adoption`.
        """
        known = self.connection.execute("SELECT name FROM sites").fetchall()
        if not {row[0] for row in known} & (set(former) - {name}):
            return []
        with self._transaction():
            return adopt(self.connection, name, former, rekey)

    def note_starts(self, name: str, starts: Sequence[str]) -> None:
        """Notes the addresses that a crawl of a platform without a site file begins at."""
        with self._transaction():
            row = self.connection.execute(_SELECT_STARTS, (name,)).fetchone()
            known = json.loads(row[0]) if row and row[0] else []
            every = list(dict.fromkeys([*known, *map(clean_text, starts)]))[:MAX_STARTS]
            if every != known:
                self.connection.execute(_SET_STARTS, (json.dumps(every), name))

    def begin_run(self, verb: str, sites: Sequence[str], settings: Mapping[str, str]) -> int:
        """Notes that a run has begun; ``sites`` are names that :meth:`add_site` knows."""
        with self._transaction():
            return runs.begin_run(self.connection, verb, sites, settings)

    def end_run(
        self, run_id: int, reason: str = "finished", exit_code: int | None = None
    ) -> RunVerdict:
        """Counts the rows of the run and notes how it ended.

        Without an ``exit_code`` the run is judged by :func:`archive.runs.judged`.
        """
        with self._transaction():
            return runs.end_run(self.connection, run_id, reason, exit_code)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One transaction that takes the right to write before it reads."""
        with _explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what SQLite says of a file it cannot write into our own errors."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise ArchiveBusy(
                f"{path} is in use: another program has written to it for {_WAIT_SECONDS:.0f} s",
                hint="end that program, or try again later",
            ) from error
        raise ArchiveUnwritable(f"cannot write to {path}: {error}", hint=_reason(path)) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise NotAnArchive(
            f"{path} is damaged: {error}", hint="`clusternews check` says what is left of it"
        ) from error


def _reason(path: Path) -> str:
    folder = path.absolute().parent
    if not folder.is_dir():
        return f"the folder {folder} does not exist"
    return f"look at the rights of {folder} and at the space left on its disk"


def _require_ours(path: Path) -> None:
    """Raises for a file that is there and is not an archive, without writing to it."""
    try:
        require_archive_file(path)
    except ArchiveMissing:
        return
    except NotAnArchive:
        # An empty file is what a run leaves that was killed as it made the archive.
        if path.is_file() and path.stat().st_size == 0:
            return
        raise
    connection = connect_reading(path)
    try:
        application, _ = identity(connection, path)
        if application == APPLICATION_ID or _is_blank(connection):
            return
    finally:
        connection.close()
    raise NotAnArchive(
        f"{path} is another program's SQLite file; it was not touched",
        hint="give another --archive",
    )


def _is_blank(connection: sqlite3.Connection) -> bool:
    """True for a file with no table in it, as left by a run killed at the very start."""
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
