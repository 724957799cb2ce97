"""What a process has cost: printed by each contender when it is done."""

from __future__ import annotations

import argparse
import cProfile
import json
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

#: Base URL, paths to ask for, a folder to write to.
Contender = Callable[[str, Sequence[str], Path], None]


def run_and_report(contender: Contender) -> None:
    """Runs a contender as the command line says; paths come on stdin, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base_url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", type=Path, help="write a profile to this file")
    chosen = parser.parse_args()
    paths = json.load(sys.stdin)
    if chosen.profile is None:
        contender(chosen.base_url, paths, chosen.folder)
    else:
        profile = cProfile.Profile()
        profile.runcall(contender, chosen.base_url, paths, chosen.folder)
        profile.dump_stats(chosen.profile)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "peak": peak_memory()}))


def peak_memory() -> float:
    """Largest resident size of this process so far, MB.

    The kernel's own high-water mark where it has one: ``ru_maxrss`` starts at the
    size of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
