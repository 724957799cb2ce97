"""The command line in a process of its own, forked like a crawl of the tests: it starts at
once, and warnings are errors in it."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from pathlib import Path

from scraper.cli.main import run
from tests.crawling import Ended, Running


def begin(*words: str | Path, log: Path, **environment: str) -> Running:
    """Start ``clusternews`` with these words; its standard error goes to ``log``."""
    return Running(_run, [str(word) for word in words], environment, log=log)


def command(*words: str | Path, log: Path, **environment: str) -> Ended:
    """Run ``clusternews`` to its end; ``log`` is its standard error, ``value`` its output."""
    return begin(*words, log=log, **environment).finish()


def _run(words: list[str], environment: dict[str, str]) -> Ended:
    os.environ.update(environment)
    out = io.StringIO()
    with redirect_stdout(out):
        code = run(words)
    return Ended(code, value=out.getvalue())
