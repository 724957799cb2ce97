"""Rows on a terminal of any width, and in a pipe."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.archive.making import visit
from tests.command import Command
from tests.fresh import fresh
from tests.terminal import Shown, on_terminal

WIDE = "select 1 as id, 1234567 as number, 2018 as year, title, url, null as missing from articles"
TITLE = "漢字 and 👩‍🔬 in one title, which is long enough to be cut on a narrow terminal, and more"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with fresh(path) as archive:
        archive.save([visit(title=TITLE)])
    return path


def asked(path: Path, sql: str, columns: int) -> Shown:
    return on_terminal("query", sql, archive=path, columns=columns)


@pytest.mark.parametrize("columns", [24, 40, 80, 120, 200])
def test_rows_fit_and_say_when_they_were_cut(path: Path, columns: int) -> None:
    ended = asked(path, WIDE, columns)
    assert not ended.too_wide(columns)
    assert "1,234,567" in ended.text and "2018" in ended.text and "–" in ended.text
    is_cut = "…" in ended.text
    assert is_cut == ("a pipe or --json has every value whole" in ended.text)
    assert is_cut or TITLE in ended.words


def test_numbers_stand_at_the_right_and_texts_at_the_left(path: Path) -> None:
    sql = "select 'a' as name, 5 as articles union all select 'bcd', 12 order by 1"
    assert asked(path, sql, 80).text.splitlines() == [
        "name  articles",
        "a            5",
        "bcd         12",
    ]


def test_names_of_columns_are_whole_where_they_are_broken(path: Path) -> None:
    columns = ", ".join(f"{number} as articles_before_{number}" for number in range(8))
    text = asked(path, f"select {columns}", 80).text
    assert text.splitlines()[0].startswith("articles_")
    assert text.count("before_") == 8


def test_rows_too_wide_for_the_terminal_become_blocks(path: Path) -> None:
    ended = asked(path, "select * from articles_full", 80)
    assert not ended.too_wide(80)
    assert "\nbody_text " in ended.text and "\nlast_visited_at " in ended.text
    assert "The second one names hydrogen." in ended.words


def test_a_pipe_gets_every_value_whole(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = Command(path, capsys)("query", WIDE)
    head, row = csv.reader(io.StringIO(ended.out), delimiter="\t")
    assert head == ["id", "number", "year", "title", "url", "missing"]
    assert row[:4] == ["1", "1234567", "2018", TITLE]
    assert ended.err == "" and row[5] == ""


def test_a_value_of_a_megabyte(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "select replace(printf('%01000000d', 0), '0', 'x') as word"
    ended = asked(path, long, 80)
    assert not ended.too_wide(80)
    assert len(ended.out) < 2000 and "…" in ended.text
    assert len(Command(path, capsys)("query", long).out) == 1_000_006
