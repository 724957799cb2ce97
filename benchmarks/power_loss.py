"""Power lost at many moments of a run that saves: is what was acknowledged still there?

    python -m benchmarks.power_loss [--points 500] [--seed 1]

A process saves batches of articles, changed ones among them, and says so after each; strace
(https://strace.io, `apt install strace`) notes every write, sync and truncation of the
archive's files. For each point a moment is chosen, and the files are put together as a disk
may hold them then: what was synced stands; of what was written since, any part is missing,
in any order, and a write may be torn between two sectors of 512 bytes. The archive is opened
and looked over with `check`. Prints at how many points an acknowledged batch was missing, a
batch was there in half, or the archive was damaged; the goal is none. The same is then done
without syncs, which must show faults, or the model could not find any. Exit code 1 if not so.

A disk that says it has synced and has not is outside of the model, and so is the loss of a
directory entry.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from archive.errors import ClusternewsError
from archive.opening import open_reading
from archive.records import Severity
from archive.upkeep import check
from tests.archive.making import BASE

ROOT = Path(__file__).parents[1]
SECTOR = 512
#: What a batch saves: three new articles, and one that changes again.
_NOTHING, _WHOLE = (0, 0), (3, 1)
_CHANGING = f"{BASE}/changing"
_COUNT_NEW = "SELECT count(*) FROM articles WHERE title = ? AND url <> ?"
_COUNT_CHANGES = """
SELECT count(*) FROM versions v JOIN articles a ON a.id = v.article_id
WHERE v.title = ? AND a.url = ?
"""

# Without pandas, which sqlite_utils would import for data frames: there are none.
_WRITER = """
import sys
from pathlib import Path
sys.modules["pandas"] = None
from archive.store import Archive
from tests.archive.making import BASE, visit
path, batches, setting = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
with Archive.open(path) as archive:
    archive.connection.execute(f"PRAGMA synchronous = {setting}")
    archive.connection.execute("PRAGMA wal_autocheckpoint = 100")
    for batch in range(batches):
        new = [visit(f"{BASE}/{batch}/{number}", title=f"Batch {batch}") for number in range(3)]
        changed = visit(f"{BASE}/changing", at=f"2026-03-{batch + 1:02}", title=f"Batch {batch}")
        archive.save([*new, changed])
        print(batch, flush=True)
"""
_CALLS = "trace=pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat"
_CALL = re.compile(r"^\d+ +(\w+)\((?:\d+<([^>]*)>|\"([^\"]*)\")(?:, (.*))?\) += (-?\d+)")
_WRITTEN = re.compile(r'^"((?:\\x[0-9a-f]{2})*)", \d+(?:, (\d+))?$')


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a file, or an acknowledgement."""

    kind: str  #: write, sync, truncate, unlink or said
    file: str = ""  #: name within the folder
    offset: int = 0  #: of a write; new length of a truncation; number of the batch said
    content: bytes = b""


@dataclass(slots=True)
class _File:
    durable: bytearray | None = None  #: None: it is not there
    pending: list[Event] = field(default_factory=list)


def has_strace() -> bool:
    """True if strace is installed and may be used here."""
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return done.returncode == 0


def recorded(path: Path, batches: int, setting: str) -> list[Event]:
    """Runs the writer on a new archive at ``path`` and gives back what it did to the files."""
    log = path.with_suffix(".strace")
    traced = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", _CALLS, "-o", str(log)]
    writer = [sys.executable, "-c", _WRITER, str(path), str(batches), setting]
    subprocess.run([*traced, *writer], cwd=ROOT, check=True, capture_output=True)
    try:
        with log.open(encoding="ascii") as lines:
            return list(_events(lines, path))
    finally:
        log.unlink()


def _events(lines: Iterator[str], path: Path) -> Iterator[Event]:
    for line in lines:
        match = _CALL.match(line)
        if match is None or int(match[5]) < 0:
            continue
        call, rest = match[1], match[4] or ""
        name = Path(_text(match[2] or match[3]))
        written = _WRITTEN.match(rest) if call in {"write", "pwrite64"} else None
        if name.parent == path.parent and name.name in {path.name, f"{path.name}-wal"}:
            yield _of_file(call, name.name, rest, written)
        elif call == "write" and written is not None:
            said = _bytes(written[1]).strip()
            if said.isdigit():
                yield Event("said", offset=int(said))


def _of_file(call: str, name: str, rest: str, written: re.Match[str] | None) -> Event:
    if call in {"fdatasync", "fsync"}:
        return Event("sync", name)
    if call == "ftruncate":
        return Event("truncate", name, int(rest))
    if call in {"unlink", "unlinkat"}:
        return Event("unlink", name)
    if written is None or written[2] is None:
        raise RuntimeError(f"SQLite wrote to {name} in a way that is not followed: {call}")
    return Event("write", name, int(written[2]), _bytes(written[1]))


