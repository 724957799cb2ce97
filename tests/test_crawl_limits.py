"""However much a server sends, and however slowly: the page ends, and memory stays flat."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from tests.crawling import Ended, rows, site_of, states, weighed
from tests.hostile import Answer, Hostile, article, listing, raw, response

WHOLE = article("A whole page").encode()
BOMB = b" " * (24 * 2**20)


async def headers_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1600):
        line = b"X-%d-%%d: " % number + b"x" * 600 + b"\r\n"
        writer.write(b"".join(line % each for each in range(100)))
        await writer.drain()


async def one_header_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(800):
        writer.write(b"x" * 65536)
        await writer.drain()


async def a_status_without_end(writer: asyncio.StreamWriter) -> None:
    for _ in range(800):
        writer.write(b"HTTP/1.1 200 " + b"x" * 65536)
        await writer.drain()


async def always_nearly_there(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
        await writer.drain()


async def dripping_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(300):
        writer.write(b"X-%d: x\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.1)


async def unframed_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.0 200 OK", "Content-Type: text/html"))
    while True:
        writer.write(b"<p>x</p>" * 8192)
        await writer.drain()


async def tiny_chunks(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"))
    while True:
        writer.write(b"1\r\nx\r\n" * 10_000)
        await writer.drain()


async def trailers_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"))
    writer.write(b"%x\r\n%b\r\n0\r\n" % (len(WHOLE), WHOLE))
    while True:
        writer.write(b"X-Trailer: x\r\n" * 4000)
        await writer.drain()


def packed(data: bytes, coding: str) -> bytes:
    return response(data, f"Content-Encoding: {coding}")


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(level=1, wbits=-15)
    return packer.compress(data) + packer.flush()


def lines(size: int, *, width: int) -> list[str]:
    return [f"X-Fine-{number}: {'x' * width}" for number in range(size // width)]


Crawled = tuple[Path, Hostile, Ended]


class Case(NamedTuple):
    """What a path answers, and how it must end."""

    answer: Answer
    state: str
    reason: str


HEADERS = "headers larger than the limit"
CASES: dict[str, Case] = {
    "headers": Case(headers_without_end, "unreadable", HEADERS),
    "one-header": Case(one_header_without_end, "unreadable", HEADERS),
    "status-line": Case(a_status_without_end, "unreadable", HEADERS),
    "interim": Case(always_nearly_there, "unreadable", HEADERS),
    "headers-drip": Case(dripping_headers, "failed", "timed out"),
    "header-that-fits": Case(response(WHOLE, *lines(40_000, width=40_000)), "fetched", ""),
    "headers-that-fit": Case(response(WHOLE, *lines(200_000, width=500)), "fetched", ""),
    "early-hints": Case(
        b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\n" + response(WHOLE), "fetched", ""
    ),
    "negative-length": Case(response(WHOLE, length=-5), "failed", ""),
    "length-of-5000-digits": Case(
        raw("HTTP/1.1 200 OK", "Content-Length: " + "9" * 5000), "failed", ""
    ),
    "declared": Case(response(b"x", length=300 * 2**20), "unreadable", "larger than"),
    "unframed": Case(unframed_without_end, "unreadable", "larger than"),
    "tiny-chunks": Case(tiny_chunks, "failed", "timed out"),
    "trailers": Case(trailers_without_end, "incomplete", "before the body did"),
    "gzip": Case(packed(gzip.compress(BOMB, 1), "gzip"), "unreadable", "larger than"),
    "gzip-twice": Case(
        packed(gzip.compress(gzip.compress(BOMB, 1)), "gzip, gzip"), "unreadable", "larger than"
    ),
    "gzip-members": Case(
        packed(gzip.compress(b" " * 2**20) * 24, "gzip"), "unreadable", "larger than"
    ),
    "deflate": Case(packed(zlib.compress(BOMB, 1), "deflate"), "unreadable", "larger than"),
    "bare-deflate": Case(packed(bare_deflate(BOMB), "deflate"), "unreadable", "larger than"),
    "br": Case(packed(brotli.compress(BOMB, quality=5), "br"), "unreadable", "larger than"),
    "zstd": Case(packed(zstandard.compress(BOMB), "zstd"), "unreadable", "larger than"),
    "four-codings": Case(packed(b"x", "gzip, br, gzip, br"), "unreadable", "larger than"),
    "healthy": Case(response(WHOLE), "fetched", ""),
}


#: Each page is asked for once: that what may pass is asked for again is tested elsewhere.
QUICK = {"DOWNLOAD_TIMEOUT": 0.7, "RETRY_TIMES": 0}


def crawl_of(cases: dict[str, Case], archive: Path, **settings: object) -> tuple[Hostile, Ended]:
    """A crawl of a listing that names the cases, and a healthy page before and after them."""
    with Hostile() as server:
        server.routes = {f"/news/{name}": case.answer for name, case in cases.items()}
        server.routes["/news"] = response(listing("/news/first", *server.routes, "/news/last"))
        server.routes["/news/first"] = server.routes["/news/last"] = response(WHOLE)
        server.routes["/robots.txt"] = response(b"", status="404 Not Found")
        ended = weighed(site_of(server.base_url), archive, settings={**QUICK, **settings})
    return server, ended


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    archive = tmp_path_factory.mktemp("limits") / "t.db"
    return archive, *crawl_of(CASES, archive)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> float:
    """By how many MiB a crawl grows anyway."""
    archive = tmp_path_factory.mktemp("harmless") / "t.db"
    growth = crawl_of({"healthy": CASES["healthy"]}, archive)[1].value
    assert isinstance(growth, float)
    return growth


@pytest.mark.parametrize("name", CASES)
def test_each_ends_with_its_reason(crawled: Crawled, name: str) -> None:
    archive, server, _ = crawled
    case = CASES[name]
    state, reason = states(archive, server.base_url)[f"/news/{name}"]
    assert (state, case.reason in (reason or "")) == (case.state, True), reason
    assert Counter(server.paths)[f"/news/{name}"] == 1


def test_the_pages_beside_them_are_archived(crawled: Crawled) -> None:
    archive, _, _ = crawled
    healthy = {name for name, case in CASES.items() if case.state == "fetched"}
    found = rows(archive, "select url from articles")
    assert {url.rpartition("/")[2] for (url,) in found} == healthy | {"first", "last"}


def test_memory_stays_flat(crawled: Crawled, harmless: float) -> None:
    assert crawled[-1].value - harmless < 40


def test_headers_cost_no_memory(tmp_path: Path, harmless: float) -> None:
    headers = {name: CASES[name] for name in ("headers", "one-header", "status-line", "interim")}
    assert crawl_of(headers, tmp_path / "t.db")[1].value - harmless < 20


def test_the_control_takes_all_headers(tmp_path: Path, harmless: float) -> None:
    """Without the limit the same test sees what they cost."""
    plain = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
    without = {"DOWNLOAD_HANDLERS_BASE": {"http": plain}, "DOWNLOAD_TIMEOUT": 10}
    case = {"headers": CASES["headers"]}
    server, ended = crawl_of(case, tmp_path / "t.db", **without)
    assert ended.value - harmless > 60
    assert states(tmp_path / "t.db", server.base_url)["/news/headers"][1] != HEADERS
