"""An archive in a folder of its own, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store import Archive
from tests.fresh import fresh


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with fresh(path) as opened:
        yield opened
