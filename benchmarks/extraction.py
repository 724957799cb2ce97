"""How much is read rightly from pages never seen, and at what cost, beside other extractors.

    pip install -e '.[bench,peers]'
    python -m benchmarks.extraction FOLDER

FOLDER holds annotated pages (see benchmarks/annotated.py). All extractors read every page
in turn, so that their costs can be compared; CPU is given as a ratio to one lxml parse of
the same bytes. Consent leaks are pages in whose extracted text a block is consent wording
that the true text has not. Memory is that of a process of its own which has read so many
pages. Extractors that are not installed are left out, and named.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.annotated import AnnotatedPage, annotated_pages
from benchmarks.cost import peak_memory
from benchmarks.peers import CONTENDERS, contender
from benchmarks.scoring import Score
from scraper.clean.phrases import is_consent_block

FLOOR = "lxml_parse"
ROOT = Path(__file__).parent.parent


class Results:
    """What one run has counted and measured."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.scores: dict[tuple[str, str], Score] = {}  #: by set and extractor
        self.ratios: dict[str, list[float]] = {name: [] for name in names}
        self.leaks: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()

    def add(self, page: AnnotatedPage, repetitions: int) -> None:
        """Let every extractor read a page, in an order that changes."""
        costs = {}
        for name in random.sample(self.names, len(self.names)):
            found, costs[name] = self._read(name, page, repetitions)
            self.scores.setdefault((page.group, name), Score()).add(page.truth, found)
            self.leaks[name] += _leaks(page, found.get("text") or "")
        for name, cost in costs.items():
            self.ratios[name].append(cost / costs[FLOOR])

    def _read(
        self, name: str, page: AnnotatedPage, repetitions: int
    ) -> tuple[dict[str, Any], float]:
        extract = contender(name)
        assert extract is not None, "only what is installed is measured"
        found: dict[str, Any] = {}
        least = float("inf")
        for _ in range(repetitions):
            start = process_time()
            try:
                found = extract(page.html, page.url) or {}
            except Exception:  # a peer's failure is counted, and must not end the run
                self.errors[name] += 1
            least = min(least, process_time() - start)
        return found, max(least, 1e-6)

    def speed(self, name: str) -> dict[str, float]:
        """Median and 95th percentile of the ratios to a parse."""
        ordered = sorted(self.ratios[name])
        return {"median": median(ordered), "p95": ordered[int(0.95 * (len(ordered) - 1))]}


def _leaks(page: AnnotatedPage, text: str) -> bool:
    true = page.truth.get("text", "")
    blocks = (line.strip() for line in text.splitlines() if line.strip())
    return any(is_consent_block(block) and block not in true for block in blocks)


def measured_memory(name: str, folder: Path, sizes: Sequence[int]) -> list[float]:
    """Peak memory of a process after so many pages each, MB."""
    command = [sys.executable, "-m", "benchmarks.extraction", str(folder.resolve()), "--only", name]
    command += ["--in-this-process", *map(str, sizes)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    peaks: list[float] = json.loads(ended.stdout)
    return peaks


def _endless(folder: Path) -> Iterator[AnnotatedPage]:
    """All pages of a folder, one at a time, over and over."""
    while True:
        yield from annotated_pages(folder)


def print_memory(name: str, folder: Path, sizes: Sequence[int]) -> None:
    """Read pages over and over, and print the peak after each number of them."""
    extract = contender(name)
    assert extract is not None, "only what is installed is measured"
    peaks = []
    for number, page in enumerate(_endless(folder), start=1):
        with suppress(Exception):  # failures are counted in the other run
            extract(page.html, page.url)
        if number in sizes:
            peaks.append(peak_memory())
        if number >= max(sizes):
            break
    print(json.dumps(peaks))


def print_tables(results: Results, memory: dict[str, list[float]], sizes: Sequence[int]) -> None:
    """One table of quality for each set, and one of cost."""
    console = Console()
    quality = Table("set", "extractor", *Score().figures(), "poor pages")
    for (group, name), score in sorted(results.scores.items()):
        if name == FLOOR:
            continue
        cells = ("-" if x is None else f"{x:.3f}" for x in score.figures().values())
        quality.add_row(group, name, *cells, str(score.poor_pages()) if score.recall else "-")
    console.print(quality)
    headings = ("CPU, lxml parses: median", "p95", "consent leaks", "errors")
    cost = Table("extractor", *headings, *(f"MB after {size} pages" for size in sizes))
    for name in results.names:
        speed = results.speed(name)
        row = [f"{speed['median']:.2f}", f"{speed['p95']:.2f}"]
        row += [str(results.leaks[name]), str(results.errors[name])]
        cost.add_row(name, *row, *(f"{peak:.0f}" for peak in memory.get(name, ())))
    console.print(cost)


def as_json(results: Results, memory: dict[str, list[float]]) -> str:
    """All figures as one object."""
    sets = [
        {"set": group, "extractor": name, **score.figures(), "poor pages": score.poor_pages()}
        for (group, name), score in sorted(results.scores.items())
    ]
    cost = {name: results.speed(name) for name in results.names}
    leaks, errors = dict(results.leaks), dict(results.errors)
    whole = {"quality": sets, "cost": cost, "leaks": leaks, "errors": errors, "memory": memory}
    return json.dumps(whole, indent=1)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--pages", type=int, help="so many of them, evenly spread")
    parser.add_argument("--repetitions", type=int, default=1, help="the least cost counts")
    parser.add_argument("--memory", type=int, nargs="+", default=[], metavar="PAGES")
    parser.add_argument("--in-this-process", type=int, nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.in_this_process:
        print_memory(chosen.only[0], chosen.folder, chosen.in_this_process)
        return
    names = [name for name in dict.fromkeys((*chosen.only, FLOOR)) if contender(name)]
    if missing := set(chosen.only).difference(names):
        print(f"not installed, left out: {', '.join(sorted(missing))}", file=sys.stderr)
    results = Results(names)
    for page in annotated_pages(chosen.folder, chosen.pages):
        results.add(page, chosen.repetitions)
    wanted = [name for name in names if name != FLOOR] if chosen.memory else []
    memory = {name: measured_memory(name, chosen.folder, chosen.memory) for name in wanted}
    if chosen.json:
        print(as_json(results, memory))
    else:
        print_tables(results, memory, chosen.memory)


if __name__ == "__main__":
    main()
