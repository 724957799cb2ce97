"""Crawls, each in a process of its own: Scrapy's machinery starts once in a process.

The processes are forked from one that has imported everything, so that they start at once.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sqlite3
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TextIO

import pytest
import time_machine

from archive.errors import ClusternewsError
from archive.records import RunVerdict
from scraper.site import Listing, Site
from tests.fresh import lay

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.crawling_preload"])


@dataclass
class Ended:
    """How a crawl ended."""

    code: int  #: exit code the verdict or error asks for; negative: killed by that signal
    verdict: RunVerdict | None = None
    error: str = ""
    progress: list[dict[str, int]] = field(default_factory=list)
    log: str = ""
    value: Any = None  #: what another job than a crawl gave


class Running:
    """A crawl under way."""

    def __init__(self, job: Callable[..., Any], *values: Any, log: Path | None) -> None:
        _ensure_forks()
        self._log = log or Path(os.devnull)
        self._pipe, there = _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(target=_child, args=(there, self._log, job, values))
        self._process.start()
        there.close()

    def send(self, how: signal.Signals) -> None:
        """Send it a signal, as a person, a service manager or a power cut does."""
        if self._process.is_alive():
            self._process._popen._send_signal(how)  # type: ignore[attr-defined]

    def is_alive(self) -> bool:
        """True until the process has ended."""
        return self._process.is_alive()

    def join(self, timeout: float) -> None:
        """Let it run so many seconds, or to its end."""
        self._process.join(timeout)

    def listening(self) -> int:
        """How many TCP sockets of the process wait for connections (read from /proc)."""
        files = Path(f"/proc/{self._process.pid}/fd").iterdir()
        mine = {str(file.readlink()) for file in files}
        table = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
        waiting = [line.split() for line in table.splitlines() if line.split()[3] == "0A"]
        return sum(f"socket:[{fields[9]}]" in mine for fields in waiting)

    def finish(self, timeout: float = 60) -> Ended:
        """Wait for its end."""
        try:
            ended: Ended = self._pipe.recv() if self._pipe.poll(timeout) else Ended(-1)
        except EOFError:
            ended = Ended(-1)
        self._process.join(timeout)
        if ended.code == -1 and self._process.exitcode is not None:
            ended.code = self._process.exitcode
        ended.log = self._log.read_text(encoding="utf-8")
        return ended


def _ensure_forks() -> None:
    """Start what the crawls are forked from, where it finds what it is to import first.

    Up to Python 3.12 it looks for that only in the folders that the environment names.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
        forkserver.ensure_running()


def start(sites: Site | list[Site], archive: Path, **options: Any) -> Running:
    """Start a crawl; loopback is allowed unless said otherwise.

    ``settings`` are put in the place of those in ``scraper.settings``; ``at`` (a datetime)
    is what the clock of its process shows when it begins, ``environment`` is added to its own.
    An archive that is missing is put there empty, unless the crawl is to find it ``missing``.
    """
    log = archive.with_suffix(".log")
    if not options.pop("missing", False):
        lay(archive)
    options = {"allow_loopback": True, "log_file": log, **options}
    chosen = sites if isinstance(sites, list) else [sites]
    return Running(_crawl, chosen, archive, options, log=log if log.parent.exists() else None)


def crawl(sites: Site | list[Site], archive: Path, **options: Any) -> Ended:
    """Crawl and wait for the end."""
    return start(sites, archive, **options).finish()


def weighed(sites: Site | list[Site], archive: Path, **options: Any) -> Ended:
    """Crawl; the ``value`` is by how many MiB the crawl's memory grew at its peak."""
    log = archive.with_suffix(".log")
    lay(archive)
    chosen = sites if isinstance(sites, list) else [sites]
    options = {"allow_loopback": True, "log_file": log, **options}
    return Running(_weighed, chosen, archive, options, log=log).finish()


def site_of(base_url: str, **facts: Any) -> Site:
    """A site at ``base_url`` with one listing and articles under ``/news/``, no delay."""
    known: dict[str, Any] = {
        "name": "test",
        "title": "Test",
        "base_url": base_url,
        "hosts": (base_url.partition("://")[2],),
        "listings": (Listing(path="/news"),),
        "article_paths": (r"/news/",),
        "crawl_delay": 0.0,
    }
    return Site(**{**known, **facts})


def rows(archive: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a question to an archive."""
    connection = sqlite3.connect(archive)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def states(archive: Path, base_url: str) -> dict[str, tuple[str, str | None]]:
    """Path -> state and reason of every page known."""
    found = rows(archive, "select url, state, reason from pages")
    return {url.removeprefix(base_url): (state, reason) for url, state, reason in found}


def _child(pipe: Connection, log: Path, job: Callable[..., Any], values: tuple[Any, ...]) -> None:
    """Run one job as its own process; warnings are errors, as in the tests.

    A job that ends with ``sys.exit`` gives nothing but its exit code.
    """
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", ResourceWarning)
    sys.stderr = into(2, log)
    try:
        ended = job(*values)
    except ClusternewsError as error:
        ended = Ended(error.exit_code, error=f"{error} | {error.hint}")
    except SystemExit:
        raise
    except BaseException:
        traceback.print_exc()
        raise
    pipe.send(ended)
    pipe.close()


def into(descriptor: int, path: Path) -> TextIO:
    """What is written to the descriptor goes to the file, by programs that are started too."""
    with path.open("a", encoding="utf-8") as file:
        os.dup2(file.fileno(), descriptor)
    return os.fdopen(descriptor, "w", buffering=1, encoding="utf-8", closefd=False)


def _weighed(sites: list[Site], archive: Path, options: dict[str, Any]) -> Ended:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ended = _crawl(sites, archive, options)
    ended.value = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return ended


def _crawl(sites: list[Site], archive: Path, options: dict[str, Any]) -> Ended:
    from scraper import settings  # noqa: PLC0415 - only where a crawl may start
    from scraper.run import crawl as run_crawl  # noqa: PLC0415

    os.environ.update(options.pop("environment", {}))
    for name, value in options.pop("settings", {}).items():
        setattr(settings, name, value)
    progress: list[dict[str, int]] = []
    moment = options.pop("at", None)
    with time_machine.travel(moment) if moment else nullcontext():
        verdict = run_crawl(
            sites, archive, on_progress=lambda now: progress.append(asdict(now)), **options
        )
    return Ended(verdict.exit_code, verdict, progress=progress)
