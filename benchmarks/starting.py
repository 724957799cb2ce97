"""How long a question waits for its answer, beside the bare interpreter.

``python -m benchmarks.starting [--archive demo.db] [--rounds 7]`` runs every reading verb as a
process of its own on the archive (by default the demo archive, which it makes), in turn with
``python -c pass``, and prints for each the best and the median wall time, the best CPU time,
and the ratio of its best wall time to the bare interpreter's.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from archive.opening import open_reading

#: The promise: an answer within this time on an idle machine, seconds of wall clock.
LIMIT = 0.3
#: Questions, in the words of the command line; ``{id}`` is an article that was edited.
VERBS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("search", "hydrogen"),
    ("search", "hydrogen", "--facets", "--months", "--json"),
    ("show", "{id}"),
    ("history", "{id}"),
    ("diff", "{id}"),
    ("explain", "{id}", "published_at"),
    ("tags",),
    ("tags", "hydrogen"),
    ("status",),
    ("sites",),
    ("removed",),
    ("quarantine", "list"),
    ("query", "--list"),
    ("query", "rising-tags"),
    ("query", "select count(*) from articles"),
    ("export", "--format", "csv", "--limit", "20"),
    ("schedule", "--cron"),
    ("completion", "bash"),
)
BARE = (sys.executable, "-c", "pass")
_EDITED = "SELECT id FROM articles ORDER BY current_version DESC, id LIMIT 1"


def main() -> None:
    """Measure, and print a line for each verb."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, help="default: a demo archive made for it")
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = chosen.archive or _demo(Path(folder))
        runs = {(): list(BARE)} | {words: _command(words, archive) for words in VERBS}
        _print(measured(runs, chosen.rounds))


def measured(
    runs: dict[tuple[str, ...], list[str]], rounds: int
) -> dict[tuple[str, ...], list[tuple[float, float]]]:
    """Wall and CPU seconds of each run in every round, all of them in turn."""
    found: dict[tuple[str, ...], list[tuple[float, float]]] = {words: [] for words in runs}
    for _ in range(rounds):
        for words, command in runs.items():
            found[words].append(_timed(command))
    return found


def _timed(command: Sequence[str]) -> tuple[float, float]:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return wall, used.ru_utime + used.ru_stime


def _print(found: dict[tuple[str, ...], list[tuple[float, float]]]) -> None:
    bare = min(wall for wall, _ in found[()])
    print(f"{'best s':>8}{'median':>8}{'CPU s':>8}{'ratio':>7}  verb")
    for words, times in found.items():
        walls = [wall for wall, _ in times]
        cpu = min(used for _, used in times)
        late = f"   over {LIMIT} s" if words and min(walls) > LIMIT else ""
        said = " ".join(words) or "python -c pass"
        numbers = f"{min(walls):8.3f}{statistics.median(walls):8.3f}{cpu:8.3f}"
        print(f"{numbers}{min(walls) / bare:7.1f}  {said}{late}")


def _demo(folder: Path) -> Path:
    path = folder / "demo.db"
    words = [sys.executable, "-m", "scraper.cli", "demo", "--archive", str(path)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return path


def _command(words: tuple[str, ...], archive: Path) -> list[str]:
    connection = open_reading(archive)
    edited = str(connection.execute(_EDITED).fetchone()[0])
    connection.close()
    said = [word.replace("{id}", edited) for word in words]
    return [sys.executable, "-m", "scraper.cli", "--archive", str(archive), *said]


if __name__ == "__main__":
    main()
