"""Layouts that change: found at the first page, and quiet years without an alarm.

    python -m benchmarks.layout_drift [--years N] [--past N]

Prints, for each scripted case, on how many of its sites the first affected page was held back,
known pages and new ones apart; then the articles, edits and false alarms of each quiet year,
by how often its editors leave a field out; and last the cost of judging a page of 70 kB, and
that of the past of a site, beside an lxml parse of the page.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from lxml import html

from archive.profiles import profile_of
from archive.records import PageState
from archive.store import Archive
from tests.layout_drift.cases import CASES
from tests.layout_drift.playing import Night, past
from tests.layout_drift.sites import FIRST, LOOKS, Look, entry
from tests.layout_drift.year import Habits, quiet_year

_LACKING = (0.0, 0.05, 0.1, 0.2)
_ROUNDS = 3


@contextmanager
def _archive() -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        yield archive


def cases(size: int) -> None:
    """Each case on each of its sites."""
    found = {case.name: {"known": 0, "new": 0} for case in CASES}
    for look in LOOKS.values():
        with _archive() as archive:
            now = FIRST + timedelta(days=3 * size)
            past(archive, look, [entry(n) for n in range(size)], now)
            for case in CASES:
                if look.name in case.sites:
                    for kind, one in (("known", entry(7)), ("new", entry(size + 2))):
                        night = Night(archive, look, now + timedelta(days=1))
                        visit = night.visit(one, case.act(look, one, night.at))
                        found[case.name][kind] += visit.state is PageState.QUARANTINED
                    archive.end_run(night.run_id)
    print(f"{'case':34}{'known':>8}{'new':>8}   (a past of {size} articles)")
    for case in CASES:
        sites = len(case.sites)
        known, new = (found[case.name][kind] for kind in ("known", "new"))
        shown = f"{new}/{sites}" if "new" in case.on else f"({new}/{sites})"
        print(f"{case.name:34}{f'{known}/{sites}':>8}{shown:>8}")
    print("In brackets: a new article that could be honest; a later one, or a known page, tells.")


def years(count: int) -> None:
    """Quiet years of each site."""
    print(f"\n{'lacking':>8}{'site':>10}{'articles':>10}{'edits':>7}{'alarms':>8}")
    for lacking in _LACKING:
        for look in LOOKS.values():
            total = [0, 0, 0]
            for seed in range(count):
                with _archive() as archive:
                    year = quiet_year(archive, look, Habits(lacking=lacking), seed)
                for rank, value in enumerate((year.articles, year.edits, len(year.alarms))):
                    total[rank] += value
                for url, said in year.alarms:
                    print(f"    {url}: {said}")
            print(f"{lacking:>8.0%}{look.name:>10}{total[0]:>10}{total[1]:>7}{total[2]:>8}")


def cost() -> None:
    """CPU of a judgement, and of a parse."""
    look = LOOKS["drupal10"]
    padded = replace(look, page=lambda one: _padded(look, look.page(one)))
    with _archive() as archive:
        past(archive, padded, [entry(n) for n in range(200)], FIRST + timedelta(days=600))
        night = Night(archive, padded, FIRST + timedelta(days=601))
        some = [entry(n) for n in range(200, 240)]
        some += [replace(entry(n), edited=1) for n in range(40)]
        pages = [padded.page(one).encode() for one in some]
        visits = [night.read(padded.url(one), page) for one, page in zip(some, pages, strict=True)]
        judge = _cpu(lambda: [night.fitting.judge(visit) for visit in visits]) / len(some)
        parse = _cpu(lambda: [html.document_fromstring(page) for page in pages]) / len(some)
        whole = _cpu(lambda: [profile_of(archive.connection, look.site.name)])
    size = sum(map(len, pages)) / len(pages) / 1000
    print(
        f"\npage of {size:.0f} kB: judged in {judge * 1e6:.0f} us, parsed in {parse * 1e6:.0f} us"
    )
    print(f"ratio {judge / parse:.2f}; the past of 200 articles once a run: {whole * 1e3:.0f} ms")


def _padded(look: Look, page: str) -> str:
    item = '<li class="menu__item"><a class="menu__link" href="/page-{0}">Page {0}</a></li>'
    menu = "".join(item.format(number) for number in range(750))
    return page.replace("</header>", f"<nav><ul>{menu}</ul></nav></header>", 1)


def _cpu(act: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Run all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=1, help="years of each kind")
    parser.add_argument("--past", type=int, default=62, help="articles known before")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    cases(options.past)
    years(options.years)
    cost()


if __name__ == "__main__":
    main()
