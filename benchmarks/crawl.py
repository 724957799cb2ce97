"""Crawling compared: bare Scrapy, the loop one would write, and clusternews.

``python -m benchmarks.crawl --pages 300 --rounds 3`` prints CPU per page and ratios
from one interleaved run; ``--memory 1000 5000`` peak memory at two sizes;
``--profile`` where the time of clusternews goes. Every run is a fresh process that
asks a server in another process for the same pages of about 70 KB. What a process
costs before its first page is subtracted, by a run with few pages.
"""

from __future__ import annotations

import argparse
import json
import pstats
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.serving import ServedPlatform

PAGE_BYTES = 70_000
FEW_ARTICLES = 12
#: Name of a contender -> module that is run.
CONTENDERS = {
    "bare": "bare_scrapy",
    "naive": "naive_loop",
    "naive lxml": "naive_loop_lxml",
    "clusternews": "whole_pipeline",
}
#: Goals: rate against bare Scrapy and the naive loop, memory against bare Scrapy, and
#: memory of the larger site against the smaller one.
GOALS = {"rate / bare": 0.5, "rate / naive": 6.0, "memory / bare": 1.4, "memory flat": 1.1}


class Cost(NamedTuple):
    """What one process used."""

    cpu: float  #: seconds, user and system
    peak: float  #: MB
    answered: list[str]  #: paths answered with 200


def measure(
    name: str, platform: ServedPlatform, paths: Sequence[str], profile: Path | None = None
) -> Cost:
    """Run one contender in a fresh process."""
    with tempfile.TemporaryDirectory(prefix="clusternews-bench-") as folder:
        module = f"benchmarks.{CONTENDERS[name]}"
        command = [sys.executable, "-m", module, platform.base_url, folder]
        if profile is not None:
            command += ["--profile", str(profile)]
        done = subprocess.run(
            command, input=json.dumps(paths), capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    used = json.loads(done.stdout.splitlines()[-1])
    return Cost(used["cpu"], used["peak"], platform.answered())


def found_paths(platform: ServedPlatform) -> list[str]:
    """The paths clusternews asks for, so that all contenders fetch the same pages."""
    return measure("clusternews", platform, []).answered


def cpu_per_page(names: Sequence[str], pages: int, rounds: int) -> dict[str, list[float]]:
    """CPU milliseconds per page, one figure a round."""
    with (
        ServedPlatform(FEW_ARTICLES, PAGE_BYTES) as small,
        ServedPlatform(pages, PAGE_BYTES) as large,
    ):
        few, many = found_paths(small), found_paths(large)
        figures: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(rounds):
            for name in names:
                start, whole = measure(name, small, few), measure(name, large, many)
                pages_more = len(whole.answered) - len(start.answered)
                per_page = (whole.cpu - start.cpu) / pages_more
                figures[name].append(per_page * 1000)
    return figures


def peak_memory(names: Sequence[str], sizes: Sequence[int]) -> dict[str, list[float]]:
    """Peak memory, MB, at each size."""
    peaks: dict[str, list[float]] = {name: [] for name in names}
    for size in sizes:
        with ServedPlatform(size, PAGE_BYTES) as platform:
            paths = found_paths(platform)
            for name in names:
                peaks[name].append(measure(name, platform, paths).peak)
    return peaks


def ratios(cpu: dict[str, list[float]], peaks: dict[str, list[float]]) -> dict[str, float]:
    """What the goals speak of, as far as it was measured.

    Rates are compared within a round, because a busy machine is not equally busy in all.
    """
    found = {}
    for other in ("bare", "naive", "naive lxml"):
        if {other, "clusternews"} <= cpu.keys():
            pairs = zip(cpu[other], cpu["clusternews"], strict=True)
            found[f"rate / {other}"] = median(theirs / ours for theirs, ours in pairs)
    if {"bare", "clusternews"} <= peaks.keys():
        found["memory / bare"] = max(peaks["clusternews"]) / max(peaks["bare"])
    if "clusternews" in peaks:
        found["memory flat"] = peaks["clusternews"][-1] / peaks["clusternews"][0]
    return found


def print_profile(pages: int) -> None:
    """Where clusternews spends its time, by function."""
    with (
        ServedPlatform(pages, PAGE_BYTES) as platform,
        tempfile.TemporaryDirectory(prefix="clusternews-bench-") as folder,
    ):
        found_paths(platform)
        file = Path(folder) / "profile"
        measure("clusternews", platform, [], file)
        stats = pstats.Stats(str(file))
        stats.sort_stats("tottime").print_stats(35)
        stats.sort_stats("cumulative").print_stats(r"/(archive|pipelines|scraper)/", 40)


def print_tables(
    cpu: dict[str, list[float]], sizes: Sequence[int], peaks: dict[str, list[float]]
) -> None:
    """The figures, and the goals beside the ratios."""
    console = Console()
    figures = Table(
        "contender",
        "CPU ms/page",
        "of each round",
        *(f"peak MB, {size} articles" for size in sizes),
    )
    for name in cpu or peaks:
        rounds = cpu.get(name, [])
        own = f"{median(rounds):.2f}" if rounds else "-"
        each = " ".join(f"{value:.1f}" for value in rounds)
        figures.add_row(name, own, each, *(f"{peak:.0f}" for peak in peaks.get(name, ())))
    console.print(figures)
    table = Table("ratio", "measured", "goal")
    for name, value in ratios(cpu, peaks).items():
        sign = "≥" if name.startswith("rate") else "≤"
        goal = f"{sign} {GOALS[name]}" if name in GOALS else "none"
        table.add_row(name, f"{value:.2f}", goal)
    console.print(table)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.crawl",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pages", type=int, default=300, help="articles on the site")
    parser.add_argument("--rounds", type=int, default=3, help="0: no CPU figures")
    parser.add_argument("--memory", type=int, nargs="+", default=[], metavar="ARTICLES")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--profile", action="store_true", help="profile clusternews, no more")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.profile:
        print_profile(chosen.pages)
        return
    cpu = cpu_per_page(chosen.only, chosen.pages, chosen.rounds) if chosen.rounds else {}
    peaks = peak_memory(chosen.only, chosen.memory) if chosen.memory else {}
    if chosen.json:
        print(json.dumps({"cpu_ms": cpu, "peak_mb": peaks, "ratios": ratios(cpu, peaks)}))
    else:
        print_tables(cpu, chosen.memory, peaks)


if __name__ == "__main__":
    main()
