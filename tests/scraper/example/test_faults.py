"""The platform misbehaves as it is told to, where it is told to, and not a moment longer."""

from __future__ import annotations

import gzip
import http.client
import re
import socket
import threading
import zlib
from collections.abc import Callable
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from scraper.example import __main__ as example
from scraper.example.faults import FAULTS, find_fault
from scraper.example.faults_kinds import ARTICLE
from scraper.example.platform import ExamplePlatform
from tests.scraper.example.conftest import SECRET
from tests.scraper.example.visitor import Page, Visitor


def raw_answer(platform: ExamplePlatform, path: str) -> bytes:
    """Everything that comes before the connection ends. Raises ConnectionResetError."""
    address = urlsplit(platform.base_url)
    with socket.create_connection((address.hostname or "", address.port or 0), 10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def body_of(platform: ExamplePlatform, path: str) -> bytes:
    return raw_answer(platform, path).partition(b"\r\n\r\n")[2]


class TestSwitches:
    def test_a_fault_concerns_its_page_alone(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        before = {one.path: ask(one.path).body for one in misbehaving.articles}
        (path,) = misbehaving.fault("soft-404")
        after = {one.path: ask(one.path).body for one in misbehaving.articles}
        assert [one for one in before if before[one] != after[one]] == [path]
        assert b"Page not found" in after[path]

    def test_healed_it_is_as_before(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        (path,) = misbehaving.fault("server-error")
        assert ask(path).status == 500
        misbehaving.heal("server-error")
        assert (ask(path).status, dict(misbehaving.faulty)) == (200, {})
        misbehaving.fault("gone-for-good")
        misbehaving.fault("robots-503")
        misbehaving.heal()
        assert (ask(path).status, ask("/robots.txt").status) == (200, 200)

    def test_it_acts_where_it_is_told_to(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        paths = [one.path for one in misbehaving.articles[3:5]]
        assert misbehaving.fault("forbidden", *paths) == tuple(paths)
        assert [ask(path).status for path in paths] == [403, 403]
        assert ask(misbehaving.articles[0].path).status == 200

    def test_every_other_article_stays_healthy(self, misbehaving: ExamplePlatform) -> None:
        faults = [name for name, fault in FAULTS.items() if fault.at == ARTICLE][:6]
        faulty = [path for name in faults for path in misbehaving.fault(name)]
        assert len(set(faulty)) == 6
        newest = [one.path for one in misbehaving.articles if one.reach == "all"][:12]
        assert newest[::2] == faulty

    def test_from_the_start(self) -> None:
        with ExamplePlatform(4, faults=["gone-for-good"]) as platform:
            assert list(platform.faulty) == ["gone-for-good"]

    def test_a_wrong_name_is_told_with_the_nearest(self) -> None:
        with pytest.raises(ValueError, match="is slow-drip meant"):
            ExamplePlatform(4, faults=["slow-dripp"])
        with pytest.raises(ValueError, match=r"no fault is called 'xyz'$"):
            find_fault("xyz")

    def test_more_faults_than_articles(self) -> None:
        with pytest.raises(ValueError, match="no article is left"):
            ExamplePlatform(2, faults=["soft-404", "login-wall", "pay-wall"])

    def test_the_log_names_the_fault(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        (path,) = misbehaving.fault("hang-up")
        assert raw_answer(misbehaving, path) == b""
        ask("/news")
        assert [(one.path, one.fault) for one in misbehaving.log] == [
            (path, "hang-up"),
            ("/news", ""),
        ]

    def test_the_table_is_complete(self) -> None:
        for fault in FAULTS.values():
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault.name)
            assert fault.does
            assert fault.expect.states
            assert fault.expect.exit_code in (0, 1, 3)
            re.compile(fault.expect.reason)


class TestConnection:
    def test_a_reset_is_one(self, misbehaving: ExamplePlatform) -> None:
        (path,) = misbehaving.fault("reset-mid-body")
        with pytest.raises(ConnectionResetError):
            raw_answer(misbehaving, path)

    @pytest.mark.parametrize(
        ("name", "share"), [("length-too-long", 1.5), ("length-too-short", 0.5)]
    )
    def test_a_length_that_lies(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page], name: str, share: float
    ) -> None:
        path = misbehaving.articles[0].path
        whole = len(ask(path).body)
        misbehaving.fault(name, path)
        head, _, body = raw_answer(misbehaving, path).partition(b"\r\n\r\n")
        declared = re.search(rb"Content-Length: (\d+)", head)
        assert declared is not None
        assert (int(declared[1]), len(body)) == (int(whole * share), whole)

    @pytest.mark.parametrize(
        ("name", "unpack"),
        [
            ("bomb-gzip", gzip.decompress),
            ("bomb-deflate", zlib.decompress),
            ("bomb-br", brotli.decompress),
            ("bomb-zstd", lambda body: zstandard.decompress(body, max_output_size=2**26)),
            ("bomb-twice", lambda body: gzip.decompress(gzip.decompress(body))),
        ],
    )
    def test_a_bomb_is_one(
        self, misbehaving: ExamplePlatform, name: str, unpack: Callable[[bytes], bytes]
    ) -> None:
        body = body_of(misbehaving, *misbehaving.fault(name))
        assert len(body) < 50_000
        assert len(unpack(body)) == 32 * 2**20

    def test_what_is_cut_is_cut(self, misbehaving: ExamplePlatform) -> None:
        with pytest.raises(EOFError):
            gzip.decompress(body_of(misbehaving, *misbehaving.fault("truncated-gzip")))
        with pytest.raises(gzip.BadGzipFile, match="CRC"):
            gzip.decompress(body_of(misbehaving, *misbehaving.fault("gzip-checksum")))

    @pytest.mark.parametrize("name", ["slow-drip", "slow-headers", "silence", "endless-body"])
    def test_stopping_ends_what_would_last(self, name: str) -> None:
        """The platform is gone, its threads with it, while somebody still waits."""
        before = set(threading.enumerate())
        with ExamplePlatform(4) as platform:
            (path,) = platform.fault(name)
            address = urlsplit(platform.base_url)
            waiting = socket.create_connection((address.hostname or "", address.port or 0), 10)
            waiting.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            if name != "silence":
                assert waiting.recv(1) == b"H"
        assert set(threading.enumerate()) <= before
        with waiting, waiting.makefile("rb") as rest:
            drained = 0
            try:
                while part := rest.read(2**20):
                    drained += len(part)
            except ConnectionResetError:
                return
        assert drained < 2**26

    def test_who_hangs_up_is_let_go(self, misbehaving: ExamplePlatform) -> None:
        (path,) = misbehaving.fault("endless-body")
        connection = http.client.HTTPConnection(urlsplit(misbehaving.base_url).netloc, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert len(answer.read(100_000)) == 100_000
        answer.close()
        connection.close()
        # The next page is answered, and the misbehaving stops when the test ends.
        visitor = Visitor(misbehaving)
        assert visitor.ask("/news").status == 200
        visitor.close()


class TestWays:
    def test_gone_once(self, misbehaving: ExamplePlatform, ask: Callable[..., Page]) -> None:
        (path,) = misbehaving.fault("gone-once")
        assert [ask(path).status for _ in range(3)] == [404, 200, 200]

    @pytest.mark.parametrize("name", ["busy-seconds", "busy-date"])
    def test_busy_says_when_to_come_again(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page], name: str
    ) -> None:
        (path,) = misbehaving.fault(name)
        first, second = ask(path), ask(path)
        assert first.headers["Retry-After"]
        assert (first.status in (429, 503), second.status) == (True, 200)

    def test_a_pair_leads_to_and_fro(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        (path,) = misbehaving.fault("redirect-pair")
        there = ask(path).headers["Location"]
        assert there != path
        assert ask(there).headers["Location"] == path

    def test_a_ban_begins_after_some_requests(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        misbehaving.fault("ban-status")
        statuses = [ask("/news").status for _ in range(16)]
        assert statuses == [200] * 12 + [403] * 4

    def test_harm_leads_to_the_secret_place(
        self, misbehaving: ExamplePlatform, ask: Callable[..., Page]
    ) -> None:
        (path,) = misbehaving.fault("redirect-secret-307")
        assert ask(path).headers["Location"] == SECRET + path
        misbehaving.fault("sitemap-secret")
        assert f"<loc>{SECRET}/" in ask("/sitemap.xml?page=1").text


def test_the_command_lists_faults_and_refuses_unknown_ones(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["example", "--list-faults"])
    example.main()
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == list(FAULTS)
    monkeypatch.setattr("sys.argv", ["example", "--fault", "slow-drop", "--port", "0"])
    with pytest.raises(SystemExit) as ended:
        example.main()
    assert ended.value.code == 2
    assert "is slow-drip meant" in capsys.readouterr().err
