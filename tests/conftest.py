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


#: What waits longest for servers, disks and browsers: begun first, so that nothing is waited for
#: at the end. Tests of other modules share what is dear to make, and stay on one worker.
LONG = """
browser/test_pages test_box_again test_box browser/test_hostile test_kills test_crawl_ends
test_refresh test_exit_codes test_crawl_manners test_crawl_disk test_crawl_hostile
scraper/web/test_serve test_unknown_site browser/test_report scraper/web/test_hostile_pages
test_crawl_limits test_end_to_end browser/test_tasks test_refresh_unchanged scraper/test_reread
benchmarks/test_bit_flips test_notebook archive/test_erase test_secrets test_crawl_traps
test_layout_drift
""".split()
#: Of these each test may go to another worker: they share nothing.
APART = """
test_box_again test_box test_kills test_crawl_ends test_refresh test_exit_codes
test_crawl_manners test_crawl_disk test_secrets test_crawl_traps browser/test_pages
""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says which tests stay together, and puts the longest first."""
    order = {name: place for place, name in enumerate(LONG)}
    for item in items:
        name = _name(item)
        if name not in APART:
            item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=lambda item: order.get(_name(item), len(LONG)))


def _name(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).with_suffix("").as_posix()


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
