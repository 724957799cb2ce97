"""Runs in processes of their own that are killed at random moments, and taken up again."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import time_machine

import pipelines.store
from archive.lock import hold
from scraper.example.platform import ExamplePlatform
from scraper.run import crawl
from scraper.site import Site
from scraper.urls import canonicalize
from tests.crawling import Ended, Running

#: Seconds by which a kill comes later than its request, at most.
LATER = 0.4
#: Seconds without a request after which nothing more of a dead process arrives.
_SETTLED = 0.05
_LISTS = ("listing", "feed", "sitemap")
_SAVED = """
SELECT p.url, p.kind FROM visits v JOIN pages p ON p.id = v.page_id WHERE v.run_id > ?
"""
_LAST = "SELECT max(id), max(CASE WHEN reason = 'finished' THEN id END) FROM runs"
_OPEN = "SELECT count(*) FROM runs WHERE finished_at IS NULL"
_KILLED = "SELECT count(*) FROM runs WHERE reason = 'killed' AND exit_code = 137"


class Stage(NamedTuple):
    """One run, or as many as it takes."""

    verb: str
    day: int  #: days after the first


@dataclass
class Told:
    """What came out of one stage."""

    kills: int = 0
    requests: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    #: canonical addresses, by how often they were answered otherwise than by "elsewhere" or
    #: "not modified"
    visited: set[str] = field(default_factory=set)  #: pages with a visit that was saved
    unsaved: int = 0  #: asked for, and not saved when the process was killed
    again: Counter[str] = field(default_factory=Counter)  #: asked for though saved, by kind
    beyond: int = 0  #: pages of listings that only the killed walk went on to
    sampled: int = 0  #: differences in what depends on the sample of a refresh
    learned: int = 0  #: differences in texts of which one archive took out what the other kept
    taken: dict[str, frozenset[str]] = field(default_factory=dict)
    #: of pages, by address: blocks taken out because the site repeats them
    faults: list[str] = field(default_factory=list)  #: whatever is not as promised


def run_at(site: Site, archive: Path, stage: Stage, batch: int | None) -> Ended:
    """One run in this process, so many days from now.

    ``batch``: visits that are saved at once, where a small site is to have as many batches as
    a large one.
    """
    if batch is not None:
        pipelines.store.MAX_VISITS = batch
    then = datetime.now(UTC) + timedelta(days=stage.day)
    with time_machine.travel(then, tick=True):
        verdict = crawl(
            [site],
            archive,
            verb=stage.verb,
            allow_loopback=True,
            delay=0,
            log_file=archive.with_suffix(".log"),
            log_level="WARNING",
        )
    return Ended(verdict.exit_code, verdict)


class Trial:
    """An archive of a platform, and the runs that fill it."""

    def __init__(
        self, platform: ExamplePlatform, archive: Path, chance: Random, batch: int | None = None
    ) -> None:
        self._platform = platform
        self._site = platform.site
        self.archive = archive
        self._chance = chance
        self._batch = batch

    def undisturbed(self, stage: Stage) -> Told:
        """Let a stage run to its end. Raises RuntimeError if it does not end well."""
        told, before = Told(), self._runs()[0]
        self._platform.log.clear()
        ended = self._start(stage).finish(3600)
        if ended.code not in (0, 1):
            raise RuntimeError(f"{stage.verb} ended with {ended.code}: {ended.error}{ended.log}")
        self._count(told, {}, {})
        told.visited = set(dict(self._rows(_SAVED, before)))
        return told

    def killed(self, stage: Stage, usual: Mapping[str, int], between: int, most: int) -> Told:
        """Kill a stage again and again, at most so many times, and let it come to its end.

        ``usual`` is what an undisturbed run asks for, ``between`` how many requests lie
        between two kills on average.
        """
        told, saved, is_done = Told(), dict[str, str](), False
        while not is_done:
            before = self._runs()[0]
            self._platform.log.clear()
            running = self._start(stage)
            if told.kills < most:
                self._await(running, self._chance.randint(0, 2 * between))
                running.send(signal.SIGKILL)
            ended = running.finish(3600)
            asked = self._count(told, saved, usual)
            self._look(told, ended)
            saved |= dict(self._rows(_SAVED, before))
            # A process may be killed when its run has come to its end.
            is_done = ended.code != -signal.SIGKILL or self._runs()[1] > before
            told.kills += ended.code == -signal.SIGKILL
            told.unsaved += len(asked - saved.keys())
        told.visited = set(saved)
        if left := self._rows(_OPEN)[0][0]:
            told.faults.append(f"{left} runs are not closed")
        return told

    def closed_as_killed(self) -> int:
        """How many runs are closed as killed, with exit code 137."""
        return int(self._rows(_KILLED)[0][0])

    def _start(self, stage: Stage) -> Running:
        values = (self._site, self.archive, stage, self._batch)
        return Running(run_at, *values, log=self.archive.with_suffix(".err"))

    def _await(self, running: Running, requests: int) -> None:
        """Wait until so many requests are there, and a little longer; or for the end."""
        while len(self._platform.log) < requests and running.is_alive():
            time.sleep(0.002)
        time.sleep(self._chance.uniform(0, LATER))

    def _count(self, told: Told, saved: Mapping[str, str], usual: Mapping[str, int]) -> set[str]:
        """Count what a process asked for, once no request is on its way; the pages."""
        log, seen = self._platform.log, -1
        while len(log) != seen:
            seen = len(log)
            time.sleep(_SETTLED)
        answered = Counter[str]()
        for one in log:
            url = canonicalize(f"http://{one.host}{one.path}", self._site)
            # Another spelling may lead to the page, and a 304 may be looked behind.
            answered[url] += not 300 <= one.status < 400
        for url, times in answered.items():
            if url in saved or times > max(1, usual.get(url, times)):
                self._again(told, url, saved.get(url))
        told.requests += len(log)
        told.asked.update(answered)
        return set(answered)

    @staticmethod
    def _again(told: Told, url: str, kind: str | None) -> None:
        name = "lists" if kind in _LISTS else "pages"
        if url.endswith("/robots.txt"):
            name = "robots.txt"
        else:
            told.faults.append(f"asked for again: {url}")
        told.again[name] += 1

    def _look(self, told: Told, ended: Ended) -> None:
        """What must hold after every process, however it ended."""
        if ended.code not in (0, 1, -signal.SIGKILL):
            told.faults.append(f"a run ended with {ended.code}: {ended.error}{ended.log[-500:]}")
        with hold(self.archive):
            pass
        found = self._rows("PRAGMA integrity_check")
        if found not in ([("ok",)], []):
            told.faults.append(f"integrity_check: {found[:3]}")

    def _runs(self) -> tuple[int, int]:
        """The last run, and the last that came to its end; 0 where there is none."""
        rows = self._rows(_LAST)
        last, finished = rows[0] if rows else (0, 0)
        return last or 0, finished or 0

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Nothing of a file that was killed before it had tables."""
        if not self.archive.exists():
            return []
        uri = f"file:{self.archive}?mode=ro"
        with (
            closing(sqlite3.connect(uri, uri=True)) as connection,
            suppress(sqlite3.OperationalError),
        ):
            return connection.execute(sql, values).fetchall()
        return []
