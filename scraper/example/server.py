"""A small real web server: HTTP/1.1 on loopback, keep-alive, gzip, 304, and a log."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from scraper.example.routes import Answer


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as the server saw it."""

    time: float  #: monotonic clock, seconds
    method: str
    path: str  #: as asked for, with its query
    host: str
    user_agent: str
    referer: str
    accept_encoding: str
    status: int
    bytes: int  #: of the body as sent


class _Packed(NamedTuple):
    """An answer ready to be sent."""

    answer: Answer
    packed: bytes  #: gzip
    etag: str


_Request = socket.socket | tuple[bytes, socket.socket]
_Address = Any


class Server(ThreadingHTTPServer):
    """Serves what ``answer`` gives; each target is rendered once, until :meth:`forget`."""

    daemon_threads = False  # closing waits for the threads, so that no socket is left open
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, host: str, port: int) -> None:
        super().__init__((host, port), _Handler)
        self.log: list[LoggedRequest] = []
        self.answer: Callable[[str], Answer] = lambda target: Answer(b"", 503)
        self._cache: dict[str, _Packed] = {}
        self._open: set[_Request] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve from a thread of its own."""
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="example-platform"
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, hang up on everybody who still holds a connection, and close."""
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        with self._lock:
            for connection in self._open:
                hang_up(connection)
        self.server_close()

    def packed(self, target: str) -> _Packed:
        """The answer for a target, compressed; rendered at most once."""
        found = self._cache.get(target)
        if found is None:
            answer = self.answer(target)
            packer = zlib.compressobj(6, wbits=31)
            packed = packer.compress(answer.body) + packer.flush()
            etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
            # The page itself is not kept: it can be unpacked, and is four times the size.
            found = self._cache[target] = _Packed(answer._replace(body=b""), packed, etag)
        return found

    def forget(self) -> None:
        """The site has changed: render everything anew."""
        self._cache.clear()

    def process_request(self, request: _Request, client_address: _Address) -> None:
        """A connection goes to a thread of its own; noted before, so that none is missed."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: _Request) -> None:
        """A handler is done with a connection."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)


def hang_up(connection: _Request) -> None:
    """Ends a connection that a handler may be waiting on."""
    assert isinstance(connection, socket.socket)  # a stream server has no others
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 17  # head and body leave in one piece
    server: Server

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # the client went away

    def do_GET(self) -> None:
        self._serve(with_body=True)

    def do_HEAD(self) -> None:
        self._serve(with_body=False)

    def version_string(self) -> str:
        return "ExamplePlatform"

    def log_message(self, format: str, *args: object) -> None:
        """Requests are kept in the log, not printed."""

    def _serve(self, *, with_body: bool) -> None:
        found = self.server.packed(self.path)
        fresh = self._is_fresh(found)
        zipped = "gzip" in self.headers.get("Accept-Encoding", "")
        body = found.packed if zipped else zlib.decompress(found.packed, wbits=31)
        status = HTTPStatus.NOT_MODIFIED if fresh else HTTPStatus(found.answer.status)
        self.send_response(status)
        self._send_fields(found, zipped=zipped and not fresh)
        if not fresh:
            self.send_header("Content-Length", str(len(body)))
        sent = body if with_body and not fresh else b""
        # Logged before it is sent: whoever has the answer finds it in the log.
        self._note(status, len(sent))
        self.end_headers()
        self.wfile.write(sent)

    def _is_fresh(self, found: _Packed) -> bool:
        """True if the client has this very page already."""
        if found.answer.status != HTTPStatus.OK:
            return False
        known = self.headers.get("If-None-Match")
        if known is not None:
            return found.etag in known
        since = self.headers.get("If-Modified-Since")
        return since is not None and since == _http_date(found)

    def _send_fields(self, found: _Packed, *, zipped: bool) -> None:
        answer = found.answer
        fields = {
            "Content-Type": answer.media_type,
            "Vary": "Accept-Encoding",
            "ETag": found.etag if answer.status == HTTPStatus.OK else None,
            "Last-Modified": _http_date(found),
            "Location": answer.location,
            "Content-Encoding": "gzip" if zipped else None,
        }
        for name, value in fields.items():
            if value is not None:
                self.send_header(name, value)

    def _note(self, status: int, size: int) -> None:
        header = self.headers.get
        self.server.log.append(
            LoggedRequest(
                time=time.monotonic(),
                method=self.command,
                path=self.path,
                host=header("Host", ""),
                user_agent=header("User-Agent", ""),
                referer=header("Referer", ""),
                accept_encoding=header("Accept-Encoding", ""),
                status=int(status),
                bytes=size,
            )
        )


def _http_date(found: _Packed) -> str | None:
    modified = found.answer.modified
    return None if modified is None else format_datetime(modified, usegmt=True)
