"""Scrapy's download of a page, with a limit on what may stand before its body.

Scrapy limits the size of a body and the time of a whole exchange, but takes headers
without end (100 MB of them cost it 190 MB of memory).
"""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Request, Response
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web._newclient import Request as SentRequest
from twisted.web.iweb import IResponse

from scraper.middlewares.endings import HeadersTooLargeError

#: Status line and headers of one answer, and of what goes before it, in bytes: the limit
#: of browsers. A single line may be as long.
MAX_HEADERS = 256 * 1024
#: Answers that only announce another one (status 100 to 199); servers send one or two.
MAX_INTERIM = 10


class LimitedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https; raises HeadersTooLargeError beyond the limits."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory

    async def download_request(self, request: Request) -> Response:
        """The answer to one request."""
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            reasons = getattr(error.__cause__, "reasons", ())
            if any(isinstance(reason.value, HeadersTooLargeError) for reason in reasons):
                raise HeadersTooLargeError from error
            raise


class _Parser(_LenientHTTPClientParser):
    """Counts what it reads before the body begins."""

    MAX_LENGTH = MAX_HEADERS
    # Scrapy and we change the class of a parser that is there already: no __init__.
    _size = 0
    _interim = 0

    def dataReceived(self, data: bytes) -> None:
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self.state in (STATUS, HEADER):
            self._size += len(data)
            if self._size > MAX_HEADERS:
                raise HeadersTooLargeError

    def lineLengthExceeded(self, line: bytes) -> None:
        raise HeadersTooLargeError

    def allHeadersReceived(self) -> None:
        if 100 <= self.response.code < 200:
            self._interim += 1
            if self._interim > MAX_INTERIM:
                raise HeadersTooLargeError
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: SentRequest) -> Deferred[IResponse]:
        sent = super().request(request)
        assert self._parser is not None
        self._parser.__class__ = _Parser
        return sent

    def _giveUp(self, reason: Failure) -> None:
        super()._giveUp(reason)  # type: ignore[no-untyped-call]
        if isinstance(reason.value, HeadersTooLargeError):
            # Over TLS a polite end would wait for the other side, which goes on sending.
            self.transport.abortConnection()  # type: ignore[union-attr]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
