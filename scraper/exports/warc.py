"""The raw captures of articles as one WARC file, in the order in which they were taken.

Of what is exported only two numbers a capture are held in memory, for their order.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from heapq import merge
from pathlib import Path
from typing import Any, BinaryIO, Literal
from urllib.parse import urlsplit

from archive.announcements import announced_of
from archive.bodies import read_body
from archive.errors import BodyAbsent, UsageError
from archive.export_contacts import Contacts
from archive.exports import Export
from scraper import __version__
from scraper.exports.state import archive_date, chosen
from scraper.exports.warc_facts import MEDIA_TYPE, CaptureFacts, Facts, VisitFacts, as_bytes
from scraper.exports.warc_records import (
    HTTP_TYPE,
    REVISIT_PROFILE,
    Record,
    http_head,
    record_id,
    uri_of,
)

#: ``all`` captures of an article, or the one that the version it shows was read from.
Which = Literal["all", "current"]

# What stands beside an article without having been read as it is part of its record.
_ALL = """
SELECT c.captured_at, c.id FROM captures c WHERE c.article_id = :article
UNION ALL
SELECT c.captured_at, c.id FROM pages p CROSS JOIN captures c ON c.page_id = p.id
WHERE p.article_id = :article AND c.article_id IS NULL
"""
_CURRENT = """
SELECT c.captured_at, c.id FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN captures c ON c.id = v.capture_id WHERE a.id = :article
"""
# One visit may have been saved by several runs.
_VISITS = """
SELECT v.visited_at, min(v.id) FROM pages p CROSS JOIN visits v ON v.page_id = p.id
WHERE v.capture_id IS NULL AND v.state IN ('gone', 'missing', 'redirected') AND p.id IN (
  SELECT own.id FROM pages own WHERE own.article_id = :article
  UNION
  SELECT other.id FROM pages own CROSS JOIN pages other ON other.redirect_page_id = own.id
  WHERE own.article_id = :article)
GROUP BY v.page_id, v.visited_at, v.state
"""
_CAPTURE = """
SELECT p.url AS page, c.url, s.name AS site, c.form, c.captured_at, c.complete, c.witness,
  c.media_type, c.encoding, c.encoding_source, c.article_id IS NOT NULL AS article, c.headers,
  c.status, c.digest,
  (SELECT v.state FROM visits v WHERE v.capture_id = c.id AND v.state IN ('missing', 'quarantined')
   LIMIT 1) AS state
FROM captures c JOIN pages p ON p.id = c.page_id JOIN sites s ON s.id = p.site_id
WHERE c.id = ?
"""
_VISIT = """
SELECT p.url AS page, s.name AS site, v.visited_at, v.kind, v.state, v.reason,
  t.url AS redirected_to
