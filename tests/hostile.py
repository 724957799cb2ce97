"""A raw server that can misbehave in every way a real one does; on loopback."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import NamedTuple

from tests.serving import Serving

#: What a path answers: bytes as they are, or something that writes them in its own way.
Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


class Request(NamedTuple):
    """One request, as it arrived."""

    time: float
    path: str
    head: str


class Hostile(Serving):
    """Serves ``routes`` (path -> answer, or a list of answers in turn) and notes each request."""

    def __init__(self, host: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> None:
        super().__init__()
        self.routes: dict[str, Answer | list[Answer]] = {}
        self.log: list[Request] = []
        self.fallback: Callable[[str], Answer] = lambda path: response(b"", status="404 Not Found")
        self.on_request: Callable[[str], None] | None = None
        self._host, self._context = host, context
        self.port = 0

    @property
    def base_url(self) -> str:
        return f"{'https' if self._context else 'http'}://{self._host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.log]

    async def begin(self) -> Sequence[asyncio.Server]:
        """Listen at a port that is free."""
        server = await asyncio.start_server(self._answer, self._host, 0, ssl=self._context)
        self.port = server.sockets[0].getsockname()[1]
        return [server]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            self.log.append(Request(monotonic(), path, head))
            if self.on_request is not None:
                self.on_request(path)
            answer = self._next(path)
            if isinstance(answer, bytes):
                writer.write(answer)
            else:
                await answer(writer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    def _next(self, path: str) -> Answer:
        answer = self.routes.get(path)
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return self.fallback(path) if answer is None else answer


def response(
    body: bytes | str,
    *headers: str,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    length: int | None = None,
) -> bytes:
    """A whole answer that ends its connection; ``length`` may lie about the body."""
    data = body.encode() if isinstance(body, str) else body
    size = len(data) if length is None else length
    head = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {size}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + data


def raw(*lines: str, body: bytes = b"") -> bytes:
    """Head and body just as given."""
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """A redirect to wherever."""
    return response(b"", f"Location: {location}", status=status)


def article(title: str, text: str = "") -> str:
    """A page that any reader takes for a news article."""
    sentences = f"{title} was presented to the members of the cluster in spring. " * 12
    paragraphs = "".join(f"<p>{text or sentences}</p>" for _ in range(3))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>"
        f"<meta property='og:type' content='article'></head><body><article><h1>{title}</h1>"
        f"<div class='field--name-body'>{paragraphs}</div></article></body></html>"
    )


def listing(*hrefs: str, pager: str = "") -> str:
    """A page of teasers."""
    teasers = "".join(f"<h2><a href='{href}'>Read about {href}</a></h2>" for href in hrefs)
    return (
        f"<!DOCTYPE html><html><head><title>News</title></head><body>{teasers}{pager}</body></html>"
    )
