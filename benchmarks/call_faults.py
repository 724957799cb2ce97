"""A fault at every single write, sync and truncation of a process that saves.

    python -m benchmarks.call_faults [--step 1] [--batches 4] [--faults kill eio enospc]

A process makes an archive, saves batches and says so after each; strace
(https://strace.io, `apt install strace`) lets its Nth call of a kind fail, for every N: the
process is killed there (``kill``), the call fails once as on a bad disk (``eio``), or this
call and all after it fail as on a full disk (``enospc``). Then the archive is opened and
looked over with `check`, and saved to again without a fault. Prints for each fault and kind
of call how many points there were, and at how many an acknowledged batch was missing, a batch
was there in half, the archive was damaged, could not be saved to again, or the process ended
neither well nor with one of our own errors. The goal is none; exit code 1 otherwise.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.errors import ClusternewsError
from archive.store import Archive
from benchmarks.power_loss import ROOT, faults, has_strace
from tests.archive.making import visit

CALLS = ("pwrite64", "fdatasync", "ftruncate")
#: What strace does to a call, and to which of those that follow.
FAULTS = {
    "kill": "signal=KILL:when={}",
    "eio": "error=EIO:when={}",
    "enospc": "error=ENOSPC:when={}+",
}
#: What the writer may end with: well, killed, or with an error that says what is wrong.
_ENDS = {"kill": {0, -signal.SIGKILL}, "eio": {0, 3}, "enospc": {0, 3}}
#: A file of another name is not the archive's.
_COUNTED = re.compile(r"^\d+ +(\w+)\(\d+<[^>]*/news\.db(?:-wal)?>")

# Without pandas, which sqlite_utils would import for data frames: there are none.
_WRITER = """
import sys
from pathlib import Path
sys.modules["pandas"] = None
from archive.errors import ClusternewsError
from archive.store import Archive
from tests.archive.making import BASE, visit
path, batches = Path(sys.argv[1]), int(sys.argv[2])
try:
    with Archive.open(path) as archive:
        archive.connection.execute("PRAGMA wal_autocheckpoint = 100")
        for batch in range(batches):
            new = [visit(f"{BASE}/{batch}/{number}", title=f"Batch {batch}") for number in range(3)]
            at = f"2026-03-{batch + 1:02}"
            changed = visit(f"{BASE}/changing", at=at, title=f"Batch {batch}")
            archive.save([*new, changed])
            print(batch, flush=True)
except ClusternewsError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def calls(folder: Path, batches: int) -> Counter[str]:
    """How many calls of each kind the writer makes on the archive's files."""
    log = folder / "calls.strace"
    path = folder / "counted" / "news.db"
    path.parent.mkdir()
    done = _run(path, batches, "-y", "-e", f"trace={','.join(CALLS)}", "-o", str(log))
    if done.returncode:
        raise RuntimeError(done.stderr)
    matches = map(_COUNTED.match, log.read_text(errors="replace").splitlines())
    return Counter(match[1] for match in matches if match)


def _run(path: Path, batches: int, *options: str) -> subprocess.CompletedProcess[str]:
    writer = [sys.executable, "-c", _WRITER, str(path), str(batches)]
    command = ["strace", "-f", *options, *writer]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def outcome(folder: Path, fault: str, call: str, number: int, batches: int) -> set[str]:
    """What is wrong after a fault at this call; empty if all is as promised."""
    for old in folder.iterdir():
        old.unlink()
    inject = f"inject={call}:{FAULTS[fault].format(number)}"
    paths = [f"-P{folder / name}" for name in ("news.db", "news.db-wal")]
    path = folder / "news.db"
    done = _run(path, batches, "-o", "/dev/null", "-e", f"trace={call}", *paths, "-e", inject)
    found = set() if done.returncode in _ENDS[fault] else {f"ended with {done.returncode}"}
    acknowledged = sum(line.strip().isdigit() for line in done.stdout.splitlines())
    # The memory that processes share beside the file dies with them.
    files = {name: path.with_name(name) for name in ("news.db", "news.db-wal")}
    left = {name: file.read_bytes() for name, file in files.items() if file.exists()}
    return found | set(faults(folder, left, acknowledged)) | set(_saved_again(path))


def _saved_again(path: Path) -> Iterator[str]:
    try:
        with Archive.open(path) as archive:
            archive.save([visit()])
    except ClusternewsError:
        yield "cannot be saved to"


def points(
    folder: Path, fault: str, call: str, numbers: Sequence[int], batches: int
) -> Counter[str]:
    """At how many of these calls there is what wrong after the fault."""
    found = Counter[str](points=len(numbers))
    for number in numbers:
        found.update(outcome(folder, fault, call, number, batches))
    return found


def main() -> int:
    """Count the calls, let each fail, and print what came out."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.call_faults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--step", type=int, default=1, help="every so many calls")
    parser.add_argument("--batches", type=int, default=4)
    parser.add_argument("--faults", nargs="+", choices=FAULTS, default=list(FAULTS))
    chosen = parser.parse_args()
    if not has_strace():
        print("strace is not installed, or may not be used here", file=sys.stderr)
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="call_faults-") as name:
        every = calls(Path(name), chosen.batches)
        disk = Path(name) / "disk"
        disk.mkdir()
        for fault in chosen.faults:
            for call, count in every.items():
                numbers = range(1, count + 1, chosen.step)
                found = points(disk, fault, call, numbers, chosen.batches)
                print(f"{fault} at {call}: {dict(found)}", flush=True)
                wrong += found.total() - found["points"]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
