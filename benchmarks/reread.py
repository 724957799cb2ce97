"""Rereading compared with the crawl that made the captures: CPU per page, on one core.

``python -m benchmarks.reread --articles 500`` crawls the example platform with pages of
about 70 KB, reads all captures again, and prints the CPU of both per page, without what a
process costs before its first page; the ratio; and how many captures read differently
(goal: ratio 4, none). Once every capture is read, as after the rules have changed; once
those that the same rules have read are left out, as ``clusternews reread`` does.
``--profile`` prints where rereading spends its time.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from archive.opening import open_reading
from benchmarks.crawl import FEW_ARTICLES, PAGE_BYTES
from benchmarks.serving import ServedPlatform
from benchmarks.whole_pipeline import served_site
from scraper.config import Config
from scraper.reread_worker import Worker

GOAL = 4.0
_BATCH = 20


def crawl(articles: int, folder: Path) -> tuple[float, int]:
    """CPU seconds of a crawl in a process of its own, and the pages it asked for."""
    with ServedPlatform(articles, PAGE_BYTES) as platform:
        command = [sys.executable, "-m", "benchmarks.whole_pipeline", platform.base_url]
        done = subprocess.run(
            [*command, str(folder)], input="[]", capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout.splitlines()[-1])["cpu"], len(platform.answered())


def reread(path: Path, profile: cProfile.Profile | None, *, every: bool) -> tuple[float, int, int]:
    """CPU seconds of rereading all captures, how many there are, and how many differ;
    ``every`` False: those that the same rules have read are not read once more."""
    with closing(open_reading(path)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]
        base_url = connection.execute("SELECT base_url FROM sites").fetchone()[0]
    sites = {"eccp": served_site(base_url)}
    with closing(Worker(Config(archive=path, sites=sites), (), every=every)) as worker:
        worker.read(ids[:_BATCH], printed=False)  # what is loaded once
        if profile is not None:
            profile.enable()
        begun, captures, differing = time.process_time(), 0, 0
        for start in range(0, len(ids), _BATCH):
            for one in worker.read(ids[start : start + _BATCH], printed=False):
                captures += one.captures
                differing += len({found.capture_id for found in one.differences})
        if profile is not None:
            profile.disable()
        return time.process_time() - begun, captures, differing


def main() -> None:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reread",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    profile = cProfile.Profile() if chosen.profile else None
    with tempfile.TemporaryDirectory(prefix="clusternews-bench-") as name:
        folder = Path(name)
        (folder / "few").mkdir()
        start, few = crawl(FEW_ARTICLES, folder / "few")
        whole, many = crawl(chosen.articles, folder)
        crawled = (whole - start) / (many - few) * 1000
        print(f"crawl    {crawled:6.2f} ms CPU a page ({many} pages)")
        for every, name in ((True, "by other rules"), (False, "by the rules of the crawl")):
            spent, captures, differing = reread(folder / "ours.db", profile, every=every)
            read = spent / captures * 1000
            print(f"reread   {read:6.2f} ms CPU a capture, {name} ({captures} captures)")
            print(f"ratio    {crawled / read:6.2f} (goal {GOAL}); {differing} captures differ")
    if profile is not None:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
