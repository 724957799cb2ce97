"""Backups: whole, of one moment, and never half under their own name."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from archive.backup import back_up, backups_in
from archive.errors import ArchiveBusy, ArchiveMissing, NotAnArchive, UsageError
from archive.opening import open_reading
from archive.queries import find_article
from archive.records import Severity
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, visit
from tests.fresh import fresh

ROOT = Path(__file__).parents[2]
START = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def count(path: Path) -> int:
    with closing(open_reading(path)) as connection:
        assert [one for one in check(connection) if one.severity != Severity.NOTE] == []
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


@pytest.fixture
def filled(path: Path) -> Path:
    with fresh(path) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(3)])
    return path


def test_a_backup_answers_as_the_archive_does(filled: Path, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "copy.db", thorough=True)
    assert (made.path, made.articles, made.removed) == (tmp_path / "copy.db", 3, ())
    assert made.size == made.path.stat().st_size
    with closing(open_reading(filled)) as one, closing(open_reading(made.path)) as other:
        for number in range(3):
            url = f"{BASE}/{number}"
            assert find_article(one, url) == find_article(other, url)
    with Archive.open(made.path) as archive:
        archive.save([visit(f"{BASE}/more")])
    assert count(made.path) == 4


def test_a_plain_copy_misses_the_log_and_a_backup_does_not(path: Path, tmp_path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/1")])
        archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        archive.save([visit(f"{BASE}/2")])
        shutil.copy(path, tmp_path / "plain.db")
        back_up(path, tmp_path / "backup.db")
    assert (count(tmp_path / "plain.db"), count(tmp_path / "backup.db")) == (1, 2)


WRITER = """
import sys
from pathlib import Path
from archive.lock import hold
from archive.store import Archive
from tests.archive.making import BASE, visit
path = Path(sys.argv[1])
with hold(path), Archive.open(path) as archive:
    for batch in range(10_000):
        archive.save([visit(f"{BASE}/{batch}/{number}") for number in range(4)])
        print(batch, flush=True)
"""


def test_backups_while_another_process_saves(path: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        try:
            for number in range(3):
                saved = int(writer.stdout.readline()) + 1
                copy = back_up(path, tmp_path / f"{number}.db").path
                articles = count(copy)
                assert articles >= 4 * saved
                assert articles % 4 == 0, "half a batch"
        finally:
            writer.kill()


KILLED = """
import os, signal, sys
from pathlib import Path
import archive.backup
step = sys.argv[3]
def die(*words): os.kill(os.getpid(), signal.SIGKILL)
setattr(archive.backup, step, die)
archive.backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", ["_verified", "_publish"])
def test_a_killed_backup_leaves_nothing_under_its_name(
    filled: Path, tmp_path: Path, step: str
) -> None:
    folder = tmp_path / "safe"
    folder.mkdir()
    command = [sys.executable, "-c", KILLED, str(filled), str(folder), step]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert backups_in(filled, folder) == []
    assert any(".partial" in one.name for one in folder.iterdir())
    made = back_up(filled, folder)
    assert backups_in(filled, folder) == [made.path]
    assert not any(".partial" in one.name for one in folder.iterdir())


def test_so_many_of_a_series_stay(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    folder.mkdir()
    foreign = [folder / "news-notes.db", folder / "news-20200101T000000Z.db", folder / "other.db"]
    for file in foreign:
        file.write_bytes(b"not ours")
    for day in range(4):
        with time_machine.travel(START + timedelta(days=day), tick=False):
            made = back_up(filled, folder, keep=2)
    assert [one.name for one in backups_in(filled, folder)] == [
        "news-20260303T040000Z.db",
        "news-20260304T040000Z.db",
    ]
    assert [one.name for one in made.removed] == ["news-20260302T040000Z.db"]
    assert all(file.read_bytes() == b"not ours" for file in foreign)
    with time_machine.travel(START - timedelta(days=9), tick=False):
        earlier = back_up(filled, folder, keep=1)
    assert backups_in(filled, folder) == [earlier.path]


def test_a_backup_goes_beside_the_archive_by_itself(filled: Path) -> None:
    assert back_up(filled).path.parent == filled.parent / "backups"


def test_targets_in_the_way(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the archive itself"):
        back_up(filled, filled)
    (tmp_path / "taken.db").touch()
    with pytest.raises(UsageError, match="there already"):
        back_up(filled, tmp_path / "taken.db")
    with pytest.raises(UsageError, match="does not exist"):
        back_up(filled, tmp_path / "no" / "copy.db")
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "nowhere.db")
    with pytest.raises(UsageError, match="there already"):
        back_up(filled, link)
    with pytest.raises(ArchiveMissing):
        back_up(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(NotAnArchive):
        back_up(Path(__file__), tmp_path / "copy.db")


#: The modules are loaded before, since that user may not be able to read them.
AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from archive.backup import back_up
from archive.errors import ClusternewsError
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    back_up(Path(sys.argv[1]), Path(sys.argv[2]))
except ClusternewsError as error:
    print(type(error).__name__, error)
"""


def test_a_folder_that_cannot_be_written_to(filled: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="clusternews-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copy(filled, folder / "news.db")
        safe = folder / "safe"
        safe.mkdir(mode=0o555)
        folder.chmod(0o555)
        command = [sys.executable, "-c", AS_ANOTHER_USER, str(folder / "news.db"), str(safe)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        folder.chmod(0o755)
    assert done.stdout.startswith("ArchiveUnwritable cannot write to"), done.stderr


def test_a_full_disk(filled: Path, tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nimport archive.backup\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "archive.backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    copy = tmp_path / "copy.db"
    command = [sys.executable, "-c", code, str(filled), str(copy)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert "ArchiveUnwritable: cannot write the copy" in done.stderr
    assert not copy.exists() and not list(tmp_path.glob(".*partial*"))


def test_a_damaged_archive_gives_no_backup_and_deletes_none(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "safe"
    folder.mkdir()
    with time_machine.travel(START, tick=False):
        whole = back_up(filled, folder).path
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE article_texts SET body_text = 'x' WHERE article_id = 1")
        connection.commit()
    with pytest.raises(NotAnArchive, match="version 1 is not what was saved"):
        back_up(filled, folder, keep=1)
    assert backups_in(filled, folder) == [whole]
    assert not list(folder.glob(".*partial*"))


def test_only_a_thorough_look_reads_every_row(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE removed_texts SET text = 'x'")
        connection.commit()
    back_up(filled, tmp_path / "quick.db")
    with pytest.raises(NotAnArchive, match="removed block"):
        back_up(filled, tmp_path / "thorough.db", thorough=True)


def test_two_backups_at_once(filled: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nimport archive.backup\n"
        "def wait(*words): print('made', flush=True); sys.stdin.read(); sys.exit()\n"
        "archive.backup._verified = wait\n"
        "archive.backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(filled), str(tmp_path / "first.db")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "made\n"
        with pytest.raises(ArchiveBusy, match="another backup"):
            back_up(filled, tmp_path / "second.db")
        first.communicate("")
