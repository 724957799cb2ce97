"""What erasing costs, and whether anything is left.

    python -m benchmarks.erase [--pages 2000] [--kilobytes 70] [--planted 200] [--folder FOLDER]

Makes an archive of pages with markup of that size, on some of which ten persons are named,
each in another way. Prints the CPU of saving a page before there is a tombstone, of erasing
five of the persons, one after the other, and of saving a page afterwards, with their
tombstones, as a ratio to an lxml parse of the same page; and how many
of the five are found in the bytes of the archive and of a backup (the goal is none), and of
the other five (the goal is all). Exit code 1 if either is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

from lxml import html

from archive.backup import back_up
from archive.erase import erase_person
from archive.records import Visit
from archive.store import Archive
from tests.archive.erasing import PEOPLE, bytes_found, email_of, planted
from tests.archive.making import BASE, LATER, visit

_BATCH = 50


def main() -> int:
    """Run it."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        return _run(options, Path(folder) / "news.db")


def _run(options: argparse.Namespace, path: Path) -> int:
    visits = list(_visits(options))
    parsing = _seconds(lambda: [html.fromstring(_body(one)) for one in visits[:100]]) / 100
    with Archive.open(path) as archive:
        saving = _saved(archive, visits) / len(visits)
        _say("archive", f"{path.stat().st_size / 2**20:.0f} MiB, {len(visits)} pages")
        _say("lxml parse of a page", f"{parsing * 1e3:.2f} ms")
        _say("saving a page", f"{saving * 1e3:.2f} ms, {saving / parsing:.2f} parses")
        for name in PEOPLE[::2]:
            wall = time.perf_counter()
            erasing = partial(erase_person, archive, name, [email_of(name)], "asked for")
            spent = _seconds(erasing)
            wall = time.perf_counter() - wall
            said = f"{spent:.1f} s CPU, {wall:.1f} s, {spent / len(visits) * 1e3:.2f} ms a page"
            _say("erasing a person", said)
        last = visits[-200:]
        later = _saved(archive, [_later(one) for one in last]) / len(last)
        _say("saving a page, 5 tombstones", f"{later * 1e3:.2f} ms, {later / parsing:.2f} parses")
    back_up(path, path.with_name("news.db.backup"))
    left, kept = bytes_found(path, PEOPLE[::2]), bytes_found(path, PEOPLE[1::2])
    _say("erased and found, archive and backup", str(len(left)))
    _say("not erased and found in both", str(len(kept) // 2))
    return int(bool(left) or len(kept) < len(PEOPLE))


def _visits(options: argparse.Namespace) -> Iterator[Visit]:
    chance = Random(5)
    words = [f"word{chance.randrange(9000)}" for _ in range(3000)]
    step = max(1, options.pages // options.planted)
    for number in range(options.pages):
        if number % step:
            one = visit(f"{BASE}/plain/{number}", title=f"Page {number}", body_text=" ".join(words))
        else:
            one = planted(number // step, PEOPLE[number // step % 10])
        assert one.capture is not None
        filling = b" ".join(
            b'<div class="a b"><a href="/%s">%s</a></div>' % (word.encode(), word.encode())
            for word in chance.choices(words, k=options.kilobytes * 24)
        )
        body = one.capture.body + b"<div>" + filling + b"</div>"
        capture = replace(one.capture, body=body, digest=sha256(body).hexdigest())
        yield replace(one, capture=capture)


def _body(one: Visit) -> bytes:
    return one.capture.body if one.capture else b""


def _later(one: Visit) -> Visit:
    """The same page seen again, with other bytes."""
    assert one.capture is not None
    body = one.capture.body + b"<p>later</p>"
    digest = sha256(body).hexdigest()
    capture = replace(one.capture, captured_at=LATER, body=body, digest=digest)
    return replace(one, visited_at=LATER, capture=capture)


def _saved(archive: Archive, visits: list[Visit]) -> float:
    """CPU seconds of saving visits in batches."""
    batches = [visits[start : start + _BATCH] for start in range(0, len(visits), _BATCH)]
    return _seconds(lambda: [archive.save(batch) for batch in batches])


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _say(what: str, value: str) -> None:
    print(f"{what:<40} {value}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.erase")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--kilobytes", type=int, default=70)
    parser.add_argument("--planted", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
