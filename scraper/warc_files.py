"""The pages in WARC files, in the order in which they were captured.

The files are walked once to note where their pages stand (in a database of its own on
disk, so that memory stays flat), and read in the order of capture: what the pages of a
platform repeat is learned as a crawl would have learned it. Pages with markup come before
printed ones, which are parted by the words of the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UnreadableCapture
from archive.times import utc, utc_or_none
from scraper.exports.warc_facts import CaptureFacts, Facts, VisitFacts, from_bytes
from scraper.ingested import MAX_BYTES, Ingested
from scraper.warc_answers import Head, head_of
from scraper.warc_record import Found
from scraper.warc_scan import Broken, block_at, scan

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MISSING = frozenset({404, 410, 451})
#: Media types that may be pages; an answer that names none may be one.
_PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
#: Of files, also prints.
_RESOURCES = _PAGES | {"text/plain"}
_CAPTURES = frozenset({"response", "resource", "revisit"})
#: Our own facts say so at once, after a brace and white space.
_OUR_MARK = 32

_TABLES = """
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL, position INTEGER NOT NULL, what TEXT NOT NULL,
  at TEXT NOT NULL, uri TEXT NOT NULL, truncated INTEGER NOT NULL, name TEXT, payload TEXT,
  first TEXT, first_uri TEXT, first_at TEXT);
