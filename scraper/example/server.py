"""A small real web server: HTTP/1.1 on loopback, keep-alive, gzip, 304, and a log.

It can be told to misbehave: what ``misbehave`` gives for a request is sent in the place
of the page, down to single bytes and pauses.
"""

from __future__ import annotations

import hashlib
import os
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from scraper.example.faults import Met
from scraper.example.faults_kinds import Ending, Script
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
    status: int  #: 0: none was sent
    bytes: int  #: of the body as sent; 0 of an answer that a fault gave byte by byte
    if_none_match: str = ""
    if_modified_since: str = ""
    fault: str = ""  #: name of the fault that answered; empty: the page itself


class _Packed(NamedTuple):
    """An answer ready to be sent."""

    answer: Answer
    packed: bytes  #: gzip
    etag: str  #: empty: none is sent


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
        #: What a fault makes of a request (target, header fields, the page without it).
        self.misbehave: Callable[[str, Mapping[str, str], Callable[[], Answer]], Met | None] = (
            lambda target, fields, healthy: None
        )
        self.stopping = threading.Event()  #: set as soon as every answer is to end
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
        self.stopping.set()
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
            found = self._cache[target] = pack(self.answer(target))
        return found

    def healthy(self, target: str) -> Answer:
        """The answer for a target as it is without any fault, with its body."""
        found = self.packed(target)
        return found.answer._replace(body=zlib.decompress(found.packed, wbits=31))

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


def pack(answer: Answer) -> _Packed:
    """An answer made ready to be sent."""
    packer = zlib.compressobj(6, wbits=31)
    packed = packer.compress(answer.body) + packer.flush()
    etag = answer.etag
    if etag is None:
        etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    # The page itself is not kept: it can be unpacked, and is four times the size.
    return _Packed(answer._replace(body=b""), packed, etag)


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
        named = {name.lower(): value for name, value in self.headers.items()}
        met = self.server.misbehave(self.path, named, lambda: self.server.healthy(self.path))
        if met is None:
            self._send(self.server.packed(self.path), with_body=with_body)
        elif isinstance(met.reply, Script):
            self._note(met.reply.status, 0, met.name)
            self._play(met.reply)
        else:
            self._send(pack(met.reply), with_body=with_body, fault=met.name)

    def _send(self, found: _Packed, *, with_body: bool, fault: str = "") -> None:
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
        self._note(status, len(sent), fault)
        self.end_headers()
        self.wfile.write(sent)

    def _play(self, script: Script) -> None:
        """Send an answer step by step; nobody waits for it once the server stops."""
        self.close_connection = True
        try:
            for step in script.steps:
                if isinstance(step, Ending):
                    return self._reset()
                if isinstance(step, bytes):
                    self.connection.sendall(step)
                elif self.server.stopping.wait(step):
                    return None
        except OSError:
            return None  # the client went away, or the server stops
        return None

    def _reset(self) -> None:
        """Close at once: with no time to linger the system sends a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def _is_fresh(self, found: _Packed) -> bool:
        """True if the client has this very page already, or is told so."""
        if found.answer.status == HTTPStatus.NOT_MODIFIED:
            return True
        if found.answer.status != HTTPStatus.OK:
            return False
        known = self.headers.get("If-None-Match")
        if known is not None:
            return bool(found.etag) and found.etag in known
        since = self.headers.get("If-Modified-Since")
        return since is not None and since == _http_date(found)

    def _send_fields(self, found: _Packed, *, zipped: bool) -> None:
        answer = found.answer
        fields = {
            "Content-Type": answer.media_type,
            "Vary": "Accept-Encoding",
            "ETag": (found.etag or None) if answer.status == HTTPStatus.OK else None,
            "Last-Modified": _http_date(found),
            "Location": answer.location,
            "Content-Encoding": "gzip" if zipped else None,
        }
        for name, value in fields.items():
            if value is not None:
                self.send_header(name, value)
        for name, value in answer.fields:
            self.send_header(name, value)

    def _note(self, status: int, size: int, fault: str) -> None:
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
                if_none_match=header("If-None-Match", ""),
                if_modified_since=header("If-Modified-Since", ""),
                fault=fault,
            )
        )


def _http_date(found: _Packed) -> str | None:
    modified = found.answer.modified
    return None if modified is None else format_datetime(modified, usegmt=True)
