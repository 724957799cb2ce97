"""What the largest attacks of a server cost a crawl: time, memory, and what is recorded.

    python -m benchmarks.guards [NAME ...]

Each case is one crawl, in a process of its own, of a site whose one article or list is the
attack. Prints for each the seconds of the whole crawl, by how many MiB its memory grew at
its peak, and how the page ended; and first the same of a page that is harmless.
"""

from __future__ import annotations

import asyncio
import gzip
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import zstandard

from tests.crawling import rows, site_of, weighed
from tests.hostile import Answer, Hostile, article, listing, raw, response

MIB = 2**20
BOMB = 1536 * MIB
CHUNK = bytes(MIB).replace(b"\0", b" ")


def _gzipped(size: int, *, head: bytes = b"", wbits: int = 31) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    parts = [packer.compress(head), *(packer.compress(CHUNK) for _ in range(size // MIB))]
    return b"".join([*parts, packer.flush()])


def _brotli(size: int) -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join([*(packer.process(CHUNK) for _ in range(size // MIB)), packer.finish()])


def _zstd(size: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join([*(packer.compress(CHUNK) for _ in range(size // MIB)), packer.flush()])


def _coded(data: bytes, coding: str) -> bytes:
    return response(data, f"Content-Encoding: {coding}")


async def _long_body(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Type: text/html", f"Content-Length: {300 * MIB}"))
    for _ in range(300):
        writer.write(CHUNK)
        await writer.drain()


async def _long_chunks(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"))
    for _ in range(300):
        writer.write(b"%x\r\n%b\r\n" % (MIB, CHUNK))
        await writer.drain()


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.0 200 OK", "Content-Type: text/html"))
    while True:
        writer.write(CHUNK)
        await writer.drain()


async def _headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100 * MIB // 65536):
        lines = b"".join(b"X-%d-%d: %b\r\n" % (number, line, b"x" * 500) for line in range(128))
        writer.write(lines)
        await writer.drain()


async def _one_header(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(50):
        writer.write(b"x" * MIB)
        await writer.drain()


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 1000"))
    for _ in range(1000):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.3)


def _foreign_entries() -> bytes:
    entries = "".join(f"<url><loc>http://h{n}.invalid/news/a</loc></url>" for n in range(50_000))
    return response(f"<urlset>{entries}</urlset>", kind="text/xml")


def _many_sitemaps(base_url: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{base_url}/{n}.xml</loc></sitemap>" for n in range(5_000))
    return response(f"<sitemapindex>{entries}</sitemapindex>", kind="text/xml")


#: Attacks on a page, each made when its turn comes.
PAGES: dict[str, Callable[[], Answer]] = {
    "harmless": lambda: response(article("A whole page")),
    "300 MiB declared": lambda: _long_body,
    "300 MiB in chunks": lambda: _long_chunks,
    "endless": lambda: _endless,
    "100 MiB of headers": lambda: _headers,
    "one header of 50 MiB": lambda: _one_header,
    "a byte each 0.3 s": lambda: _drip,
    "gzip bomb": lambda: _coded(_gzipped(BOMB), "gzip"),
    "gzip in gzip": lambda: _coded(gzip.compress(_gzipped(BOMB)), "gzip, gzip"),
    "deflate bomb": lambda: _coded(_gzipped(BOMB, wbits=15), "deflate"),
    "brotli bomb": lambda: _coded(_brotli(BOMB), "br"),
    "zstd bomb": lambda: _coded(_zstd(BOMB), "zstd"),
}


def _sitemap_bomb() -> bytes:
    packed = _gzipped(BOMB, head=b"<?xml version='1.0'?><urlset>")
    return response(packed, kind="application/gzip")


def _feed_bomb() -> bytes:
    packed = _gzipped(BOMB, head=b"<rss version='2.0'><channel>")
    return response(packed, "Content-Encoding: gzip", kind="application/rss+xml")


def _feed_of_tags() -> bytes:
    tags = f"<rss version='2.0'><channel><item>{'<b/>' * (2 * MIB)}</item></channel></rss>"
    return response(tags, kind="application/rss+xml")


#: Attacks by a sitemap or a feed: its path, and its answer at the address of the server.
LISTS: dict[str, tuple[str, Callable[[str], Answer]]] = {
    "sitemap.xml.gz bomb": ("/sitemap.xml.gz", lambda base_url: _sitemap_bomb()),
    "feed bomb": ("/feed.rss", lambda base_url: _feed_bomb()),
    "feed of 2 million tags": ("/feed.rss", lambda base_url: _feed_of_tags()),
    "50,000 foreign entries": ("/sitemap.xml", lambda base_url: _foreign_entries()),
    "index of 5,000 sitemaps": ("/sitemap.xml", _many_sitemaps),
}


def measured(name: str, path: str, answer: Answer, server: Hostile) -> str:
    """One crawl; a line that says what it cost and what became of the page."""
    server.log.clear()
    server.routes = {"/robots.txt": response(b"", status="404 Not Found"), path: answer}
    facts: dict[str, object] = {}
    if path.startswith("/news/"):
        server.routes["/news"] = response(listing(path))
    else:
        facts = {"listings": (), "feeds" if "rss" in path else "sitemaps": (path,)}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "t.db"
        began = time.monotonic()
        ended = weighed(site_of(server.base_url, **facts), archive, settings={"RETRY_TIMES": 0})
        seconds = time.monotonic() - began
        page = "select state, coalesce(reason, '') from pages where url like ?"
        state, reason = rows(archive, page, f"%{path}")[0]
        known = rows(archive, "select count(*) from pages")[0][0]
    asked = f"{len(server.log):>5} requests, {known:>5} addresses"
    return f"{name:<24} {seconds:6.1f} s {ended.value:7.1f} MiB  {asked}  {state}: {reason[:60]}"


def main(names: list[str]) -> None:
    """Print a line for each case, or for those that are named."""
    with Hostile() as server:
        server.fallback = lambda path: response(b"", status="404 Not Found")
        # The first process is slow to start: it counts for nobody.
        measured("", "/news/attack", response(article("A whole page")), server)
        for name in names or [*PAGES, *LISTS]:
            path, answer = _case(name, server.base_url)
            print(measured(name, path, answer, server), flush=True)


def _case(name: str, base_url: str) -> tuple[str, Answer]:
    if name in PAGES:
        return "/news/attack", PAGES[name]()
    path, made = LISTS[name]
    return path, made(base_url)


if __name__ == "__main__":
    main(sys.argv[1:])
