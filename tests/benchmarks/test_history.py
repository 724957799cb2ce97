"""A share of the benchmark of histories: the whole way from pages to classes of change."""

from __future__ import annotations

from pathlib import Path

from archive.store import Archive
from tests.edited_articles.playing import measure, play
from tests.edited_articles.replay import steps


def test_classes_of_known_edits(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "news.db") as archive:
        found = play(archive, steps(articles=16, seed=20, edits=6))
    measured = measure(found)
    assert measured.macro_f1 >= 0.95, measured
    assert measured.unchanged_visits > 10
    assert (measured.needless_versions, measured.needless_changes) == (0, 0)


def test_the_same_seed_gives_the_same_edits() -> None:
    assert list(steps(8, seed=3, edits=4)) == list(steps(8, seed=3, edits=4))
    assert list(steps(8, seed=3, edits=4)) != list(steps(8, seed=4, edits=4))
