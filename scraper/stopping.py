"""Signals that ask a run to stop: finish the page in hand, save, say so.

Scrapy's own handlers would wait for a page as long as its server likes, and would stay
behind when its loop is gone, where nothing answers them any more.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerProcess

from scraper.waiting import Waiting

log = logging.getLogger(__name__)

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopper:
    """Knows what a signal means at each stage of a run.

    While nothing is crawled it is an interruption like that of the keyboard. While pages
    are asked for the first one asks to stop, and the second stops at once.
    """

    def __init__(self) -> None:
        self.asked = 0  #: signals that have arrived while pages were asked for
        self._process: AsyncCrawlerProcess | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._finishing: asyncio.Task[None] | None = None  #: the loop itself keeps no task alive

    def run(self, process: AsyncCrawlerProcess) -> None:
        """Let the process crawl to its end, or until it is stopped."""
        self._loop, self._process = asyncio.get_event_loop(), process
        try:
            process.start(install_signal_handlers=False)
        finally:
            self._loop = self._process = None

    def received(self, number: int, frame: FrameType | None) -> None:
        """A signal has arrived."""
        if self._loop is None:
            raise KeyboardInterrupt
        self.asked += 1
        self._loop.call_soon_threadsafe(self._ask if self.asked == 1 else self._force)

    def _ask(self) -> None:
        assert self._loop is not None and self._process is not None
        log.info("asked to stop: the page in hand is finished; another signal stops at once")
        for crawler in self._process.crawlers:
            scheduler = crawler.engine.scheduler if crawler.engine else None
            if isinstance(scheduler, Waiting):
                scheduler.stop("interrupted")
        self._finishing = self._loop.create_task(self._finish(self._process))
        grace = self._process.settings.getfloat("CLUSTERNEWS_GRACE_SECONDS")
        self._loop.call_later(grace, self._force)

    async def _finish(self, process: AsyncCrawlerProcess) -> None:
        await process.stop()
        ended = asyncio.ensure_future(process.join())
        while not ended.done():  # a crawl that was about to begin has not heard of it
            engines = [crawler.engine for crawler in process.crawlers if crawler.engine]
            for engine in engines:
                if engine.running:
                    await engine.stop_async()
            await asyncio.wait([ended], timeout=0.1)

    def _force(self) -> None:
        if self._process is None:
            return
        from twisted.internet import reactor  # noqa: PLC0415 - the import would install one

        log.info("stopped without waiting for the page in hand")
        running = cast(Any, reactor)
        if running.running:
            running.stop()


@contextmanager
def stopping() -> Iterator[Stopper]:
    """Answer signals as :class:`Stopper` says while the block runs.

    Only the main thread of a process gets signals; elsewhere nothing is changed.
    """
    stopper = Stopper()
    if threading.current_thread() is not threading.main_thread():
        yield stopper
        return
    before = [(one, signal.signal(one, stopper.received)) for one in SIGNALS]
    try:
        yield stopper
    finally:
        for one, handler in before:
            signal.signal(one, handler)
