"""How a page ends that was answered with something else than itself, or not at all."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    UnsupportedURLSchemeError,
)

from archive.records import PageState
from scraper.middlewares.endings import EndedError, HeadersTooLargeError
from scraper.resolver import refused_hosts

_GONE = frozenset([404, 410, 451])
_DENIED = frozenset([401, 402, 403, 407])
_CERTIFICATE = re.compile(r"certificate|verif", re.I)
_SPACE = re.compile(r"\s+")


def state_of_status(status: int) -> tuple[PageState, str] | None:
    """How a page ends by its status alone; None if its body is to be read."""
    if 200 <= status < 300:
        return None
    if status in _GONE:
        return PageState.GONE, f"status {status}"
    if status in _DENIED:
        return PageState.DENIED, f"status {status}"
    return PageState.FAILED, f"status {status}"


def state_of_error(error: BaseException, url: str) -> tuple[PageState, str]:
    """How a page ends whose request failed with ``error``, and why, in one sentence."""
    host = urlsplit(url).hostname or ""
    if isinstance(error, EndedError):
        return error.state, error.reason
    if isinstance(error, CannotResolveHostError):
        if host in refused_hosts:
            return PageState.REFUSED, f"address {refused_hosts[host]} of {host} is not public"
        return PageState.FAILED, f"no address is known for {host}"
    if isinstance(error, DownloadTimeoutError):
        return PageState.FAILED, "timed out"
    if isinstance(error, DownloadConnectionRefusedError):
        return PageState.FAILED, "connection refused"
    if isinstance(error, DownloadCancelledError):
        what = "headers " if isinstance(error, HeadersTooLargeError) else ""
        return PageState.UNREADABLE, f"{what}larger than the limit"
    if isinstance(error, UnsupportedURLSchemeError):
        return PageState.REFUSED, f"scheme {urlsplit(url).scheme} is not asked for"
    causes = _causes(error)
    if tls := next((cause for cause in causes if _is_tls(cause)), None):
        said = "certificate not valid" if _CERTIFICATE.search(str(tls)) else "TLS failed"
        return PageState.FAILED, f"{said}: {_short(tls)}"
    if isinstance(error, DownloadFailedError):
        return PageState.FAILED, f"connection failed: {_short(causes[-1])}"
    return PageState.FAILED, f"{type(error).__name__}: {_short(error)}"


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it was raised from, and what Twisted wrapped in it."""
    found: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo and len(found) < 20:
        one = todo.pop(0)
        if one is None or one in found:
            continue
        found.append(one)
        wrapped = [getattr(failure, "value", None) for failure in getattr(one, "reasons", ())]
        todo += [one.__cause__, *wrapped]
    return found


def _is_tls(error: BaseException) -> bool:
    return type(error).__module__.startswith(("OpenSSL", "service_identity", "ssl"))


def _short(error: BaseException) -> str:
    return _SPACE.sub(" ", str(error) or type(error).__name__).strip()[:200]
