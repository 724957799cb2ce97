"""Targets of an export: whole or not at all, whatever ends the process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.exports.output import new_file, new_folder, text_file

WAITING = """
import signal, sys
from pathlib import Path
from scraper.exports import output
with getattr(output, sys.argv[1])(Path(sys.argv[2])) as out:
    file = out / "one" if out.is_dir() else out
    file.write_text("half")
    print("begun", flush=True)
    signal.pause()
"""


@pytest.mark.parametrize("kind", ["new_file", "new_folder"])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_process_that_is_stopped_leaves_nothing(
    tmp_path: Path, kind: str, how: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, kind, tmp_path / "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    assert len(list(tmp_path.iterdir())) == 1
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in said
    assert process.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_the_target_is_replaced_at_the_end_and_not_before(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("before", encoding="utf-8")
    with text_file(target) as out:
        out.write("after")
        out.flush()
        assert target.read_text(encoding="utf-8") == "before"
    assert target.read_text(encoding="utf-8") == "after"
    with pytest.raises(ZeroDivisionError), new_file(target) as part:
        part.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert target.read_text(encoding="utf-8") == "after"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_what_a_database_leaves_beside_a_part_goes_with_it(tmp_path: Path) -> None:
    with new_file(tmp_path / "out.db") as part:
        part.write_text("x", encoding="utf-8")
        part.with_name(f"{part.name}-wal").write_text("x", encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["out.db"]


def test_an_empty_folder_may_be_the_target(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    with new_folder(target) as out:
        (out / "one").write_text("x", encoding="utf-8")
    assert [one.name for one in target.iterdir()] == ["one"]
