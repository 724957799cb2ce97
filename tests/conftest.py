"""Fixtures for every test: no config of the person running them, a command with an archive."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Command
from tests.hostile import Hostile

# A shell that starts tests in the background has them ignore Ctrl-C, and they what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def nothing_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run in an empty folder, without settings of the person who runs them."""
    for name in ("CLUSTERNEWS_ARCHIVE", "CLUSTERNEWS_CONFIG", "CLUSTERNEWS_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Where the archive of a crawl is to be."""
    return tmp_path / "t.db"


@pytest.fixture
def server() -> Iterator[Hostile]:
    """A server without a page."""
    with Hostile() as running:
        yield running


@pytest.fixture
def clusternews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line, run in this process on an archive in a folder of its own."""
    return Command(tmp_path / "t.db", capsys)
