"""The lock: one writer, and a dead owner's lock is free."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
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
WAITER = """
import math, sys
from pathlib import Path
from archive.lock import hold
try:
    print("waiting", flush=True)
    with hold(Path(sys.argv[1]), math.inf):
        print("held", flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
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
            assert "heartbeat 20" in str(caught.value)
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


def test_a_heartbeat_is_shown_to_whoever_is_kept_out(path: Path) -> None:
    with hold(path) as held:
        os.utime(lock_path(path), (0, 0))
        with pytest.raises(ArchiveBusy, match="heartbeat 1970-01-01T00:00:00"), hold(path):
            pass
        held.beat()
        with pytest.raises(ArchiveBusy, match="heartbeat 20"), hold(path):
            pass
        lock_path(path).unlink()
        held.beat()  # a disk that has gone is met elsewhere


def test_the_owner_is_waited_for(path: Path) -> None:
    with start_holder(path) as holder:
        threading.Timer(0.3, holder.communicate, ["done\n"]).start()
        with hold(path, wait=60):
            assert str(os.getpid()) in lock_path(path).read_text()


def test_waiting_ends(path: Path) -> None:
    with start_holder(path) as holder:
        with pytest.raises(ArchiveBusy), hold(path, wait=0.01):
            pass
        holder.communicate("done\n")


def test_a_signal_ends_waiting_without_end(path: Path) -> None:
    """What KeyboardInterrupt stands for; the lock is free for the next."""
    with start_holder(path) as holder:
        waiting = subprocess.Popen(
            [sys.executable, "-c", WAITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        with waiting:
            assert waiting.stdout is not None
            assert waiting.stdout.readline() == "waiting\n"
            waiting.send_signal(signal.SIGINT)
            assert waiting.stdout.readline() == "interrupted\n"
        holder.communicate("done\n")
    with hold(path):
        pass


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
