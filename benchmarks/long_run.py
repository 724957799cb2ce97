"""One long run: do memory, open files, threads and tasks stay as they are?

    python -m benchmarks.long_run [--pages 20000] [--every 1000] [--trace]

Crawls the example platform, served by another process, in one run, and takes down after so
many pages what the crawl's process uses: resident memory, open file descriptors, threads,
asyncio tasks, and how many pages wait in memory for their turn. Prints a row for each, and
what the end has beside 2,000 pages: at most 1.1 times the memory, and as many descriptors,
threads and tasks. ``--trace`` prints instead by what memory grew between the two, by
tracemalloc, which makes the run several times slower. Exit code 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import threading
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.serving import ServedPlatform
from benchmarks.whole_pipeline import served_site
from pipelines.progress import Progress
from scraper.run import crawl
from scraper.site import Site
from scraper.waiting import Waiting
from tests.crawling import Ended, Running

#: Pages after which everything is in use that a run uses, and the memory it may grow by.
SETTLED, GROWTH = 2000, 1.1
_PAGE_SIZE = os.sysconf("SC_PAGESIZE")


class Sample(NamedTuple):
    """What a process uses after so many pages."""

    pages: int
    memory: float  #: MB, resident
    files: int  #: open descriptors
    threads: int
    tasks: int  #: of asyncio
    waiting: int  #: pages in memory that wait for their turn


class Sampler:
    """Takes samples of this process as a run goes on."""

    def __init__(self, every: int, trace: bool = False) -> None:
        self.samples: list[Sample] = []
        self.grown: list[str] = []  #: with ``trace``: by what memory grew since it had settled
        self._every = every
        self._trace = trace
        self._before: tracemalloc.Snapshot | None = None
        self._queues: list[Waiting] = []

    def __call__(self, progress: Progress) -> None:
        """The run has come so far."""
        if self.samples and progress.pages < self.samples[-1].pages + self._every:
            return
        if not self._queues:
            self._queues = [one for one in gc.get_objects() if isinstance(one, Waiting)]
        self.samples.append(_sample(progress.pages, self._queues))
        if self._trace:
            self._look(progress.pages)

    def _look(self, pages: int) -> None:
        if not tracemalloc.is_tracing():
            tracemalloc.start(8)
        elif self._before is None and pages >= SETTLED:
            self._before = tracemalloc.take_snapshot()
        elif self._before is not None:
            after = tracemalloc.take_snapshot()
            self.grown = [str(one) for one in after.compare_to(self._before, "lineno")[:25]]


def _sample(pages: int, queues: Sequence[Waiting]) -> Sample:
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_SIZE
    return Sample(
        pages=pages,
        memory=resident / 1e6,
        files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        threads=threading.active_count(),
        tasks=len(asyncio.all_tasks()),
        waiting=sum(map(len, queues)),
    )


def sampled(site: Site, archive: Path, every: int, trace: bool = False) -> Ended:
    """Crawl in this process; the ``value`` is what was sampled, and by what memory grew."""
    sampler = Sampler(every, trace)
    verdict = crawl(
        [site],
        archive,
        allow_loopback=True,
        delay=0,
        log_file=archive.with_suffix(".log"),
        on_progress=sampler,
    )
    return Ended(verdict.exit_code, verdict, value=(sampler.samples, sampler.grown))


def run(site: Site, archive: Path, every: int, *, trace: bool = False) -> Ended:
    """The same in a process of its own."""
    log = archive.with_suffix(".err")
    return Running(sampled, site, archive, every, trace, log=log).finish(4 * 3600)


def settled(samples: Sequence[Sample], pages: int) -> Sample:
    """The first sample after so many pages."""
    return next(one for one in samples if one.pages >= pages)


def grown(before: Sample, after: Sample) -> list[str]:
    """What is more than it may be."""
    missed = []
    if after.memory > GROWTH * before.memory:
        missed.append(f"memory: {after.memory / before.memory:.2f} times")
    # A connection may just be open, or not, when a sample is taken.
    for name, spare in (("files", 2), ("threads", 1), ("tasks", 2)):
        more = getattr(after, name) - getattr(before, name)
        if more > spare:
            missed.append(f"{name}: {more} more")
    return missed


def main() -> int:
    """Crawl and print what was sampled."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.long_run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pages", type=int, default=20_000, help="articles on the platform")
    parser.add_argument("--every", type=int, default=1000, help="pages between two samples")
    parser.add_argument("--trace", action="store_true")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="long_run-") as folder,
        ServedPlatform(chosen.pages, 1) as platform,
    ):
        site = served_site(platform.base_url)
        ended = run(site, Path(folder) / "long.db", chosen.every, trace=chosen.trace)
    if ended.verdict is None:
        print(f"ended with {ended.code}: {ended.error}{ended.log}", file=sys.stderr)
        return 2
    samples, lines = ended.value
    table = Table(*Sample._fields)
    for one in samples:
        table.add_row(*(f"{value:,.0f}" for value in one))
    Console().print(table)
    print(f"{ended.verdict.asked} pages asked for, {ended.verdict.reason}, exit code {ended.code}")
    print(*lines, sep="\n")
    before, after = settled(samples, min(SETTLED, chosen.pages)), samples[-1]
    missed = grown(before, after)
    print(f"memory at the end: {after.memory / before.memory:.2f} times that after {before.pages}")
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
