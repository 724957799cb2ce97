"""One night: a run of the real spider over the real archive, in a process whose clock is set.

Scrapy's machinery starts once in a process, so each night has one of its own, forked from
one that has imported everything.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path

import time_machine

from archive.records import RunVerdict
from scraper.site import Site

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["benchmarks.year_preload"])


def night(
    sites: Sequence[Site], archive: Path, moment: datetime, verb: str = "refresh"
) -> RunVerdict:
    """Run ``verb`` over all sites as if it were ``moment``; what the archive says of the run."""
    _ensure_forks()
    here, there = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_run, args=(there, list(sites), archive, moment, verb))
    process.start()
    there.close()
    try:
        verdict = here.recv()
    except EOFError:
        raise SystemExit(f"the run of {moment:%Y-%m-%d} ended without a verdict") from None
    finally:
        here.close()
    process.join()
    process.close()
    assert isinstance(verdict, RunVerdict)
    return verdict


def _ensure_forks() -> None:
    """Start what the nights are forked from, where it finds what it is to import first.

    Up to Python 3.12 it looks for that only in the folders that the environment names.
    """
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
    forkserver.ensure_running()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def _run(pipe: Connection, sites: list[Site], archive: Path, moment: datetime, verb: str) -> None:
    from scraper.run import crawl  # noqa: PLC0415 - only where a run may start

    with time_machine.travel(moment, tick=True):
        try:
            log = archive.with_suffix(".log")
            pipe.send(crawl(sites, archive, verb=verb, allow_loopback=True, log_file=log))
        except BaseException:
            traceback.print_exc(file=sys.stderr)
            raise
        finally:
            pipe.close()
