"""A WARC export as other programs see it, and the same bytes each time."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.indexer import Indexer

from archive.bodies import read_body
from archive.errors import UsageError
from archive.export_contacts import Contacts
from archive.exports import Export
from archive.opening import open_reading
from archive.store import Archive
from scraper.exports.warc import write_warc
from scraper.exports.warc_records import http_head, uri_of
from tests.archive.making import BASE, LATER, TIME, visit
from tests.scraper.warc_making import HEADERS, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("warc") / "news.db"
    make(path)
    return path


@pytest.fixture
def connection(made: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(made)) as opened:
        yield opened


def exported(connection: sqlite3.Connection, path: Path, **options: Any) -> list[Any]:
    write_warc(Export(connection), path, **options)
    return list(records(path))


def records(path: Path) -> Iterator[Any]:
    """Every record by warcio's own reader, its content read and its digests checked."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            record.content = record.content_stream().read()
            assert record.digest_checker.passed is not False, record.digest_checker.problems
            yield record


def header(record: Any, name: str) -> str | None:
    value = record.rec_headers.get_header(name)
    return None if value is None else str(value)


def of_kind(found: list[Any], *kinds: str) -> list[Any]:
    return [one for one in found if one.rec_type in kinds]


def test_every_capture_is_read_back_byte_for_byte(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    found = exported(connection, tmp_path / "x.warc.gz")
    assert found[0].rec_type == "warcinfo"
    bodies = {header(one, "WARC-Payload-Digest"): one.content for one in found if one.content}
    captures = connection.execute("SELECT digest FROM captures").fetchall()
    assert len(of_kind(found, "response", "resource", "revisit")) == len(captures)
    for row in captures:
        assert bodies[f"sha256:{row[0]}"] == read_body(connection, row[0])
    assert all(header(one, "WARC-Block-Digest") for one in found)


def test_a_body_seen_before_is_a_revisit_of_an_earlier_record(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    found = exported(connection, tmp_path / "x.warc.gz")
    known: set[str | None] = set()
    again = 0
    for one in found:
        if one.rec_type == "revisit":
            again += 1
            assert header(one, "WARC-Refers-To") in known
            assert one.content == b""
        known.add(header(one, "WARC-Record-ID"))
    twice = "SELECT count(*) - count(DISTINCT digest) FROM captures WHERE status = 200"
    assert again == connection.execute(twice).fetchone()[0] > 0


def test_records_stand_in_the_order_of_capture(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    dates = [header(one, "WARC-Date") for one in exported(connection, tmp_path / "x.warc.gz")[1:]]
    assert dates == sorted(dates, key=str)
    assert "2024-02-02T00:00:00Z" in dates


def test_what_is_known_beside_says_that_a_day_is_only_a_day(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    found = exported(connection, tmp_path / "x.warc.gz")
    by_id = {header(one, "WARC-Record-ID"): one for one in found}
    rendered = [
        (json.loads(one.content), by_id[header(one, "WARC-Concurrent-To")])
        for one in of_kind(found, "metadata")
        if b'"rendered"' in one.content
    ]
    ((facts, record),) = rendered
    assert facts["capture"]["captured_at"] == "2024-02-02"
    assert header(record, "WARC-Date") == "2024-02-02T00:00:00Z"
    assert record.rec_type == "resource"


def test_headers_of_the_transfer_are_moved_and_the_length_is_right(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    found = exported(connection, tmp_path / "x.warc.gz")
    for one in of_kind(found, "response"):
        assert one.http_headers.get_header("Content-Encoding") is None
        assert one.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
        assert one.http_headers.get_header("X-Archive-Orig-Content-Length") == "99"
        assert one.http_headers.get_header("Content-Length") == str(len(one.content))
        assert one.http_headers.get_statuscode() == "200"


def test_visits_that_received_nothing_stand_as_metadata(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    found = exported(connection, tmp_path / "x.warc.gz")
    visits = [json.loads(one.content) for one in of_kind(found, "metadata")]
    states = sorted(one["visit"]["state"] for one in visits if "visit" in one)
    assert states == ["gone", "gone", "redirected"]


def test_two_exports_of_one_state_are_the_same(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere.db"
    shutil.copy(made, copy)
    for number, path in enumerate((made, copy)):
        with closing(open_reading(path)) as connection:
            write_warc(Export(connection), tmp_path / f"{number}.warc.gz")
    data = (tmp_path / "0.warc.gz").read_bytes()
    assert data == (tmp_path / "1.warc.gz").read_bytes()
    assert data[4:8] == b"\0\0\0\0"  # the time in the head of a gzip member


def test_warcio_indexes_it(connection: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    count = len(exported(connection, path))
    out = io.StringIO()
    indexer = Indexer("offset,warc-type,warc-target-uri", [str(path)], None)
    with path.open("rb") as file:
        indexer.process_one(file, out, str(path))
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(rows) == count
    assert sorted(int(row["offset"]) for row in rows)[0] == 0


def test_current_captures_are_those_of_the_versions_shown(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    found = exported(connection, tmp_path / "x.warc.gz", captures="current")
    shown = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert len(of_kind(found, "response", "resource", "revisit")) == shown
    assert not [one for one in of_kind(found, "metadata") if b'"visit"' in one.content]


def test_filters_choose_articles_and_what_belongs_to_them(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    export = Export(connection, limit=1)
    assert write_warc(export, tmp_path / "x.warc.gz") == 1
    pages = {header(one, "WARC-Target-URI") for one in records(tmp_path / "x.warc.gz")}
    assert len(pages - {None}) == 1
    info = next(records(tmp_path / "x.warc.gz")).content.decode()
    assert "limit 1" in info


def test_captures_are_not_given_where_addresses_are_not(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    export = replace(Export(connection), contacts=Contacts.HASH)
    with pytest.raises(UsageError, match="as they were received"):
        write_warc(export, tmp_path / "x.warc.gz")
    assert not (tmp_path / "x.warc.gz").exists()


def test_nothing_in_an_address_or_header_begins_another_record(tmp_path: Path) -> None:
    url = f"{BASE}/a\r\nWARC-Type: warcinfo\r\n\r\n é{{}}\u202e"
    assert uri_of(url).isascii()
    assert not set(uri_of(url)) & set("\r\n {}")
    head = http_head(200, [("X\r\nY: 1", "a\r\n\r\n<script>"), ("Café", "ü – \x00")], 5)
    assert head.count(b"\r\n\r\n") == 1
    assert head.endswith(b"Content-Length: 5\r\n\r\n")
    assert http_head(799, [], 0).startswith(b"HTTP/1.1 799\r\n")
    hostile = visit(captured_from=url, title='"=1\u202e../', body=b"x\r\n\r\nWARC/1.1\r\n")
    with Archive.open(tmp_path / "h.db") as archive:
        archive.save([hostile])
        write_warc(Export(archive.connection), tmp_path / "h.warc.gz")
    kinds = [one.rec_type for one in records(tmp_path / "h.warc.gz")]
    assert kinds == ["warcinfo", "response", "metadata"]


def test_what_was_cut_short_says_so(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "h.db") as archive:
        archive.save([visit(), visit(at=LATER, body=b"<html>half", complete=False)])
        write_warc(Export(archive.connection), tmp_path / "h.warc.gz")
    found = {header(one, "WARC-Date"): one for one in records(tmp_path / "h.warc.gz")}
    cut = next(one for one in records(tmp_path / "h.warc.gz") if header(one, "WARC-Truncated"))
    assert header(cut, "WARC-Date") == LATER.replace("+00:00", "Z")
    assert TIME.replace("+00:00", "Z") in found


def test_headers_are_kept_as_they_were() -> None:
    head = http_head(200, list(HEADERS), 1)
    assert "ü by Drupal 7".encode() in head
