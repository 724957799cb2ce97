"""The model of a power loss, and a few points of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.power_loss import Event, after_power_loss, has_strace, losses, recorded


def written(offset: int, content: bytes) -> Event:
    return Event("write", "news.db", offset, content)


def outcomes(*events: Event) -> set[bytes]:
    """What the file may be after these events."""
    return {after_power_loss(events, Random(seed)).get("news.db", b"none") for seed in range(300)}


def test_what_was_synced_stands_and_the_rest_is_in_doubt() -> None:
    first, second = written(0, b"aa"), written(2, b"bb")
    assert outcomes(first, second) == {b"none", b"aa", b"\0\0bb", b"aabb"}
    assert outcomes(first, Event("sync", "news.db"), second) == {b"aa", b"aabb"}
    assert outcomes(first, second, Event("sync", "news.db")) == {b"aabb"}


def test_writes_are_reordered_torn_and_truncations_lost() -> None:
    assert outcomes(written(0, b"a"), Event("sync", "news.db"), Event("truncate", "news.db")) == {
        b"a",
        b"",
    }
    assert b"a" in outcomes(written(0, b"a"), written(0, b"b"))
    assert bytes([1]) * 512 in outcomes(written(0, bytes([1]) * 1024))


@pytest.mark.skipif(not has_strace(), reason="needs strace (apt install strace)")
def test_no_acknowledged_article_is_lost(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    found = {}
    for setting in ("FULL", "OFF"):
        path = tmp_path / setting / "news.db"
        path.parent.mkdir()
        events = recorded(path, 5, setting)
        found[setting] = losses(events, 20, 7, disk)
    assert found["FULL"] == {"points": 20, "lost": 0, "half": 0, "damaged": 0}
    assert found["OFF"]["lost"] + found["OFF"]["damaged"] > 0
