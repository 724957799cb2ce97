"""Damaged and malicious archive files: does any verb crash, hang, or end with a traceback?

    python -m benchmarks.hostile_files [--files 1000] [--seed 1] [--show 20]

Copies of a full archive are changed: bytes anywhere, in headers of pages, in the schema;
pages zeroed, swapped or cut off; tables, views and triggers replaced by ones that mean harm.
Reading verbs of the command line are run over each, in a process of its own with a limit of
memory and time, and so is opening it for writing. Prints how many files were answered as if
nothing was wrong, refused or named as damaged, how many ended with a traceback, and how many
took the process down (a signal, or the time was over). The goal is none of the last two; exit
code 1 otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from archive.errors import ClusternewsError
from archive.store import Archive
from benchmarks.full_archive import fill
from scraper.cli.main import run
from tests.archive.making import visit

ROOT = Path(__file__).parents[1]
MEMORY, SECONDS = 4 << 30, 60
_PAGE = 4096
VERBS = (
    ("search", "hydrogen"),
    ("show", "1", "--json"),
    ("history", "1"),
    ("status", "--json"),
    ("tags",),
    ("query", "SELECT * FROM articles_full"),
    ("export", "--format", "jsonl"),
    ("check",),
)
_WRITING = ("save a visit",)
#: Statements that make an archive one that means harm; not all can be said of every file.
SPELLS = (
    "CREATE TRIGGER evil AFTER INSERT ON visits BEGIN SELECT load_extension('evil.so'); END",
    "DROP VIEW latest; CREATE VIEW latest AS SELECT load_extension('evil.so') AS id, 1 AS url",
    "DROP VIEW articles_full; CREATE VIEW articles_full AS WITH RECURSIVE c(x) AS (SELECT 1 "
    "UNION ALL SELECT x + 1 FROM c) SELECT x AS id, x AS url FROM c",
    "UPDATE article_texts SET body_text = CAST(zeroblob(30000000) AS TEXT) WHERE article_id = 1",
    "UPDATE articles SET title = CAST(x'00ff1b5b324a' AS TEXT), url = 'javascript:alert(1)'",
    "UPDATE version_contents SET fields = '[[[[[[' ",
    "UPDATE articles SET published_at = '99999-99-99', current_version = current_version",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE x(' "
    "WHERE name = 'links'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 3 WHERE name = 'articles'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = -1 WHERE type = 'index'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'unicode61', 'no')",
    "DELETE FROM article_search_data",
    "UPDATE article_search_data SET block = randomblob(length(block))",
    "UPDATE bodies SET content = randomblob(length(content))",
    "UPDATE dictionaries SET content = zeroblob(10)",
    "PRAGMA foreign_keys = OFF; DELETE FROM sites",
    "PRAGMA foreign_keys = OFF; DELETE FROM versions",
    "UPDATE changes SET classes = ''",
    "UPDATE runs SET settings = 'no json'",
)


def hostile(path: Path, content: bytes, seed: int) -> str:
    """Writes a changed copy to ``path``; says what was done."""
    chance = Random(seed)
    if chance.random() < 0.25 and (said := _bewitched(path, content, chance)):
        return said
    data = bytearray(content)
    name = chance.choice(["bytes", "bytes", "header", "page heads", "pages", "cut"])
    _CHANGES[name](data, chance)
    path.write_bytes(data)
    return name


def _bewitched(path: Path, content: bytes, chance: Random) -> str:
    path.write_bytes(content)
    spell = chance.choice(SPELLS)
    with closing(sqlite3.connect(path)) as connection, contextlib.suppress(sqlite3.Error):
        connection.executescript(spell)
        return spell
    return ""


def _bytes(data: bytearray, chance: Random) -> None:
    for _ in range(chance.randint(1, 400)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _header(data: bytearray, chance: Random) -> None:
    # What tells an archive from another file stays, or all would be refused at once.
    for place in chance.sample([*range(16, 60), *range(72, 100)], chance.randint(1, 4)):
        data[place] = chance.choice([0, 1, 127, 255, chance.randrange(256)])


def _page_heads(data: bytearray, chance: Random) -> None:
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(1, len(data) // _PAGE) * _PAGE
        data[start + chance.randrange(16)] = chance.randrange(256)


def _pages(data: bytearray, chance: Random) -> None:
    for _ in range(chance.randint(1, 5)):
        one, other = (chance.randrange(1, len(data) // _PAGE) * _PAGE for _ in range(2))
        kept = bytes(data[one : one + _PAGE])
        data[one : one + _PAGE] = chance.choice([data[other : other + _PAGE], bytes(_PAGE)])
        data[other : other + _PAGE] = kept


def _cut(data: bytearray, chance: Random) -> None:
    del data[chance.randrange(100, len(data)) :]


_CHANGES = {
    "bytes": _bytes,
    "header": _header,
    "page heads": _page_heads,
    "pages": _pages,
    "cut": _cut,
}


def looked_at(path: Path, words: tuple[str, ...]) -> str:
    """What became of one verb: ``answered``, ``refused``, or the last line of a traceback."""
    if words == _WRITING:
        return written_to(path)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = run([*words, "--archive", str(path)])
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        file = Path(place.filename).name
        return f"traceback: {type(error).__name__}: {error} ({words[0]}, {file}:{place.lineno})"
    return "refused" if code else "answered"


def written_to(path: Path) -> str:
    """What became of opening it to write; the file is changed."""
    try:
        with Archive.open(path) as archive:
            archive.save([visit(at="2027-01-01T00:00:00+00:00", title="Later")])
    except ClusternewsError:
        return "refused"
    except sqlite3.Error as error:
        return f"traceback: {type(error).__name__}: {error} (writing)"
    return "answered"


def _in_child(content: bytes, folder: Path, seeds: Iterator[int], verbs: int) -> None:
    """Looks at one file after the other, and says what came out of it, line by line."""
    for seed in seeds:
        print("at", seed, flush=True)
        signal.alarm(SECONDS)
        path = folder / f"{seed}.db"
        done = hostile(path, content, seed)
        chosen = Random(seed).sample([*VERBS, _WRITING], verbs)
        chosen.sort(key=lambda words: words == _WRITING)
        ends = {looked_at(path, words) for words in chosen}
        worst = max(ends, key=["answered", "refused"].index if not _bad(ends) else _is_bad)
        print("was", seed, f"{worst} after {done}" if _bad(ends) else worst, flush=True)
        for file in folder.glob(f"{seed}.db*"):
            file.unlink()


def _is_bad(end: str) -> bool:
    return end.startswith("traceback")


def _bad(ends: set[str]) -> bool:
    return any(map(_is_bad, ends))


def ends(content: Path, seeds: range, verbs: int = len(VERBS) + 1) -> Iterator[tuple[int, str]]:
    """What became of each file; a process that died is started anew after the file it died at."""
    at = seeds.start
    while at < seeds.stop:
        words = [str(content), str(at), str(seeds.stop), str(verbs)]
        command = [sys.executable, "-m", "benchmarks.hostile_files", "--child", *words]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        lines = [line.split(" ", 2) for line in done.stdout.splitlines()]
        yield from ((int(line[1]), line[2]) for line in lines if line[0] == "was")
        last = int(lines[-1][1]) if lines else at
        if done.returncode:
            yield last, f"crash: {done.returncode} {done.stderr[-200:]}"
        at = last + 1


def main() -> int:
    """Change, look, and print what came out."""
    if sys.argv[1:2] == ["--child"]:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        content, first, stop, verbs = sys.argv[2:6]
        with tempfile.TemporaryDirectory(prefix="hostile_files-") as name:
            seeds = iter(range(int(first), int(stop)))
            _in_child(Path(content).read_bytes(), Path(name), seeds, int(verbs))
        return 0
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.hostile_files",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hostile_files-") as name:
        path = Path(name) / "whole.db"
        fill(path)
        first = chosen.seed * 1_000_000
        found = list(ends(path, range(first, first + chosen.files)))
    print(dict(Counter(end.partition(":")[0] for _, end in found)))
    bad = [(seed, end) for seed, end in found if end not in ("answered", "refused")]
    for seed, end in bad[: chosen.show]:
        print(f"{seed}: {end[:300]}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
