"""The table of promises is whole, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = 92
_ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", re.M)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[tuple[int, str]]:
    """Number and last column of every row."""
    return [(int(row[1]), row[4]) for row in _ROW.finditer(TEXT)]


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The test functions of a file, those of its classes included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_every_threat_has_one_row() -> None:
    assert [number for number, _ in rows()] == list(range(1, ROWS + 1))


@pytest.mark.parametrize(("number", "kept"), rows())
def test_each_is_kept_by_a_test_or_is_a_stated_limit(number: int, kept: str) -> None:
    named = _TEST.findall(kept)
    assert named or "**Limit:**" in kept
    for path, name in named:
        assert name in functions_of(ROOT / path), f"row {number}: {path}::{name}"
    assert kept.count("`tests/") == len(named)


def test_every_figure_has_its_command() -> None:
    part = TEXT.split("## Measured", 1)[1]
    figures = [line for line in part.splitlines() if re.match(r"\| (?!measured|---)", line)]
    assert figures
    for line in figures:
        assert "`python -m benchmarks." in line, line


def test_the_commands_are_there() -> None:
    for module in re.findall(r"python -m (benchmarks\.\w+)", TEXT):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module


def test_a_missing_test_would_be_found() -> None:
    assert "test_that_nobody_wrote" not in functions_of(Path(__file__))
    assert "test_every_threat_has_one_row" in functions_of(Path(__file__))
