"""The comparison of extractors counts right, and runs on a folder given to it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.annotated import annotated_pages
from benchmarks.scoring import Score

ROOT = Path(__file__).parents[2]
BODY = "The cluster opened a laboratory for small firms. Its doors are open to visitors on Friday."
PAGE = f"""<html><head><title>A laboratory opens | Example</title>
<meta property="og:title" content="A laboratory opens">
<meta property="article:published_time" content="2024-03-05T10:00:00+01:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>A laboratory opens</h1>
<p>{BODY}</p><p>{BODY.replace("laboratory", "workshop")}</p></article></body></html>"""
TRUTH: dict[str, Any] = {
    "url": "https://example.org/news/laboratory",
    "text": f"{BODY}\n{BODY.replace('laboratory', 'workshop')}",
    "title": "A laboratory opens",
    "date": "2024-03-05",
    "with": ["opened a laboratory"],
    "without": ["Home"],
}


def figures(truth: dict[str, Any], found: dict[str, Any]) -> dict[str, float | None]:
    score = Score()
    score.add(truth, found)
    return score.figures()


def test_all_right() -> None:
    found = {"text": TRUTH["text"], "title": "A  laboratory opens!", "date": "2024-03-05T10:00:00"}
    shown = figures(TRUTH, found)
    assert [shown[n] for n in ("text F1", "snippet F1", "title", "date")] == [1.0, 1.0, 1.0, 1.0]
    assert shown["authors"] is None


def test_half_of_the_text_too_much_halves_the_precision() -> None:
    score = Score()
    score.add({"text": "one two three four"}, {"text": "one two three four five"})
    assert (score.precision, score.recall) == ([0.5], [1.0])
    assert score.figures()["text F1"] == pytest.approx(2 / 3)
    assert score.poor_pages() == 0


def test_nothing_found_counts_against_recall_and_is_a_poor_page() -> None:
    score = Score()
    score.add(TRUTH, {})
    assert score.figures()["text F1"] == 0.0
    assert score.figures()["of dates given"] is None
    assert score.poor_pages() == 1


def test_snippets_that_must_not_be_there_count() -> None:
    assert figures(TRUTH, {"text": TRUTH["text"] + " Home"})["snippet F1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("2024-03-05", 1.0),
        ("2024-03-04T23:30:00+00:00", 0.0),
        ("2024-03-06T00:30:00+02:00", 1.0),  # still the fifth in UTC
        ("5 March", 0.0),
    ],
)
def test_days_in_their_own_zone_and_in_utc(found: str, right: float) -> None:
    assert figures({"date": "2024-03-05"}, {"date": found})["date"] == right


def test_people_and_tags_are_sets_of_names() -> None:
    truth = {"authors": ["Ana Horvat", "Jan Novák"], "tags": ["Health", "SME"]}
    found = {"authors": ["By Jan Novák and Ana Horvat"], "tags": ["health; energy"]}
    shown = figures(truth, found)
    assert shown["authors"] == 1.0
    assert shown["tag F1"] == 0.5


def test_a_folder_without_pages_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no annotated pages"):
        list(annotated_pages(tmp_path))


def test_a_run_over_a_folder(tmp_path: Path) -> None:
    for number in range(2):
        folder = tmp_path / "made" / str(number)
        folder.mkdir(parents=True)
        (folder / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
        (folder / "expected.json").write_text(json.dumps(TRUTH))
    command = [sys.executable, "-m", "benchmarks.extraction", str(tmp_path), "--json"]
    command += ["--only", "clusternews", "--memory", "1", "2"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    printed = json.loads(ended.stdout)
    ours = next(row for row in printed["quality"] if row["extractor"] == "clusternews")
    assert (ours["title"], ours["date"], ours["snippet F1"]) == (1.0, 1.0, 1.0)
    assert ours["text F1"] == 1.0
    assert printed["leaks"]["clusternews"] == printed["errors"].get("clusternews", 0) == 0
    assert printed["cost"]["clusternews"]["median"] > 1
    assert len(printed["memory"]["clusternews"]) == 2
