"""What a person says of captures to be read into the archive, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.records import Form, PageState, SavedVisit, Visit

#: More than any page of news; a larger file is no page.
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person says of the captures; None: the capture itself tells."""

    site: str | None = None
    url: str | None = None
    captured_at: str | None = None  #: ISO 8601 with a zone; None: the file's own time
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file, or of records of a WARC file.

    Exactly one of ``saved``, ``error`` and ``skipped`` is set.
    """

    path: Path
    saved: SavedVisit | None = None
    error: str | None = None
    offset: int | None = None  #: of the record in its WARC file; None for a file of one page
    skipped: str | None = None  #: why records hold nothing for the archive
    count: int = 1  #: of the records skipped

    @property
    def place(self) -> str:
        """Where it stood, for a person."""
        return str(self.path) if self.offset is None else f"{self.path} at byte {self.offset}"


def why_no_article(visit: Visit) -> str:
    """One sentence: what a page without an article is instead."""
    if visit.state is PageState.FETCHED:
        return f"holds no article: it reads as a page of kind {visit.kind.value!r}"
    said = visit.reason or "; ".join(problem.message for problem in visit.problems)
    return f"holds no article: {visit.state.value}" + (f" ({said})" if said else "")
