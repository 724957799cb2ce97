"""Who is told of runs, and that no secret is told to anybody else."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import ConfigError, MissingExtra
from scraper import notify
from scraper.config import load_config
from scraper.notify import Notices, When, notices_from, with_environment
from tests.hostile import Hostile, redirect, response

SECRET = "c4nary-0f-a-t0ken"


@pytest.fixture
def server() -> Iterator[Hostile]:
    """Answers 200 to everything, and keeps what it was sent."""
    with Hostile() as running:
        running.fallback = lambda path: response(b"ok")
        yield running


def test_a_ping_at_start_success_and_failure(server: Hostile) -> None:
    notices = Notices(ping=f"{server.base_url}/ping/{SECRET}/?create=1")
    assert notices.started() is None
    assert notices.ended(0, "run 1 finished: 3 asked") == []
    assert notices.ended(1, "run 2 finished: 1 failed") == []
    assert notices.ended(75, "held") == []
    assert server.paths == [
        f"/ping/{SECRET}/start?create=1",
        f"/ping/{SECRET}?create=1",
        f"/ping/{SECRET}/fail?create=1",
    ]
    assert all(request.head.startswith("POST ") for request in server.log)


def test_the_body_says_how_it_ended(server: Hostile) -> None:
    Notices(ping=server.base_url).ended(3, "run 2 disk_full: 7 asked \ud800")
    length = len(b"exit code 3\nrun 2 disk_full: 7 asked ?\n")
    assert f"Content-Length: {length}" in server.log[0].head


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (response(b"", status="404 Not Found"), "status 404"),
        (response(b"", status=f"500 {SECRET}"), "status 500"),
        (f"{SECRET}\r\n\r\n".encode(), "BadStatusLine"),
        (redirect(f"file:///etc/{SECRET}"), "status 302"),
        (redirect(f"http://127.0.0.1:1/{SECRET}"), "Connection refused"),
    ],
)
def test_a_ping_that_fails_is_one_line_without_its_address(
    server: Hostile, answer: bytes, said: str
) -> None:
    server.fallback = lambda path: answer
    wrong = Notices(ping=f"{server.base_url}/{SECRET}").started()
    assert wrong == f"the ping /start failed: {said}"


def test_a_ping_is_not_waited_for_longer_than_agreed(
    server: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 200 OK\r\nX: 1\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    monkeypatch.setattr(notify, "PING_SECONDS", 0.2)
    server.fallback = lambda path: drip
    assert Notices(ping=server.base_url).ended(0, "fine") == [
        "the ping failed: no answer within 0 s"
    ]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When.FAILED, {2, 3, 130}),
        (When.WORTH_A_LOOK, {1, 2, 3, 130}),
        (When.ALWAYS, {0, 1, 2, 3, 130}),
    ],
)
def test_messages_are_sent_of_the_runs_that_were_asked_for(
    server: Hostile, when: When, told: set[int]
) -> None:
    url = f"json://127.0.0.1:{server.port}/{SECRET}"
    notices = Notices(urls=(url,), when=when)
    notices.require()
    sent = set()
    for code in (0, 1, 2, 3, 75, 130):
        server.log.clear()
        assert notices.ended(code, "run 1 finished") == []
        if server.log:
            sent.add(code)
    assert sent == told


def test_a_message_that_is_not_sent_is_one_line_and_the_others_are(
    server: Hostile, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.routes[f"/{SECRET}"] = response(b"no", status="500 Broken")
    urls = tuple(f"json://127.0.0.1:{server.port}/{path}" for path in (SECRET, "fine"))
    notices = Notices(urls=urls, when=When.ALWAYS)
    assert notices.ended(0, "fine") == ["the message was not sent to all: address 1 of 2"]
    assert "/fine" in {path.rstrip("/") for path in server.paths}
    assert SECRET not in caplog.text + "".join(capfd.readouterr()) + repr(notices)


def test_what_is_missing_or_wrong_is_said_before_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="address 2 of 2 is none that apprise knows"):
        Notices(urls=("json://127.0.0.1/", f"nothing://{SECRET}")).require()
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(MissingExtra) as caught:
        Notices(urls=("json://127.0.0.1/",)).require()
    assert "clusternews[notify]" in caught.value.hint
    Notices(ping="https://hc.example/").require()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'ping = ["https://hc.example/{SECRET}"]', "ping must be an http or https address"),
        (f'ping = "ftp://hc.example/{SECRET}"', "ping must be"),
        (f'ping = "https://[{SECRET}"', "ping must be"),
        (f'ping = "https:///{SECRET}"', "ping must be"),
        (f'notify = "mailto://{SECRET}"', "must be a table"),
        (f'[notify]\nurls = "mailto://{SECRET}"', "urls must be a list of texts"),
        (f'[notify]\nurls = [["mailto://{SECRET}"]]', "urls must be a list of texts"),
        ('[notify]\nwhen = "never"', "when is 'never'"),
        ("[notify]\nwhen = []", "when is"),
        ("[notify]\nurl = []", "unknown key 'url'"),
    ],
)
def test_a_wrong_config_is_named_without_its_secret(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "clusternews.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert said in str(caught.value)
    assert SECRET not in str(caught.value) + caught.value.hint


def test_the_environment_wins(tmp_path: Path) -> None:
    given = notices_from("https://a.example", {"urls": ["json://a"], "when": "failed"}, "x")
    assert given == Notices("https://a.example", ("json://a",), When.FAILED)
    assert with_environment(given, {}) == given
    environment = {
        "CLUSTERNEWS_PING": "https://b.example",
        "CLUSTERNEWS_NOTIFY": "json://b json://c",
    }
    expected = Notices("https://b.example", ("json://b", "json://c"), When.FAILED)
    assert with_environment(given, environment) == expected
    with pytest.raises(ConfigError, match="CLUSTERNEWS_PING must be"):
        with_environment(given, {"CLUSTERNEWS_PING": SECRET})


def test_a_config_does_not_show_its_secrets(tmp_path: Path) -> None:
    path = tmp_path / "clusternews.toml"
    path.write_text(
        f'ping = "https://hc.example/{SECRET}"\nlog_dir = "logs"\n'
        f'[notify]\nurls = ["mailto://me:{SECRET}@x.example"]\n',
        encoding="utf-8",
    )
    config = load_config(path)
    assert config.log_dir == tmp_path / "logs"
    assert config.notices.urls
    assert SECRET not in repr(config)
