"""How fast a large archive answers, what an article costs to save, and what it takes on disk.

``python -m benchmarks.archive [--articles 100000] [--folder DIR] [--keep]`` prints

* saving: CPU of an article with word index, tags, links, evidence and raw page, as a ratio to
  an lxml parse of its page, in one interleaved run; and the functions it is spent in;
* size: MB for 1,000 articles, with and without the raw pages, and the largest tables;
* questions: CPU of each, the median of many, beside its goal, which is meant for a machine on
  which an lxml parse of such a page takes 0.9 ms;
* a reader beside a writing process: its median as a ratio to that without, and lock errors.

The first two are measured on some thousand articles of ``benchmarks/synthetic.py`` saved as
a crawl would. The archive for the questions is multiplied from such articles, whose raw
pages are left small: no question reads them.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from lxml import etree

from archive.opening import open_reading
from archive.records import Visit
from archive.search import search
from archive.store import Archive
from benchmarks.archive_questions import questions
from benchmarks.multiply import multiply
from benchmarks.synthetic import Synthetic

_BATCH = 50
_PROFILED = 500
_ROUNDS = 15
#: Articles that are saved; more are made of them.
_SAVED = 20_000
_READER_SECONDS = 8.0
_LARGE = 500_000
_SIZES = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"


def main() -> None:
    """Measures what the command line asks for, and prints it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=1_500, help="articles saved and weighed")
    parser.add_argument("--folder", type=Path, help="where archives are made; default: a new one")
    parser.add_argument("--keep", action="store_true", help="leave the large archive there")
    parser.add_argument("--write-to", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.write_to:
        _write_until_stopped(chosen.write_to)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="archive-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        measure_saving(folder / "saved.db", chosen.sample)
        large = filled(folder / f"{chosen.articles}.db", chosen.articles)
        measure_questions(large, chosen.articles)
        measure_reader(large)
    finally:
        if not chosen.keep:
            _remove(folder, chosen.folder is None)


def measure_saving(path: Path, sample: int) -> None:
    """Prints what saving costs and takes, from articles saved one batch after the other."""
    print(f"\nsaving {sample} articles in batches of {_BATCH}")
    made = Synthetic(sample + _PROFILED)
    parser = _parser()
    parsing, saving = [], []
    with Archive.open(path) as archive:
        for batch in _batches(made.visits(0, sample), _BATCH):
            parsing.append(_cost(partial(_parse, batch, parser)) / len(batch))
            saving.append(_cost(partial(archive.save, batch)) / len(batch))
        ratio = median(save / parse for save, parse in zip(saving, parsing, strict=True))
        _say("lxml parse of the page", f"{median(parsing):.2f} ms")
        _say("saving it", f"{median(saving):.2f} ms")
        _say("ratio, median of the batches", f"{ratio:.2f}", "1.5")
    _print_size(path, sample)
    with Archive.open(path) as archive:
        _print_dearest(archive, list(made.visits(sample, sample + _PROFILED)))


def filled(path: Path, articles: int) -> Path:
    """An archive with so many articles; one that is there already is taken as it is."""
    if path.exists():
        return path
    saved = min(articles, _SAVED)
    started = perf_counter()
    made = Synthetic(saved)
    part = path.with_suffix(".part")
    with Archive.open(part) as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")
        for batch in _batches(made.lean(), 500):
            archive.save(batch)
    multiply(part, articles // saved)
    part.rename(path)
    print(f"\n{articles} articles made in {perf_counter() - started:.0f} s")
    _say("MB for 1,000 of them, without raw pages", f"{_megabytes(path) / articles * 1000:.1f}")
    return path


def measure_questions(path: Path, articles: int) -> None:
    """Prints the CPU time of each question, the median of many, beside its goal."""
    print(f"\nCPU of a question to {articles} articles, median of {_ROUNDS}, ms")
    visits = list(Synthetic(20).visits())
    parse = partial(_parse, visits, _parser())
    with closing(open_reading(path)) as connection:
        _say("to compare: lxml parse of a page of 70 KB", f"{_cost(parse) / len(visits):.2f}")
        for one in questions(connection):
            one.ask(connection)
            cost = median(_cost(partial(one.ask, connection)) for _ in range(_ROUNDS))
            goal = one.goal_large if articles >= _LARGE else one.goal_small
            _say(one.name, f"{cost:.2f}", "" if goal is None else str(goal))


def measure_reader(path: Path) -> None:
    """Prints how a reader fares while another process saves batches."""
    print("\na reader beside a writer")
    alone, errors = _reading(path)
    command = [sys.executable, "-m", "benchmarks.archive", "--write-to", str(path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        beside, more = _reading(path)
    finally:
        writer.terminate()
        writer.wait()
    _say("reader's median, ms", f"{alone * 1000:.2f} alone, {beside * 1000:.2f} beside")
    _say("ratio", f"{beside / alone:.2f}", "1.5")
    _say("lock errors", str(errors + more), "0")


def _reading(path: Path) -> tuple[float, int]:
    """Median wall time of a search on a connection of its own, and errors."""
    times, errors, end = [], 0, perf_counter() + _READER_SECONDS
    while perf_counter() < end:
        begun = perf_counter()
        try:
            with closing(open_reading(path)) as connection:
                search(connection, "hydrogen", limit=20)
        except sqlite3.OperationalError:
            errors += 1
        times.append(perf_counter() - begun)
    return median(times), errors


def _write_until_stopped(path: Path) -> None:
    """The writing process: batches as a crawl saves them, until it is ended."""
    with Archive.open(path) as archive:
        print("writing", flush=True)
        made = Synthetic(1_000_000, seed=5)
        for batch in _batches(made.visits(500_000), _BATCH):
            archive.save(batch)


def _print_size(path: Path, articles: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        sizes = dict(connection.execute(_SIZES).fetchall())
    raw = sum(size for name, size in sizes.items() if "bodies" in name and "removed" not in name)
    whole = sum(sizes.values())
    _say("MB for 1,000 articles", f"{whole / articles / 1000:.1f}", "25")
    _say("  of them raw pages", f"{raw / articles / 1000:.1f}")
    for name in list(sizes)[:6]:
        _say(f"  {name}", f"{sizes[name] / articles / 1000:.1f}")


def _print_dearest(archive: Archive, visits: list[Visit]) -> None:
    profile = cProfile.Profile()
    for batch in _batches(visits, _BATCH):
        profile.runcall(archive.save, batch)
    stats = pstats.Stats(profile)
    stats.calc_callees()
    costs = sorted(stats.stats.items(), key=lambda item: -item[1][2])  # type: ignore[attr-defined]
    for (file, line, name), (_, calls, own, *_rest) in costs[:10]:
        where = f"{Path(file).name}:{line} {name}" if line else name
        _say(f"  {where}", f"{own / len(visits) * 1000:.3f} ms, {calls / len(visits):.0f} calls")


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")


def _parse(batch: Iterable[Visit], parser: etree.HTMLParser) -> None:
    for visit in batch:
        assert visit.capture is not None
        etree.fromstring(visit.capture.body, parser)


def _batches(visits: Iterable[Visit], size: int) -> Iterator[list[Visit]]:
    every = iter(visits)
    while batch := list(islice(every, size)):
        yield batch


def _cost(work: Callable[[], object]) -> float:
    """CPU milliseconds of a piece of work."""
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


def _say(what: str, value: str, goal: str = "") -> None:
    print(f"  {what:<48}{value:>12}" + (f"   goal {goal}" if goal else ""), flush=True)


def _remove(folder: Path, whole: bool) -> None:
    if whole:
        shutil.rmtree(folder)
        return
    for name in ("*.db", "*.db-wal", "*.db-shm", "*.part*"):
        for path in folder.glob(name):
            path.unlink()


if __name__ == "__main__":
    main()
