"""The lock: one writer, and a dead owner's lock is free."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, ArchiveUnwritable
from archive.lock import hold, lock_path

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from archive.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def start_holder(path: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_writer_is_told_who_holds_the_archive(path: Path) -> None:
    with start_holder(path) as holder:
        for _ in range(2):  # asking must not wipe out who the owner is
            with pytest.raises(ArchiveBusy) as caught, hold(path):
                pass
            assert f"process {holder.pid} on {os.uname().nodename}" in str(caught.value)
            assert "since 20" in str(caught.value)
        assert caught.value.exit_code == 75
        holder.communicate("done\n")
    with hold(path):
        pass


def test_the_lock_of_a_killed_owner_is_free(path: Path) -> None:
    with start_holder(path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with hold(path):
        assert str(os.getpid()) in lock_path(path).read_text()


def test_the_same_process_cannot_hold_it_twice(path: Path) -> None:
    with hold(path), pytest.raises(ArchiveBusy), hold(path):
        pass


def test_an_error_inside_frees_the_lock(path: Path) -> None:
    with pytest.raises(KeyError), hold(path):
        raise KeyError
    with hold(path):
        pass


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnwritable), hold(tmp_path / "nowhere" / "news.db"):
        pass
    assert list(tmp_path.iterdir()) == []
