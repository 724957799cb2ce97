"""``history`` and ``diff`` on a terminal, in a pipe and as JSON."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from archive.records import Tag
from archive.store import Archive
from tests.archive.making import gone, visit
from tests.command import Command

TEXT = "The call is open for firms in the whole region. It ends on 3 May, says the office."
TITLE = "A title \x1b[31mred\u202e"


@pytest.fixture
def edited(clusternews: Command) -> Command:
    edits: Iterator[dict[str, Any]] = iter(
        [
            {},
            {"body_text": TEXT.replace("3 May", "9 May")},
            {"body_text": TEXT, "title": TITLE, "tags": (Tag("Sea & sand", "sea"),)},
        ]
    )
    with Archive.open(clusternews.archive) as archive:
        for day, changes in enumerate(edits, 1):
            plain: dict[str, Any] = {"body_text": TEXT, "body_html": None}
            archive.save([visit(at=f"2026-03-0{day}T10:00:00+00:00", **plain | changes)])
        archive.save([gone(at="2026-03-04T10:00:00+00:00")])
    return clusternews


def on_a_terminal(command: Command, *words: str, **environment: str) -> str:
    """What the command prints to a terminal of 80 columns."""
    main, side = pty.openpty()
    names = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "50", **environment}
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper.cli", *words, "--archive", str(command.archive)],
        stdin=side,
        stdout=side,
        stderr=side,
        env=kept | names,
    )
    os.close(side)
    printed = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # how Linux says that the other side has closed
            break
        if not piece:
            break
        printed += piece
    os.close(main)
    process.wait(timeout=60)
    return printed.decode()


def test_history_in_a_pipe(edited: Command) -> None:
    done = edited("history", "1")
    head, *lines = [line.split("\t") for line in done.out.splitlines()]
    assert head[:4] == ["at", "state", "version", "classes"]
    classes = ["first", "substantive", "substantive, title, tags", "withdrawn"]
    assert [line[3] for line in lines] == classes
    assert done.code == 0
    assert "gone since 2026-03-04" in done.err
    assert "\x1b" not in done.out and "\u202e" not in done.out


def test_history_as_json(edited: Command) -> None:
    found = edited("history", "1", "--json").json()
    assert [one["class"] for one in found["changes"]][-1] == "withdrawn"
    assert found["state"] == "gone"
    every = edited("history", "1", "--all", "--json").json()
    assert all("replaced_at" in one for one in every["changes"])


def test_diff_in_a_pipe(edited: Command) -> None:
    done = edited("diff", "1", "1", "2")
    assert done.code == 0
    assert "ends on [-3-]{+9+} May" in done.out
    assert "gone since" in done.out
    done = edited("diff", "1")
    assert "[-Smart Specialisation-]" in done.out and "{+Sea & sand+}" in done.out
    assert "\x1b" not in done.out and "\u202e" not in done.out


def test_diff_as_json(edited: Command) -> None:
    found = edited("diff", "1", "2026-03-01", "2026-03-02", "--json").json()
    assert found["classes"] == ["substantive"]
    (body,) = found["fields"]
    assert {"removed": "3"} in body["passages"][0] and body["added"] == ["9"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("diff", "1", "9"), 1, "has no version 9"),
        (("diff", "1", "1999-01-01"), 1, "nothing is known of"),
        (("diff", "1", "soon"), 2, "'soon' is no date"),
        (("diff", "1", "2", "2"), 1, ""),
        (("diff", "77"), 1, "no article has the id 77"),
        (("history", "77"), 1, "no article has the id 77"),
    ],
)
def test_what_is_not_there(edited: Command, words: tuple[str, ...], code: int, said: str) -> None:
    done = edited(*words)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err


def test_diff_on_a_terminal(edited: Command) -> None:
    printed = on_a_terminal(edited, "diff", "1", "1", "2")
    assert re.search(r"\x1b\[(?:9;31|31;9)m3\x1b\[0m", printed), "removed: red, struck"
    assert "\x1b[32m9\x1b[0m" in printed, "added: green"
    assert "[-" not in printed


def test_no_color_is_honoured(edited: Command) -> None:
    printed = on_a_terminal(edited, "diff", "1", "1", "2", NO_COLOR="1")
    assert "[-3-]{+9+}" in printed
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", printed)


def test_history_on_a_terminal_fits_in_80_columns(edited: Command) -> None:
    printed = on_a_terminal(edited, "history", "1")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert "2026-03-04 10:00" in plain and "gone" in plain
    assert "\x1b[31m2" in printed or "\x1b[31m " in printed, "a page that is gone is red"
