"""Pages that attack whoever reads them, at the terminal and in the report: they are words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import Command
from tests.made_once import made_once
from tests.scraper.web.hostile_archive import make
from tests.scraper.web.live_parts import live_parts
from tests.terminal import CONTROL, TURNING

#: What a report of one file consists of, beside words.
_OF_THE_REPORT = re.compile(r"^<(style|svg)>|^<meta http-equiv=Content-Security-Policy>")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hostile", make)


@pytest.mark.parametrize(
    "words",
    [
        ("search", "hydrogen", "--limit", "200", "--facets", "--months"),
        *(("show", str(number), "--evidence") for number in (1, 12, 83, 84, 85, 88, 103)),
        ("history", "79", "--all"),
        ("diff", "82", "1", "2"),
        ("explain", "83", "title"),
        ("removed", "list", "84"),
        ("removed",),
        ("tags", "--limit", "500"),
        ("status",),
        ("quarantine", "list"),
        ("query", "SELECT * FROM runs"),
        ("query", "SELECT title, url FROM articles"),
        ("query", "SELECT raw, place FROM evidence"),
    ],
    ids=" ".join,
)
def test_nothing_reaches_the_terminal_but_words(
    clusternews: Command, hostile: Path, words: tuple[str, ...]
) -> None:
    clusternews.archive = hostile
    ended = clusternews(*words)
    assert ended.code in (0, 1)
    assert ended.out
    for text in (ended.out, ended.err):
        assert CONTROL.findall(text) == []
        assert TURNING.findall(text) == []


def test_nothing_in_the_report_runs_or_asks(
    clusternews: Command, hostile: Path, tmp_path: Path
) -> None:
    clusternews.archive = hostile
    ended = clusternews("report", "--output", tmp_path / "report.html")
    assert ended.code == 0, ended.err
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert [one for one in live_parts(page) if not _OF_THE_REPORT.search(one)] == []
