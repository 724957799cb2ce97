"""One flipped bit in each of many copies of an archive: does `check` find what matters?

    python -m benchmarks.bit_flips [--flips 1000] [--seed 1] [--jobs 2] [--show 20]

Makes an archive with everything in it, and takes down all that a reader can see: what
`show`, `search`, `history`, exports, `tags` and `status` answer, every body, and the rows of
every table and view that `query` reads. In each copy one random bit is flipped; a flip
matters if any of this changes or cannot be read. Prints how many flips mattered and were
found, mattered and were missed (each with its place; the goal is none), were harmless and
named all the same, and were harmless. Exit code 1 if one was missed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from archive.bodies import read_body
from archive.errors import ClusternewsError
from archive.opening import open_reading
from archive.queries import find_article, list_articles, list_tags, status
from archive.records import Severity
from archive.search import search
from archive.upkeep import check
from benchmarks.full_archive import fill

#: What no reader sees: the inside of the word index, statistics, compressed bytes (which
#: are read), counters of the template, digests of texts.
_UNSEEN = ("article_search_", "sqlite_", "_sqlite", "sketch")
_UNSEEN_COLUMNS = {("bodies", "content"), ("dictionaries", "content"), ("template_pages", "seen")}
_WORDS = ("hydrogen", "paragraph", "opens", "clust*", '"the second"', "smart", "ana", "")


@dataclass(frozen=True, slots=True)
class Flip:
    """What one flipped bit did."""

    byte: int  #: place in the file
    bit: int
    changed: str  #: what a reader saw change; empty if nothing
    found: str  #: what `check` said first; empty if nothing


def seen(path: Path) -> dict[str, str]:
    """All that a reader can see of an archive, by the question asked, each as a digest."""
    with closing(open_reading(path)) as connection:
        return {
            name: hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
            for name, text in _answers(connection)
        }


def _answers(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    articles = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]
    for article in articles:
        yield f"show {article}", json.dumps(find_article(connection, str(article)))
    for words in _WORDS:
        for order in ("best", "newest"):
            yield f"search {words} {order}", repr(search(connection, words, order=order, limit=99))
    yield "export", json.dumps(list(list_articles(connection)))
    yield "tags", json.dumps(list_tags(connection))
    yield "status", json.dumps(status(connection))
    for (digest,) in connection.execute("SELECT DISTINCT digest FROM captures").fetchall():
        yield f"body {digest}", repr(read_body(connection, digest))
    tables = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    for (table,) in connection.execute(tables).fetchall():
        if not table.startswith(_UNSEEN) and table != "article_search":
            yield f"rows of {table}", _rows(connection, table)


def _rows(connection: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    shown = [f'"{name}"' for name in columns if (table, name) not in _UNSEEN_COLUMNS]
    rows = connection.execute(f'SELECT {", ".join(shown)} FROM "{table}"')
    return repr(sorted(repr(tuple(row)) for row in rows))


def flip(path: Path, folder: Path, before: dict[str, str], seed: int) -> Flip:
    """Flips one bit in a copy, looks, and asks `check`."""
    content = bytearray(path.read_bytes())
    chance = Random(seed)
    byte, bit = chance.randrange(len(content)), chance.randrange(8)
    content[byte] ^= 1 << bit
    copy = folder / f"{seed}.db"
    copy.write_bytes(content)
    try:
        return Flip(byte, bit, _changed(copy, before), _found(copy))
    finally:
        for file in folder.glob(f"{seed}.db*"):
            file.unlink()


def _changed(copy: Path, before: dict[str, str]) -> str:
    try:
        after = seen(copy)
    except Exception as error:
        return f"cannot be read: {type(error).__name__}: {error}"
    names = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    return ", ".join(sorted(names)[:4])


def _found(copy: Path) -> str:
    """What `check` tells a person; nothing where it would end with a traceback."""
    try:
        with closing(open_reading(copy)) as connection:
            damage = [one for one in check(connection) if one.severity != Severity.NOTE]
    except ClusternewsError as error:
        return f"refused: {error}"
    except Exception as error:
        print(f"check failed: {type(error).__name__}: {error}", file=sys.stderr)
        return ""
    return f"{damage[0].code}: {damage[0].message} ({damage[0].where})" if damage else ""


def main() -> int:
    """Flip, look, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=20, help="missed flips that are listed")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bit_flips-"))
    try:
        path = folder / "whole.db"
        fill(path)
        before = seen(path)
        print(f"{path.stat().st_size:,} bytes; whole: {not _found(path)}")
        one = partial(flip, path, folder, before)
        seeds = range(arguments.seed * 1_000_000, arguments.seed * 1_000_000 + arguments.flips)
        with ProcessPoolExecutor(arguments.jobs) as pool:
            flips = list(pool.map(one, seeds, chunksize=8))
    finally:
        shutil.rmtree(folder)
    return _report(flips, arguments.show)


def _report(flips: list[Flip], show: int) -> int:
    missed = [one for one in flips if one.changed and not one.found]
    counts = Counter((bool(one.changed), bool(one.found)) for one in flips)
    print(f"mattered and found   {counts[True, True]:6}")
    print(f"mattered and missed  {counts[True, False]:6}")
    print(f"harmless and named   {counts[False, True]:6}")
    print(f"harmless             {counts[False, False]:6}")
    for one in missed[:show]:
        print(f"  byte {one.byte} bit {one.bit}: {one.changed[:200]}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
