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


#: The modules that take longest: begun first, so that nothing is waited for at the end.
LONG = """
browser/test_pages test_box_again test_crawl_ends test_kills test_box test_refresh
browser/test_hostile test_exit_codes test_crawl_manners test_crawl_disk scraper/web/test_serve
test_unknown_site browser/test_report test_crawl_limits scraper/web/test_hostile_pages
test_end_to_end test_refresh_unchanged browser/test_tasks scraper/test_reread test_crawl_hostile
benchmarks/test_bit_flips test_notebook archive/test_erase test_secrets test_crawl_traps
test_layout_drift
""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest modules first."""
    tests = Path(__file__).parent
    order = {tests / f"{name}.py": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path, len(LONG)))


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
