"""A disk that is full, that fails, that cannot be written to, or that goes away."""

from __future__ import annotations

import os
import random
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines import store
from tests.crawling import Ended, Running, _crawl, crawl, rows, site_of
from tests.hostile import Hostile, article, listing, response

PAGES = 24
ROOT = Path(__file__).parent.parent
#: Text that no codec makes small: what a page leaves in an archive is about its size.
_LETTERS = "".join(map(chr, range(0x4E00, 0x5E00)))


def story(path: str) -> bytes:
    """An article of about 60 KB."""
    words = "".join(random.Random(path).choices(_LETTERS, k=6_000))
    return response(article(f"Story {path[6:]}", text=words))


@pytest.fixture
def server() -> Iterator[Hostile]:
    """One listing of large articles."""
    with Hostile() as running:
        running.fallback = lambda path: (
            story(path) if path.startswith("/news/") else response(b"", status="404 Not Found")
        )
        running.routes["/news"] = response(listing(*(f"/news/{n}" for n in range(PAGES))))
        yield running


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)


def whole(archive: Path) -> bool:
    return rows(archive, "pragma integrity_check") == [("ok",)]


def leave_free(disk: Path, size: int) -> Path:
    """A file that takes all of the disk but this much."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free
    filler.write_bytes(b"\0" * (free - size))
    return filler


class TestFull:
    def test_known_at_the_start_nothing_is_asked_for(self, server: Hostile, disk: Path) -> None:
        leave_free(disk, 500_000)
        ended = crawl(site_of(server.base_url), disk / "t.db", missing=True, log_file=None)
        assert (ended.code, "is full" in ended.error) == (3, True), ended.error
        assert server.log == []

    @pytest.mark.parametrize(
        ("batch", "free"),
        [(2, 4_000_000), (50, 2_500_000)],
        ids=["stopped before", "met by a batch that does not fit"],
    )
    def test_it_stops_and_goes_on_when_there_is_room(
        self, server: Hostile, disk: Path, tmp_path: Path, batch: int, free: int
    ) -> None:
        archive = disk / "t.db"
        filler = leave_free(disk, free)
        running = Running(in_batches, archive, server.base_url, batch, log=tmp_path / "log")
        assert running.finish().code == 3
        assert rows(archive, "select reason, exit_code from runs") == [("disk_full", 3)]
        ((saved,),) = rows(archive, "select count(*) from articles")
        assert saved < PAGES
        assert whole(archive)
        if batch == 2:
            assert saved
            assert len(server.log) < PAGES
            # A twentieth of it stays free, but for the batch after which it was looked.
            assert shutil.disk_usage(disk).free > 200_000
        filler.unlink()
        asked = {path for path in server.paths if path.startswith("/news/")}
        server.log.clear()
        assert crawl(site_of(server.base_url), archive, log_file=None).code == 0
        assert rows(archive, "select count(*) from articles") == [(PAGES,)]
        assert len(asked & set(server.paths)) == len(asked) - saved
        assert whole(archive)


def in_batches(archive: Path, url: str, size: int) -> Ended:
    """A crawl that saves so many visits at once."""
    store.MAX_VISITS = size
    return _crawl([site_of(url)], archive, {"allow_loopback": True})


def limited(archive: Path, url: str, size: int) -> Ended:
    """A crawl that may write no file larger than ``size`` (as with a quota)."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        return _crawl([site_of(url)], archive, {"allow_loopback": True})
    finally:
        # What it says must fit into its log.
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


def test_a_quota_ends_the_run_and_loses_nothing(server: Hostile, tmp_path: Path) -> None:
    archive = tmp_path / "t.db"
    running = Running(limited, archive, server.base_url, 1_500_000, log=tmp_path / "log")
    ended = running.finish()
    assert (ended.code, "cannot write" in ended.error) == (3, True), ended
    assert whole(archive)
    asked = len(server.log)
    assert crawl(site_of(server.base_url), archive).code == 0
    assert rows(archive, "select count(*) from articles") == [(PAGES,)]
    assert len(server.log) - asked <= PAGES + 2


