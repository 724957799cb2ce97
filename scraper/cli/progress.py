"""What moves on a terminal while a verb works: on a terminal only, and gone when it ends.

Lines of the log, and whatever else is said meanwhile, stand above it: all of it goes through
one console, which takes the moving lines away, prints, and puts them back.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from scraper.cli.output import line, shown
from scraper.cli.typeset import clipped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from pipelines.progress import Progress

#: Work that has ended before so many seconds have passed shows nothing that moves.
PATIENCE = 0.7
_PER_SECOND = 6
#: Cells of the names of sites, and of the bar at least and at most.
_NAMES, _LEAST_BAR, _MOST_BAR = 30, 6, 40

#: Seconds since the beginning, and the width of the terminal, to the lines shown.
Lines = Callable[[float, int], Sequence["Text"]]


@contextmanager
def progress(
    names: Sequence[str], *, quiet: bool = False
) -> Iterator[Callable[[Progress], None] | None]:
    """Yield what a crawl of the sites ``names`` reports its counts to; None where nothing is to
    be shown."""
    if quiet or not _can_move():
        yield None
        return
    from pipelines.progress import Progress

    latest = Progress()

    def show(counts: Progress) -> None:
        nonlocal latest
        latest = counts

    def lines(seconds: float, width: int) -> Sequence[Text]:
        return _crawl_lines(names, latest, seconds, width)

    with _moving(lines):
        yield show


@contextmanager
def working(doing: str, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is being done, if it takes longer than :data:`PATIENCE`.

    Yields what takes the words that tell how far it has come.
    """
    how_far = ""

    def tell(words: str) -> None:
        nonlocal how_far
        how_far = words

    def lines(seconds: float, width: int) -> Sequence[Text]:
        from rich.text import Text

        said = f"{_spinner(seconds)} {_clock(seconds)} {doing}  {how_far}".rstrip()
        return (Text(clipped(said, width)),)

    if quiet or not _can_move():
        yield tell
        return
    with ExitStack() as shown_later:
        later = threading.Timer(PATIENCE, lambda: shown_later.enter_context(_moving(lines)))
        later.daemon = True
        later.start()
        try:
            yield tell
        finally:
            later.cancel()
            later.join()


def progress_line(counts: Progress, seconds: float) -> str:
    """The counts of a crawl on one line, and what was read last."""
    rate = counts.pages * 60 / seconds if seconds >= 1 else 0
    said = [f"{counts.new:,} new", f"{counts.changed:,} changed", f"{counts.problems:,} problems"]
    said += [f"{rate:,.0f} pages/min", *([line(counts.latest)] if counts.latest else [])]
    return " · ".join(said)


def _crawl_lines(
    names: Sequence[str], counts: Progress, seconds: float, width: int
) -> Sequence[Text]:
    """Two lines: how far the crawl has come, and what it has found."""
    from rich.cells import cell_len
    from rich.text import Text

    head = f"{_spinner(seconds)} {clipped(', '.join(names), min(_NAMES, width // 4))} "
    of_all = f" of {counts.known:,}" if counts.known > counts.pages else ""
    tail = f" {counts.pages:,}{of_all} pages  {_clock(seconds)}"
    room = min(width - 1 - cell_len(head) - len(tail), _MOST_BAR)
    first = Text(head)
    if room >= _LEAST_BAR:
        # Until the first batch is saved nobody knows how many there are.
        done = room * counts.pages // counts.known if counts.new + counts.unchanged else 0
        first.append("━" * done, "green").append("━" * (room - done), "dim")
    first.append(tail)
    first.truncate(width - 1)
    return first, Text(clipped(f"  {progress_line(counts, seconds)}", width - 1), "dim")


def _spinner(seconds: float) -> str:
    return "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"[int(seconds * _PER_SECOND) % 10]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _can_move() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def _moving(lines: Lines) -> Iterator[None]:
    """Show the lines at the bottom of the terminal until the block ends, however it ends."""
    from rich.console import Console, Group
    from rich.live import Live

    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    started = time.monotonic()

    def shown_now() -> Group:
        return Group(*lines(time.monotonic() - started, console.width))

    live = Live(
        get_renderable=shown_now,
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    # Whoever writes holds it until all is written: else the lines that move could be drawn
    # between those that are said, and those that are said into them.
    writing = threading.RLock()
    with ExitStack() as stack:
        for name in ("stderr", "stdout"):
            if getattr(sys, name).isatty():
                stack.enter_context(_replaced(name, _Above(console, writing)))
        # However early a signal comes, the cursor is to be seen afterwards.
        stack.callback(console.show_cursor, show=True)
        stack.callback(live.stop)
        with writing:
            live.start(refresh=True)
        stack.enter_context(_again_and_again(live.refresh, writing))
        yield


@contextmanager
def _again_and_again(draw: Callable[[], None], writing: threading.RLock) -> Iterator[None]:
    """Draw some times a second, in a thread: the work leaves no time for it."""
    ended = threading.Event()

    def keep_drawing() -> None:
        while not ended.wait(1 / _PER_SECOND):
            with writing:
                draw()

    drawing = threading.Thread(target=keep_drawing, daemon=True)
    drawing.start()
    try:
        yield
    finally:
        ended.set()
        drawing.join()


@contextmanager
def _replaced(name: str, above: _Above) -> Iterator[None]:
    before = getattr(sys, name)
    setattr(sys, name, above)
    try:
        yield
    finally:
        setattr(sys, name, before)
        above.finish()


class _Above(io.TextIOBase):
    """A stream whose lines stand above those that move, each whole: the terminal itself breaks
    those that are too long for it."""

    encoding = "utf-8"

    def __init__(self, console: Console, writing: threading.RLock) -> None:
        self._console = console
        self._writing = writing
        self._begun = ""

    def isatty(self) -> bool:
        """It ends on a terminal."""
        return True

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str, /) -> int:
        """Print the lines that are whole; the rest waits for its end."""
        *whole, self._begun = (self._begun + text).split("\n")
        if whole:
            self._print("\n".join(whole))
        return len(text)

    def finish(self) -> None:
        """Print what has no end of its line yet."""
        if self._begun:
            self._print(self._begun)
            self._begun = ""

    def _print(self, text: str) -> None:
        from rich.text import Text

        with self._writing:
            self._console.print(Text(shown(text)), soft_wrap=True)
