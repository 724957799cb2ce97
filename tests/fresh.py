"""Archives to begin a test with: copies of one that :meth:`Archive.open` has made.

Making one takes 300 statements and 0.1 s of the processor, a third of it to change tables of
earlier schemas: too much for thousands of tests that are about something else. Those about
making, finding and refusing archives leave it to ``Archive.open`` itself.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from archive.store import Archive


def fresh(path: Path) -> Archive:
    """The archive at ``path``, open for writing; a new one where there is nothing."""
    lay(path)
    return Archive.open(path)


def lay(path: Path) -> None:
    """Put an empty archive at ``path``, unless there is something or no folder to put it in."""
    if path.parent.is_dir() and not path.exists():
        path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        Archive.open(path).close()
        return path.read_bytes()
