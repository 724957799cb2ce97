"""Pages with known truth, read from a folder.

Each page has a folder with ``page.html`` or ``page.html.gz`` and an ``expected.json`` that
holds ``url`` and what is known: ``text``; ``with`` and ``without`` (snippets that the text
must and must not hold); ``title``, ``date``, ``authors``, ``tags``. The folders above it
name the set.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """One page and what is known of it."""

    name: str  #: set and folder
    group: str  #: the set it belongs to
    html: bytes
    truth: dict[str, Any]

    @property
    def url(self) -> str:
        """Where the page stood."""
        return str(self.truth.get("url") or "https://example.org/page")


def annotated_pages(folder: Path, most: int | None = None) -> Iterator[AnnotatedPage]:
    """The pages under ``folder``; ``most`` spreads so many evenly over all of them.

    Raises FileNotFoundError if there is none.
    """
    expected = sorted(folder.rglob("expected.json"))
    if not expected:
        raise FileNotFoundError(f"{folder} holds no annotated pages (folders with expected.json)")
    step = max(1, len(expected) // most) if most else 1
    for path in expected[::step][:most]:
        here = path.parent
        group = here.parent.name
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield AnnotatedPage(f"{group}/{here.name}", group, _html(here), truth)


def _html(folder: Path) -> bytes:
    packed = folder / "page.html.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else _plain(folder)


def _plain(folder: Path) -> bytes:
    return (folder / "page.html").read_bytes()
