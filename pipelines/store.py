"""The visits of a run on their way into the archive: gathered, and saved in batches."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from archive.errors import ClusternewsError
from archive.lock import hold
from archive.records import (
    KnownPage,
    Outcome,
    PageKind,
    PageState,
    RunVerdict,
    Severity,
    Visit,
    Vocabulary,
)
from archive.store import Archive

log = logging.getLogger(__name__)

#: A batch is saved when it holds so many visits, links or bytes, or is so old in seconds.
MAX_VISITS = 50
MAX_LINKS = 5000
MAX_BYTES = 16 * 2**20
MAX_AGE = 2.0

_KNOWN_ARTICLES = """
SELECT p.url, p.state, p.lastmod, p.address FROM pages p JOIN sites s ON s.id = p.site_id
WHERE s.name = ? AND p.kind = 'article' AND p.state NOT IN ('refused', 'redirected') ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts of a run so far; those of outcomes are of the batches that are saved."""

    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: int = 0  #: of severity warning or error


class Session:
    """One run over one archive, which it holds from :meth:`open` to :meth:`end`.

    Belongs to the thread that opened it. A batch is saved in one transaction, never
    while the network is waited for; what fails is kept and tried again at the end.
    """

    def __init__(
        self,
        archive: Archive,
        run_id: int,
        stack: ExitStack,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.archive = archive
        self.run_id = run_id
        self.error: ClusternewsError | None = None  #: why the last batch could not be saved
        self._stack = stack
        self._on_progress = on_progress
        self._counts: Counter[str] = Counter()
        self._visits: list[Visit] = []
        self._links = self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None
        self._reasons: list[str] = []
        self._saved = 0
        self._words: dict[str, tuple[int, Vocabulary]] = {}

    @classmethod
    def open(
        cls,
        path: Path,
        sites: Sequence[tuple[str, str, str]],
        settings: Mapping[str, str],
        on_progress: Callable[[Progress], None] | None = None,
        prepare: Callable[[Archive], object] | None = None,
    ) -> Self:
        """Take hold of the archive at ``path`` and begin a run over ``sites``.

        A site is its name, title and base URL. ``prepare`` is called with the archive
        before anything is added to it. Raises ArchiveBusy, NotAnArchive,
        ArchiveTooNew or ArchiveUnwritable; then nothing is held.
        """
        with ExitStack() as stack:
            stack.enter_context(hold(path))
            archive = stack.enter_context(Archive.open(path))
            if prepare is not None:
                prepare(archive)
            for name, title, base_url in sites:
                archive.add_site(name, title, base_url)
            run_id = archive.begin_run("crawl", [name for name, _, _ in sites], settings)
            return cls(archive, run_id, stack.pop_all(), on_progress)

    def add(self, visit: Visit) -> None:
        """Take a visit in; save the batch if it is full, else soon."""
        self._visits.append(visit)
        self._links += len(visit.links)
        self._bytes += len(visit.capture.body) if visit.capture else 0
        self._counts["pages"] += 1
        self._counts["problems"] += sum(
            problem.severity is not Severity.NOTE for problem in visit.problems
        )
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
            saved = self.archive.save(self._visits, self.run_id)
        except ClusternewsError as error:
            log.error("cannot save %d visits: %s", len(self._visits), error)
            self.error = error
            return
        for one in saved:
            self._counts[one.outcome] += 1
            if one.error is not None:
                log.error("not saved as read: %s: %s", one.url, one.error)
        self.error = None
        self._saved += len(self._visits)
        self._visits = []
        self._links = self._bytes = 0
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

    def known_articles(self, site: str) -> list[KnownPage]:
        """All articles known of a site, in the order found, also those that are gone."""
        return [
            KnownPage(url, PageKind.ARTICLE, PageState(state), lastmod, address)
            for url, state, lastmod, address in self.archive.connection.execute(
                _KNOWN_ARTICLES, (site,)
            )
        ]

    def site_ended(self, reason: str) -> None:
        """One of the run's sites is done, because of ``reason``."""
        self._reasons.append(reason)

    def end(self) -> RunVerdict:
        """Save the rest, judge the run, and let go of the archive.

        Raises ArchiveUnwritable or ArchiveBusy if the last batch cannot be saved.
        """
        with self._stack:
            self.flush()
            reason = self._reason()
            # A site that could not be read at all deserves a look, whatever the others gave.
            verdict = self.archive.end_run(
                self.run_id, reason, 1 if reason == "partly_failed" else None
            )
            if self.error is not None:
                raise self.error
            return verdict

    def _reason(self) -> str:
        """Why the run ended, of the reasons of its sites."""
        reasons = set(self._reasons)
        if self.error is not None or reasons <= {"failed"}:
            return "failed"
        if "interrupted" in reasons:
            return "interrupted"
        if "failed" in reasons:
            return "partly_failed"
        return min(reasons - {"finished"}, default="finished")

    def _report(self) -> None:
        if self._on_progress is not None:
            count = self._counts
            self._on_progress(
                Progress(
                    pages=count["pages"],
                    new=count[Outcome.NEW],
                    changed=count[Outcome.CHANGED],
                    unchanged=count[Outcome.UNCHANGED],
                    failed=count[Outcome.FAILED],
                    problems=count["problems"],
                )
            )


class StorePipeline:
    """Hands each visit to the session of its spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Visit) -> Visit:
        """Take the visit in; it is on disk within two seconds."""
        self._session().add(item)
        return item

    def close_spider(self) -> None:
        """Save what is left before the spider is gone."""
        self._session().flush()

    def _session(self) -> Session:
        session = getattr(self._crawler.spider, "session", None)
        assert isinstance(session, Session)
        return session
