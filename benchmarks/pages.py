"""How long the pages of ``serve`` take, with many articles against few.

    python -m benchmarks.pages [--few PATH] [--many PATH] [--articles N] [--rounds N]

A first look is made in this process, from what is asked to the bytes of the page, with no page
kept from before; the same page again is asked of a real server over each archive, HTTP
included. Both archives are asked in turn. Prints for each page the medians in milliseconds and
the ratio of the two (goal: at most 3). Archives that are given are used as they are; else they
are made in a temporary folder, of 1,000 made-up articles and of N (100,000: a quarter of an hour
and 3 GB).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from archive.opening import open_reading
from benchmarks.exports_archive import fill
from benchmarks.multiply import multiply
from scraper.web.answers import Sent
from scraper.web.reading import Reader
from scraper.web.views import Views
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
        readers = [Reader(path) for path in (few, many)]
        print(f"{'page':44} {'few ms':>8} {'many ms':>8} {'ratio':>6}   {'again':>7} {'ratio':>6}")
        worst = 0.0
        for name, few_path, many_path in pages(few, many):
            paths = (few_path, many_path)
            first = measured(
                [partial(_made, *pair) for pair in zip(readers, paths, strict=True)], options.rounds
            )
            again = measured(
                [partial(_asked, one.url + path) for one, path in zip(servers, paths, strict=True)],
                options.rounds,
            )
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
    yield "a year", "/search?since=2019&until=2019"
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


def measured(ways: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The median milliseconds of each, in turn; the first round warms up."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(rounds + 1):
        for way, taken in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            if turn:
                taken.append((time.perf_counter() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def _made(reader: Reader, address: str) -> None:
    parts = urlsplit(address)
    sent = Views(reader).answer(parts.path, parse_qs(parts.query))
    assert isinstance(sent, Sent)
    assert sent.status == 200, f"{address}: {sent.status}"


def _asked(url: str) -> None:
    with urllib.request.urlopen(url, timeout=120) as answer:
        answer.read()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--few", type=Path, help="an archive of 1,000 articles")
    parser.add_argument("--many", type=Path, help="an archive of many")
    parser.add_argument("--articles", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=7)
    return parser.parse_args(sys.argv[1:])


if __name__ == "__main__":
    main()