CREATE TABLE facts (name TEXT PRIMARY KEY, form TEXT NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX entries_by_name ON entries(name);
CREATE INDEX entries_by_payload ON entries(payload);
CREATE INDEX entries_by_uri ON entries(uri, at);
"""
_INSERT = "INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_FACTS = "INSERT OR REPLACE INTO facts VALUES (?, ?, ?)"
_IN_ORDER = """
SELECT e.id, e.file, e.position, e.what, e.at, e.uri, e.truncated, f.json, e.first IS NOT NULL
FROM entries e LEFT JOIN facts f ON f.name = e.name
WHERE (f.form IS 'print') = ?
  AND (f.json IS NOT NULL OR e.what IN ('page', 'missing', 'moved', 'visit'))
ORDER BY e.at, e.id
"""
_SKIPPED = """
SELECT e.file, e.what, count(*) FROM entries e LEFT JOIN facts f ON f.name = e.name
WHERE f.json IS NULL AND e.what NOT IN ('page', 'missing', 'moved', 'visit')
GROUP BY e.file, e.what ORDER BY e.file, count(*) DESC, e.what
"""
# The first that fits: the record named, one with the same payload, one of that address and time.
_FIRST = """
SELECT o.file, o.position FROM entries e JOIN entries o
  ON {fits} AND o.first IS NULL AND o.what <> 'moved'
WHERE e.id = ? ORDER BY o.id LIMIT 1
"""
_FITS = ("o.name = e.first", "o.payload = e.payload", "o.uri = e.first_uri AND o.at = e.first_at")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record that says something of a page, and where it stands."""

    path: Path
    offset: int
    what: str  #: page, missing, moved, visit (what is known of one without a record), or lost
    #: (it repeats a record that is not there); of our own captures also others
    at: str  #: capture time, UTC
    uri: str
    truncated: bool
    facts: Facts | None  #: what our own archive knew of it; None in files of others
    first: tuple[Path, int] | None  #: where its body stands, if it repeats an earlier record


class WarcFiles:
    """The pages in some WARC files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._notes = sqlite3.connect("")  # on disk, and gone when it is closed
        self._notes.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the notes on disk."""
        self._notes.close()

    def walk(self) -> Iterator[Ingested]:
        """Note where the pages stand; what is broken, and what is skipped, comes back."""
        for number, path in enumerate(self._paths):
            try:
                for item in scan(path):
                    broken = self._note(number, item) if isinstance(item, Found) else item
                    if broken is not None:
                        yield Ingested(path, error=f"broken: {broken.why}", offset=broken.offset)
            except UnreadableCapture as error:
                hint = f" (try: {error.hint})" if error.hint else ""
                yield Ingested(path, error=f"{error}{hint}")
        self._notes.executescript(_INDEXES)
        for file, why, count in self._notes.execute(_SKIPPED).fetchall():
            yield Ingested(self._paths[file], skipped=why, count=count)

    def entries(self, *, printed: bool) -> Iterator[Entry]:
        """The records to read, by capture time: those with markup, or the printed ones."""
        rows = self._notes.execute(_IN_ORDER, (printed,))
        for row_id, file, offset, what, at, uri, truncated, facts, repeats in rows:
            known = from_bytes(facts) if facts is not None else None
            first = self._first(row_id) if repeats else None
            if repeats and first is None:
                what = "lost"
            where = (self._paths[file], offset)
            yield Entry(*where, what, at, uri, bool(truncated), known, first)

    def _first(self, row_id: int) -> tuple[Path, int] | None:
        for fits in _FITS:
            row = self._notes.execute(_FIRST.format(fits=fits), (row_id,)).fetchone()
            if row:
                return self._paths[row[0]], row[1]
        return None

    def _note(self, file: int, found: Found) -> Broken | None:
        """Note a record; what is wrong with it, if anything is."""
        if found.kind == "metadata" and b'"clusternews"' in found.head[:_OUR_MARK]:
            return self._note_facts(file, found)
        if found.kind == "warcinfo":
            return None
        get = found.headers.get
        first: tuple[str | None, ...] = (None, None, None)
        at, what = "", f"{found.kind or 'nameless'} record"
        if found.kind in _CAPTURES:
            what = _what(found, head_of(found.head))
            try:
                at = utc(get("warc-date", ""))
            except ValueError:
                return Broken(found.offset, "it does not say when it was captured")
        if found.kind == "revisit":
            first = (get("warc-refers-to", ""), uri_of(found, "warc-refers-to-target-uri"))
            first = (*first, utc_or_none(get("warc-refers-to-date")))
        truncated = "warc-truncated" in found.headers
        named = (get("warc-record-id"), get("warc-payload-digest"))
        values = (file, found.offset, what, at, uri_of(found), truncated, *named, *first)
        self._notes.execute(_INSERT, values)
        return None

    def _note_facts(self, file: int, found: Found) -> Broken | None:
        """Note what our own archive knew of a capture, or of a visit without one."""
        try:
            facts = from_bytes(found.head)
            name = found.headers.get("warc-concurrent-to")
            if isinstance(facts, VisitFacts):
                name = found.headers.get("warc-record-id")
            if facts is None or name is None:
                raise ValueError("of which capture?")
        except ValueError as error:
            return Broken(found.offset, f"what it says of a capture cannot be read: {error}")
        if isinstance(facts, VisitFacts):
            values = (file, found.offset, "visit", facts.visited_at, facts.page, False, name)
            self._notes.execute(_INSERT, (*values, None, None, None, None))
        form = facts.form if isinstance(facts, CaptureFacts) else ""
        self._notes.execute(_INSERT_FACTS, (name, form, found.head))
        return None


def uri_of(found: Found, name: str = "warc-target-uri") -> str:
    """An address in the headers of a record; some programs put it in angle brackets."""
    return found.headers.get(name, "").removeprefix("<").removesuffix(">")


def block_of(entry: Entry) -> bytes:
    """The block of an entry's own record. Raises UnreadableCapture if it is too large."""
    return _block(entry.path, entry.offset)


def first_block_of(entry: Entry) -> bytes:
    """The block of the record that an entry repeats; its own if it repeats none."""
    return _block(*(entry.first or (entry.path, entry.offset)))


def _block(path: Path, offset: int) -> bytes:
    block = block_at(path, offset, MAX_BYTES + 1)
    if len(block) > MAX_BYTES:
        raise UnreadableCapture(f"larger than {MAX_BYTES // 2**20} MiB: no page of news")
    return block


def _what(found: Found, head: Head | None) -> str:
    """Which kind of entry a record is: page, missing, moved, or why it is none of them."""
    if not uri_of(found).startswith(("http://", "https://")):
        return "address that is not of the web"
    if "warc-segment-number" in found.headers:
        return "record in segments"
    if found.kind == "resource":
        return _of_type(found.headers.get("content-type"), _RESOURCES)
    if head is None:
        return "page" if found.kind == "revisit" else "no answer over HTTP"
    if head.status in _REDIRECTS:
        return "moved"
    what = _of_type(head.get("content-type"), _PAGES)
    if head.status in _MISSING:
        return "missing" if what == "page" else what
    is_fine = head.status == 200 or (found.kind == "revisit" and head.status == 304)
    return what if is_fine else f"status {head.status}"


def _of_type(content_type: str | None, pages: frozenset[str]) -> str:
    """``page``, or the type of what is none."""
    media_type = (content_type or "").split(";")[0].strip().lower()
    return "page" if media_type in pages else media_type
