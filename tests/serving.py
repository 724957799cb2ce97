"""A server of a test: an event loop in a thread of its own, inside the ``with`` block."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self


class Serving:
    """Runs what :meth:`begin` has started until the block is left, and leaves nothing open."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    async def begin(self) -> Sequence[asyncio.Server]:
        """Start to listen; what listens."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(10), "the server did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        servers = self._loop.run_until_complete(self.begin())
        self._started.set()
        self._loop.run_forever()
        self._loop.run_until_complete(_end(servers))
        self._loop.close()


async def _end(servers: Sequence[asyncio.Server]) -> None:
    for server in servers:
        server.close()
    answering = asyncio.all_tasks() - {asyncio.current_task()}
    for task in answering:
        task.cancel()
    await asyncio.gather(*answering, return_exceptions=True)
    # The sockets of connections that were closed just now are closed in the loop's next round.
    await asyncio.sleep(0)
