"""What moves on a terminal: it stands together with the log, and leaves nothing behind."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.progress import Progress
from scraper.cli import progress as moving
from scraper.cli.progress import progress_line, working
from scraper.example.platform import ExamplePlatform
from tests.command import Command
from tests.fresh import fresh
from tests.terminal import Process, on_terminal, written_to

SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"
MOVE = re.compile(r"\x1b\[[0-9]*[A-HJKf]|\x1b\[\?25[hl]")
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+: ")


@pytest.fixture(scope="module")
def platform() -> Iterator[ExamplePlatform]:
    with ExamplePlatform(articles=12, crawl_delay=0) as platform:
        yield platform


def crawl(platform: ExamplePlatform, folder: Path, *flags: str) -> Process:
    config = folder / "clusternews.toml"
    config.write_text(
        f'[sites.example]\nlike = "eccp"\ntitle = "Example"\nbase_url = "{platform.base_url}"\n'
        "crawl_delay = 0\n",
        encoding="utf-8",
    )
    words = ("crawl", "example", "--config", config, "--archive", folder / "t.db")
    return Process(*words, "--allow-loopback", *flags)


def screen(sent: str) -> list[str]:
    """What the terminal shows in the end: lines that were taken away again are not there."""
    lines: list[str] = [""]
    at = 0
    for piece in re.split(r"(\x1b\[[0-9;?]*[A-Za-z]|\r|\n)", sent):
        if piece == "\n":
            at += 1
            lines += [""] * (at + 1 - len(lines))
        elif up := re.fullmatch(r"\x1b\[([0-9]*)A", piece):
            at -= int(up[1] or 1)
        elif re.fullmatch(r"\x1b\[[0-9]*K", piece):
            lines[at] = ""
        elif not piece.startswith(("\x1b", "\r")):
            lines[at] += piece
    return [line for line in lines if line.strip()]


def test_lines_of_the_log_stand_whole_above_what_moves(
    platform: ExamplePlatform, tmp_path: Path
) -> None:
    ended = crawl(platform, tmp_path, "--verbose").finish()
    assert ended.code == 0, ended.text
    assert " pages  0:0" in ended.out and " new · " in ended.out, "it was shown"
    left = screen(ended.out)
    assert left[-1].startswith("run 1 finished: ")
    assert not [line for line in left if "pages/min" in line or "━" in line], "it is gone"
    assert ended.out.count(SHOW_CURSOR) >= ended.out.count(HIDE_CURSOR) > 0
    assert ended.out.rindex(SHOW_CURSOR) > ended.out.rindex(HIDE_CURSOR)
    logged = [line for line in left if LOG_LINE.match(line)]
    assert len(logged) > 8
    assert any("scraper.run: run 1 finished, exit code 0" in line for line in logged)
    assert not [line for line in logged if len(LOG_LINE.findall(line)) != 1], "none is torn"


def test_the_cursor_is_back_after_a_signal(platform: ExamplePlatform, tmp_path: Path) -> None:
    process = crawl(platform, tmp_path, "--delay", "0.3")
    while not re.search(r" [1-9]\d* pages", process.sent) and process.process.poll() is None:
        time.sleep(0.02)
    process.process.send_signal(signal.SIGINT)
    ended = process.finish()
    assert ended.code == 130, ended.text
    assert ended.out.rindex(SHOW_CURSOR) > ended.out.rindex(HIDE_CURSOR)
    assert screen(ended.out)[-1].startswith("run 1 interrupted: ")


def test_nothing_moves_where_it_is_not_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with moving.progress(["example"]) as show:
        assert show is None
    with written_to() as (drained, _), moving.progress(["example"], quiet=True) as show:
        assert show is None
    assert not drained


def test_a_hostile_title_is_one_line_of_text() -> None:
    counts = Progress(pages=90, known=1200, new=7000, problems=1, latest="a\x1b[2J\n\u202eb" * 99)
    said = progress_line(counts, 60.0)
    assert said.startswith("7,000 new · 0 changed · 1 problems · 90 pages/min · a\\x1b[2J \\u202eb")
    lines = moving._crawl_lines(["eccp", "x" * 99], counts, 3725.0, 60)
    assert [line.cell_len <= 60 for line in lines] == [True, True]
    assert " 90 of 1,200 pages  1:02:05" in lines[0].plain
    assert "0 pages/min" in progress_line(Progress(), 0.0)


@pytest.mark.parametrize("verb", ["backup", "check"])
def test_long_work_says_what_it_does_and_leaves_its_result(
    clusternews: Command, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(clusternews.archive).close()
    monkeypatch.setattr(moving, "PATIENCE", 0.0)
    ended = on_terminal(verb, archive=clusternews.archive)
    assert ended.code == 0, ended.text
    left = "\n".join(screen(ended.out))
    assert "  0:00" not in left
    assert ("bytes, " if verb == "backup" else ": whole") in left
    assert ended.out.rfind(SHOW_CURSOR) >= ended.out.rfind(HIDE_CURSOR)


def test_what_is_said_meanwhile_stands_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are whole however they are written, and the last needs no end."""
    monkeypatch.setattr(moving, "PATIENCE", 0.0)
    with written_to() as (drained, _), working("working") as tell:
        while not isinstance(sys.stderr, moving._Above):
            time.sleep(0.01)
        tell("half of it")
        for piece in ("one", " line\ntwo \x1b[31mlines\n", "x" * 200, "\nthe ", "end"):
            sys.stderr.write(piece)
    left = screen(b"".join(drained).decode())
    assert left == ["one line", "two \\x1b[31mlines", "x" * 200, "the end"]