def _text(quoted: str) -> str:
    return _bytes(quoted).decode() if "\\x" in quoted else quoted


def _bytes(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


def after_power_loss(events: Sequence[Event], chance: Random) -> dict[str, bytes]:
    """The files as a disk may hold them after the last of these events."""
    files: dict[str, _File] = {}
    for event in events:
        if event.kind == "said":
            continue
        file = files.setdefault(event.file, _File())
        file.pending.append(event)
        if event.kind == "sync":
            for earlier in file.pending:
                _apply(file, earlier)
            file.pending.clear()
    for file in files.values():
        for event in _survivors(file.pending, chance):
            _apply(file, event)
    return {name: bytes(file.durable) for name, file in files.items() if file.durable is not None}


def _survivors(pending: list[Event], chance: Random) -> list[Event]:
    """Of what was not synced, what reached the disk: in full order up to some moment, or any
    part of it in any order, torn at places."""
    if chance.random() < 0.3:
        return pending[: chance.randint(0, len(pending))]
    share = chance.random()
    kept = [event for event in pending if chance.random() < share]
    chance.shuffle(kept)
    return [_torn(event, chance) if chance.random() < 0.3 else event for event in kept]


def _torn(event: Event, chance: Random) -> Event:
    if event.kind != "write" or len(event.content) <= SECTOR:
        return event
    end = chance.randrange(SECTOR, len(event.content), SECTOR)
    return Event("write", event.file, event.offset, event.content[:end])


def _apply(file: _File, event: Event) -> None:
    if event.kind == "unlink":
        file.durable = None
        return
    if file.durable is None:
        file.durable = bytearray()
    if event.kind == "truncate":
        file.durable = file.durable[: event.offset].ljust(event.offset, b"\0")
    elif event.kind == "write":
        missing = event.offset - len(file.durable)
        file.durable += bytes(max(0, missing))
        file.durable[event.offset : event.offset + len(event.content)] = event.content


def faults(folder: Path, files: dict[str, bytes], acknowledged: int) -> Iterator[str]:
    """What is wrong with the archive in these files: ``lost``, ``half`` or ``damaged``."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        with closing(open_reading(folder / "news.db")) as connection:
            if any(one.severity != Severity.NOTE for one in check(connection)):
                yield "damaged"
            for batch in range(acknowledged + 2):
                found = _of_batch(connection, f"Batch {batch}")
                if batch < acknowledged and found != _WHOLE:
                    yield "lost"
                elif found not in {_NOTHING, _WHOLE}:
                    yield "half"
    except (ClusternewsError, sqlite3.DatabaseError):
        # Before the first acknowledgement there need not be an archive.
        if acknowledged:
            yield "damaged"


def _of_batch(connection: sqlite3.Connection, title: str) -> tuple[int, int]:
    """How many of a batch's new articles, and of its changes of an earlier one, are there."""
    new = connection.execute(_COUNT_NEW, (title, _CHANGING)).fetchone()[0]
    return new, connection.execute(_COUNT_CHANGES, (title, _CHANGING)).fetchone()[0]


def losses(events: Sequence[Event], points: int, seed: int, folder: Path) -> Counter[str]:
    """At how many of so many random points there is which fault."""
    found = Counter[str](points=0, lost=0, half=0, damaged=0)
    for point in range(points):
        chance = Random(seed * 1_000_003 + point)
        until = chance.randint(1, len(events))
        acknowledged = sum(event.kind == "said" for event in events[:until])
        files = after_power_loss(events[:until], chance)
        found.update(set(faults(folder, files, acknowledged)))
        found["points"] += 1
    return found


def main() -> int:
    """Record, lose power, look, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batches", type=int, default=25)
    arguments = parser.parse_args()
    if not has_strace():
        print("strace is not installed, or may not be used here", file=sys.stderr)
        return 2
    ends = []
    with tempfile.TemporaryDirectory(prefix="power_loss-") as name:
        folder = Path(name) / "disk"
        folder.mkdir()
        for setting in ("FULL", "OFF"):
            path = Path(name) / setting / "news.db"
            path.parent.mkdir()
            events = recorded(path, arguments.batches, setting)
            found = losses(events, arguments.points, arguments.seed, folder)
            kinds = Counter(event.kind for event in events)
            print(f"synchronous={setting}: {dict(kinds)}")
            print(f"  {dict(found)}")
            ends.append(found["lost"] + found["half"] + found["damaged"])
    return 0 if ends[0] == 0 and ends[1] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
