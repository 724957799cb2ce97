"""WARC files, our own and those of other crawlers, from disk to the archive."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from archive.store import Archive
from scraper.cli.main import run
from scraper.config import Config
from scraper.ingest import ingest
from scraper.ingested import Given
from scraper.sites import known_sites
from tests.command import Command
from tests.scraper.foreign_warc import HTML, Foreign
from tests.scraper.saved import TEXT
from tests.scraper.warc_making import BASE, PAGES, content, expected, make

SITE = "https://www.example.org"
LISTING = "".join(
    f'<li><a href="/news/{n}-a-title-of-it">A title of it {n}</a></li>' for n in range(9)
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "news.db"
    make(path)
    return path


def page(title: str, url: str) -> bytes:
    return (
        f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="{url}">'
        f'<meta property="og:type" content="article"></head>'
        f"<body><article><h1>{title}</h1>{TEXT}</article></body></html>"
    ).encode()


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_what_was_exported_comes_back_as_it_was(
    clusternews: Command, made: Path, tmp_path: Path
) -> None:
    shutil.copy(made, clusternews.archive)
    assert clusternews("export", "--format", "warc", "-o", tmp_path / "x.warc.gz").code == 0
    other = tmp_path / "other.db"
    ended = clusternews("ingest", tmp_path / "x.warc.gz", "--archive", other, archive=False)
    assert ended.code == 0, ended.err
    before, after = content(clusternews.archive), content(other)
    assert before.keys() == after.keys()
    for part in before:
        assert before[part] == after[part], part
    assert len(before["history"]) > len(before["articles"])
    announced = (
        "SELECT p.url, n.place, n.facts FROM announcements n JOIN pages p ON p.id = n.page_id"
    )
    assert rows(other, announced) == rows(clusternews.archive, announced) != []
    assert clusternews("check", "--archive", other, archive=False).code == 0


def test_ingested_again_it_changes_nothing(
    clusternews: Command, made: Path, tmp_path: Path
) -> None:
    shutil.copy(made, clusternews.archive)
    clusternews("export", "--format", "warc", "-o", tmp_path / "x.warc.gz")
    before = content(clusternews.archive)
    assert clusternews("ingest", tmp_path / "x.warc.gz").code == 0
    assert content(clusternews.archive) == before


@pytest.mark.parametrize(("version", "compress"), [("1.0", True), ("1.1", False)])
def test_a_file_of_another_crawler(
    clusternews: Command, tmp_path: Path, version: str, compress: bool
) -> None:
    url = f"{SITE}/news/a-register-of-test-beds"
    body = page("A register of test beds", url)
    path = tmp_path / "crawl.warc"
    packed = (*HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    small = gzip.compress(body)
    with Foreign(path, version=version, compress=compress) as file:
        file.add("dns:www.example.org", b"127.0.0.1", kind="resource", content_type="text/dns")
        file.add(url, b"", kind="request", headers=())
        at = "2019-05-01T10:00:00.25Z" if version == "1.1" else "2019-05-01T10:00:00Z"
        first = file.add(url, b"%x\r\n%s\r\n0\r\n\r\n" % (len(small), small), at=at, headers=packed)
        file.add(f"{SITE}/logo.png", b"\x89PNG", headers=[("Content-Type", "image/png")])
        file.add(f"{SITE}/news", b"<html><ul>%s</ul></html>" % LISTING.encode())
        file.add(f"{SITE}/old", b"", status="301 Moved", headers=[("Location", url)])
        file.add(f"{SITE}/away", b"", status="302 Found", headers=[("Location", "https://o.test/")])
        digest = str(first.rec_headers.get_header("WARC-Payload-Digest"))
        file.revisit(url, digest, url, at, at="2019-06-01T10:00:00Z")
        file.add(url, b"<html>Not found</html>", at="2019-07-01T10:00:00Z", status="404 Not Found")
        file.add(f"{SITE}/x", b"<html>Oops</html>", status="503 Unavailable")
        file.add(url, b"{}", kind="metadata", content_type="application/json")
    ended = clusternews("ingest", path)
    assert ended.code == 0, ended.err
    captures = rows(clusternews.archive, "SELECT form, captured_at, status FROM captures")
    assert captures == [
        ("warc", "2019-05-01T10:00:00+00:00", 200),
        ("warc", "2019-06-01T10:00:00+00:00", 200),
    ]
    article = clusternews("show", url, "--json").json()
    assert article["title"] == "A register of test beds"
    assert (article["state"], article["site"]) == ("gone", "example.org")
    assert article["gone_at"] == "2019-07-01T10:00:00+00:00"
    moved = "SELECT p.state, t.url FROM pages p JOIN pages t ON t.id = p.redirect_page_id"
    assert rows(clusternews.archive, moved) == [("redirected", url)]
    for why in ("image/png", "request record", "metadata record", "status 503", "listing"):
        assert f": 1 skipped: {why}" in ended.err.replace("no article: ", ""), why
    assert "address that is not of the web" in ended.err
    assert "4 kept, 0 not, 7 records skipped" in ended.err


def test_records_are_read_by_time_and_prints_last(clusternews: Command, tmp_path: Path) -> None:
    first, second = (expected(name)["url"] for name in ("000", "003"))
    path = tmp_path / "x.warc.gz"
    with Foreign(path) as file:
        text = (PAGES / "006.print.txt").read_bytes() + f"\n{second}      1/1\n".encode()
        file.add(f"{BASE}/print", text, kind="resource", content_type="text/plain")
        file.add(second, (PAGES / "003.html").read_bytes(), at="2020-01-01T00:00:00Z")
        file.add(first, (PAGES / "000.html").read_bytes(), at="2018-01-01T00:00:00Z")
    assert clusternews("ingest", path).code == 0
    taken = rows(clusternews.archive, "SELECT captured_at FROM captures ORDER BY id")
    assert [one[0][:4] for one in taken][:2] == ["2018", "2019"]
    assert taken[-1][0][:4] == "2020"


def test_broken_records_are_named_and_the_rest_is_read(
    clusternews: Command, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc.gz"
    offsets = []
    with Foreign(path) as file:
        for number in range(4):
            file._file.flush()
            offsets.append(path.stat().st_size)
            url = f"{SITE}/news/the-story-number-{number}"
            file.add(url, page(f"The story number {number}", url))
    data = bytearray(path.read_bytes())
    data[offsets[1] + 60] ^= 0xFF
    path.write_bytes(data[:-20])
    ended = clusternews("ingest", path, "--json")
    assert ended.code == 1
    assert [item["offset"] for item in ended.json()] == [offsets[0], offsets[2]]
    assert f"x.warc.gz at byte {offsets[1]}: broken: its compressed bytes" in ended.err
    assert f"x.warc.gz at byte {offsets[3]}: broken: the file ends within it" in ended.err
    assert rows(clusternews.archive, "SELECT exit_code FROM runs") == [(1,)]


def test_a_file_without_articles_makes_no_archive(clusternews: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with Foreign(path) as file:
        file.add(f"{SITE}/gone", b"<html>no</html>", status="404 Not Found")
        file.add(f"{SITE}/a", b"", status="301 Moved", headers=[("Location", f"{SITE}/b")])
        file.add(f"{SITE}/news", b"<html><ul>%s</ul></html>" % LISTING.encode())
    ended = clusternews("ingest", path)
    assert ended.code == 3
    assert "2 skipped: gone or moved, on a platform without articles" in ended.err
    assert not clusternews.archive.exists()


def test_only_the_pages_of_a_platform_named(clusternews: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with Foreign(path) as file:
        file.add(expected("000")["url"], (PAGES / "000.html").read_bytes())
        url = f"{SITE}/news/the-story"
        file.add(url, page("The story of another", url))
    ended = clusternews("ingest", path, "--site", "eccp")
    assert ended.code == 0
    assert "1 skipped: of another platform" in ended.err
    assert rows(clusternews.archive, "SELECT name FROM sites") == [("eccp",)]


@pytest.mark.parametrize(
    "flags", [("--url", f"{SITE}/x"), ("--captured-at", "2020-01-01"), ("--form", "print")]
)
def test_what_a_warc_file_says_itself_is_not_said_by_flags(
    clusternews: Command, tmp_path: Path, flags: tuple[str, str]
) -> None:
    with Foreign(tmp_path / "x.warc.gz"):
        pass
    ended = clusternews("ingest", tmp_path / "x.warc.gz", *flags)
    assert ended.code == 2
    assert "says itself" in ended.err


def test_one_page_is_tried_and_not_a_file_of_many(clusternews: Command, tmp_path: Path) -> None:
    with Foreign(tmp_path / "x.warc.gz"):
        pass
    ended = clusternews("sites", "try", tmp_path / "x.warc.gz", "--site", "eccp", archive=False)
    assert ended.code == 3
    assert "holds many pages" in ended.err


def test_a_revisit_without_its_first_record_is_named(clusternews: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with Foreign(path) as file:
        when = "2019-01-01T00:00:00Z"
        file.revisit(f"{SITE}/a", "sha1:AAAA", f"{SITE}/a", when, at="2019-06-01T10:00:00Z")
    ended = clusternews("ingest", path)
    assert ended.code == 3
    assert "repeats a record that is not in these files" in ended.err


def test_a_revisit_finds_its_first_record_in_another_file(
    clusternews: Command, tmp_path: Path
) -> None:
    url = f"{SITE}/news/the-story-of-two"
    body = page("The story of two", url)
    with Foreign(tmp_path / "b.warc.gz") as file:
        first = file.add(url, body)
    digest = str(first.rec_headers.get_header("WARC-Payload-Digest"))
    with Foreign(tmp_path / "a.warc.gz") as file:
        file.revisit(f"{url}?utm_source=x", digest, "urn:other", "", at="2019-06-01T10:00:00Z")
    assert clusternews("ingest", tmp_path / "a.warc.gz", tmp_path / "b.warc.gz").code == 0
    digests = rows(clusternews.archive, "SELECT count(*), count(DISTINCT digest) FROM captures")
    assert digests == [(2, 1)]


@pytest.mark.parametrize(
    "facts",
    [
        b'{"clusternews": 1}',
        b'{"clusternews": 1, "capture": {"page": 5}}',
        b'{"clusternews": 1, "visit": {"page": "https://x.test/", "site": "x", "kind": "article",'
        b' "visited_at": "yesterday", "state": "gone", "reason": null, "redirected_to": null}}',
    ],
)
def test_facts_that_are_none_of_ours_are_named(
    clusternews: Command, tmp_path: Path, facts: bytes
) -> None:
    path = tmp_path / "x.warc.gz"
    with Foreign(path) as file:
        file.add(f"{SITE}/a", facts, kind="metadata", content_type="application/json")
    ended = clusternews("ingest", path)
    assert ended.code == 3
    assert "at byte" in ended.err
    assert "Traceback" not in ended.err


def test_memory_is_that_of_a_batch_whatever_the_file(tmp_path: Path) -> None:
    """Six times the records take no more memory."""
    peaks = []
    config = Config(archive=tmp_path / "m.db", sites=known_sites())
    for number in (20, 120):
        path = tmp_path / f"{number}.warc.gz"
        with Foreign(path) as file:
            for one in range(number):
                filler = b"<p>%d</p>" % one * 2_000
                file.add(f"{SITE}/i/{one}", filler, headers=[("Content-Type", "image/png")])
        list(ingest([path], Given(), config))
        tracemalloc.start()
        list(ingest([path], Given(), config))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0] + 2**17


def test_an_article_exported_as_current_comes_back(
    clusternews: Command, made: Path, tmp_path: Path
) -> None:
    shutil.copy(made, clusternews.archive)
    path = tmp_path / "x.warc.gz"
    options = ("--format", "warc", "--captures", "current", "-o", path)
    assert clusternews("export", *options).code == 0
    assert run(["ingest", str(path), "--archive", str(tmp_path / "b.db")]) == 0
    with Archive.open(tmp_path / "b.db") as archive:
        titles = "SELECT url, title FROM articles ORDER BY url"
        found = list(map(tuple, archive.connection.execute(titles)))
    assert found == rows(clusternews.archive, titles)
