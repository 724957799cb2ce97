"""Hostile pages, one by one: what each costs, and what comes of it.

``python -m benchmarks.hostile`` reads every case of :mod:`benchmarks.hostile_cases` as a crawl
does and as a scorer does; ``--only WORD`` some of them, ``--slow 0.2`` shows the slow
ones; ``--mutate 10000 FOLDER`` reads that many mutated pages of a folder instead.
Exit code 1 if a page failed or was over the limit.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.records import Form, PageKind
from benchmarks.adapter import extract
from benchmarks.hostile_cases import CASES
from benchmarks.mutations import mutations
from scraper.capture import capture
from scraper.read import read
from scraper.site import site_for_url

URL = "https://www.example.org/news/a-register-of-test-beds"
SITE = site_for_url(URL)

#: Seconds of processor time after which a case is ended.
HANG = 4


class Result(NamedTuple):
    """One case: what it cost and what came of it."""

    case: str
    size: int  #: bytes
    crawled: float  #: seconds of processor time from bytes to a visit
    scored: float  #: the same from bytes to the fields of an article
    outcome: str


def measured(case: str, body: bytes) -> Result:
    """Both ways through the reader, with the seconds of processor time each took."""
    begun = time.process_time()
    captured = capture(URL, body, form=Form.HTTP, captured_at="2026-01-02T03:04:05+00:00")
    found = read(captured, SITE, url=URL, expected=PageKind.ARTICLE)
    middle = time.process_time()
    extract(body, URL)
    ended = time.process_time()
    kept = f"{len(found.article.body_text)} chars" if found.article else found.reason or ""
    codes = sorted({problem.code for problem in found.problems})
    outcome = " ".join((found.kind.value, found.state.value, kept, *codes))
    return Result(case, len(body), middle - begun, ended - middle, outcome[:110])


def in_a_child(case: str, body: bytes) -> Result:
    """The case in a process of its own, which is ended when it hangs."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_CPU, (HANG, HANG))
        try:
            result = measured(case, body)
        except BaseException as error:
            result = Result(case, len(body), HANG, HANG, f"FAILED {error!r}"[:110])
        os.write(writer, "\t".join(map(str, result)).encode("utf-8", "replace"))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    if not told:
        return Result(case, len(body), HANG, HANG, "FAILED: ended by its limit")
    name, size, crawled, scored, outcome = told.split("\t")
    return Result(name, int(size), float(crawled), float(scored), outcome)


def results(word: str) -> Iterator[Result]:
    """Every case whose name holds ``word``."""
    for case, build in CASES.items():
        if word in case:
            yield in_a_child(case, build())


def fuzzed(folder: Path, number: int) -> Iterator[Result]:
    """So many mutated pages of ``folder``, all in this process."""
    for case, body in mutations(folder, number):
        try:
            yield measured(case, body)
        except Exception as error:
            yield Result(case, len(body), 0, 0, f"FAILED {error!r}"[:110])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--slow", default=0.0, type=float, metavar="SECONDS")
    parser.add_argument("--mutate", nargs=2, metavar=("NUMBER", "FOLDER"))
    chosen = parser.parse_args()
    if chosen.mutate:
        every, limit = fuzzed(Path(chosen.mutate[1]), int(chosen.mutate[0])), 2.0
    else:
        every, limit = results(chosen.only), 1.0
    count = bad = 0
    for result in every:
        worst = max(result.crawled, result.scored)
        failed = worst > limit or result.outcome.startswith("FAILED")
        count, bad = count + 1, bad + failed
        if worst >= chosen.slow or failed:
            cost = f"{result.crawled:7.2f} {result.scored:7.2f}"
            print(f"{result.case:40} {result.size:9} {cost}  {result.outcome}", flush=True)
    print(f"{count} read, {bad} failed or over {limit} s")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
