"""What a robots.txt says, read as RFC 9309 asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from protego import Protego

from archive.records import Problem
from scraper.urls import origin_of

#: The product token that rules may be addressed to.
AGENT = "clusternews"
#: At least this much must be read, and what follows may be ignored (RFC 9309, 2.5).
MAX_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one origin."""

    url: str  #: where they were read in the end, after redirects
    status: int | None = None  #: None: no answer
    body: bytes = b""
    unreachable: str | None = None  #: why there is no answer; then nothing may be asked for
    rules: Protego | None = None  #: None: everything may be asked for
    sitemaps: tuple[str, ...] = ()  #: addresses as written
    delay: float = 0.0  #: seconds between two requests, at least
    problems: tuple[Problem, ...] = ()

    def allows(self, url: str) -> bool:
        """True if the page may be asked for."""
        if self.unreachable is not None:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, AGENT))


def read_robots(url: str, status: int, body: bytes) -> Robots:
    """The rules in an answer.

    Statuses 400 to 499 mean that there are no rules (429 apart, which asks us to stay
    away); with other errors nothing is known, so nothing is allowed.
    """
    if 400 <= status < 500 and status != 429:
        return Robots(url=url, status=status, body=body)
    if not 200 <= status < 300:
        return Robots(url=url, status=status, body=body, unreachable=f"status {status}")
    kept = body[:MAX_BYTES]
    if len(body) > MAX_BYTES:
        # The last line is not whole.
        kept = kept[: max(kept.rfind(b"\n"), kept.rfind(b"\r")) + 1]
    rules = Protego.parse(kept.decode("utf-8-sig", "replace"))
    return Robots(
        url=url,
        status=status,
        body=body[:MAX_BYTES],
        rules=rules,
        sitemaps=tuple(rules.sitemaps),
        delay=_delay(rules),
        problems=tuple(_problems(body)),
    )


def _delay(rules: Protego) -> float:
    """Seconds between requests: Crawl-delay or Request-rate, whichever is slower."""
    delay = rules.crawl_delay(AGENT) or 0.0
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests > 0:
        delay = max(delay, rate.seconds / rate.requests)
    return float(delay) if math.isfinite(delay) else 0.0


def _problems(body: bytes) -> list[Problem]:
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")):
        return [Problem("robots_html", "robots.txt answers with a page, so it holds no rules")]
    if len(body) > MAX_BYTES:
        said = f"robots.txt has {len(body):,} bytes; rules after the first 512 KiB are not read"
        return [Problem("robots_too_long", said)]
    return []


def robots_url(url: str) -> str:
    """Where the rules for a page stand."""
    return f"{origin_of(url)}/robots.txt"
