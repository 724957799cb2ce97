"""Every fault a server can have ends in one recorded state, and harms no page beside it."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from scraper.site import Template
from tests.crawling import Ended, crawl, rows, site_of, states
from tests.hostile import Answer, Hostile, article, listing, raw, redirect, response

WHOLE = article("A whole page").encode()
HALF = WHOLE[: len(WHOLE) // 2]


def packed(data: bytes, coding: str) -> bytes:
    return response(data, f"Content-Encoding: {coding}")


def wrong_checksum() -> bytes:
    data = bytearray(gzip.compress(WHOLE))
    data[-8] ^= 0xFF
    return bytes(data)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"))
    while True:
        writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        await writer.drain()


async def silence(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(raw("HTTP/1.1 200 OK", "Content-Length: 1000"))
    for _ in range(300):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


CHUNKED = ("HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
UNFRAMED = ("HTTP/1.0 200 OK", "Content-Type: text/html")


class Fault(NamedTuple):
    """What a path answers, and how it must end."""

    answer: Answer
    state: str
    reason: str = ""
    asked: int = 1


FAULTS: dict[str, Fault] = {
    "length-lies": Fault(response(HALF, length=len(WHOLE)), "incomplete", "before the body did", 3),
    "chunks-cut": Fault(
        raw(*CHUNKED, body=b"%x\r\n%b" % (len(WHOLE), HALF)), "incomplete", "before the body did", 3
    ),
    "unframed-cut": Fault(raw(*UNFRAMED, body=HALF), "incomplete", "does not end", 3),
    "unframed-whole": Fault(raw(*UNFRAMED, body=WHOLE), "fetched"),
    "gzip-cut": Fault(packed(cut(gzip.compress(WHOLE)), "gzip"), "incomplete", "gzip", 3),
    "gzip-checksum": Fault(packed(wrong_checksum(), "gzip"), "incomplete", "gzip", 3),
    "deflate-cut": Fault(packed(cut(zlib.compress(WHOLE)), "deflate"), "incomplete", "deflate", 3),
    "br-cut": Fault(packed(cut(brotli.compress(WHOLE)), "br"), "incomplete", "br", 3),
    "zstd-cut": Fault(packed(cut(zstandard.compress(WHOLE)), "zstd"), "incomplete", "zstd", 3),
    "not-gzip": Fault(packed(WHOLE, "gzip"), "incomplete", "gzip", 3),
    "a-range": Fault(response(WHOLE, status="206 Partial Content"), "incomplete", "part", 3),
    "bomb": Fault(packed(gzip.compress(b" " * 2**25, 1), "gzip"), "unreadable", "larger than"),
    "long": Fault(response(b"x", length=2**27), "unreadable", "larger than"),
    "endless": Fault(endless, "unreadable", "larger than"),
    "gone": Fault(response(b"", status="410 Gone"), "gone", "410"),
    "unlawful": Fault(response(b"", status="451 No"), "gone", "451"),
    "login": Fault(response(b"", status="401 Who are you"), "denied", "401"),
    "forbidden": Fault(response(b"", status="403 No"), "denied", "403"),
    "teapot": Fault(response(b"", status="418 Teapot"), "failed", "418"),
    "down": Fault(response(b"", status="500 Oops"), "failed", "500", 3),
    "garbage": Fault(b"\x00\x01\x02 what\r\n\r\n", "failed", "", 3),
    "hangs-up": Fault(b"", "failed", "connection", 3),
    "silent": Fault(silence, "failed", "timed out", 3),
    "drips": Fault(drip, "failed", "timed out", 3),
    "empty": Fault(response(b""), "unreadable", "empty"),
    "pdf": Fault(response(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(999)), "unreadable", "pdf"),
    "json": Fault(response(b'{"news": []}'), "unreadable"),
    "broken-rule": Fault(
        response(article("Broken").replace("<article>", "<article id='broken'>")),
        "unreadable",
        "could not be read",
    ),
    "nowhere": Fault(response(b"", status="302 Found"), "failed", "nowhere to go"),
    "itself": Fault(redirect("/news/itself"), "redirected", "redirects to itself"),
    "ping": Fault(redirect("/news/pong"), "redirected", "302"),
    "pong": Fault(redirect("/news/ping"), "redirected", "redirect loop"),
    "off-site": Fault(redirect("https://elsewhere.example/"), "refused", "off-site"),
    "to-a-file": Fault(redirect("file:///etc/passwd"), "refused", "scheme file"),
    "to-data": Fault(redirect("data:text/html,hello"), "refused", "scheme data"),
    "to-login": Fault(redirect("/user/login?destination=x"), "wall", "login"),
    "alias": Fault(redirect("/news/unframed-whole"), "redirected", "302"),
    "moved": Fault(redirect("new%2Dplace", "301 Moved"), "redirected", "301"),
    "new-place": Fault(response(WHOLE), "fetched"),
    "slash": Fault(redirect("/news/slash/"), "fetched"),
    "disallowed": Fault(response(WHOLE), "denied", "robots.txt disallows", 0),
    "ok": Fault(response(WHOLE), "fetched"),
}
NOT_LINKED = {"pong", "new-place"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hostile, Path, Ended]]:
    archive = tmp_path_factory.mktemp("hostile") / "t.db"
    with Hostile() as server:
        linked = [f"/news/{name}" for name in FAULTS if name not in NOT_LINKED]
        server.routes = {f"/news/{name}": fault.answer for name, fault in FAULTS.items()}
        server.routes["/news"] = response(listing("/news/first", *linked, "/news/last"))
        server.routes["/news/first"] = server.routes["/news/last"] = response(WHOLE)
        server.routes["/news/slash/"] = response(WHOLE)
        rules = "User-agent: *\nDisallow: /news/disallowed\n"
        server.routes["/robots.txt"] = response(rules, kind="text/plain")
        broken = Template(name="b", tell_tales=("#broken",), selectors={"title": ("[[",)})
        site = site_of(server.base_url, templates=(broken,), ignored_paths=("/user/",))
        quick = {"DOWNLOAD_TIMEOUT": 1}
        yield server, archive, crawl(site, archive, settings=quick)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_ends_in_its_state(hostile: tuple[Hostile, Path, Ended], name: str) -> None:
    server, archive, _ = hostile
    fault = FAULTS[name]
    state, reason = states(archive, server.base_url)[f"/news/{name}"]
    assert (state, fault.reason in (reason or "")) == (fault.state, True), reason
    assert Counter(server.paths)[f"/news/{name}"] == fault.asked


def test_each_page_has_one_visit(hostile: tuple[Hostile, Path, Ended]) -> None:
    _, archive, _ = hostile
    twice = "select url, count(*) from visits v join pages p on p.id = page_id group by 1"
    assert [url for url, count in rows(archive, twice) if count != 1] == []
    never = "select url from pages where state = 'known'"
    assert rows(archive, never) == []


def test_healthy_pages_are_archived_beside_them(hostile: tuple[Hostile, Path, Ended]) -> None:
    server, archive, _ = hostile
    found = {
        url.removeprefix(server.base_url) for (url,) in rows(archive, "select url from articles")
    }
    healthy = {f"/news/{name}" for name, fault in FAULTS.items() if fault.state == "fetched"}
    assert found == healthy | {"/news/first", "/news/last"}


def test_the_run_says_that_it_deserves_a_look(hostile: tuple[Hostile, Path, Ended]) -> None:
    _, archive, ended = hostile
    assert ended.verdict is not None
    assert (ended.code, ended.verdict.exit_code, ended.verdict.reason) == (1, 1, "finished")
    codes = {code for (code,) in rows(archive, "select code from problems")}
    assert {"reader_failed", "redirect_loop"} <= codes


def test_half_pages_are_kept_as_such(hostile: tuple[Hostile, Path, Ended]) -> None:
    _, archive, _ = hostile
    kept = "select count(*) from captures where complete = 0"
    incomplete = sum(fault.state == "incomplete" for fault in FAULTS.values())
    assert rows(archive, kept) == [(incomplete,)]


def test_a_bug_is_logged_with_its_address(hostile: tuple[Hostile, Path, Ended]) -> None:
    server, _, ended = hostile
    assert f"cannot read {server.base_url}/news/broken-rule" in ended.log
    assert "Traceback" in ended.log


def test_what_could_not_be_read_keeps_its_bytes(hostile: tuple[Hostile, Path, Ended]) -> None:
    _, archive, _ = hostile
    kept = "select count(*) from visits v join pages p on p.id = page_id"
    where = "where url like '%/broken-rule' and capture_id is not null"
    assert rows(archive, f"{kept} {where}") == [(1,)]
