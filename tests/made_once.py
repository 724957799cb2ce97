"""Archives that take seconds to make: made by one worker of a test run, and read by all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The archive that ``make`` writes at the path it is given. Nothing may write to it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / f"made-{name}"
    archive = folder / f"{name}.db"
    with FileLock(shared / f"made-{name}.lock"):
        if not archive.exists():
            folder.mkdir(exist_ok=True)
            unfinished = folder / f"{name}-unfinished.db"
            make(unfinished)
            unfinished.rename(archive)
    return archive
