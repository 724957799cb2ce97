"""How a request ends that never gets as far as an answer to read."""

from __future__ import annotations

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from archive.records import PageState

#: Flag of a response whose body is not the whole one; what follows says why.
DAMAGED = "damaged: "


class EndedError(IgnoreRequest):
    """The page ends in ``state``, because of ``reason``; nothing is there to be read."""

    def __init__(self, state: PageState, reason: str) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = reason


class LeftError(EndedError):
    """The page is not asked for in this run, and stays as it is: no visit is made of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(PageState.KNOWN, reason)


class HeadersTooLargeError(DownloadCancelledError):
    """The headers of an answer are larger than the limit, or do not end."""


def damage_of(response: Response) -> str | None:
    """Why the body is not the whole one; None if it is."""
    for flag in response.flags:
        if flag.startswith(DAMAGED):
            return flag.removeprefix(DAMAGED)
    return None
