"""Makes the archive that the benchmark of exports reads, unless it is there.

    python -m benchmarks.exports_archive PATH ARTICLES

Prints nothing.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

from archive.records import Visit
from archive.store import Archive
from benchmarks.synthetic import Synthetic

_BATCH = 500


def fill(path: Path, articles: int) -> None:
    """Makes an archive of so many articles at ``path``, unless it is there."""
    if path.exists():
        return
    part = path.with_name(path.name + ".part")
    with Archive.open(part) as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")
        visits = map(_small, Synthetic(articles).visits())
        while batch := list(islice(visits, _BATCH)):
            archive.save(batch)
    part.replace(path)


def _small(visit: Visit) -> Visit:
    """The visit with next to nothing but its article."""
    assert visit.capture is not None
    body = f"{visit.url} {visit.visited_at}".encode()
    capture = replace(visit.capture, body=body, digest=hashlib.sha256(body).hexdigest())
    return replace(visit, capture=capture, removed=(), blocks=(), links=())


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