FROM visits v JOIN pages p ON p.id = v.page_id JOIN sites s ON s.id = p.site_id
LEFT JOIN pages t ON t.id = p.redirect_page_id
WHERE v.id = ?
"""
# In the order of the index: which of them is the first must only be the same each time.
_TWINS = """
SELECT c.id, p.url AS page, c.url, c.captured_at, c.form
FROM captures c JOIN pages p ON p.id = c.page_id
WHERE c.digest = ? AND (c.status IS NULL) = ? ORDER BY c.id LIMIT 50
"""
_SITES = "SELECT title, base_url FROM sites ORDER BY id"

#: Bits of a number in the order that are the row's id; the others are its second.
_ID_BITS = 30


def write_warc(export: Export, out: Path, *, captures: Which = "all") -> int:
    """Writes the captures of the articles chosen to a new file; returns how many articles.

    Beside each capture stands what only the archive knows of it, and for ``all`` also the
    visits that found a page gone or moved. Raises UsageError where addresses are to be
    replaced: a capture is what was received, or none. Raises NotAnArchive at a body that
    is damaged.
    """
    if export.contacts is not Contacts.KEEP:
        raise UsageError(
            "captures hold the e-mail addresses of their pages as they were received",
            hint="export them with --contacts keep, or leave them out",
        )
    order = _Order(export.connection, export.ids(), captures)
    with out.open("xb") as file:
        writer = _Writer(export.connection, file, order, chosen(export))
        for is_capture, row_id in order:
            if is_capture:
                writer.capture(row_id)
            else:
                writer.visit(row_id)
    return order.articles


class _Order:
    """The rows to export, by time: pairs of *is a capture* and id."""

    def __init__(
        self, connection: sqlite3.Connection, articles: Iterable[int], which: Which
    ) -> None:
        self.articles = 0  #: how many there are
        captures, visits = array("q"), array("q")
        select = _ALL if which == "all" else _CURRENT
        for article in articles:
            values = {"article": article}
            captures.extend(_number(*row) for row in connection.execute(select, values))
            if which == "all":
                visits.extend(_number(*row) for row in connection.execute(_VISITS, values))
            self.articles += 1
        self._captures = array("q", sorted(captures))
        self._visits = array("q", sorted(set(visits)))

    def __iter__(self) -> Iterator[tuple[bool, int]]:
        captures = ((number, True) for number in self._captures)
        visits = ((number, False) for number in self._visits)
        mask = (1 << _ID_BITS) - 1
        # Of one second, what was received comes before what was not.
        by_second = merge(captures, visits, key=lambda one: (one[0] >> _ID_BITS, not one[1]))
        return ((is_capture, number & mask) for number, is_capture in by_second)

    def is_before(self, moment: str, capture_id: int, other: tuple[str, int]) -> bool:
        """True if the capture is among those exported, and comes before the other."""
        number = _number(moment, capture_id)
        at = bisect_left(self._captures, number)
        return number < _number(*other) and self._captures[at : at + 1] == array("q", [number])


def _number(moment: str, row_id: int) -> int:
    """One number that sorts by time, then by id."""
    return (int(_instant(moment).timestamp()) << _ID_BITS) | row_id


def _instant(moment: str) -> datetime:
    """A time of observation; of a bare day, its beginning."""
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def warc_date(moment: str) -> str:
    """A time of observation as WARC-Date writes it."""
    return _instant(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Writer:
    """Writes the records of one file."""

    def __init__(
        self, connection: sqlite3.Connection, out: BinaryIO, order: _Order, about: str
    ) -> None:
        self._connection = connection
        self._out = out
        self._order = order
        first = self._warcinfo(about)
        self._info = ("WARC-Warcinfo-ID", first.id)
        self._write(first)

    def capture(self, capture_id: int) -> None:
        """The record of a capture, and what the archive knows of it beside."""
        row = _named(self._connection, _CAPTURE, capture_id)
        status, digest, headers = row.pop("status"), row.pop("digest"), row.pop("headers")
        flags = {name: bool(row[name]) for name in ("complete", "witness", "article")}
        facts = CaptureFacts(
            **{**row, **flags}, headers=json.loads(headers), announced=self._announced(row["page"])
        )
        first = self._first(digest, status, (facts.captured_at, capture_id))
        try:
            record = self._record(facts, status, digest, first)
        except BodyAbsent:
            return  # erased, or left out of this copy: a capture is what was received, or none
        self._write(record)
        self._write(self._beside(facts, record))

    def _first(self, digest: str, status: int | None, own: tuple[str, int]) -> _Headers:
        """The headers that name an earlier record with the same body; none if it is the first."""
        for row in self._connection.execute(_TWINS, (digest, status is None)):
            twin_id, page, url, captured_at, form = row
            if self._order.is_before(captured_at, twin_id, own):
                uri = url if status is not None else _address(page, url)
                return (
                    ("WARC-Profile", REVISIT_PROFILE),
                    ("WARC-Refers-To", record_id(_name(page, url, captured_at, form, digest))),
                    ("WARC-Refers-To-Target-URI", uri_of(uri)),
                    ("WARC-Refers-To-Date", warc_date(captured_at)),
                )
        return ()

    def visit(self, visit_id: int) -> None:
        """What is known of a visit that received nothing."""
        facts = VisitFacts(**_named(self._connection, _VISIT, visit_id))
        self._write(self._beside(facts, None))

    def _write(self, record: Record) -> None:
        self._out.write(record.encoded())

    def _warcinfo(self, about: str) -> Record:
        sites = [f"{title} <{url}>" for title, url in self._connection.execute(_SITES)]
        lines = {
            "software": f"clusternews/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://bibnum.bnf.fr/WARC/WARC_ISO_28500_version1-1_latestdraft.pdf",
            "isPartOf": f"archive of {'; '.join(sites) or 'no platform'}",
            "description": f"captures of {about}; bodies are kept decoded",
            "robots": "obey",
        }
        text = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in lines.items())
        date = warc_date(archive_date(self._connection))
        kind, block = "application/warc-fields", text.encode()
        name = f"warcinfo\n{date}\n{text}"
        return Record(kind="warcinfo", name=name, date=date, content_type=kind, block=block)

    def _announced(self, page: str) -> list[dict[str, Any]]:
        found = announced_of(self._connection, page)
        return [{name: getattr(one, name) for name in one.__slots__} for one in found]

    def _record(
        self, facts: CaptureFacts, status: int | None, digest: str, first: _Headers
    ) -> Record:
        body = read_body(self._connection, digest)
        head = b"" if status is None else http_head(status, _pairs(facts.headers), len(body))
        headers = [self._info, ("WARC-Payload-Digest", f"sha256:{digest}"), *first]
        if not facts.complete:
            headers.append(("WARC-Truncated", "unspecified"))
        kind = "resource" if status is None else "response"
        return Record(
            kind="revisit" if first else kind,
            name=_name(facts.page, facts.url, facts.captured_at, facts.form, digest),
            date=warc_date(facts.captured_at),
            uri=facts.url if status is not None else _address(facts.page, facts.url),
            content_type=HTTP_TYPE if head else facts.media_type or "application/octet-stream",
            headers=tuple(headers),
            block=head if first else head + body,
        )

    def _beside(self, facts: Facts, record: Record | None) -> Record:
        block = as_bytes(facts)
        headers = [self._info]
        if record is not None:
            headers.append(("WARC-Concurrent-To", record.id))
        seen_at = facts.captured_at if isinstance(facts, CaptureFacts) else facts.visited_at
        return Record(
            kind="metadata",
            name=f"metadata\n{record.id if record else ''}\n{block.decode()}",
            date=warc_date(seen_at),
            uri=record.uri if record else facts.page,
            content_type=MEDIA_TYPE,
            headers=tuple(headers),
            block=block,
        )


_Headers = tuple[tuple[str, str], ...]


def _pairs(headers: list[list[str]]) -> _Headers:
    return tuple((name, value) for name, value in headers)


def _name(page: str, url: str, captured_at: str, form: str, digest: str) -> str:
    """What makes the record of a capture this record, for its id."""
    return "\n".join((page, url, captured_at, form, digest))


def _address(page: str, url: str) -> str:
    """Where a file belongs; one that names no page stands under the page it was read as."""
    return page if urlsplit(url).path in ("", "/") else url


def _named(connection: sqlite3.Connection, sql: str, row_id: int) -> dict[str, Any]:
    cursor = connection.execute(sql, (row_id,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))
