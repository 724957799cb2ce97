"""What an export costs, by format: does memory stay flat from a tenth of the articles to all?

    python -m benchmarks.exports --articles 100000 [--folder DIR] [--formats csv parquet]

Makes an archive of that many made-up articles (small pages: what is exported is text), unless
``DIR`` holds one already, exports a tenth of it and all of it in each format, each time in a
process of its own, and prints for both: peak memory in MB (resident set), CPU seconds,
articles per CPU second, and MB written. The last column is the memory of all as a multiple of
that of a tenth.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FORMATS = ("csv", "jsonl", "parquet", "markdown", "sqlite")
_MB = 1_000_000
#: Unit of ``ru_maxrss``: bytes on a Mac, KB elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one export took."""

    memory: float  #: peak resident set, MB
    seconds: float  #: CPU, user and system
    written: float  #: MB


def main() -> None:
    """Runs what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    chosen = parser.parse_args()
    if chosen.folder is not None:
        chosen.folder.mkdir(parents=True, exist_ok=True)
        _compare(chosen.folder, chosen.articles, chosen.formats)
        return
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), chosen.articles, chosen.formats)


def _compare(folder: Path, articles: int, formats: Sequence[str]) -> None:
    archive = folder / f"articles-{articles}.db"
    # A process starts with the peak of the one that started it: this one stays small.
    filler = (sys.executable, "-m", "benchmarks.exports_archive", archive, articles)
    subprocess.run(list(map(str, filler)), check=True)
    print(f"{'format':<10}{'articles':>10}{'MB peak':>10}{'CPU s':>9}{'per s':>9}{'MB':>9}{'x':>7}")
    for name in formats:
        before = None
        for count in (articles // 10, articles):
            cost = _export(archive, folder, name, count)
            times = cost.memory / before if before else 1.0
            print(
                f"{name:<10}{count:>10}{cost.memory:>10.0f}{cost.seconds:>9.1f}"
                f"{count / cost.seconds:>9.0f}{cost.written:>9.1f}{times:>7.2f}",
                flush=True,
            )
            before = cost.memory


def _export(archive: Path, folder: Path, name: str, count: int) -> Cost:
    out = folder / f"out-{name}"
    words = ["export", "--archive", archive, "--format", name, "-o", out, "--limit", count]
    command = [sys.executable, "-m", "scraper.cli", *map(str, words)]
    child = os.posix_spawn(sys.executable, command, os.environ)
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"the export ended with {os.waitstatus_to_exitcode(status)}")
    written = sum(path.stat().st_size for path in _files(out))
    if out.is_dir():
        shutil.rmtree(out)
    else:
        out.unlink()
    return Cost(used.ru_maxrss * _RSS_UNIT / _MB, used.ru_utime + used.ru_stime, written / _MB)


def _files(out: Path) -> Iterator[Path]:
    return out.iterdir() if out.is_dir() else iter([out])


if __name__ == "__main__":
    main()
