"""Run the command line in this process; :mod:`tests.commanding` does in one of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scraper.cli.main import run


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Command:
    """``clusternews`` with an archive of its own; call it with the words after the name."""

    def __init__(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.archive = archive
        self._capsys = capsys

    def __call__(self, *words: str | Path, archive: bool = True) -> Ended:
        self._capsys.readouterr()
        extra = ["--archive", str(self.archive)] if archive else []
        code = run([*map(str, words), *extra])
        captured = self._capsys.readouterr()
        return Ended(code, captured.out, captured.err)
