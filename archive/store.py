"""The writing side of an archive: one writer, short transactions, nothing half done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from archive import corrections, kept, runs, templates, terms
from archive.adoption import adopt
from archive.batch import Batch
from archive.dictionaries import Dictionaries
from archive.erase_scrub import finish_scrubbing
from archive.memory import Memory
from archive.opening import APPLICATION_ID, SCHEMA_VERSION
from archive.plan import DEFAULT_PLAN
from archive.records import RunVerdict, SavedVisit, SiteTemplate, Visit, Vocabulary
from archive.repair import Repair, run_repairs
from archive.rereading import Reader, Reread, apply_rereads, readings_kept
from archive.sanitise import clean_text
from archive.seals import seal_open
from archive.ties import tie_some
from archive.times import now
from archive.writing import WAIT_SECONDS, WRITER_SETTINGS, explained, require_ours

#: How long closing waits for readers before it leaves the log to the next run.
_IDENTITY = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
_CLOSE_WAIT_MS = 2000

#: So many addresses to begin at are remembered of one platform.
MAX_STARTS = 50
#: Articles whose ties are looked for in one transaction, and in one run: an archive of an
#: older schema has all of them to do.
_TIED_AT_ONCE, _TIED_AT_MOST = 100, 20_000
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
        #: Reads what is kept of an article again before a new capture that differs is said to
        #: show a change; None: it is compared with what was read then.
        self.reader: Reader | None = None
        self.plan = DEFAULT_PLAN  #: when pages are visited again
        self._dictionaries = Dictionaries(connection, self._transaction)
        self._memory = Memory()

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Opens the archive at ``path``, making it or bringing its schema up to date.

        Raises NotAnArchive, ArchiveTooNew (the file is not touched), or
        ArchiveUnwritable with the reason.
        """
        with explained(path):
            require_ours(path)
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
            try:
                for setting in WRITER_SETTINGS:
                    connection.execute(setting)
                _bring_up_to_date(connection)
                finish_scrubbing(connection, path)
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
        """Folds the log into the file, as far as readers allow, and closes it.

        Raises NotAnArchive for a file that shows to be damaged.
        """
        # All is committed; a log that stays is read by whoever opens the file next.
        with closing(self.connection), explained(self.path), suppress(sqlite3.OperationalError):
            self.connection.execute(f"PRAGMA busy_timeout = {_CLOSE_WAIT_MS}")
            # Statistics from a sample: a full look grows with the archive.
            self.connection.execute("PRAGMA analysis_limit = 1000")
            self.connection.execute("PRAGMA optimize")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

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
            self._memory.begin(self.connection)
            batch = Batch(self.connection, run_id, self.reader, self._memory, self.plan)
            saved = [batch.save(visit) for visit in visits]
            batch.finish()
            if run_id is not None:
                runs.beat(self.connection, run_id, sum(one.rewritten for one in saved))
        self._memory.end(self.connection)
        self._dictionaries.look_after(visit.site for visit in visits if visit.capture)
        return saved

    def reread(
        self, rereads: Mapping[int, Sequence[Reread]], progress: tuple[int, str] | None = None
    ) -> int:
        """Takes over new readings of stored captures, by article; how many articles differ.

        In one transaction, together with ``progress``: a run, and how far it has come.
        """
        with self._transaction():
            changed = apply_rereads(self.connection, rereads)
            if progress is not None:
                runs.note_progress(self.connection, *progress)
        return changed

    def correct(self, article_id: int, field: str, value: object, why: str) -> bool:
        """Puts a value in by hand, in every version that captures show; True if any differs.

        It wins over every later reading until :meth:`take_back`. ``value`` is in the form
        that :mod:`archive.corrections` gives it.
        """
        with self._transaction():
            corrections.put_in(self.connection, article_id, field, value, why)
            kept = readings_kept(self.connection, article_id)
            return bool(apply_rereads(self.connection, {article_id: kept}))

    def take_back(self, article_id: int, field: str, rereads: Sequence[Reread]) -> bool:
        """Ends a correction; ``rereads`` are what the article's captures say without it.

        True if there was one.
        """
        with self._transaction():
            found = corrections.take_back(self.connection, article_id, field)
            if found:
                apply_rereads(self.connection, {article_id: rereads})
            return found

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

    def put_back(self, block: int, why: str, site: str | None = None) -> list[kept.KeptBlock]:
        """Keeps a removed block on pages read from now on: see :func:`archive.kept.put_back`."""
        with self._transaction():
            return kept.put_back(self.connection, block, why, site)

    def take_again(self, kept_id: int) -> kept.KeptBlock:
        """Undoes :meth:`put_back`: see :func:`archive.kept.take_again`."""
        with self._transaction():
            return kept.take_again(self.connection, kept_id)

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

    def mend(self, repairs: Sequence[Repair]) -> None:
        """Does what :func:`archive.repair.plan_repairs` has planned: all, or with an error none."""
        with self._transaction():
            run_repairs(self.connection, repairs)

    def begin_run(self, verb: str, sites: Sequence[str], settings: Mapping[str, str]) -> int:
        """Notes that a run has begun; ``sites`` are names that :meth:`add_site` knows.

        Runs that were killed are closed first.
        """
        with self._transaction():
            return runs.begin_run(self.connection, verb, sites, settings)

    def note_goes_on(self, run_id: int, first_run_id: int) -> None:
        """Notes that a run goes on with one that was cut short: they count as one."""
        with self._transaction():
            runs.note_goes_on(self.connection, run_id, first_run_id)

    def tie_up(self) -> int:
        """Links the articles that are new or have changed with those they belong together
        with, some at a time; how many were looked at. What is too much for one run is left
        to the next."""
        looked = 0
        while looked < _TIED_AT_MOST:
            with self._transaction():
                some = tie_some(self.connection, _TIED_AT_ONCE)
            looked += some
            if some < _TIED_AT_ONCE:
                break
        return looked

    def end_run(
        self,
        run_id: int,
        reason: str = "finished",
        exit_code: int | None = None,
        *,
        in_haste: bool = False,
    ) -> RunVerdict:
        """Counts the rows of the run and notes how it ended.

        Without an ``exit_code`` the run is judged by :func:`archive.runs.judged`. ``in_haste``
        leaves to the next run what can wait (:meth:`tie_up`).
        """
        if not in_haste:
            self.tie_up()
        with self._transaction():
            return runs.end_run(self.connection, run_id, reason, exit_code)

    def trying(self, *, keep: bool) -> AbstractContextManager[None]:
        """One transaction for changes to rows; without ``keep`` it is undone at its end."""
        return self._transaction(keep=keep)

    @contextmanager
    def _transaction(self, *, keep: bool = True) -> Iterator[None]:
        """One transaction that takes the right to write before it reads."""
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                if keep:
                    seal_open(self.connection)
                    self.connection.execute("COMMIT")
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    row = connection.execute(_IDENTITY).fetchone()
    if tuple(row) == (APPLICATION_ID, SCHEMA_VERSION):
        return
    # Importing it, and the pandas that it takes along where there is one, is slow.
    from sqlite_utils import Database

    from archive.migrations import migrate

    migrate(Database(connection, strict=True, execute_plugins=False))
