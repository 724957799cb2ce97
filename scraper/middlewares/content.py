"""Bodies as the server meant them: unpacked, and known to be whole or not."""

from __future__ import annotations

import re
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from archive.records import PageState
from scraper.middlewares.endings import DAMAGED, EndedError
from scraper.middlewares.unpack import ACCEPTED, CODINGS, DamagedError, TooLargeError, unpack

#: Where the length was not declared, the end of the document shows that all arrived.
_END = re.compile(rb"</(?:html|urlset|sitemapindex|rss|feed|rdf:rdf)\s*>", re.I)
_END_WITHIN = 2048
#: Codings of one body; more is an attack.
_MAX_CODINGS = 3
_ABOUT_TRANSFER = ("Content-Encoding", "Content-Length", "Transfer-Encoding")


class ContentMiddleware:
    """Undoes content codings within the size limit and flags what did not arrive whole.

    Stands next to the downloader, so that everything above sees the page itself. A
    body that is damaged is handed on with the flag, because half a page is worth
    keeping, but is no version of an article.
    """

    def __init__(self, max_size: int) -> None:
        self._max_size = max_size

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; the limit is that of the download."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say which codings are understood."""
        request.headers.setdefault(b"Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body unpacked, flagged if that is not the whole body.

        Raises EndedError if the body unpacks to more than the limit.
        """
        limit = int(request.meta.get("download_maxsize", self._max_size))
        try:
            response, damage = _unpacked(response, limit)
        except TooLargeError:
            # Raised from in here, the error would hold on to what was unpacked.
            is_too_large = True
        else:
            is_too_large = False
        if is_too_large:
            raise EndedError(PageState.UNREADABLE, f"larger than {limit // 2**20} MiB")
        damage = damage or _framing_damage(response)
        if damage:
            response.flags.append(DAMAGED + damage)
        return response


def _unpacked(response: Response, limit: int) -> tuple[Response, str | None]:
    codings = [
        coding.strip().lower()
        for value in response.headers.getlist("Content-Encoding")
        for coding in value.decode("latin-1").split(",")
    ]
    body = response.body
    damage = None
    if not body or not codings:
        return response, None
    if len(codings) > _MAX_CODINGS:
        raise TooLargeError
    for coding in reversed(codings):
        if coding not in CODINGS:
            break
        try:
            body = unpack(body, coding, limit)
        except DamagedError as error:
            # What never was in this coding is at least kept as it came.
            body, damage = error.partial or body, str(error)
            break
    for name in _ABOUT_TRANSFER:
        response.headers.pop(name, None)
    return _with_body(response, body), damage


def _with_body(response: Response, body: bytes) -> Response:
    """A plain response: ``replace`` would keep one that guesses at encodings, at a cost."""
    return Response(
        response.url,
        status=response.status,
        headers=response.headers,
        body=body,
        flags=response.flags,
        request=response.request,
        certificate=response.certificate,
        ip_address=response.ip_address,
        protocol=response.protocol,
    )


def _framing_damage(response: Response) -> str | None:
    """What the transfer itself says: bytes missing, a range, or an end that nobody declared."""
    if "dataloss" in response.flags:
        return "the connection ended before the body did"
    if response.status == 206:
        return "only a part of the page was sent"
    if "partial" in response.flags and not _END.search(response.body[-_END_WITHIN:]):
        return "no length was declared and the document does not end"
    return None
