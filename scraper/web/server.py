"""The server of ``clusternews serve``: where it listens, what it says, how it ends."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from archive.errors import UsageError
from scraper.web.datasette_app import ArchiveDatasette
from scraper.web.safety import Hosts, is_loopback

#: Where ``serve`` listens unless it is told to listen elsewhere.
HOST, PORT = "127.0.0.1", 8765
#: So long what is being answered may go on when the server is to end.
_LAST_SECONDS = 1
_BACKLOG = 128
_REASONS = {
    errno.EADDRINUSE: ("another program listens there", "--port 0 takes a free one"),
    errno.EACCES: ("that needs more rights", "ports from 1024 on need none"),
    errno.EADDRNOTAVAIL: (
        "this machine has no such address",
        "without --host it listens for this machine alone",
    ),
}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one.

    Raises UsageError where that cannot be, saying why.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise UsageError(f"--host {host}: there is no such host here") from error
    listening = socket.socket(family, kind)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        why, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise UsageError(f"cannot listen on {host}, port {port}: {why}", hint=hint) from error
    return listening


def address(host: str, listening: socket.socket) -> str:
    """Where a browser finds it."""
    port = listening.getsockname()[1]
    name = host.strip("[]")
    if name in ("0.0.0.0", "::"):
        name = HOST
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def reaches_beyond(host: str) -> bool:
    """Whether other machines can ask a server that listens there."""
    return not is_loopback(host)


def serve(
    path: Path,
    listening: socket.socket,
    *,
    host: str = HOST,
    requests_logged: bool = False,
    ready: Callable[[], None] = lambda: None,
) -> int:
    """Answer until a signal comes; the exit code: 130 for an interrupt, else 0.

    ``ready`` is called as soon as requests are answered.
    """
    app = ArchiveDatasette(path, Hosts(host))
    config = uvicorn.Config(
        app.app(),
        log_config=None,
        access_log=requests_logged,
        server_header=False,
        ws="none",
        loop="asyncio",
        http="h11",
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    server = _Server(config, app, ready)
    try:
        server.run([listening])
    finally:
        app.close()
    return 130 if server.ended_by == signal.SIGINT else 0


class _Server(uvicorn.Server):
    """One that ends quietly, and soon, whatever is being read for it."""

    def __init__(
        self, config: uvicorn.Config, app: ArchiveDatasette, ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self.ended_by = 0
        self._archive = app
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is being read, so that nothing is waited for."""
        # A request that is cut short now is no fault worth a word.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._archive.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals end the server; they are not raised again afterwards."""
        before = {one: signal.signal(one, self._end) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ended_by = number
        self.should_exit = True
