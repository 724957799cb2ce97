"""Half a page is never taken for a whole one, wherever and however it was cut."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from tests.crawling import crawl, rows, site_of, states
from tests.hostile import Hostile, article, listing, raw, response

POINTS = 20
#: Half pages are asked for again, which is tested elsewhere.
ONCE = {"RETRY_TIMES": 0}


def whole(name: str, text: str = "") -> bytes:
    return article(f"The story {name}", text).encode()


def points(data: bytes) -> list[int]:
    """Where to cut: always just before the end, and anywhere."""
    inside = random.Random(len(data)).sample(range(1, len(data) - 12), POINTS - 1)
    return [*inside, len(data) - 9]


def short_of_length(data: bytes, at: int) -> bytes:
    return response(data[:at], length=len(data))


def one_chunk(data: bytes, at: int) -> bytes:
    head = ("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
    return raw(*head, body=b"%x\r\n%b" % (len(data), data[:at]))


def chunks_without_end(data: bytes, at: int) -> bytes:
    """Whole chunks, and no last one."""
    head = ("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
    return raw(*head, body=b"%x\r\n%b\r\n" % (at, data[:at]))


def unframed(data: bytes, at: int) -> bytes:
    return raw("HTTP/1.0 200 OK", "Content-Type: text/html", body=data[:at])


FRAMINGS: tuple[Callable[[bytes, int], bytes], ...] = (
    short_of_length,
    one_chunk,
    chunks_without_end,
    unframed,
)
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def packed(data: bytes, coding: str) -> bytes:
    return response(data, f"Content-Encoding: {coding}")


def wrong_checksum(data: bytes) -> bytes:
    damaged = bytearray(gzip.compress(data))
    damaged[-6] ^= 1
    return bytes(damaged)


def cuts() -> dict[str, bytes]:
    """Every cut by the path that answers with it."""
    found = {"/news/checksum": packed(wrong_checksum(whole("checksum")), "gzip")}
    for framing in FRAMINGS:
        for number in range(POINTS):
            data = whole(f"{framing.__name__} {number}")
            path = f"/news/{framing.__name__}-{number}"
            found[path] = framing(data, points(data)[number])
    for coding, pack in CODINGS.items():
        for number in range(POINTS):
            data = pack(whole(f"{coding} {number}"))
            found[f"/news/{coding}-{number}"] = packed(data[: points(data)[number]], coding)
    return found


def controls() -> dict[str, bytes]:
    """The same answers whole."""
    found = {
        f"/news/whole-{framing.__name__}": framing(whole(framing.__name__), 10**6)
        for framing in (short_of_length, unframed)
    }
    for coding, pack in CODINGS.items():
        found[f"/news/whole-{coding}"] = packed(pack(whole(coding)), coding)
    return found


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as running:
        running.routes["/robots.txt"] = response(b"", status="404 Not Found")
        yield running


def test_no_cut_body_becomes_an_article(server: Hostile, tmp_path: Path) -> None:
    """160 cuts and a wrong checksum, beside whole answers of every kind."""
    archive, cut = tmp_path / "t.db", cuts()
    server.routes |= cut | controls()
    # A healthy page now and then: a site that fails throughout would be left alone.
    server.routes["/news"] = response(listing(*cut, *controls()))
    crawl(site_of(server.base_url), archive, settings=ONCE)
    found = states(archive, server.base_url)
    assert {found[path][0] for path in cut} == {"incomplete"}
    urls = {
        url.removeprefix(server.base_url) for (url,) in rows(archive, "select url from articles")
    }
    assert urls == set(controls())
    assert len(cut) == (len(FRAMINGS) + len(CODINGS)) * POINTS + 1


@pytest.mark.parametrize("framing", [short_of_length, unframed])
def test_a_cut_body_never_replaces_a_good_version(
    server: Hostile, tmp_path: Path, framing: Callable[[bytes, int], bytes]
) -> None:
    archive = tmp_path / "t.db"
    paths = [f"/news/{number}" for number in range(POINTS)]
    server.routes["/news"] = response(listing(*paths, "/news/edited"))
    for path in (*paths, "/news/edited"):
        server.routes[path] = response(whole(path))
    crawl(site_of(server.base_url), archive)
    before = rows(archive, "select article_id, body_text from article_texts order by 1")
    for number, path in enumerate(paths):
        data = whole(path, "Another text, which is shorter. " * 9)
        server.routes[path] = framing(data, points(data)[number])
    server.routes["/news/edited"] = unframed(whole("/news/edited", "A new text. " * 30), 10**6)
    ended = crawl(site_of(server.base_url), archive, full=True, settings=ONCE)
    assert ended.verdict is not None
    # The control: a whole page without framing is a new version.
    assert (ended.verdict.changed, ended.code) == (1, 1)
    after = rows(archive, "select article_id, body_text from article_texts order by 1")
    assert len(after) == POINTS + 1
    assert [one for one in after if one not in before] == after[-1:]
