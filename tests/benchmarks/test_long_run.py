"""A run uses no more at its end than at its beginning, in what can be counted."""

from __future__ import annotations

from pathlib import Path

from benchmarks.long_run import Sample, grown, run, settled
from scraper.example.platform import ExamplePlatform

ARTICLES = 80


def test_descriptors_threads_tasks_and_queues_stay_as_they_are(tmp_path: Path) -> None:
    with ExamplePlatform(ARTICLES, crawl_delay=0) as platform:
        ended = run(platform.site, tmp_path / "long.db", 10)
    samples, _ = ended.value
    assert ended.code == 0 and samples[-1].pages > ARTICLES
    before, after = settled(samples, 40), samples[-1]
    assert [one for one in grown(before, after) if not one.startswith("memory")] == []
    # The sitemap names every page; they wait in the archive.
    assert max(one.waiting for one in samples) < ARTICLES


def test_what_grew_is_named() -> None:
    before = Sample(2000, 100.0, 28, 2, 13, 5)
    assert grown(before, before._replace(pages=20_000, memory=109.0, files=29)) == []
    assert grown(before, Sample(20_000, 111.0, 40, 9, 500, 5)) == [
        "memory: 1.11 times",
        "files: 12 more",
        "threads: 7 more",
        "tasks: 487 more",
    ]
