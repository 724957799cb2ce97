"""The visits of a run on their way into the archive: gathered, and saved in batches."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, Self, cast

from scrapy.crawler import Crawler

from archive import runs
from archive.errors import ArchiveBusy, ArchiveUnwritable, ClusternewsError
from archive.lock import Held, hold
from archive.records import RunVerdict, Severity, Visit, Vocabulary
from archive.space import require_room
from archive.store import Archive
from pipelines.order import InOrder
from pipelines.progress import Progress
from pipelines.watch import Watch

log = logging.getLogger(__name__)

#: A batch is saved when it holds so many visits, links or bytes, or is so old in seconds.
MAX_VISITS = 50
MAX_LINKS = 5000
MAX_BYTES = 16 * 2**20
MAX_AGE = 2.0
#: Visits that are kept at most while another program keeps the archive from being written to.
MAX_UNSAVED = 500

_STARTED_AT = "SELECT started_at FROM runs WHERE id = ?"
_NOT_YET_VISITED = """
SELECT count(*) FROM run_sites x JOIN pages p ON p.site_id = x.site_id
WHERE x.run_id = ? AND p.state = 'known'
"""


class Session:
    """One run over one archive, which it holds from :meth:`open` to :meth:`end`.

    Belongs to the thread that opened it. A batch is saved in one transaction, never
    while the network is waited for; what fails is kept and tried again at the end. An archive
    that cannot be written to any more stops the run.
    """

    def __init__(
        self,
        archive: Archive,
        run_id: int,
        held: Held,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.archive = archive
        self.run_id = run_id
        self.error: ClusternewsError | None = None  #: why the last batch could not be saved
        self.watch = Watch(archive, run_id, held)
        self._in_order = InOrder(archive.connection)
        self._letting_go = ExitStack()  #: closes the archive and gives its lock back
        self._on_progress = on_progress
        self._counts: Counter[str] = Counter()
        self._visits: list[Visit] = []
        self._links = self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None
        self._reasons: list[str] = []
        self._saved = self._due = self._known = 0
        self._latest = ""
        self._words: dict[str, tuple[int, Vocabulary]] = {}

    @classmethod
    def open(
        cls,
        path: Path,
        sites: Sequence[tuple[str, str, str]],
        settings: Mapping[str, str],
        on_progress: Callable[[Progress], None] | None = None,
        prepare: Callable[[Archive], object] | None = None,
        *,
        verb: str = "crawl",
        wait: float = 0.0,
    ) -> Self:
        """Take hold of the archive at ``path`` and begin a run over ``sites``.

        A site is its name, title and base URL. ``prepare`` is called with the archive
        before anything is added to it. Another run that holds the archive is waited for,
        for ``wait`` seconds. A refresh makes no archive. Raises ArchiveBusy, NotAnArchive,
        ArchiveTooNew or ArchiveUnwritable (DiskFull); then nothing is held.
        """
        with ExitStack() as stack:
            held = stack.enter_context(hold(path, wait))
            if verb == "refresh" and not path.exists():
                raise ArchiveUnwritable(
                    f"there is no archive at {path}, and a refresh makes none",
                    hint="is the disk mounted that it is on? `clusternews crawl` makes one",
                )
            require_room(path)
            archive = Archive.open(path)
            stack.callback(archive.close)
            if prepare is not None:
                prepare(archive)
            for name, title, base_url in sites:
                archive.add_site(name, title, base_url)
            run_id = archive.begin_run(verb, [name for name, _, _ in sites], settings)
            session = cls(archive, run_id, held, on_progress)
            session._letting_go = stack.pop_all()
            return session

    @property
    def started_at(self) -> str:
        """When the run began, UTC."""
        row = self.archive.connection.execute(_STARTED_AT, (self.run_id,)).fetchone()
        return str(row[0])

    def add(self, visit: Visit) -> None:
        """Take a visit in; save the batch if it is full, else soon."""
        visit = self._in_order(visit)
        self._visits.append(visit)
        self._links += len(visit.links)
        self._bytes += len(visit.capture.body) if visit.capture else 0
        self._counts["pages"] += 1
        self._counts["problems"] += sum(
            problem.severity is not Severity.NOTE for problem in visit.problems
        )
        self._latest = visit.article.title if visit.article else visit.url
        full = len(self._visits) >= MAX_VISITS
        if full or self._links >= MAX_LINKS or self._bytes >= MAX_BYTES:
            self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(MAX_AGE, self.flush)
        self._report()

    def flush(self) -> None:
        """Save what was gathered; a failure is kept in :attr:`error`, and the visits too."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        try:
            self.watch.require_place()
            saved = self.archive.save(self._visits, self.run_id)
        except ClusternewsError as error:
            log.error("cannot save %d visits: %s", len(self._visits), error)
            self.error = error
            if not isinstance(error, ArchiveBusy) or len(self._visits) >= MAX_UNSAVED:
                self.watch.stop(error)
            return
        for one in saved:
            self._counts[one.outcome] += 1
            if one.error is not None:
                log.error("not saved as read: %s: %s", one.url, one.error)
        self.error = None
        self._saved += len(self._visits)
        self._visits = []
        self._links = self._bytes = 0
        self.watch.saved()
        self._count_known()
        self._report()

    def vocabulary(self, site: str) -> Vocabulary:
        """What the archive knows of a site, asked anew now and then as the run adds to it.

        After every batch at first, later whenever the run has saved a quarter more.
        """
        at, words = self._words.get(site, (-1, None))
        if words is None or self._saved - at > at // 4:
            words = self.archive.vocabulary(site)
            self._words[site] = (self._saved, words)
        return words

    @property
    def saved(self) -> int:
        """How many visits of this run are on disk."""
        return self._saved

    def add_due(self, pages: int) -> None:
        """Note how many pages of one of the run's sites the plan of visits holds due."""
        self._due += pages
        try:
            with self.archive.trying(keep=True):
                runs.note_due(self.archive.connection, self.run_id, self._due)
        except ClusternewsError as error:
            self.watch.stop(error)

    def site_ended(self, reason: str) -> None:
        """One of the run's sites is done, because of ``reason``."""
        self._reasons.append(reason)

    def end(self) -> RunVerdict:
        """Save the rest, judge the run, and let go of the archive.

        Raises ArchiveUnwritable (DiskFull) or ArchiveBusy if the last batch cannot be saved,
        or if the run was stopped by what happened to its archive.
        """
        self.watch.end()
        with self._letting_go:
            self._open_again()
            try:
                self.flush()
            except KeyboardInterrupt:
                self.site_ended("interrupted")
                self.flush()
            verdict = self._judge()
            if (error := self.error or self.watch.error) is not None:
                raise error
            return verdict

    def _open_again(self) -> None:
        """After a failure the file is opened anew: what a failed write or sync has left in
        memory may not be what is on the disk."""
        if self.error is None:
            return
        self.watch.require_place()
        self.archive = self._letting_go.enter_context(Archive.open(self.archive.path))

    def _judge(self) -> RunVerdict:
        """End the run; a signal in the meantime leaves to the next one what can wait."""
        reason = self._reason()
        # A site that could not be read at all deserves a look, whatever the others gave.
        code = 1 if reason == "partly_failed" else None
        try:
            in_haste = reason in ("interrupted", "disk_full", "failed")
            return self.archive.end_run(self.run_id, reason, code, in_haste=in_haste)
        except KeyboardInterrupt:
            return self.archive.end_run(self.run_id, "interrupted", in_haste=True)

    def _reason(self) -> str:
        """Why the run ended, of the reasons of its sites."""
        reasons = set(self._reasons)
        if self.watch.stopped is not None:
            return self.watch.stopped
        if self.error is not None or reasons <= {"failed"}:
            return "failed"
        if "interrupted" in reasons:
            return "interrupted"
        if "failed" in reasons:
            return "partly_failed"
        return min(reasons - {"finished"}, default="finished")

    def _report(self) -> None:
        if self._on_progress is not None:
            told = Progress.of(self._counts, known=self._known, latest=self._latest)
            self._on_progress(told)

    def _count_known(self) -> None:
        """How many pages there are to visit, as far as is known: only where somebody looks on."""
        if self._on_progress is not None:
            left = self.archive.connection.execute(_NOT_YET_VISITED, (self.run_id,)).fetchone()[0]
            self._known = max(self._saved + left, self._due)


class Stoppable(Protocol):
    """What a crawl takes its next request from."""

    def stop(self, reason: str) -> None:
        """Ask for nothing further."""


class StorePipeline:
    """Hands each visit to the session of its spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Let the archive stop the spider when it can take nothing more."""
        self._session().watch.attend(self._stop)

    def process_item(self, item: Visit) -> Visit:
        """Take the visit in; it is on disk within two seconds."""
        self._session().add(item)
        return item

    def close_spider(self) -> None:
        """Save what is left before the spider is gone."""
        self._session().flush()

    def _stop(self, reason: str) -> None:
        engine = self._crawler.engine
        if engine is not None and engine.scheduler is not None:
            cast(Stoppable, engine.scheduler).stop(reason)

    def _session(self) -> Session:
        session = getattr(self._crawler.spider, "session", None)
        assert isinstance(session, Session)
        return session
