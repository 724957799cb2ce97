"""The name of the rules that read pages: it differs whenever a page may read differently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scraper import __version__

_SCRAPER = Path(__file__).parents[1]
#: What decides how a page reads: these folders, and these modules beside them.
_FOLDERS = ("clean", "extract", "sites")
_MODULES = (
    "address_words",
    "addresses",
    "alternates",
    "capture",
    "declared",
    "discover*",
    "encoding",
    "encoding_guess",
    "identity",
    "kind*",
    "mediatype",
    "read",
    "reading_key",
    "site",
    "urls*",
    "wall*",
)


@cache
def extractor() -> str:
    """``clusternews/VERSION+DIGEST``, the digest being that of the rules' own source.

    So a reading tells which rules made it, between two releases too.
    """
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"clusternews/{__version__}+{digest.hexdigest()[:8]}"


def sources() -> Iterator[Path]:
    """The files that decide how a page reads, in a stable order."""
    for folder in _FOLDERS:
        files = (path for path in (_SCRAPER / folder).rglob("*") if path.suffix in (".py", ".tsv"))
        yield from sorted(files)
    for pattern in _MODULES:
        yield from sorted(_SCRAPER.glob(f"{pattern}.py"))