def at_page_3(server: Hostile, act: Callable[[], object]) -> None:
    """Do something in mid-run."""

    def look(path: str) -> None:
        if path == "/news/3":
            act()

    server.on_request = look


class TestGone:
    def expect(self, server: Hostile, archive: Path, log: Path, said: str) -> None:
        ended = Running(in_batches, archive, server.base_url, 2, log=log).finish()
        assert (ended.code, said in ended.error) == (3, True), ended
        assert len(server.log) < PAGES
        assert "Traceback" not in ended.log

    def test_a_folder_that_vanishes(self, server: Hostile, tmp_path: Path) -> None:
        """SQLite would go on writing to a file that nobody finds any more."""
        folder, elsewhere = tmp_path / "disk", tmp_path / "elsewhere"
        folder.mkdir()
        at_page_3(server, lambda: folder.rename(elsewhere))
        self.expect(server, folder / "t.db", tmp_path / "log", "is no longer there")
        server.on_request = None
        assert crawl(site_of(server.base_url), elsewhere / "t.db").code == 0
        assert rows(elsewhere / "t.db", "select count(*) from articles") == [(PAGES,)]
        assert not folder.exists()

    def test_a_disk_that_is_unmounted(self, server: Hostile, disk: Path, tmp_path: Path) -> None:
        at_page_3(server, lambda: subprocess.run(["umount", "--lazy", str(disk)], check=True))
        self.expect(server, disk / "t.db", tmp_path / "log", "is no longer there")
        assert list(disk.iterdir()) == []

    def test_an_archive_that_is_replaced(self, server: Hostile, tmp_path: Path) -> None:
        archive, copy = tmp_path / "t.db", tmp_path / "copy"
        at_page_3(server, lambda: Path(shutil.copy(archive, copy)).replace(archive))
        self.expect(server, archive, tmp_path / "log", "is another file")


def as_nobody(archive: Path, url: str) -> Ended:
    """A crawl by somebody who may not write to the folder."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    return _crawl([site_of(url)], archive, {"allow_loopback": True})


def test_a_folder_that_cannot_be_written_to(server: Hostile, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())  # its parents are open to everybody
    try:
        archive = folder / "t.db"
        assert crawl(site_of(server.base_url), archive, log_file=None, max_pages=1).code == 0
        server.log.clear()
        archive.with_name("t.db.lock").unlink()
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
        ended = Running(as_nobody, archive, server.base_url, log=tmp_path / "log").finish()
        assert (ended.code, "cannot" in ended.error) == (3, True), ended
        assert server.log == []
    finally:
        folder.chmod(stat.S_IRWXU)
        shutil.rmtree(folder)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize(
    "fault",
    [
        "fdatasync:error=EIO:when=5+",
        "pwrite64:error=EROFS:when=400+",
    ],
)
def test_a_disk_that_fails(server: Hostile, tmp_path: Path, fault: str) -> None:
    """In mid-run, for the real process: what was saved is whole, and the next run heals."""
    archive = tmp_path / "t.db"
    site = site_of(server.base_url, name="127.0.0.1")
    assert crawl(site, archive, max_pages=1).code == 0
    words = ["crawl", f"{server.base_url}/news", "--allow-loopback", "--delay", "0"]
    command = [
        *("strace", "-qq", "-o", str(tmp_path / "trace")),
        *("-e", f"trace={fault.partition(':')[0]}", "-e", f"inject={fault}"),
        *(sys.executable, "-m", "scraper.cli", *words, "--archive", str(archive)),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert f"clusternews: cannot write to {archive}: " in done.stderr
    assert whole(archive)
    server.log.clear()
    assert crawl(site, archive).code == 0
    assert rows(archive, "select count(*) from articles") == [(PAGES,)]
    assert max(Counter(server.paths).values()) == 1
    reasons = rows(archive, "select reason, exit_code from runs order by id")
    assert reasons == [("max_pages", 0), ("killed", 137), ("finished", 0)]
