"""The notebook of the docs: run from its first cell to its last, without a network."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from nbformat import NotebookNode, validate

from tests.newsrooms import build
from tests.notebook import NOTEBOOK, cleaned, executed, loaded

LARGEST = 300_000


def pictures(notebook: NotebookNode) -> list[bytes]:
    """The PNG pictures among the answers."""
    outputs: list[Any] = [one for cell in notebook.cells for one in cell.get("outputs", ())]
    found = [one["data"]["image/png"] for one in outputs if "image/png" in one.get("data", {})]
    return [base64.b64decode(text) for text in found]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    folder = tmp_path_factory.mktemp("notebook")
    build(folder / "news.db")
    return executed(folder / "news.db", folder)


def test_it_runs_and_draws_three_pictures(ended: NotebookNode) -> None:
    drawn = pictures(ended)
    assert len(drawn) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in drawn)
    said = str(ended)
    assert "19 articles as of 2026-03-01" in said
    assert "content sha256:" in said


def test_it_only_reads() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "open_reading(path)" in text
    for word in ("INSERT", "UPDATE ", "DELETE", "ATTACH", "http://localhost"):
        assert word not in text


def test_the_answers_kept_in_it_are_small_and_name_no_machine() -> None:
    notebook = loaded()
    validate(notebook)
    assert NOTEBOOK.stat().st_size < LARGEST
    assert len(pictures(notebook)) == 3
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "/home/" not in text
    assert "/tmp/" not in text
    assert "WARNING" not in text
    assert cleaned(loaded()) == notebook
