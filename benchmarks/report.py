"""What a report costs: its size, CPU, time and memory, of 1,000 articles and of 100,000.

    python -m benchmarks.report [ARCHIVE ...] [--articles N ...] [--rounds 3]

Reports on the archives given, else on archives of ``--articles`` made-up articles (1,000 and
100,000; large ones from a twentieth of it, copied), each time by the command line in a process
of its own, the archives in turn. Prints for each, of all its rounds the least: KB of the page,
CPU seconds, seconds by the clock, and peak memory in MB (resident set); then what the last
costs as multiples of the first. The goals: at 100,000 articles under 3 MB and 60 seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.exports_archive import fill
from benchmarks.multiply import multiply

_TIMES = 20
_SMALL = 5_000
_KB, _MB = 1_000, 1_000_000
#: Unit of ``ru_maxrss``: bytes on a Mac, KB elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_HEADS = ("KB", "CPU s", "clock s", "MB peak")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one report took."""

    size: float  #: KB of HTML
    cpu: float  #: seconds, user and system
    clock: float  #: seconds
    memory: float  #: peak resident set, MB


def main() -> None:
    """Runs what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="*", type=Path)
    parser.add_argument("--articles", nargs="+", type=int, default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archives = chosen.archives or list(_made(Path(folder), chosen.articles))
        _compare(archives, Path(folder), chosen.rounds)


def _made(folder: Path, sizes: Sequence[int]) -> Iterator[Path]:
    for articles in sizes:
        path = folder / f"articles-{articles}.db"
        # A process starts with the peak of the one that started it: this one stays small.
        child = get_context("spawn").Process(target=make, args=(path, articles))
        child.start()
        child.join()
        if child.exitcode:
            sys.exit(f"no archive of {articles} articles could be made")
        yield path


def make(path: Path, articles: int) -> None:
    """Write an archive of so many made-up articles."""
    is_large = articles > _SMALL and articles % _TIMES == 0
    fill(path, articles // _TIMES if is_large else articles)
    if is_large:
        multiply(path, _TIMES)


def _compare(archives: Sequence[Path], folder: Path, rounds: int) -> None:
    costs: dict[Path, list[Cost]] = {archive: [] for archive in archives}
    for _ in range(rounds):
        for archive in archives:
            costs[archive].append(_report(archive, folder / "report.html"))
    print(f"{'archive':<28}" + "".join(f"{head:>10}" for head in _HEADS))
    least = {
        archive: [min(values) for values in zip(*map(astuple, taken), strict=True)]
        for archive, taken in costs.items()
    }
    for archive, values in least.items():
        print(f"{archive.name:<28}" + "".join(f"{value:>10.1f}" for value in values))
    if len(archives) > 1:
        pairs = zip(least[archives[-1]], least[archives[0]], strict=True)
        print(f"{'the last in the first':<28}" + "".join(f"{a / b:>10.2f}" for a, b in pairs))


def _report(archive: Path, out: Path) -> Cost:
    words = ["report", "--archive", str(archive), "-o", str(out)]
    begin = time.monotonic()
    child = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "scraper.cli", *words], os.environ
    )
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"the report ended with {os.waitstatus_to_exitcode(status)}")
    clock = time.monotonic() - begin
    size = out.stat().st_size
    out.unlink()
    return Cost(
        size / _KB,
        used.ru_utime + used.ru_stime,
        clock,
        used.ru_maxrss * _RSS_UNIT / _MB,
    )


if __name__ == "__main__":
    main()
