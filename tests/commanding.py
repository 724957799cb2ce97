"""The command line in a process of its own, forked like a crawl of the tests: it starts at
once, and warnings are errors in it."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from scraper.cli.main import run
from tests.command import Ended as Printed
from tests.crawling import Ended, Running, into


def begin(*words: str | Path, log: Path, cwd: Path | None = None, **environment: str) -> Running:
    """Start ``clusternews`` with these words, in the folder ``cwd`` if given.

    Its standard error goes to ``log``; ``environment`` is added to that of the test.
    """
    given = {**os.environ, **environment}
    return Running(_run, [str(word) for word in words], given, cwd or Path.cwd(), log=log)


def command(*words: str | Path, log: Path, **options: Any) -> Ended:
    """Run ``clusternews`` to its end; ``log`` is its standard error, ``value`` its output."""
    return begin(*words, log=log, **options).finish()


def in_process_of_its_own(*words: str | Path, cwd: Path, timeout: float = 120) -> Printed:
    """For verbs that start a crawler, which runs once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        ended = begin(*words, log=Path(folder) / "err", cwd=cwd).finish(timeout)
    return Printed(ended.code, ended.value or "", ended.log)


def _run(words: list[str], environment: dict[str, str], cwd: Path) -> Ended:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = [str(Path(sys.executable).with_name("clusternews")), *words]
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as out:
        sys.stdout = into(1, Path(out.name))
        code = run(words)
        return Ended(code, value=out.read())
