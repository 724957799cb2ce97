"""What the tests fork behaves like a program that was started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.commanding import command
from tests.crawling import Ended, Running


def told(words: tuple[str, ...]) -> Ended:
    """What a process finds when it begins, and what it writes."""
    sys.stderr.write("by the process\n")
    subprocess.run(["sh", "-c", "echo by what it started >&2"], check=True)
    return Ended(
        0,
        value={
            "pid": os.getpid(),
            "words": words,
            "threads": threading.active_count(),
            "handlers": [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)],
            "reactor": "twisted.internet.reactor" in sys.modules,
            "standard input": sys.stdin.read(),
            "descriptors": len(list(Path("/proc/self/fd").iterdir())),
        },
    )


def ends(how: str) -> Ended:
    if how == "exit":
        sys.exit(7)
    if how == "raise":
        raise RuntimeError("so it is")
    os.kill(os.getpid(), signal.Signals[how])
    signal.pause()
    return Ended(0)


def test_each_begins_alone_and_anew(tmp_path: Path) -> None:
    log = tmp_path / "err"
    every = [Running(told, ("a", "b"), log=log).finish().value for _ in range(3)]
    assert len({one.pop("pid") for one in every} | {os.getpid()}) == 4
    assert every[0] == every[1] == every[2]
    first = every[0]
    assert (first["words"], first["threads"], first["reactor"]) == (("a", "b"), 1, False)
    assert first["handlers"] == [signal.default_int_handler, signal.SIG_DFL]
    assert first["standard input"] == ""
    assert log.read_text("utf-8") == "by the process\nby what it started\n" * 3


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        ("exit", 7, ""),
        ("raise", 1, "RuntimeError: so it is"),
        ("SIGKILL", -signal.SIGKILL, ""),
        ("SIGTERM", -signal.SIGTERM, ""),
        ("SIGINT", 1, "KeyboardInterrupt"),
    ],
)
def test_its_end_is_seen(tmp_path: Path, how: str, code: int, said: str) -> None:
    ended = Running(ends, how, log=tmp_path / "err").finish()
    assert ended.code == code
    assert said in ended.log


def test_a_command_finds_the_folder_and_the_environment_of_its_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    for name in ("one.db", "two.db"):
        monkeypatch.setenv("CLUSTERNEWS_ARCHIVE", name)
        ended = command("search", "x", log=tmp_path / "err", cwd=tmp_path / "there")
        assert (ended.code, ended.value) == (2, "")
        assert name in ended.log
    assert "one.db" in command("status", log=tmp_path / "err", CLUSTERNEWS_ARCHIVE="one.db").log
    assert command("--version", log=tmp_path / "err").value.startswith("clusternews")
