"""A fault at some of the calls of a process that saves; the benchmark takes all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.call_faults import CALLS, calls, outcome
from benchmarks.power_loss import has_strace

pytestmark = pytest.mark.skipif(not has_strace(), reason="needs strace (apt install strace)")
BATCHES = 1


def test_a_process_that_saves_makes_calls_of_every_kind(tmp_path: Path) -> None:
    made = calls(tmp_path, BATCHES)
    assert set(made) <= set(CALLS)
    assert made["pwrite64"] > 300 and made["fdatasync"] > 3


@pytest.mark.parametrize(
    ("fault", "call", "number"),
    [
        ("kill", "pwrite64", 2),
        ("kill", "pwrite64", 735),
        ("kill", "fdatasync", 3),
        ("eio", "pwrite64", 720),
        ("eio", "fdatasync", 18),
        ("enospc", "pwrite64", 700),
    ],
)
def test_nothing_acknowledged_is_lost(tmp_path: Path, fault: str, call: str, number: int) -> None:
    assert outcome(tmp_path, fault, call, number, BATCHES) == set()
