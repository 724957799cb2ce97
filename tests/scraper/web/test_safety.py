"""Every response is one that can only be read, whoever makes it and however it is asked for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest

from scraper.web.routes import ROUTES, answering
from scraper.web.safety import HEADERS, POLICY, Guarded, Hosts, Message, is_loopback
from tests.archive.making import visit
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    path = tmp_path_factory.mktemp("safety") / "news.db"
    with fresh(path) as archive:
        archive.save([visit()])
    with asking(path) as opened:
        yield opened


#: Values for the named parts of addresses; a number for all others.
PARTS = {"question": "rising-tags", "site": "example", "tag": "value-chains"}


def _filled(pattern: str) -> str:
    named = re.sub(r"\(\?P<(\w+)>[^()]+\)", lambda part: PARTS.get(part[1], "1"), pattern)
    filled = re.sub(r"\(\?:(\w+)[^()]*\)\??", r"\1", named).replace("\\.", ".")
    assert answering(filled) is not None, f"{pattern} is a route this test cannot fill"
    return filled


URLS = (
    *(_filled(pattern) for pattern, _ in ROUTES),
    "/articles/999",
    "/search?format=csv",
    "/search?format=nonsense",
    "/archive",
    "/archive.json",
    "/archive.csv",
    "/archive?sql=select+1",
    "/archive.json?sql=select+1",
    "/archive.csv?sql=select+1&_stream=on",
    "/archive?sql=drop+table+articles",
    "/archive/articles",
    "/archive/articles.json",
    "/archive/articles.csv?_stream=on",
    "/archive/articles/1",
    "/archive/articles/1.json",
    "/archive/articles?_filter_column=id&_filter_op=exact&_filter_value=1",
    "/archive/no_table",
    "/archive/secrets",
    "/archive/articles/1.blob?_blob_column=title",
    "/archive.db",
    "/_internal",
    "/_memory",
    "/:memory:",
    "/static/style.css",
    "/static/icon.svg",
    "/static/none.css",
    "/static/",
    "/favicon.ico",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/nothing",
    "//example.org/",
    "/search/",
    "/-/static/app.css",
    *(
        f"/-/{name}"
        for name in (
            "databases databases.json plugins plugins.json threads threads.json versions "
            "versions.json settings settings.json metadata metadata.json config config.json "
            "actor.json messages permissions allow-debug auth-token logout patterns"
        ).split()
    ),
)


@pytest.mark.parametrize("url", URLS)
def test_every_response_carries_the_headers_and_none_is_a_fault(asked: Asking, url: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        response = asked.ask(method, url)
        assert response.status_code < 500, (method, response.text)
        for name, value in HEADERS.items():
            assert response.headers.get_list(name.decode()) == [value.decode()], (method, name)
        assert "set-cookie" not in response.headers
        if method not in ("GET", "HEAD"):
            assert response.status_code == 405
            assert response.headers["allow"] == "GET, HEAD"
        if method == "HEAD":
            assert not response.content


@pytest.mark.parametrize("url", [url for url in URLS if url.startswith(("/-/", "/_", "/:"))])
def test_what_tells_of_the_machine_is_closed(asked: Asking, url: str) -> None:
    assert asked.get(url).status_code == 404


def test_no_page_says_where_the_archive_is(asked: Asking) -> None:
    folder = str(asked.datasette.reader.path.parent)
    for url in URLS:
        response = asked.get(url)
        assert folder not in response.text, url
        assert folder not in str(response.headers), url


def test_the_policy_allows_no_script_and_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    assert "script-src" not in POLICY
    assert POLICY.startswith("default-src 'none';")


@pytest.mark.parametrize("url", [url for url in URLS if "csv" not in url and "json" not in url])
def test_no_page_has_a_script_or_a_style_of_its_own(asked: Asking, url: str) -> None:
    text = asked.get(url).text.lower()
    for forbidden in ("<script", "<style", " style=", " onclick", " onload", "javascript:"):
        assert forbidden not in text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1"])
def test_names_of_this_machine(asked: Asking, host: str) -> None:
    assert asked.get("/static/style.css", {"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "10.0.0.1", "localhost.evil.example", "", "a:b:c"]
)
def test_another_name_is_not_answered_to(asked: Asking, host: str) -> None:
    response = asked.get("/", {"host": host})
    assert response.status_code == 421
    assert HEADERS.keys() <= {name.encode() for name in response.headers}


def test_a_host_that_was_given_is_one_of_the_names() -> None:
    assert Hosts("192.0.2.7").has("192.0.2.7:80")
    assert not Hosts("192.0.2.7").has("192.0.2.8")
    assert Hosts("news.example").has("news.example")
    assert Hosts("0.0.0.0").has("192.0.2.8:1")
    assert not Hosts("0.0.0.0").has("evil.example")
    assert Hosts("::").has("[2001:db8::1]:1")
    assert is_loopback("localhost") and is_loopback("127.0.0.2") and is_loopback("::1")
    assert not is_loopback("0.0.0.0") and not is_loopback("news.example")


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "no-cors", "style", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_a_page_elsewhere_may_link_and_not_embed(
    asked: Asking, site: str, mode: str, dest: str, status: int
) -> None:
    sent = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert asked.get("/static/style.css", sent).status_code == status


def test_work_for_a_client_that_has_gone_ends() -> None:
    ended: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError("nobody is there")

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(Guarded(app, Hosts())(scope, receive, send))
    assert ended == ["cancelled"]


def test_a_fault_nobody_foresaw_has_the_headers_too(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Message] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("at /home/somebody")

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(Guarded(app, Hosts())(scope, receive, send))
    assert sent[0]["status"] == 500
    assert HEADERS.keys() <= {name for name, _ in sent[0]["headers"]}
    assert b"somebody" not in sent[1]["body"]
    assert "somebody" in caplog.text and "Traceback" not in caplog.text
