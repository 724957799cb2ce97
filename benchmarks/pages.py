"""How long the pages of ``serve`` take, with many articles against few.

    python -m benchmarks.pages [--few PATH] [--many PATH] [--articles N] [--rounds N]

Two real servers, one over an archive of 1,000 made-up articles and one over N (100,000), are
asked for the same pages in turn. Prints for each page the median time from request to the
last byte in milliseconds, the ratio of the two (goal: at most 3), and the same for a page
that was asked for before. A first look is one that no page kept from before can answer: each
request carries a word that the page ignores. Archives that are given are used as they are;
else both are made in a temporary folder (a quarter of an hour, 3 GB, for 100,000).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

from archive.opening import open_reading
from benchmarks.exports_archive import fill
from benchmarks.multiply import multiply
from tests.browser.serving import Server

FEW, MANY, GOAL = 1000, 100_000, 3.0
#: Of the large archive so many articles are saved; the others are copies of them.
_SAVED = 5000


def main() -> None:
    """Print the table."""
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        few = options.few or made(folder / "few.db", FEW)
        many = options.many or made(folder / "many.db", options.articles)
        servers = [stack.enter_context(Server(path)) for path in (few, many)]
        print(f"{'page':44} {'few ms':>8} {'many ms':>8} {'ratio':>6}   {'again':>7} {'ratio':>6}")
        worst = 0.0
        for name, few_path, many_path in pages(few, many):
            urls = [servers[0].url + few_path, servers[1].url + many_path]
            first = measured(urls, options.rounds, new=True)
            again = measured(urls, options.rounds, new=False)
            ratio = first[1] / first[0]
            worst = max(worst, ratio)
            print(
                f"{name:44} {first[0]:8.1f} {first[1]:8.1f} {ratio:6.2f}   "
                f"{again[1]:7.1f} {again[1] / again[0]:6.2f}"
            )
        print(f"\nworst ratio of a first look: {worst:.2f} (goal {GOAL:g})")


def made(path: Path, articles: int) -> Path:
    """An archive of so many articles; of a large one most are copies."""
    saved = min(articles, _SAVED)
    fill(path, saved)
    if articles > saved:
        multiply(path, articles // saved)
    return path


def pages(few: Path, many: Path) -> Iterator[tuple[str, str, str]]:
    """Name of a page, and its address on either server."""
    own = [list(_own(path)) for path in (few, many)]
    for (name, one), (_, other) in zip(*own, strict=True):
        yield name, one, other


def _own(path: Path) -> Iterator[tuple[str, str]]:
    with closing(open_reading(path)) as connection:
        article = connection.execute(
            "SELECT article_id FROM versions GROUP BY article_id ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()[0]
        tag = connection.execute(
            "SELECT label FROM tag_counts ORDER BY articles DESC LIMIT 1"
        ).fetchone()[0]
        site = connection.execute("SELECT name FROM sites ORDER BY id LIMIT 1").fetchone()[0]
    yield "start", "/"
    yield "all articles", "/search"
    yield "all articles, page 20", "/search?page=20"
    yield "a word in 1 %", "/search?q=hydrogen"
    yield "a word in 10 %", "/search?q=energy"
    yield "a word in 40 %", "/search?q=cluster"
    yield "a word in 40 %, newest first", "/search?q=cluster&order=newest"
    yield "a year", "/search?year=2019"
    yield "a platform", f"/search?site={quote(site)}"
    yield "a tag", f"/search?tag={quote(tag)}"
    yield "a language and a word", "/search?q=energy&language=de"
    yield "picture of a word in 40 %", "/search.svg?q=cluster"
    yield "article", f"/articles/{article}"
    yield "versions", f"/articles/{article}/versions"
    yield "diff", f"/articles/{article}/diff"
    yield "evidence", f"/articles/{article}/evidence"
    yield "tags", "/tags"
    yield "tag", f"/tags/{quote(tag, safe='')}"
    yield "platforms", "/sites"
    yield "platform", f"/sites/{quote(site, safe='')}"
    yield "runs", "/runs"
    yield "questions", "/questions"
    yield "tables and SQL", "/archive"


def measured(urls: list[str], rounds: int, *, new: bool) -> list[float]:
    """The median milliseconds of each address, asked for in turn."""
    times: list[list[float]] = [[] for _ in urls]
    for turn in range(rounds + 1):
        for url, taken in zip(urls, times, strict=True):
            word = f"{'&' if '?' in url else '?'}turn={turn}" if new else ""
            start = time.perf_counter()
            with urllib.request.urlopen(url + word, timeout=120) as answer:
                answer.read()
            if turn:  # the first one warms up
                taken.append((time.perf_counter() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--few", type=Path, help="an archive of 1,000 articles")
    parser.add_argument("--many", type=Path, help="an archive of many")
    parser.add_argument("--articles", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=7)
    return parser.parse_args(sys.argv[1:])


if __name__ == "__main__":
    main()
