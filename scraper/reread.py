"""``reread``: what the archive keeps through today's rules, on all cores, without a network.

Workers get ids and give back what differs. One writer saves it, in the order of the ids,
each batch together with how far it has come: an interrupted run is gone on with.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context

from archive.errors import ClusternewsError
from archive.lock import hold
from archive.opening import open_reading
from archive.rereading import Reread
from archive.store import Archive
from scraper.config import Config
from scraper.extract.extractor import extractor
from scraper.reread_worker import Worker, begin, read_articles
from scraper.rereading import ArticleReread, Difference

#: Articles that a worker reads before it answers.
BATCH = 20
#: Answers that may wait for the writer, per worker.
AHEAD = 3
#: Samples kept of each field.
SAMPLES = 3

_IDS = """
SELECT a.id FROM articles a JOIN sites s ON s.id = a.site_id
WHERE (:sites IS NULL OR s.name IN (SELECT value FROM json_each(:sites)))
  AND (:since IS NULL OR EXISTS (
    SELECT 1 FROM captures c WHERE c.article_id = a.id AND c.captured_at >= :since))
  AND EXISTS (SELECT 1 FROM captures c
    WHERE c.article_id = a.id AND (c.form = 'print') = :printed)
ORDER BY a.id
"""
_INTERRUPTED = """
SELECT settings FROM (SELECT * FROM runs WHERE verb = 'reread' ORDER BY id DESC LIMIT 1)
WHERE finished_at IS NULL OR reason = 'killed'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which captures are read again, and which fields of them are taken over."""

    sites: tuple[str, ...] = ()  #: empty: all
    since: str | None = None  #: only articles with a capture of this time (UTC) or later
    fields: tuple[str, ...] = ()  #: keys of contents; empty: all
    every: bool = False  #: also captures whose reading depends on nothing that has changed
    workers: int = 0  #: processes; 0: one a core

    @property
    def settings(self) -> dict[str, str]:
        """What a run must have in common with an interrupted one to go on with it."""
        return {
            "sites": json.dumps(self.sites),
            "since": self.since or "",
            "fields": json.dumps(self.fields),
            "extractor": extractor(),
        }


@dataclass(slots=True)
class Report:
    """What rereading has found so far."""

    articles: int = 0
    captures: int = 0
    same: int = 0  #: captures that need not be read: nothing that their reading depends on changed
    changed: int = 0  #: captures of which a value differs
    applied: int = 0  #: articles that were given a new reading
    resumed: bool = False  #: an interrupted run was gone on with: what it did is not counted
    fields: dict[str, int] = field(default_factory=dict)  #: captures by field that differs
    samples: dict[str, list[Difference]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    def add(self, one: ArticleReread) -> None:
        """Counts one article."""
        self.articles += 1
        self.captures += one.captures
        self.same += one.same
        self.changed += len({difference.capture_id for difference in one.differences})
        self.unreadable += one.unreadable
        for difference in one.differences:
            name = difference.field
            self.fields[name] = self.fields.get(name, 0) + 1
            samples = self.samples.setdefault(name, [])
            if len(samples) < SAMPLES:
                samples.append(difference)


def reread(config: Config, chosen: Chosen, *, apply: bool) -> Iterator[Report]:
    """Reads again what was chosen; yields the report, growing, after each batch.

    Without ``apply`` nothing is written. With it, an earlier run with the same choice that
    was interrupted is gone on with. Raises what opening the archive raises, ArchiveBusy
    while another run holds it, and UnknownSite.
    """
    report = Report()
    with ExitStack() as stack:
        writer = stack.enter_context(_Writer(config, chosen)) if apply else None
        # Pages with markup first: their words part the lines of printed ones.
        for phase in (0, 1):
            ids = _ids(config, chosen, phase)
            if writer is not None:
                ids = writer.left(phase, ids)
            for answers in _read(config, chosen, ids, printed=bool(phase)):
                for one in answers:
                    report.add(one)
                if writer is not None:
                    writer.save(phase, answers)
                    report.applied, report.resumed = writer.applied, writer.resumed
                yield report
        if writer is not None:
            writer.finish()
        yield report


def _ids(config: Config, chosen: Chosen, printed: int) -> list[int]:
    """The articles chosen that have captures of a kind, in the order of their ids."""
    sites = json.dumps(chosen.sites) if chosen.sites else None
    values = {"sites": sites, "since": chosen.since, "printed": printed}
    with closing(open_reading(config.archive)) as connection:
        return [row[0] for row in connection.execute(_IDS, values)]


def _read(
    config: Config, chosen: Chosen, ids: Sequence[int], *, printed: bool
) -> Iterator[list[ArticleReread]]:
    """The answers of the workers, in the order of the ids."""
    workers = min(chosen.workers or os.cpu_count() or 1, -(-len(ids) // BATCH))
    if workers <= 1:
        # For so little, starting processes costs more than it saves.
        with closing(Worker(config, chosen.fields, every=chosen.every)) as worker:
            for batch in _batches(ids):
                yield worker.read(batch, printed=printed)
        return
    with ProcessPoolExecutor(
        workers,
        get_context("spawn"),
        initializer=begin,
        initargs=(config, chosen.fields, chosen.every),
    ) as pool:
        waiting: deque[Future[list[ArticleReread]]] = deque()
        for batch in _batches(ids):
            waiting.append(pool.submit(read_articles, batch, printed))
            if len(waiting) > workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, BATCH)):
        yield batch


class _Writer:
    """The archive, held while new readings are saved."""

    def __init__(self, config: Config, chosen: Chosen) -> None:
        self.applied = 0
        self.resumed = False
        self._path = config.archive
        self._chosen = chosen
        self._stack = ExitStack()

    def __enter__(self) -> _Writer:
        with ExitStack() as stack:
            stack.enter_context(hold(self._path))
            open_reading(self._path).close()  # rereading makes no archive
            self._archive = stack.enter_context(Archive.open(self._path))
            self._done = self._interrupted()
            settings = {**self._chosen.settings, "progress": json.dumps(self._done)}
            self._run = self._archive.begin_run("reread", self._chosen.sites, settings)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._stack:
            if kind is not None and issubclass(kind, ClusternewsError):
                self._archive.end_run(self._run, "failed", 3)

    def left(self, phase: int, ids: list[int]) -> list[int]:
        """The ids that an interrupted run has not come to."""
        done_phase, done_id = self._done
        self.resumed = self.resumed or self._done != [0, 0]
        if phase < done_phase:
            return []
        return [one for one in ids if one > done_id] if phase == done_phase else ids

    def save(self, phase: int, answers: Sequence[ArticleReread]) -> None:
        """Saves a batch of answers, and that it is done."""
        rereads: dict[int, Sequence[Reread]] = {
            one.article_id: one.rereads for one in answers if one.rereads
        }
        progress = json.dumps([phase, answers[-1].article_id])
        self.applied += self._archive.reread(rereads, (self._run, progress))

    def finish(self) -> None:
        """Ends the run."""
        self._archive.end_run(self._run, "finished", 0)

    def _interrupted(self) -> list[int]:
        """How far the last run came, if it was interrupted and chose the same; else [0, 0]."""
        row = self._archive.connection.execute(_INTERRUPTED).fetchone()
        settings: dict[str, str] = json.loads(row[0]) if row else {}
        progress = settings.pop("progress", "")
        same = settings == self._chosen.settings
        return list(json.loads(progress)) if same and progress else [0, 0]
