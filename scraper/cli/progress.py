"""The live line of a crawl: on a terminal only, gone when the crawl ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.cli.output import stderr

if TYPE_CHECKING:
    from scraper.run import Progress


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[Progress], None] | None]:
    """Yield what a crawl reports its counts to; None where nothing is to be shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.live import Live
    from rich.spinner import Spinner

    spinner = Spinner("dots", text="starting")
    started = time.monotonic()

    def show(counts: Progress) -> None:
        spinner.update(text=progress_line(counts, time.monotonic() - started))

    with Live(spinner, console=stderr(), refresh_per_second=8, transient=True):
        yield show


def progress_line(counts: Progress, seconds: float) -> str:
    """The counts of a crawl on one line."""
    rate = counts.pages * 60 / seconds if seconds >= 1 else 0
    return (
        f"{counts.pages} pages  {counts.new} new  {counts.changed} changed  "
        f"{counts.problems} problems  {rate:.0f} pages/min"
    )
