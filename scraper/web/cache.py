"""Pages that were made already, kept while the archive stays as it is."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

from scraper.web.answers import Sent

#: Pages tell ages ("2 hours ago"), which go on without a change of the archive.
SECONDS = 60.0
MOST_BYTES = 32_000_000


class Cache:
    """The pages made last; of one state of the archive only."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[float, Sent]] = OrderedDict()
        self._state: Hashable = None
        self._bytes = 0

    def find(self, key: Hashable, state: Hashable) -> Sent | None:
        """The page kept under ``key`` if the archive is still in that state, else None."""
        with self._guard:
            self._turn_to(state)
            made_at, sent = self._kept.get(key, (0.0, None))
            if sent is None or time.monotonic() - made_at > SECONDS:
                return None
            self._kept.move_to_end(key)
            return sent

    def keep(self, key: Hashable, state: Hashable, sent: Sent) -> None:
        """Keep a page that was made of that state; the ones not asked for longest go."""
        with self._guard:
            if state != self._state or len(sent.body) > MOST_BYTES // 8:
                return
            if key in self._kept:
                self._bytes -= len(self._kept.pop(key)[1].body)
            self._kept[key] = (time.monotonic(), sent)
            self._bytes += len(sent.body)
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1][1].body)

    def _turn_to(self, state: Hashable) -> None:
        if state != self._state:
            self._kept.clear()
            self._bytes = 0
            self._state = state
