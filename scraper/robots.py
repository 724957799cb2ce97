"""What a robots.txt says, read as RFC 9309 asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

from archive.records import Problem, Severity
from scraper.urls import origin_of

#: The product token that rules may be addressed to.
AGENT = "clusternews"
#: At least this much must be read, and what follows may be ignored (RFC 9309, 2.5).
MAX_BYTES = 512 * 1024
#: Longest delay between two requests that is obeyed, in seconds: a page a day.
MAX_DELAY = 86_400.0
#: Delays beyond this make a run so slow that a person should know.
_LONG_DELAY = 60.0

_AGENT_LINE = re.compile(r"user[- ]?agent(?:\s*:|\s|$)\s*(.*)", re.I)
_OF_SITE = re.compile(r"(?:site-?map|sitemaps|host)\s*(?::|\s)", re.I)
_RULE = re.compile(r"[^:]*:|(?:dis?al|diasl|allow|crawl|request|visit)", re.I)
_TOKEN = re.compile(r"[a-z_-]+", re.I)


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
    read_at: str | None = None  #: of an archived copy: when it was fetched, UTC; None: just now
    failure: str | None = None  #: of an archived copy: why there is no answer today

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
    rules = Protego.parse("\n".join(_concerning_us(kept.decode("utf-8-sig", "replace"))))
    delay = _delay(rules)
    return Robots(
        url=url,
        status=status,
        body=body[:MAX_BYTES],
        rules=rules,
        sitemaps=tuple(rules.sitemaps),
        delay=min(delay, MAX_DELAY),
        problems=tuple(_problems(body, delay)),
    )


def _concerning_us(text: str) -> Iterator[str]:
    """The lines that concern us: what is said of other agents can be endless.

    A name with a version or more behind it is still our name (RFC 9309, 2.2.1), and a part
    of our name is not.
    """
    is_ours = naming = False
    for full_line in text.splitlines():
        line = full_line.partition("#")[0].strip()
        if agent := _AGENT_LINE.fullmatch(line):
            is_ours = is_ours and naming
            naming = True
            name = _agent(agent[1])
            if name is not None:
                is_ours = True
                yield f"User-agent: {name}"
        elif _OF_SITE.match(line):
            yield line
        elif _RULE.match(line):
            naming = False
            if is_ours:
                yield line


def _agent(value: str) -> str | None:
    """The agent that a group is for, if that is us: by our name, or as everybody."""
    if value == "*" or re.match(r"\*\s", value):
        return "*"
    token = _TOKEN.match(value.lstrip("*"))
    return AGENT if token and token[0].lower() == AGENT else None


def _delay(rules: Protego) -> float:
    """Seconds between requests: Crawl-delay or Request-rate, whichever is slower."""
    delay = rules.crawl_delay(AGENT) or 0.0
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests > 0:
        delay = max(delay, rate.seconds / rate.requests)
    return float(delay) if math.isfinite(delay) else 0.0


def _problems(body: bytes, delay: float) -> Iterator[Problem]:
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")):
        yield Problem("robots_html", "robots.txt answers with a page, so it holds no rules")
    elif len(body) > MAX_BYTES:
        said = f"robots.txt has {len(body):,} bytes; rules after the first 512 KiB are not read"
        yield Problem("robots_too_long", said)
    if delay > _LONG_DELAY:
        pages = max(1, int(MAX_DELAY // delay))
        said = f"robots.txt asks for {delay:,.0f} s between requests: at most {pages:,} pages a day"
        severity = Severity.WARNING if delay > MAX_DELAY else Severity.NOTE
        yield Problem("crawl_delay_long", said, severity)


def robots_url(url: str) -> str:
    """Where the rules for a page stand."""
    return f"{origin_of(url)}/robots.txt"
