"""Contender: the loop one would write, with BeautifulSoup on lxml, its fastest parser."""

from __future__ import annotations

from functools import partial

from benchmarks.cost import run_and_report
from benchmarks.naive_loop import crawl

if __name__ == "__main__":
    run_and_report(partial(crawl, parser="lxml"))
