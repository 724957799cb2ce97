"""When the next request may be sent to a site: one at a time, never sooner than agreed."""

from __future__ import annotations

from time import monotonic

from scrapy.crawler import Crawler


class Pace:
    """The one downloader slot through which all requests to one site pass.

    All hosts of a site share it, so that twins are not asked side by side. The delay
    counts from the end of the last answer, so that it also holds as the server sees
    it. Nothing is random about it: a delay that was asked for is a least delay.
    """

    def __init__(self, crawler: Crawler, name: str, delay: float) -> None:
        self._crawler = crawler
        self.name = name
        self.delay = 0.0
        self._resume_at = 0.0
        self.at_least(delay)

    def at_least(self, seconds: float) -> None:
        """From now on leave this much time between requests, unless it is more already."""
        self.delay = max(self.delay, seconds)
        # Scrapy drops slots that rest, and makes new ones from these settings.
        kept = {"delay": self.delay, "concurrency": 1, "jitter": 0.0}
        self._crawler.engine.downloader.per_slot_settings[self.name] = kept
        self._wait()

    def answered(self) -> None:
        """An answer has just ended, or there is none: the delay begins now."""
        self._wait(monotonic())

    def pause(self, seconds: float) -> None:
        """Send nothing for ``seconds``, or for the delay if that is longer."""
        self._resume_at = monotonic() + seconds
        self.answered()

    def _wait(self, since: float | None = None) -> None:
        slot = self._crawler.engine.downloader.slots.get(self.name)
        if slot is not None:
            slot.delay = max(self.delay, self._resume_at - monotonic())
            slot.lastseen = slot.lastseen if since is None else since
