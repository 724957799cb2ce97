"""The server speaks HTTP as real ones do, and its log says what was asked."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Visitor, gunzip


def test_gzip_only_for_who_accepts_it(visitor: Visitor) -> None:
    plain = visitor.ask("/news", Accept_Encoding="identity")
    packed = visitor.ask("/news", Accept_Encoding="gzip")

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gunzip(packed.body) == plain.body
    assert len(packed.body) == int(packed.headers["Content-Length"]) < len(plain.body)


@pytest.mark.parametrize("condition", ["If_None_Match", "If_Modified_Since"])
def test_a_known_page_is_not_sent_again(
    platform: ExamplePlatform, visitor: Visitor, condition: str
) -> None:
    path = platform.articles[0].path
    first = visitor.ask(path)
    known = first.headers["ETag" if condition == "If_None_Match" else "Last-Modified"]

    again = visitor.ask(path, **{condition: known})
    other = visitor.ask(path, **{condition: "Mon, 01 Jan 2001 00:00:00 GMT"})

    assert (again.status, again.body) == (304, b"")
    assert other.status == 200


def test_head_is_get_without_a_body(visitor: Visitor) -> None:
    whole, head = visitor.ask("/news"), visitor.ask("/news", "HEAD")

    assert head.body == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_the_log_says_who_asked_what(platform: ExamplePlatform, visitor: Visitor) -> None:
    before = len(platform.log)
    page = visitor.ask("/tags/hydrogen?page=1", User_Agent="a-test", Referer="http://x.example/")
    visitor.ask("/nowhere")

    first, second = platform.log[before:]
    assert (first.method, first.path, first.status) == ("GET", "/tags/hydrogen?page=1", 200)
    assert (first.user_agent, first.referer) == ("a-test", "http://x.example/")
    assert first.host == urlsplit(platform.base_url).netloc
    assert first.bytes == len(page.body)
    assert (second.path, second.status) == ("/nowhere", 404)
    assert first.time <= second.time


def test_stopping_hangs_up_on_who_is_still_there() -> None:
    with ExamplePlatform(2) as platform:
        idle = HTTPConnection(urlsplit(platform.base_url).netloc, timeout=10)
        idle.request("GET", "/robots.txt")
        idle.getresponse().read()
        assert idle.sock is not None

    assert idle.sock.recv(1) == b""
    idle.close()


def test_one_seed_gives_one_site() -> None:
    def pages(seed: int) -> list[bytes]:
        with ExamplePlatform(8, seed=seed) as platform:
            visitor = Visitor(platform)
            paths = [article.path for article in platform.articles]
            found = [visitor.ask(path).body for path in paths]
            visitor.close()
            address = platform.base_url.encode()
            return [page.replace(address, b"") for page in found]

    assert pages(1) == pages(1)
    assert pages(1) != pages(2)


def test_pages_are_padded_for_benchmarks() -> None:
    with ExamplePlatform(3, page_bytes=70_000) as platform:
        visitor = Visitor(platform)
        sizes = [len(visitor.ask(article.path).body) for article in platform.articles]
        visitor.close()

    assert all(68_000 < size < 80_000 for size in sizes)
