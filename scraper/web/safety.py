"""What holds for every request and every response, whoever answers.

Pages can be read and do nothing: no script, nothing from elsewhere, in no frame. Only GET and
HEAD are answered, only to someone who asked for this server by a name it has, and not to a
page of another site that embeds ours. Work for a client that has gone ends.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any

log = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: No script at all, nothing from elsewhere, in no frame, no form to elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"interest-cohort=()",
    # The archive may change at any time; the server itself keeps what it has made.
    b"cache-control": b"private, no-cache",
}
_METHODS = ("GET", "HEAD")


class Hosts:
    """The names under which this server may be asked for.

    A page elsewhere can make its own name mean this machine (DNS rebinding), and read what
    it likes: the name it is then asked by is not one of these.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._names = {"localhost", host.strip("[]").lower()}
        self._any_address = False
        address = _address(host)
        if address is None or not address.is_loopback:
            # No name can be made to mean what is an address already.
            self._any_address = address is not None and address.is_unspecified
            self._names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    def has(self, host: str) -> bool:
        """Whether a Host header, with or without a port, names this server."""
        name, port = _split(host.strip().lower())
        if port and not port.isdecimal():
            return False
        if name.rstrip(".") in self._names:
            return True
        address = _address(name)
        return address is not None and (self._any_address or address.is_loopback)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


class Guarded:
    """An ASGI application of which all of this holds."""

    def __init__(self, app: App, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif (refusal := self._refusal(scope)) is not None:
            await _refuse(*refusal, _with_headers(send))
        else:
            await self._answer(scope, receive, _with_headers(send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        enough = asyncio.Event()
        sending = _head_only(send, enough) if scope["method"] == "HEAD" else send
        app = self._without_fail({**scope, "method": "GET"}, sending)
        tasks = [asyncio.ensure_future(work) for work in (app, _gone(receive), enough.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks[1:]:
                with suppress(asyncio.CancelledError):
                    await task
        with suppress(asyncio.CancelledError):
            await tasks[0]

    async def _without_fail(self, scope: Scope, send: Send) -> None:
        """Whatever goes wrong unforeseen is a response too, unless one has begun."""
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, _nothing, sending)
        except Exception as error:
            log.error("%s was not answered: %r", scope["path"][:200], error)
            log.debug("where it comes from:", exc_info=error)
            if not has_begun:
                await _refuse(500, "A fault of clusternews itself; its log says more.", {}, send)

    def _refusal(self, scope: Scope) -> tuple[int, str, Mapping[bytes, bytes]] | None:
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] not in _METHODS:
            return (
                405,
                "Only GET and HEAD are answered: nothing here changes.",
                {b"allow": ", ".join(_METHODS).encode()},
            )
        if not self._hosts.has(headers.get(b"host", "")):
            return 421, "This server does not answer to that name.", {}
        if _is_embedded(headers):
            return 403, "A page of another site may link to this one, not embed it.", {}
        return None


def _is_embedded(headers: Mapping[bytes, str]) -> bool:
    """Whether a page of another site asks for ours as a part of itself."""
    if headers.get(b"sec-fetch-site", "none") in ("none", "same-origin"):
        return False
    is_visit = headers.get(b"sec-fetch-mode") == "navigate"
    return not (is_visit and headers.get(b"sec-fetch-dest", "document") == "document")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(k, v) for k, v in message.get("headers", []) if k.lower() not in HEADERS]
            message = {**message, "headers": [*own, *HEADERS.items()]}
        await send(message)

    return sending


def _head_only(send: Send, enough: asyncio.Event) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and not enough.is_set():
            await send(message)
            await send({"type": "http.response.body", "body": b""})
            enough.set()

    return sending


async def _nothing() -> Message:
    """The body of a request: nobody here reads one."""
    return {"type": "http.request", "body": b"", "more_body": False}


async def _gone(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(status: int, text: str, headers: Mapping[bytes, bytes], send: Send) -> None:
    own = [(b"content-type", b"text/plain; charset=utf-8"), *headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": f"{text}\n".encode()})


def _split(host: str) -> tuple[str, str]:
    """Name and port of a Host header; the brackets of an IPv6 address are left out."""
    if host.startswith("["):
        name, _, port = host[1:].partition("]")
        return name, port.removeprefix(":")
    name, _, port = host.partition(":")
    return name, port


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
